package ihct.kernel;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;

/** Answers a front end's messages out of a {@link Session}. */
final class JavaKernel extends BaseKernel {

  private final Outlet outlet = new Outlet();
  private final PrintStream out = stream(StreamType.OUT);
  private final PrintStream err = stream(StreamType.ERR);
  private final Inlet inlet = new Inlet();
  private final CellInput in = new CellInput(inlet);
  private final Session session;

  JavaKernel() {
    super(
        "ihct",
        "0.1.0",
        language(),
        List.of(),
        null,
        new JupyterIO(StandardCharsets.UTF_8),
        new CommManager(),
        new Renderer(),
        null,
        null,
        false,
        new StringStyler.Builder().build());
    Rendering rendering = new Rendering(getRenderer());
    Notebook.connect(rendering, outlet);
    session = new Session(rendering, outlet);
  }

  private static LanguageInfo language() {
    return new LanguageInfo.Builder("java")
        .version(Runtime.version().toString())
        .mimetype("text/x-java-source")
        .fileExtension(".jshell")
        .pygments("java")
        .codemirror("text/x-java")
        .build();
  }

  private PrintStream stream(StreamType type) {
    return new PrintStream(
        new CellStream(text -> outlet.text(type, text)), true, StandardCharsets.UTF_8);
  }

  /** Answers what comes in by these sockets. */
  void serve(KernelConnection connection) {
    becomeHandlerForConnection(connection);
    inlet.connect(connection.stdin());
  }

  @Override
  public void onStartup() {
    super.onStartup();
    System.setOut(out);
    System.setErr(err);
    System.setIn(in);
  }

  @Override
  protected synchronized void handleExecuteRequest(
      ShellReplyEnvironment env, Message<ExecuteRequest> message) {
    commManager.setMessageContext(message);
    ExecuteRequest request = message.getContent();
    env.setBusyDeferIdle();
    int count = executionCount.get();
    if (!request.isSilent()) {
      executionCount.incrementAndGet();
      env.publish(new PublishExecuteInput(request.getCode(), count));
    }
    outlet.begin(env, count);
    inlet.begin(message, request.isStdinEnabled());
    in.begin();
    Outcome outcome = evaluate(request.getCode(), count);
    out.flush();
    err.flush();
    outlet.drain();
    reply(env, outcome, count);
  }

  @Override
  protected void handleKernelInfoRequest(
      ShellReplyEnvironment env, Message<KernelInfoRequest> message) {
    env.setBusyDeferIdle();
    env.reply(new InfoReply(name, version, getLanguageInfo(), getBanner(), getHelpLinks()));
  }

  private Outcome evaluate(String code, int count) {
    try {
      return session.evaluate(code, count);
    } catch (Throwable e) { // an error must not end the kernel
      return new Failures(new Places()).thrown(e, null);
    }
  }

  private void reply(ShellReplyEnvironment env, Outcome outcome, int count) {
    if (outcome instanceof Outcome.Done) {
      env.defer().reply(new ExecuteReply(count, Map.of()));
      return;
    }
    Outcome.Failed failed =
        outcome instanceof Outcome.Interrupted stopped
            ? Failures.interrupted(stopped)
            : (Outcome.Failed) outcome;
    env.publish(new PublishError(failed.name(), failed.message(), failed.report()));
    ErrorReply error = new ErrorReply(failed.name(), failed.message(), failed.report());
    error.setExecutionCount(count);
    env.defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), error);
  }

  @Override
  public void interrupt() {
    session.interrupt();
  }

  @Override
  public void onShutdown(boolean restarting) {
    super.onShutdown(restarting);
    session.close();
  }

  @Override
  public Object evalRaw(String source) {
    throw new UnsupportedOperationException("cells are run by their request");
  }

  @Override
  public DisplayData inspect(String code, int at, boolean extraDetail) {
    return null;
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    return null;
  }

  @Override
  public String isComplete(String code) {
    return IS_COMPLETE_MAYBE;
  }
}
