package ihct.kernel.cells;

import ihct.kernel.stop.CellThread;
import java.util.ArrayList;
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
          "import java.time.*;",
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

  private final List<String> mistakes = new ArrayList<>();

  /** Options of the compiler that it refuses are left out. */
  Engine(List<String> compilerOptions) {
    JShell made = start(compilerOptions);
    try {
      made.eval(IMPORTS.get(0));
    } catch (IllegalArgumentException e) {
      mistakes.add(
          "IJAVA_COMPILER_OPTS or JJAVA_COMPILER_OPTS is not heeded: " + e.getMessage().strip());
      made = start(List.of());
    }
    shell = made;
    IMPORTS.forEach(shell::eval);
  }

  private JShell start(List<String> compilerOptions) {
    JShell made =
        JShell.builder()
            .executionEngine(new Local(execution), Map.of())
            .compilerOptions(compilerOptions.toArray(String[]::new))
            .build();
    made.addToClasspath(System.getProperty("java.class.path"));
    return made;
  }

  /** What could not be done as asked for, in words. */
  List<String> mistakes() {
    return mistakes;
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
