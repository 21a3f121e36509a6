package ihct.kernel.cells;

import ihct.kernel.stop.CellThread;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** JShell, which compiles, with what runs the code of cells in this Java machine. */
final class Engine implements AutoCloseable {

  private final CellLoader loader = new CellLoader(Engine.class.getClassLoader());
  private final CellThread thread = new CellThread(loader);
  private final Variables variables = new Variables();
  private final LocalExecution execution = new LocalExecution(loader, thread, variables);
  private final JShell shell;

  Engine() {
    shell = JShell.builder().executionEngine(new Local(execution), Map.of()).build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    Prelude.IMPORTS.forEach(shell::eval);
  }

  /** Where code of cells runs, that which makes results into text too. */
  CellThread thread() {
    return thread;
  }

  Variables variables() {
    return variables;
  }

  LocalExecution execution() {
    return execution;
  }

  JShell shell() {
    return shell;
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
