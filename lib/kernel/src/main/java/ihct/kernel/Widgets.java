package ihct.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import ihct.display.Controls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.channels.ReplyEnvironment;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommFactory;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;
import org.dflib.jjava.jupyter.messages.request.CommInfoRequest;

/**
 * What talks with parts of the page: controls, which ipywidgets draws where it is installed, and
 * whatever else cells open. Messages leave by the way of outputs, since a socket does not survive
 * that a thread is interrupted in it, and what they bring about runs as cells do.
 */
final class Widgets extends CommManager {

  /** Runs what a message brings about, as the message's own. */
  interface Runner {
    void run(
        ShellReplyEnvironment environment, Message<?> message, Consumer<ReplyEnvironment> work);
  }

  private static final String TARGET = "jupyter.widget";

  /** Only ipywidgets 6 and older ask by this name, as soon as they are loaded. */
  private static final String ASKED_BY_OLD = "jupyter.widget.version";

  /** Newer ones ask by this one, or for the models that there are. */
  private static final String ASKED_BY_NEW = "jupyter.widget.control";

  private final Outlet outlet;
  private Runner runner;

  /** How the front end speaks; null as long as it has not said that it has controls. */
  private volatile WidgetModel.Dialect dialect;

  Widgets(Outlet outlet) {
    this.outlet = outlet;
    registerTarget(
        ASKED_BY_OLD,
        (manager, id, target, message) -> {
          dialect = WidgetModel.Dialect.OLD;
          JsonObject any = new JsonObject();
          any.addProperty("version", "*");
          messageComm(id, any);
          return new Model(this, id, target, null, data -> {});
        });
  }

  /** Says who runs what messages bring about. */
  void runBy(Runner run) {
    runner = run;
  }

  /** Shows controls; false if the front end has none. */
  boolean offer(Controls controls, BiConsumer<String, Object> moved) {
    WidgetModel.Dialect spoken = dialect;
    if (spoken == null) {
      return false;
    }
    WidgetModel layout = WidgetModel.layout(spoken);
    String layoutId = open(layout, state -> {});
    List<String> rows = new ArrayList<>();
    for (Controls.Control control : controls.all()) {
      String style = open(WidgetModel.style(spoken, control), state -> {});
      WidgetModel model = WidgetModel.of(spoken, control, layoutId, style);
      rows.add(
          open(model, state -> model.move(state).ifPresent(v -> moved.accept(control.name(), v))));
    }
    String box = open(WidgetModel.box(spoken, rows, layoutId), state -> {});
    outlet.display(view(spoken, box, names(controls)));
    return true;
  }

  /** The older front end is told to show it, and shows any text as well. */
  private DisplayData view(WidgetModel.Dialect spoken, String box, String names) {
    DisplayData view = new DisplayData();
    view.putData(WidgetModel.VIEW, WidgetModel.view(spoken, box));
    if (spoken == WidgetModel.Dialect.OLD) {
      JsonObject data = new JsonObject();
      data.addProperty("method", "display");
      messageComm(box, data);
    } else {
      view.putText("controls: " + names);
    }
    return view;
  }

  private static String names(Controls controls) {
    return String.join(", ", controls.all().stream().map(Controls.Control::name).toList());
  }

  private String open(WidgetModel model, Consumer<JsonObject> moved) {
    String id = UUID.randomUUID().toString().replace("-", "");
    CommOpenCommand content = new CommOpenCommand(id, TARGET, model.opening());
    outlet.send(message(CommOpenCommand.MESSAGE_TYPE, content, WidgetModel.METADATA, null));
    registerComm(new Model(this, id, TARGET, model, moved));
    return id;
  }

  private <T> Message<T> message(
      MessageType<T> type, T content, Map<String, Object> metadata, List<byte[]> blobs) {
    return new Message<>(context, type, content, blobs, metadata);
  }

  @Override
  public <T extends Comm> T openComm(String target, CommFactory<T> factory) {
    String id = UUID.randomUUID().toString();
    Message<CommOpenCommand> message =
        message(
            CommOpenCommand.MESSAGE_TYPE,
            new CommOpenCommand(id, target, new JsonObject()),
            null,
            null);
    T comm = factory.produce(this, id, target, message);
    outlet.send(message);
    registerComm(comm);
    return comm;
  }

  @Override
  public void messageComm(
      String id, JsonObject data, Map<String, Object> metadata, List<byte[]> blobs) {
    CommMsgCommand content = new CommMsgCommand(id, data);
    outlet.send(message(CommMsgCommand.MESSAGE_TYPE, content, metadata, blobs));
  }

  @Override
  public void handleCommOpenCommand(
      ReplyEnvironment environment, Message<CommOpenCommand> message) {
    if (ASKED_BY_NEW.equals(message.getContent().getTargetName())) {
      dialect = WidgetModel.Dialect.NEW;
    }
    run(environment, message, by -> super.handleCommOpenCommand(by, message));
  }

  @Override
  public void handleCommMsgCommand(ReplyEnvironment environment, Message<CommMsgCommand> message) {
    run(environment, message, by -> super.handleCommMsgCommand(by, message));
  }

  @Override
  public void handleCommCloseCommand(
      ReplyEnvironment environment, Message<CommCloseCommand> message) {
    run(environment, message, by -> super.handleCommCloseCommand(by, message));
  }

  @Override
  public void handleCommInfoRequest(
      ReplyEnvironment environment, Message<CommInfoRequest> message) {
    if (dialect == null && TARGET.equals(message.getContent().getTargetName())) {
      dialect = WidgetModel.Dialect.NEW;
    }
    super.handleCommInfoRequest(environment, message);
  }

  private void run(
      ReplyEnvironment environment, Message<?> message, Consumer<ReplyEnvironment> work) {
    runner.run((ShellReplyEnvironment) environment, message, work);
  }

  /** A control's other end, in the page. */
  private static final class Model extends Comm {

    private final WidgetModel model;
    private final Consumer<JsonObject> moved;

    Model(
        CommManager manager,
        String id,
        String target,
        WidgetModel model,
        Consumer<JsonObject> moved) {
      super(manager, id, target);
      this.model = model;
      this.moved = moved;
    }

    @Override
    protected void onMessage(Message<CommMsgCommand> message) {
      JsonObject data = message.getContent().getData();
      if (model == null) {
        return; // it says how it found our version
      }
      JsonElement method = data.get("method");
      if (method != null && method.getAsString().equals("request_state")) {
        send(model.update());
        return;
      }
      JsonElement state = data.get(data.has("sync_data") ? "sync_data" : "state");
      if (state != null && state.isJsonObject()) {
        moved.accept(state.getAsJsonObject());
      }
    }

    @Override
    protected void onClose(Message<CommCloseCommand> message, boolean isRemote) {}
  }
}
