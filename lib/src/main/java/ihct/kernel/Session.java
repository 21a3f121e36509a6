package ihct.kernel;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** What cells run in: the variables, methods and classes that they have made so far. */
final class Session implements AutoCloseable {

  private static final Set<SubKind> RESULTS =
      EnumSet.of(
          SubKind.TEMP_VAR_EXPRESSION_SUBKIND,
          SubKind.VAR_VALUE_SUBKIND,
          SubKind.ASSIGNMENT_SUBKIND,
          SubKind.OTHER_EXPRESSION_SUBKIND);

  private final CellThread thread = new CellThread();
  private final CellLoader loader = new CellLoader(Session.class.getClassLoader());
  private final Variables variables = new Variables();
  private final LocalExecution execution = new LocalExecution(loader, thread, variables);
  private final Stopper stopper = new Stopper(thread);
  private final Rendering rendering;
  private final Outputs outputs;
  private final JShell shell;
  private final CellSplitter splitter;

  Session(Rendering rendering, Outputs outputs) {
    this.rendering = rendering;
    this.outputs = outputs;
    shell =
        JShell.builder()
            .executionEngine(new Local(execution), Map.of())
            .compilerOptions("-classpath", System.getProperty("java.class.path"))
            .build();
    splitter = new CellSplitter(shell.sourceCodeAnalysis());
    for (String imported : Prelude.IMPORTS) {
      shell.eval(imported);
    }
  }

  /** Runs a cell. */
  Outcome evaluate(String cell) {
    stopper.begin();
    try {
      List<Piece> pieces = splitter.split(cell);
      for (int i = 0; i < pieces.size(); i++) {
        Outcome outcome = evaluate(cell, pieces.get(i), i == pieces.size() - 1);
        if (stopper.isAsked()) {
          return new Outcome.Interrupted();
        }
        if (!(outcome instanceof Outcome.Done)) {
          return outcome;
        }
      }
      return new Outcome.Done();
    } finally {
      stopper.end();
    }
  }

  /** Stops the cell that is running, with all that it has started. */
  void interrupt() {
    stopper.stop();
  }

  private Outcome evaluate(String cell, Piece piece, boolean last) {
    variables.begin();
    List<SnippetEvent> events = shell.eval(piece.text());
    Set<String> lost = variables.end();
    new Losses(lost, variables.replaced(), events).report(shell.variables().toList(), outputs);
    for (SnippetEvent event : events) {
      if (event.causeSnippet() != null) {
        continue;
      }
      Throwable thrown = execution.takeThrown();
      if (thrown != null || event.exception() != null) {
        return Failures.thrown(thrown, event.exception());
      }
      if (event.status() == Status.REJECTED) {
        return Failures.rejected(cell, piece, shell.diagnostics(event.snippet()).toList());
      }
      if (event.status() == Status.VALID) {
        show(event.snippet(), piece, last);
      }
    }
    return new Outcome.Done();
  }

  private void show(Snippet snippet, Piece piece, boolean last) {
    Object value = execution.takeResult();
    if (!RESULTS.contains(snippet.subKind()) || piece.isSilent()) {
      return;
    }
    if (last) {
      outputs.result(rendering.render(value));
    } else {
      outputs.display(rendering.render(value));
    }
  }

  @Override
  public void close() {
    stopper.stop();
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
