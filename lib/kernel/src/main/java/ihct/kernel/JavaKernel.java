package ihct.kernel;

import ihct.kernel.cells.Failures;
import ihct.kernel.cells.Outcome;
import ihct.kernel.cells.OwnRenderer;
import ihct.kernel.cells.Rendering;
import ihct.kernel.cells.Session;
import ihct.kernel.cells.Settings;
import ihct.kernel.code.Places;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.channels.ReplyEnvironment;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;

/**
 * The kernel that runs the notebook, as its cells know it: {@code kernel()}. Renderers for values
 * are registered by {@link #getRenderer()}, commands for cells by {@link #getMagicsRegistry()},
 * both as in JJava.
 */
public final class JavaKernel extends BaseKernel {

  private static final long END_MILLIS = 1500;

  private final Outlet outlet;
  private final CellStream out;
  private final CellStream err;
  private final CellHistory history = new CellHistory();
  private final Queue queue = new Queue();
  private final Inlet inlet = new Inlet();
  private final CellInput in = new CellInput(inlet);
  private final Session session;
  private final Expressions expressions;

  JavaKernel() {
    this(new Outlet());
  }

  private JavaKernel(Outlet outlet) {
    super(
        "ihct",
        "0.1.0",
        language(),
        links(),
        null,
        new CellIo(outlet),
        new Widgets(outlet),
        new OwnRenderer(),
        null,
        new MagicsRegistry(),
        false,
        new StringStyler.Builder().build());
    this.outlet = outlet;
    out = new CellStream(text -> outlet.text(StreamType.OUT, text));
    err = new CellStream(text -> outlet.text(StreamType.ERR, text));
    Rendering rendering = new Rendering((OwnRenderer) getRenderer());
    session = new Session(this, rendering, outlet, Settings.of(System.getenv()));
    expressions = new Expressions(session);
    Widgets widgets = (Widgets) getCommManager();
    widgets.runBy(this::answer);
    Notebook.connect(this, rendering, outlet, widgets);
  }

  private static LanguageInfo language() {
    return new LanguageInfo.Builder("java")
        // Front ends save it: with more of it, each update of Java would change notebooks.
        .version(String.valueOf(Runtime.version().feature()))
        .mimetype("text/x-java-source")
        .fileExtension(".jshell")
        .pygments("java")
        .codemirror("text/x-java")
        .build();
  }

  /** What front ends put into their menu of help. */
  private static List<HelpLink> links() {
    int java = Runtime.version().feature();
    return List.of(
        new HelpLink(
            "Java %d: all classes".formatted(java),
            "https://docs.oracle.com/en/java/javase/%d/docs/api/index.html".formatted(java)),
        new HelpLink(
            "Java %d: the language".formatted(java),
            "https://docs.oracle.com/javase/specs/jls/se%d/html/index.html".formatted(java)));
  }

  /** Answers what comes in by these sockets. */
  void serve(KernelConnection connection) {
    becomeHandlerForConnection(connection);
    inlet.connect(connection.stdin());
  }

  @Override
  public void onStartup() {
    super.onStartup();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    System.setIn(in);
  }

  @Override
  protected synchronized void handleExecuteRequest(
      ShellReplyEnvironment env, Message<ExecuteRequest> message) {
    commManager.setMessageContext(message);
    ExecuteRequest request = message.getContent();
    env.setBusyDeferIdle();
    int count = executionCount.get();
    if (queue.skips(message.getHeader().getTimestamp().getDateString())) {
      Map<String, ?> content = Map.of("status", "aborted", "execution_count", count);
      env.defer().reply(Reply.to(message, MessageType.EXECUTE_REPLY, content));
      return;
    }
    if (!request.isSilent()) {
      executionCount.incrementAndGet();
      env.publish(new PublishExecuteInput(request.getCode(), count));
    }
    begin(env, message, request.isStdinEnabled(), count);
    Outcome outcome = evaluate(request.getCode(), count, request.isSilent());
    Map<String, ?> values =
        outcome instanceof Outcome.Done
            ? expressions.values(request.getUserExpr(), count)
            : Map.of();
    end();
    if (request.shouldStoreHistory() && !request.isSilent()) {
      history.add(count, request.getCode(), outlet.lastResult());
    }
    reply(env, message, outcome, values, count);
    if (request.shouldStopOnError() && !(outcome instanceof Outcome.Done)) {
      queue.failed();
    }
  }

  /** Does what a message from the page asks for, as it would run a cell. */
  private synchronized void answer(
      ShellReplyEnvironment env, Message<?> message, Consumer<ReplyEnvironment> work) {
    commManager.setMessageContext(message);
    env.setBusyDeferIdle();
    ShellReplyEnvironment own = begin(env, message, false, executionCount.get());
    Outcome outcome = session.answer(() -> work.accept(own));
    end();
    if (!(outcome instanceof Outcome.Done)) {
      publish(env, Failures.of(outcome));
    }
  }

  private ShellReplyEnvironment begin(
      ShellReplyEnvironment env, Message<?> message, boolean asks, int count) {
    outlet.begin(env, count);
    inlet.begin(message, asks);
    in.begin();
    return ((CellIo) io).begin(env);
  }

  private void end() {
    io.out.flush();
    io.err.flush();
    out.end();
    err.end();
    outlet.drain();
  }

  private static void publish(ShellReplyEnvironment env, Outcome.Failed failed) {
    env.publish(new PublishError(failed.name(), failed.message(), failed.report()));
  }

  @Override
  protected void handleKernelInfoRequest(
      ShellReplyEnvironment env, Message<KernelInfoRequest> message) {
    env.setBusyDeferIdle();
    env.reply(new InfoReply(name, version, getLanguageInfo(), getBanner(), getHelpLinks()));
  }

  @Override
  protected void handleHistoryRequest(ShellReplyEnvironment env, Message<HistoryRequest> message) {
    env.setBusyDeferIdle();
    env.reply(
        Reply.to(
            message,
            MessageType.HISTORY_REPLY,
            Map.of("status", "ok", "history", history.answer(message.getContent()))));
  }

  private Outcome evaluate(String code, int count, boolean silent) {
    try {
      return silent ? session.evaluateQuietly(code, count) : session.evaluate(code, count);
    } catch (Throwable e) { // an error must not end the kernel
      return new Failures(new Places()).thrown(e, null);
    }
  }

  private void reply(
      ShellReplyEnvironment env,
      Message<ExecuteRequest> message,
      Outcome outcome,
      Map<String, ?> values,
      int count) {
    if (outcome instanceof Outcome.Done) {
      Map<String, ?> content = Reply.done(count, outlet.page(), values);
      env.defer().reply(Reply.to(message, MessageType.EXECUTE_REPLY, content));
      return;
    }
    Outcome.Failed failed = Failures.of(outcome);
    publish(env, failed);
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
    endSoon();
    super.onShutdown(restarting);
    session.interrupt();
  }

  /** Whatever a cell does, the kernel is gone soon after the front end was told so. */
  private static void endSoon() {
    Thread end =
        new Thread(
            () -> {
              try {
                Thread.sleep(END_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(0);
            },
            "end");
    end.setDaemon(true);
    end.start();
  }

  /**
   * Lets cells use the classes of jar files and folders. Extensions of JJava in them are installed.
   *
   * @param paths names in which {@code *} and {@code **} stand for others
   * @throws IllegalArgumentException if there is none of a name, or it is no jar file or folder
   */
  public void addToClasspath(String... paths) {
    try {
      session.addToClassPath(List.of(paths));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Shows forms of a value below the outputs of the running cell. */
  @Override
  public void display(DisplayData data) {
    outlet.display(data);
  }

  /** {@return what {@link Notebook#eval} does} */
  @Override
  public Object evalRaw(String source) {
    return session.eval(source);
  }

  Session session() {
    return session;
  }

  @Override
  public DisplayData inspect(String code, int at, boolean extraDetail) {
    return guarded(() -> session.help().inspection(code, characters(code, at)));
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    ReplacementOptions found = guarded(() -> session.help().complete(code, characters(code, at)));
    return new ReplacementOptions(
        found.getReplacements(),
        code.codePointCount(0, found.getSourceStart()),
        code.codePointCount(0, found.getSourceEnd()));
  }

  /** The protocol counts characters of Unicode, Java counts those beyond the first plane twice. */
  private static int characters(String code, int at) {
    return code.offsetByCodePoints(0, Math.min(at, code.codePointCount(0, code.length())));
  }

  @Override
  public String isComplete(String code) {
    try {
      return session.help().isComplete(code);
    } catch (RuntimeException | Error e) { // an answer is owed; the cell itself says what is wrong
      return IS_COMPLETE_MAYBE;
    }
  }

  /** An error, such as of too deep a nesting, would end the thread that answers. */
  private static <T> T guarded(Supplier<T> answer) {
    try {
      return answer.get();
    } catch (Error e) {
      throw new IllegalStateException(e);
    }
  }
}
