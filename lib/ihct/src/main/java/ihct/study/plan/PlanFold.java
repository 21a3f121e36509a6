package ihct.study.plan;

import ihct.data.SongData;
import ihct.evaluate.Meter;
import ihct.evaluate.ReadingTree;
import ihct.evaluate.UnseenMeter;
import ihct.files.RunListener;
import ihct.files.UserErrors;
import ihct.models.GenreClassifier;
import ihct.models.TrainingOptions;
import ihct.study.fold.Fold;
import ihct.study.run.Conditions;
import ihct.study.run.StudyPart;
import ihct.study.run.Trial;
import ihct.tree.GenreTree;
import ihct.tree.KnownParents;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Some data of a plan under a seed, with the plan's trees, each made when it is asked for. */
public final class PlanFold {

  /** Stands for the columns of simulated songs, whose planted tree is known as well. */
  private static final List<String> PLANTED = List.of("planted");

  private final Plan plan;
  private final String data;
  private final PlanData planned;
  private final long seed;
  private final Fold fold;
  private final Map<String, GenreTree> trees = new HashMap<>();

  private PlanFold(Plan plan, String data, long seed, Fold fold) {
    this.plan = plan;
    this.data = data;
    planned = plan.data().get(data);
    this.seed = seed;
    this.fold = fold;
  }

  /**
   * Splits some data under a seed.
   *
   * @throws IllegalArgumentException if a part is empty
   */
  public static PlanFold of(Plan plan, String data, SongData songs, long seed) {
    PlanData planned = plan.data().get(data);
    List<List<String>> turns = planned.leaveOut();
    Set<String> leftOut =
        turns.isEmpty()
            ? Set.of()
            : Set.copyOf(turns.get(plan.seeds().indexOf(seed) % turns.size()));
    try {
      Fold fold = Fold.of(songs, planned.rule(), seed, planned.isStratified(), leftOut);
      return new PlanFold(plan, data, seed, fold).withCoarseNames();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Data \"%s\" under seed %d: %s".formatted(data, seed, e.getMessage()), e);
    }
  }

  /** The same, where coarse names are those of the first tree whose nodes have names, if any. */
  private PlanFold withCoarseNames() {
    if (planned.fineSongs().isEmpty() && fold.coarse().isEmpty()) {
      return this;
    }
    return planned.readingTrees().stream()
        .filter(name -> plan.trees().get(name).namesNodes())
        .findFirst()
        .map(this::tree)
        .map(
            tree ->
                planned.fineSongs().isEmpty()
                    ? fold.placed(tree)
                    : fold.coarsened(planned.fineSongs().get(0), seed, tree))
        .map(named -> new PlanFold(plan, data, seed, named))
        .orElse(this);
  }

  /** All trainings here. */
  List<Cell> cells() {
    return plan.cells(data, seed);
  }

  /** The songs. */
  public Fold fold() {
    return fold;
  }

  /**
   * What measures models here.
   *
   * @param tree the name of the tree that a model was trained with; {@link Cell#NO_TREE} for none
   */
  public Meter meter(String tree) {
    return fold.meter(
        tree(tree).ihct(), readings(planned.readingTrees()), readings(planned.judges()));
  }

  /**
   * Measures a model of an arm, and puts it on record.
   *
   * @param cell the training
   * @param fitted what came of it
   * @return its result
   */
  public CellResult score(Cell cell, PlanModels.Fitted fitted) throws IOException {
    GenreClassifier model = fitted.trained().model();
    Conditions conditions =
        Conditions.of(
            fold,
            tree(cell.tree()),
            planned.options(),
            planned.simulated() != null,
            fitted.options(),
            List.of());
    Trial trial = new Trial(fold, meter(cell.tree()), conditions, unseen());
    String label = cell.label();
    return CellResult.of(
        trial.score(
            label,
            model,
            trial.temperatures(Map.of(label, model)).get(label),
            fitted.trained(),
            trees ->
                new StudyPart(
                    plan.plan(),
                    cell.data(),
                    cell.seed(),
                    cell.arm(),
                    cell.tree(),
                    fitted.weights(),
                    fitted.shares(),
                    trees)));
  }

  /** What measures on songs of genres left out; null if none are. */
  private UnseenMeter unseen() throws IOException {
    if (planned.leaveOut().isEmpty()) {
      return null;
    }
    String name =
        planned.readingTrees().stream()
            .filter(each -> plan.trees().get(each).isKnown())
            .findFirst()
            .orElseThrow(); // the plan was checked
    GenreTree tree = tree(name);
    UnseenMeter meter =
        UnseenMeter.of(
            fold.unseenTest(),
            planned.rule(),
            tree.ihct(),
            KnownParents.of(
                plan.trees().get(name).settings(seed),
                columns(name),
                tree.ihct(),
                tree.genres(),
                fold.data().genrePaths(),
                fold.lostGenres()));
    if (meter.songs().size() == 0) {
      throw new IllegalArgumentException(
          "No song is left of the genres left out under seed %d whose parent the tree \"%s\" knows: %s."
              .formatted(seed, name, String.join(", ", fold.lostGenres())));
    }
    return meter;
  }

  private List<String> columns(String tree) {
    if (!plan.trees().get(tree).isOfColumns()) {
      return List.of();
    }
    return planned.hierarchy().isEmpty() ? PLANTED : planned.hierarchy();
  }

  private List<ReadingTree> readings(List<String> names) {
    return names.stream()
        .map(name -> new ReadingTree(name, tree(name).ihct(), tree(name).dendrogram()))
        .toList();
  }

  /**
   * A tree of the plan over the genres of the training part.
   *
   * @param name its name; for {@link Cell#NO_TREE} the first one by which answers are read
   */
  public GenreTree tree(String name) {
    return trees.computeIfAbsent(
        name.equals(Cell.NO_TREE) ? planned.trees().get(0) : name, this::make);
  }

  private GenreTree make(String name) {
    PlanTree tree = plan.trees().get(name);
    try {
      return fold.tree(
          tree.settings(seed),
          columns(name),
          TrainingOptions.paper().withSeed(seed),
          RunListener.NONE);
    } catch (IOException e) { // of the tree's file; in a cell nobody else puts it into words
      throw new IllegalArgumentException(UserErrors.explain(e).orElse(e.toString()), e);
    }
  }
}
