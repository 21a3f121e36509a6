package ihct.kernel;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/**
 * A kernel that knows nothing of this project, made as IJava and JJava are: JJava's library answers
 * the front end, JShell's own engine runs the cells in this Java machine, and cells have {@code
 * display} and {@code render}. The notebooks must run in it as they are. Of what JShell does to
 * variables when something is defined again, it saves nothing.
 */
public final class OtherKernel extends BaseKernel {

  private static final List<String> IMPORTS =
      List.of(
          "import java.io.*;",
          "import java.math.*;",
          "import java.net.*;",
          "import java.util.*;",
          "import java.util.concurrent.*;",
          "import java.util.prefs.*;",
          "import java.util.regex.*;",
          "import static ihct.kernel.OtherKernel.Runtime.*;");

  private static final Set<SubKind> EXPRESSIONS =
      EnumSet.of(
          SubKind.TEMP_VAR_EXPRESSION_SUBKIND,
          SubKind.VAR_VALUE_SUBKIND,
          SubKind.ASSIGNMENT_SUBKIND,
          SubKind.OTHER_EXPRESSION_SUBKIND);

  private final Engine engine = new Engine();
  private final JShell shell =
      JShell.builder().executionEngine(new EngineProvider(engine), Map.of()).build();

  private OtherKernel() {
    super(
        "other",
        "0",
        new LanguageInfo.Builder("java").build(),
        List.of(),
        null,
        new JupyterIO(StandardCharsets.UTF_8),
        new CommManager(),
        new Renderer(),
        null,
        null,
        false,
        new StringStyler.Builder().build());
    shell.addToClasspath(System.getProperty("java.class.path"));
    IMPORTS.forEach(shell::eval);
  }

  /**
   * Starts it.
   *
   * @param arguments the file that names the sockets
   * @throws Exception if it cannot be read or a socket cannot be opened
   */
  public static void main(String[] arguments) throws Exception {
    JupyterConnection connection =
        new JupyterConnection(
            KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0]))));
    OtherKernel kernel = new OtherKernel();
    kernel.becomeHandlerForConnection(connection);
    connection.connect();
    kernel.onStartup();
    connection.waitUntilClose();
    System.exit(0);
  }

  /** What these kernels let cells call without an import. */
  public static final class Runtime {

    private Runtime() {}

    /**
     * Shows a value.
     *
     * @param value what to show
     * @param mimeTypes forms to show it in
     * @return the display's id
     */
    public static String display(Object value, String... mimeTypes) {
      DisplayData data = render(value, mimeTypes);
      if (!data.hasDisplayId()) {
        data.setDisplayId(UUID.randomUUID().toString());
      }
      notebookKernel().display(data);
      return data.getDisplayId();
    }

    /**
     * Turns a value into forms.
     *
     * @param value what to show
     * @param mimeTypes forms to show it in
     * @return the forms
     */
    public static DisplayData render(Object value, String... mimeTypes) {
      Renderer renderer = notebookKernel().getRenderer();
      return mimeTypes.length == 0 ? renderer.render(value) : renderer.renderAs(value, mimeTypes);
    }
  }

  @Override
  public Object evalRaw(String cell) {
    Object last = null;
    String rest = cell;
    while (!rest.isBlank()) {
      CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      if (!info.completeness().isComplete()) {
        throw new IllegalArgumentException("not complete: " + rest);
      }
      last = evaluate(info.source());
      rest = info.remaining();
    }
    return last;
  }

  private Object evaluate(String code) {
    engine.result = null;
    for (SnippetEvent event : shell.eval(code)) {
      if (event.status() == Status.REJECTED) {
        throw new IllegalArgumentException(
            "%s: %s".formatted(code, shell.diagnostics(event.snippet()).toList()));
      }
      if (event.exception() != null) {
        throw new IllegalStateException(code, event.exception());
      }
      if (!EXPRESSIONS.contains(event.snippet().subKind())) {
        engine.result = null;
      }
    }
    return engine.result;
  }

  @Override
  public DisplayData inspect(String code, int at, boolean extraDetail) {
    return null;
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    return new ReplacementOptions(List.of(), at, at);
  }

  @Override
  public String isComplete(String code) {
    return IS_COMPLETE_YES;
  }

  /** JShell's own, but for the value, which it would give as a text. */
  private static final class Engine extends DirectExecutionControl {

    private Object result;

    @Override
    protected String invoke(Method method) throws Exception {
      result = method.invoke(null);
      return valueString(result);
    }
  }

  private record EngineProvider(ExecutionControl engine) implements ExecutionControlProvider {

    @Override
    public String name() {
      return "other";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return engine;
    }
  }
}
