package ihct.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
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

  /** The only command for a whole cell. */
  private static final Pattern WHOLE_CELL =
      Pattern.compile("\\s*%?%time[ \\t]*(?://.*)?(?:\\R|\\z)");

  private final CellThread thread = new CellThread();
  private final CellLoader loader = new CellLoader(Session.class.getClassLoader());
  private final Variables variables = new Variables();
  private final LocalExecution execution = new LocalExecution(loader, thread, variables);
  private final Stopper stopper = new Stopper(thread);
  private final Places places = new Places();
  private final Failures failures = new Failures(places);
  private final Rendering rendering;
  private final Outputs outputs;
  private final List<Snippet> incomplete = new ArrayList<>();
  private final JShell shell;
  private final CellSplitter splitter;
  private final UnnamedResults unnamed;
  private final Magics magics = new Magics(this);
  private final CodeHelp help;

  Session(Rendering rendering, Outputs outputs) {
    this.rendering = rendering;
    this.outputs = outputs;
    shell = JShell.builder().executionEngine(new Local(execution), Map.of()).build();
    shell.addToClasspath(System.getProperty("java.class.path"));
    unnamed = new UnnamedResults(shell, variables);
    splitter = new CellSplitter(shell.sourceCodeAnalysis());
    help = new CodeHelp(shell, splitter, SourceDocs.installed());
    for (String imported : Prelude.IMPORTS) {
      shell.eval(imported);
    }
  }

  /**
   * Runs a cell.
   *
   * @param number what stands in brackets beside it
   */
  Outcome evaluate(String cell, int number) {
    stopper.begin();
    try {
      unnamed.keep(UnnamedResults.KEPT);
      Places.Place place = new Places.Place(number, cell, 0);
      Matcher timed = WHOLE_CELL.matcher(cell);
      Outcome outcome =
          timed.lookingAt()
              ? magics.timed(cell.substring(timed.end()), place, timed.end())
              : run(cell, place);
      warnOfIncomplete();
      return outcome;
    } finally {
      stopper.end();
    }
  }

  /** Runs code that is not a cell's. */
  Outcome run(String code, int number) {
    return run(code, new Places.Place(number, code, 0));
  }

  /** Runs a part of a cell, from the place's start. */
  Outcome run(String code, Places.Place place) {
    List<Piece> pieces = splitter.split(code);
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      Places.Place at =
          new Places.Place(place.cell(), place.source(), place.start() + piece.start());
      Outcome outcome =
          piece.kind() == Piece.Kind.MAGIC
              ? magic(piece, at)
              : evaluate(at, piece, i == pieces.size() - 1);
      if (stopper.isAsked()) {
        return new Outcome.Interrupted(stopper.leftBehind());
      }
      if (!(outcome instanceof Outcome.Done)) {
        return outcome;
      }
    }
    return new Outcome.Done();
  }

  private Outcome magic(Piece piece, Places.Place place) {
    try {
      return magics.run(piece.text(), place);
    } catch (IllegalArgumentException | IOException e) {
      return failures.magic(place, e);
    } catch (Cancelled e) {
      return new Outcome.Interrupted(stopper.leftBehind());
    } catch (Exception e) {
      return failures.thrown(e, null);
    }
  }

  /** Lets cells use classes from there. */
  void addToClassPath(List<Path> paths) {
    paths.forEach(path -> shell.addToClasspath(path.toAbsolutePath().toString()));
  }

  /** Lets go of unnamed results; says how much memory is in use then. */
  String memory() {
    unnamed.keep(0);
    return Memory.line();
  }

  /** Prints a line, in its order among the cell's outputs. */
  void say(String line) {
    System.out.println(line);
  }

  /** Shows a text beside the page rather than in it. */
  void page(String text) {
    outputs.page(text);
  }

  /** Does work that can be stopped, as a cell can. */
  <T> T interruptible(Callable<T> work) throws Exception {
    return thread.call(work);
  }

  CodeHelp help() {
    return help;
  }

  /** Stops the cell that is running, with all that it has started. */
  void interrupt() {
    stopper.stop();
  }

  private Outcome evaluate(Places.Place place, Piece piece, boolean last) {
    if (stopper.isAsked()) {
      return new Outcome.Interrupted(stopper.leftBehind());
    }
    variables.begin();
    List<SnippetEvent> events = shell.eval(splitter.complete(piece.text()));
    Set<String> lost = variables.end();
    new Losses(lost, variables.replaced(), events).report(shell.variables().toList(), outputs);
    for (SnippetEvent event : events) {
      // the line of an exception is asked for below, and by calls from later cells
      if (event.causeSnippet() == null && event.status() != Status.OVERWRITTEN) {
        places.put(event.snippet().id(), place);
      }
    }
    for (SnippetEvent event : events) {
      if (event.causeSnippet() != null) {
        continue;
      }
      Throwable thrown = execution.takeThrown();
      if (thrown instanceof Cancelled) {
        return new Outcome.Interrupted(stopper.leftBehind());
      }
      if (thrown != null || event.exception() != null) {
        return failures.thrown(thrown, event.exception());
      }
      if (event.status() == Status.REJECTED) {
        return failures.rejected(place, shell.diagnostics(event.snippet()).toList());
      }
      if (event.status() == Status.RECOVERABLE_DEFINED
          || event.status() == Status.RECOVERABLE_NOT_DEFINED) {
        incomplete.add(event.snippet());
      }
      if (event.status() == Status.VALID) {
        show(event.snippet(), piece, last);
      }
    }
    return new Outcome.Done();
  }

  /** Methods may use what a later line of the cell declares, so this is asked at its end. */
  private void warnOfIncomplete() {
    for (Snippet snippet : incomplete) {
      Status status = shell.status(snippet);
      if (snippet instanceof DeclarationSnippet declared
          && (status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED)) {
        outputs.warn(
            declared.name()
                + " cannot be used until this is declared: "
                + shell.unresolvedDependencies(declared).collect(Collectors.joining(", ")));
      }
    }
    incomplete.clear();
  }

  private void show(Snippet snippet, Piece piece, boolean last) {
    Object value = execution.takeResult();
    if (snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
      unnamed.add((VarSnippet) snippet);
    }
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
