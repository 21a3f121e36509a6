package ihct.kernel.cells;

import ihct.display.ValueText;
import ihct.kernel.code.CellSplitter;
import ihct.kernel.code.Piece;
import ihct.kernel.code.Places;
import ihct.kernel.code.SourceDocs;
import ihct.kernel.code.TypeRewriter;
import ihct.kernel.stop.CancelPoint;
import ihct.kernel.stop.Cancelled;
import ihct.kernel.stop.DeepStack;
import ihct.kernel.stop.Stopper;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** What cells run in: the variables, methods and classes that they have made so far. */
public final class Session implements AutoCloseable {

  private final Engine engine;
  private final Stopper stopper;
  private final CellSplitter splitter;
  private final UnnamedResults unnamed;
  private final Magics magics;
  private final CodeHelp help;
  private final Outputs outputs;
  private final PieceRunner runner;
  private final ClassPath classPath;
  private final Startup startup;
  private final TimeLimit limit;
  private volatile int number;

  /** Whether the cell's results are not shown. */
  private volatile boolean silent;

  /** How many of a thread's calls have asked for results to be handed to them and not shown. */
  private final ThreadLocal<Integer> quiet = ThreadLocal.withInitial(() -> 0);

  /**
   * Held by the thread of a cell that has code evaluated: the compiler does one thing at a time.
   */
  private final Object threads = new Object();

  /** A session that belongs to no kernel, so that libraries cannot add anything to that. */
  public Session(Rendering rendering, Outputs outputs) {
    this(null, rendering, outputs, Settings.NONE);
  }

  /** A session of a kernel, which extensions and the commands of others are handed. */
  public Session(BaseKernel kernel, Rendering rendering, Outputs outputs, Settings settings) {
    this.outputs = outputs;
    engine = new Engine(settings.compilerOptions());
    stopper = new Stopper(engine.thread);
    splitter = new CellSplitter(engine.shell.sourceCodeAnalysis());
    unnamed = new UnnamedResults(engine.shell, engine.variables);
    startup = new Startup(this, settings, outputs);
    limit = new TimeLimit(settings.timeout(), stopper::stop);
    engine.execution.limitTo(limit);
    MagicsRegistry own = kernel == null ? new MagicsRegistry() : kernel.getMagicsRegistry();
    magics = new Magics(this, kernel, own);
    help = new CodeHelp(engine.shell, splitter, SourceDocs.installed(), own);
    runner = new PieceRunner(engine, stopper, unnamed, rendering, outputs);
    classPath = new ClassPath(engine, new Extensions(kernel, outputs));
  }

  /** Runs a cell; the number is the one in brackets beside it. */
  public Outcome evaluate(String cell, int number) {
    return DeepStack.call(() -> evaluateHere(cell, number));
  }

  /** Runs a cell whose results are not shown; that of its last line is in the outcome. */
  public Outcome evaluateQuietly(String cell, int number) {
    silent = true;
    try {
      return evaluate(cell, number);
    } finally {
      silent = false;
    }
  }

  private Outcome evaluateHere(String cell, int number) {
    stopper.begin();
    this.number = number;
    try {
      keepUnnamed(UnnamedResults.KEPT);
      limit.begin();
      startup.run(engine.mistakes());
      Outcome outcome = magics.cell(cell, new Places.Place(number, cell, 0));
      runner.warnOfIncomplete();
      return outcome;
    } catch (Cancelled e) { // from the words of an exception, which are the cell's code as well
      return new Outcome.Interrupted(stopper.leftBehind(), List.of(), "");
    } finally {
      stopper.end();
    }
  }

  /** Runs what a part of the page asks for; it can be stopped as a cell can. */
  public Outcome answer(Runnable work) {
    stopper.begin();
    try {
      limit.begin();
      engine.thread.run(Executors.callable(work));
      return new Outcome.Done();
    } catch (Cancelled e) {
      return new Outcome.Interrupted(stopper.leftBehind(), List.of(), "");
    } catch (Throwable e) { // whatever it is, it must not end the kernel
      return runner.failures().thrown(e, null);
    } finally {
      stopper.end();
    }
  }

  /**
   * {@return the value of code that is run as if it stood in a cell, but shows no results; null if
   * it ends with none}
   */
  public Object eval(String code) {
    if (!engine.thread.isRunning()) {
      return evalAlone(code);
    }
    synchronized (threads) {
      return evalAlone(code);
    }
  }

  private Object evalAlone(String code) {
    quiet.set(quiet.get() + 1);
    try {
      return value(magics.cell(code, new Places.Place(number, code, 0)));
    } finally {
      quiet.set(quiet.get() - 1);
      keepUnnamed(UnnamedResults.KEPT);
    }
  }

  private boolean isQuiet() {
    return silent || quiet.get() > 0;
  }

  private void keepUnnamed(int count) {
    engine.execution.compile(
        () -> {
          unnamed.keep(count);
          return null;
        });
  }

  /** {@return the value of a command, called by its name} */
  public Object lineMagic(String name, List<String> words) throws Exception {
    MagicLine line = MagicLine.of(name, words);
    return value(magics.run(line, new Places.Place(number, line.rest(), 0)));
  }

  /** {@return the value of a command of a whole cell, called by its name} */
  public Object cellMagic(String name, List<String> words, String rest) throws Exception {
    return value(
        magics.runCell(MagicLine.of(name, words), rest, new Places.Place(number, rest, 0)));
  }

  private static Object value(Outcome outcome) {
    if (outcome instanceof Outcome.Done done) {
      return done.value();
    }
    if (outcome instanceof Outcome.Failed failed) {
      throw failed.exception();
    }
    CancelPoint.check();
    throw new CancellationException("stopped");
  }

  /** The forms of a value in its place, made where cells run, as that may be code of theirs. */
  public Outcome rendered(Outcome.Done done) {
    return runner.rendered(done.value());
  }

  /** Runs a part of a cell, from the place's start. */
  Outcome run(String code, Places.Place place) {
    List<Piece> pieces = engine.execution.compile(() -> splitter.split(code));
    TypeRewriter rewriter = new TypeRewriter(pieces);
    Outcome outcome = new Outcome.Done();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      Places.Place at = place.at(piece.start());
      boolean last = i == pieces.size() - 1;
      outcome =
          piece.kind() == Piece.Kind.MAGIC
              ? magic(piece, at, last)
              : code(piece, at.with(rewriter.rewrite(piece)), last);
      if (stopper.isAsked()) {
        return interrupted(outcome, pieces.subList(i + 1, pieces.size()));
      }
      if (!(outcome instanceof Outcome.Done)) {
        return outcome;
      }
    }
    return outcome;
  }

  private Outcome code(Piece piece, Places.Place place, boolean last) {
    if (CellSplitter.PACKAGE.matcher(piece.text()).matches()) {
      outputs.warn("The package is left out: what cells declare is in none.");
      return new Outcome.Done();
    }
    String text =
        piece.kind() == Piece.Kind.MAGIC_VALUE ? MagicLine.asCode(piece.text()) : piece.text();
    String code = engine.execution.compile(() -> splitter.complete(place.rewriting().apply(text)));
    Outcome outcome = runner.run(code, place, isQuiet() || piece.isSilent(), last);
    return piece.kind() == Piece.Kind.MAGIC_VALUE
            && outcome instanceof Outcome.Failed failed
            && failed.thrown() instanceof IllegalArgumentException slip
        ? runner.failures().magic(place, slip)
        : outcome;
  }

  private Outcome magic(Piece piece, Places.Place place, boolean last) {
    MagicLine line = MagicLine.of(piece.text());
    int skipped = piece.text().length() - line.rest().length();
    Outcome outcome = guarded(() -> magics.run(line, place.at(skipped)), place);
    return last && magics.isRegistered(line) ? shown(outcome) : outcome;
  }

  /** Shows what a command that cells or libraries have registered gives back, if it does. */
  Outcome shown(Outcome outcome) {
    return outcome instanceof Outcome.Done done && done.value() != null && !isQuiet()
        ? runner.show(done.value(), true)
        : outcome;
  }

  /** Runs a command; what goes wrong with it is told as its outcome. */
  Outcome guarded(Callable<Outcome> command, Places.Place place) {
    try {
      return command.call();
    } catch (IllegalArgumentException | IOException e) {
      return runner.failures().magic(place, e);
    } catch (Cancelled e) {
      return new Outcome.Interrupted(stopper.leftBehind(), List.of(), "");
    } catch (Exception | Error e) {
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
        known.words().isEmpty() ? limit.words() : known.words());
  }

  ClassPath classPath() {
    return classPath;
  }

  /** Does work that is or may be code of cells, where that runs, so that it can be stopped. */
  <T> T call(Callable<T> work) throws Exception {
    return engine.thread.call(work);
  }

  /**
   * Lets cells use the classes of jar files and folders.
   *
   * @param paths names in which asterisks stand for others, several parted as on a class path
   */
  public void addToClassPath(List<String> paths) throws Exception {
    classPath.add(paths);
  }

  /** A line for each variable: its type and name. */
  String variables() {
    String all =
        engine
            .shell
            .variables()
            .filter(each -> !each.name().startsWith("$"))
            .map(each -> ValueText.withoutWrappers(each.typeName()) + " " + each.name())
            .collect(Collectors.joining("\n"));
    return all.isEmpty() ? "There are no variables yet." : all;
  }

  /** Lets go of unnamed results; says how much memory is in use then. */
  String memory() {
    keepUnnamed(0);
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
    classPath.close();
    limit.close();
    stopper.close();
    engine.close();
  }
}
