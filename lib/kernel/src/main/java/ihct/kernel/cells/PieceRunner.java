package ihct.kernel.cells;

import ihct.kernel.code.Places;
import ihct.kernel.code.Snippets;
import ihct.kernel.stop.Cancelled;
import ihct.kernel.stop.Stopper;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Runs a cell's code, one piece at a time, and shows what comes of it. */
final class PieceRunner {

  private static final Set<SubKind> RESULTS =
      EnumSet.of(
          SubKind.TEMP_VAR_EXPRESSION_SUBKIND,
          SubKind.VAR_VALUE_SUBKIND,
          SubKind.ASSIGNMENT_SUBKIND,
          SubKind.OTHER_EXPRESSION_SUBKIND);

  private static final Pattern FINAL =
      Pattern.compile("(?:(?:public|protected|private|static)\\s+)*final\\b");

  private final Engine engine;
  private final JShell shell;
  private final Stopper stopper;
  private final UnnamedResults unnamed;
  private final Rendering rendering;
  private final Outputs outputs;
  private final Snippets snippets;
  private final Places places = new Places();
  private final Failures failures = new Failures(places);
  private final List<Snippet> incomplete = new ArrayList<>();
  private boolean saidOfFinal;
  private volatile boolean evaluating;

  PieceRunner(
      Engine engine,
      Stopper stopper,
      UnnamedResults unnamed,
      Rendering rendering,
      Outputs outputs) {
    this.engine = engine;
    this.shell = engine.shell;
    this.stopper = stopper;
    this.unnamed = unnamed;
    this.rendering = rendering;
    this.outputs = outputs;
    snippets = new Snippets(shell);
  }

  Failures failures() {
    return failures;
  }

  /** Runs the code of a piece as the compiler is to see it; a silent one's result is not shown. */
  Outcome run(String code, Places.Place place, boolean silent, boolean last) {
    if (stopper.isAsked()) {
      return stopped(List.of(), null);
    }
    Snippets.Evaluated evaluated = engine.execution.compile(() -> evaluate(code));
    List<SnippetEvent> events = evaluated.events();
    for (SnippetEvent event : events) {
      // the line of an exception is asked for below, and by calls from later cells
      if (event.causeSnippet() == null && event.status() != Status.OVERWRITTEN) {
        places.put(event.snippet().id(), place);
      }
    }
    if (!evaluated.refused().isEmpty()) {
      Snippets.Refused first = evaluated.refused().get(0);
      return failures.rejected(places.find(first.snippet().id()), first.reasons(), place);
    }
    return outcome(events, place, silent, last);
  }

  /** Code that is run in the midst of other code changes variables as a part of that. */
  private Snippets.Evaluated evaluate(String code) {
    if (evaluating) {
      return snippets.evaluate(code);
    }
    evaluating = true;
    try {
      engine.variables.begin();
      Snippets.Evaluated evaluated = snippets.evaluate(code);
      Set<String> lost = engine.variables.end();
      new Losses(lost, engine.variables.replaced(), evaluated.events())
          .report(shell.variables().toList(), outputs);
      return evaluated;
    } finally {
      evaluating = false;
    }
  }

  private Outcome outcome(
      List<SnippetEvent> events, Places.Place place, boolean silent, boolean last) {
    Outcome outcome = new Outcome.Done();
    for (SnippetEvent event : events) {
      if (event.causeSnippet() != null) {
        continue;
      }
      Throwable thrown = engine.execution.takeThrown();
      if (stopper.isAsked()) {
        return stopped(snippets.notSet(events), thrown);
      }
      if (thrown != null || event.exception() != null) {
        return failures.thrown(thrown, event.exception());
      }
      if (event.status() == Status.REJECTED) {
        return failures.rejected(place, shell.diagnostics(event.snippet()).toList(), place);
      }
      if (Snippets.isIncomplete(event.status())) {
        incomplete.add(event.snippet());
      }
      if (event.status() == Status.VALID) {
        warnOfFinal(event.snippet());
        outcome = show(event.snippet(), silent, last);
        if (!(outcome instanceof Outcome.Done)) {
          return outcome;
        }
      }
    }
    return outcome;
  }

  /** JShell passes it over without a word. Said once: a textbook has it in every cell. */
  private void warnOfFinal(Snippet snippet) {
    if (!saidOfFinal
        && snippet instanceof VarSnippet variable
        && FINAL.matcher(snippet.source().strip()).lookingAt()) {
      saidOfFinal = true;
      outputs.warn(
          "final has no effect outside of classes and methods: other code can set %s again."
              .formatted(variable.name()));
    }
  }

  private Outcome stopped(List<String> notSet, Throwable thrown) {
    return new Outcome.Interrupted(stopper.leftBehind(), notSet, words(thrown));
  }

  /** Libraries say by this exception what is left of work that was stopped. */
  private static String words(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof CancellationException && each.getMessage() != null) {
        return each.getMessage();
      }
    }
    return "";
  }

  /** Makes a value into text where cells run: what does so may be code of the cell. */
  private Outcome show(Snippet snippet, boolean silent, boolean last) {
    Object value = engine.execution.takeResult();
    if (snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
      unnamed.add((VarSnippet) snippet);
    }
    if (snippet.kind() == Snippet.Kind.STATEMENT && value != null) {
      outputs.warn(
          "return does not end a cell, and its value is not shown: write the value alone, as the last"
              + " line, or put the code into a method.");
    }
    if (!RESULTS.contains(snippet.subKind())) {
      return new Outcome.Done();
    }
    return silent ? new Outcome.Done(value) : show(value, last);
  }

  /** Shows a value, as the cell's result if it is its last. */
  Outcome show(Object value, boolean last) {
    if (stopper.isAsked()) {
      return stopped(List.of(), null);
    }
    Outcome outcome = rendered(value);
    if (!(outcome instanceof Outcome.Done done)) {
      return outcome;
    }
    DisplayData shown = (DisplayData) done.value();
    if (last) {
      outputs.result(shown);
    } else {
      outputs.display(shown);
    }
    return new Outcome.Done(value);
  }

  /**
   * The forms of a value, in the place of one; or what went wrong with the code that makes them.
   */
  Outcome rendered(Object value) {
    try {
      return new Outcome.Done(engine.thread.call(() -> rendering.render(value)));
    } catch (Cancelled e) {
      return stopped(List.of(), null);
    } catch (Exception | Error e) {
      return failures.thrown(e, null);
    }
  }

  /** The variables that a piece would set, which is not run any more. */
  List<String> variablesOf(String code) {
    return snippets.variablesOf(code);
  }

  /** Methods may use what a later line of the cell declares, so this is asked at its end. */
  void warnOfIncomplete() {
    for (Snippet snippet : incomplete) {
      if (snippet instanceof DeclarationSnippet declared
          && Snippets.isIncomplete(shell.status(snippet))) {
        List<String> missing = snippets.unresolved(snippet);
        outputs.warn(
            declared.name()
                + " cannot be used until this is declared: "
                + String.join(", ", missing));
        MovedClasses moved = MovedClasses.ofClassPath();
        missing.forEach(each -> moved.ofDependency(each).ifPresent(outputs::warn));
      }
    }
    incomplete.clear();
  }
}
