package ihct.kernel.cells;

import ihct.kernel.stop.CellThread;
import java.util.List;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** JShell, which compiles, with what runs the code of cells in this Java machine. */
final class Engine implements AutoCloseable {

  /** What cells can name without importing it: as jshell has it, and the ways to show values. */
  private static final List<String> IMPORTS =
      List.of(
          "import java.io.*;",
          "import java.math.*;",
          "import java.net.*;",
          "import java.nio.file.*;",
          "import java.util.*;",
          "import java.util.concurrent.*;",
          "import java.util.function.*;",
          "import java.util.prefs.*;",
          "import java.util.regex.*;",
          "import java.util.stream.*;",
          "import static ihct.kernel.Notebook.*;");

  final CellLoader loader = new CellLoader(Engine.class.getClassLoader());

  /** Where code of cells runs, that which makes results into text too. */
  final CellThread thread = new CellThread(loader);

  final Variables variables = new Variables();
  final LocalExecution execution = new LocalExecution(loader, thread, variables);
  final JShell shell;

  Engine() {
    shell = JShell.builder().executionEngine(new Local(execution), Map.of()).build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    IMPORTS.forEach(shell::eval);
  }

  @Override
  public void close() {
    shell.close();
  }

  private record Local(ExecutionControl control) implements ExecutionControlProvider {

    @Override
    public String name() {
      return "ihct";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return control;
    }
  }
}
