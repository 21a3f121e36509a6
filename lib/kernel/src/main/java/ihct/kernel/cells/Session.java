package ihct.kernel.cells;

import ihct.kernel.code.CellSplitter;
import ihct.kernel.code.Piece;
import ihct.kernel.code.Places;
import ihct.kernel.code.SourceDocs;
import ihct.kernel.code.TypeRewriter;
import ihct.kernel.stop.Cancelled;
import ihct.kernel.stop.DeepStack;
import ihct.kernel.stop.Stopper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What cells run in: the variables, methods and classes that they have made so far. */
public final class Session implements AutoCloseable {

  /** The only command for a whole cell. */
  private static final Pattern WHOLE_CELL =
      Pattern.compile("\\s*%?%time[ \\t]*(?://.*)?(?:\\R|\\z)");

  private final Engine engine = new Engine();
  private final Stopper stopper = new Stopper(engine.thread);
  private final CellSplitter splitter = new CellSplitter(engine.shell.sourceCodeAnalysis());
  private final UnnamedResults unnamed = new UnnamedResults(engine.shell, engine.variables);
  private final Magics magics = new Magics(this);
  private final CodeHelp help = new CodeHelp(engine.shell, splitter, SourceDocs.installed());
  private final Outputs outputs;
  private final PieceRunner runner;

  public Session(Rendering rendering, Outputs outputs) {
    this.outputs = outputs;
    runner = new PieceRunner(engine, stopper, unnamed, rendering, outputs);
  }

  /** Runs a cell; the number is the one in brackets beside it. */
  public Outcome evaluate(String cell, int number) {
    return DeepStack.call(() -> evaluateHere(cell, number));
  }

  private Outcome evaluateHere(String cell, int number) {
    stopper.begin();
    try {
      unnamed.keep(UnnamedResults.KEPT);
      Places.Place place = new Places.Place(number, cell, 0);
      Matcher timed = WHOLE_CELL.matcher(cell);
      Outcome outcome =
          timed.lookingAt()
              ? magics.timed(cell.substring(timed.end()), place, timed.end())
              : run(cell, place);
      runner.warnOfIncomplete();
      return outcome;
    } catch (Cancelled e) { // from the words of an exception, which are the cell's code as well
      return new Outcome.Interrupted(stopper.leftBehind(), List.of(), "");
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
    TypeRewriter rewriter = new TypeRewriter(pieces);
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      Places.Place at = place.at(piece.start());
      boolean last = i == pieces.size() - 1;
      Outcome outcome =
          piece.kind() == Piece.Kind.MAGIC
              ? magic(piece, at)
              : code(piece, at.with(rewriter.rewrite(piece)), last);
      if (stopper.isAsked()) {
        return interrupted(outcome, pieces.subList(i + 1, pieces.size()));
      }
      if (!(outcome instanceof Outcome.Done)) {
        return outcome;
      }
    }
    return new Outcome.Done();
  }

  private Outcome code(Piece piece, Places.Place place, boolean last) {
    if (CellSplitter.PACKAGE.matcher(piece.text()).matches()) {
      outputs.warn("The package is left out: what cells declare is in none.");
      return new Outcome.Done();
    }
    String code = splitter.complete(place.rewriting().apply(piece.text()));
    return runner.run(code, place, piece.isSilent(), last);
  }

  private Outcome magic(Piece piece, Places.Place place) {
    try {
      return magics.run(piece.text(), place);
    } catch (IllegalArgumentException | IOException e) {
      return runner.failures().magic(place, e);
    } catch (Cancelled e) {
      return new Outcome.Interrupted(stopper.leftBehind(), List.of(), "");
    } catch (Exception e) {
      return runner.failures().thrown(e, null);
    }
  }

  /** Adds the variables of those pieces that are not run any more. */
  private Outcome interrupted(Outcome outcome, List<Piece> left) {
    Outcome.Interrupted known =
        outcome instanceof Outcome.Interrupted stopped
            ? stopped
            : new Outcome.Interrupted("", List.of(), "");
    Stream<String> unset =
        left.stream()
            .filter(each -> each.kind() == Piece.Kind.CODE)
            .flatMap(each -> runner.variablesOf(splitter.complete(each.text())).stream());
    return new Outcome.Interrupted(
        stopper.leftBehind(),
        Stream.concat(known.notSet().stream(), unset)
            .distinct()
            .limit(Failures.MOST_NOT_SET + 1) // the compiler looks at no more pieces than it takes
            .toList(),
        known.words());
  }

  /** Lets cells use classes from where a search finds them, which the stop button ends, too. */
  void addToClassPath(Callable<List<Path>> search) throws Exception {
    List<Path> paths = engine.thread.call(search);
    paths.forEach(JarFiles::refuseBroken);
    paths.forEach(path -> engine.shell.addToClasspath(path.toAbsolutePath().toString()));
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

  public CodeHelp help() {
    return help;
  }

  /** Stops the cell that is running, with all that it has started. */
  public void interrupt() {
    stopper.stop();
  }

  @Override
  public void close() {
    stopper.close();
    engine.close();
  }
}
