package ihct.study;

import ihct.data.Hands.Taker;
import ihct.files.Build;
import ihct.files.RunListener;
import ihct.files.RunLock;
import ihct.files.Target;
import ihct.io.TextFile;
import ihct.io.UnwritableException;
import ihct.models.TrainingOptions;
import ihct.models.device.Backend;
import ihct.models.device.BlasCore;
import ihct.study.plan.Cell;
import ihct.study.plan.CellResult;
import ihct.study.plan.Plan;
import ihct.study.plan.PlanChange;
import ihct.study.plan.PlanData;
import ihct.study.plan.PlanFile;
import ihct.study.plan.PlanModels;
import ihct.study.plan.Question;
import ihct.study.plan.Shard;
import ihct.study.plan.SongFiles;
import ihct.study.plan.StudyStore;
import ihct.study.plan.Tuning;
import ihct.study.run.RunRecord;
import ihct.study.verdict.Verdict;
import ihct.study.verdict.VerdictFiles;
import ihct.study.verdict.VerdictMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Does what a plan says: trains every arm on every fold, and measures what comes out. A study can
 * be run as a whole, here or by others ({@link #by}), or in parts that know nothing of each other.
 */
public final class PlanRun {

  private final Plan plan;
  private final String text;
  private final Map<String, Path> files;
  private final Path out;
  private final RunListener listener;
  private final CellWork work;
  private Workers workers = new Here();
  private StudyStore store;
  private SameConditions conditions;
  private final Set<Cell> done = new LinkedHashSet<>();
  private List<Tuning> tunings = new ArrayList<>();
  private int begun;
  private int cells;

  private PlanRun(Plan plan, String text, SongFiles where, Path out, RunListener listener)
      throws IOException {
    this.plan = plan;
    this.text = text;
    this.out = out;
    this.listener = listener;
    Backend.require();
    Target.requireFolder(out);
    files = new LinkedHashMap<>();
    for (PlanData data : plan.data().values()) {
      for (String file : data.allFiles()) {
        files.put(file, where.find(file)); // before any time is spent
      }
    }
    work = new CellWork(plan, files, listener);
  }

  /**
   * Prepares to run a study.
   *
   * <p>Writes plan.json, results.jsonl, tuning.jsonl, a table of what came out for every test song
   * of every training in rows/, and verdict.json, verdict.csv, arms.csv and report.html, which are
   * renewed when all is trained on some of the data. <b>Memory.</b> One data set, the models that
   * later arms are made of, and one batch of probabilities.
   *
   * @param planFile the plan
   * @param folders where its files of songs may lie
   * @param out the folder of the study
   * @param listener hears how it goes
   * @return what can be done
   * @throws IllegalArgumentException if the plan or its files must change
   * @throws IOException if a file cannot be read
   */
  public static PlanRun of(Path planFile, List<Path> folders, Path out, RunListener listener)
      throws IOException {
    String text = TextFile.read(planFile);
    Plan plan = PlanFile.parse(planFile.toString(), text);
    return new PlanRun(plan, text, new SongFiles(planFile, folders), out, listener);
  }

  /**
   * The same for a plan that stands in no file; its files of songs are looked for from here, and in
   * the folders.
   *
   * @param plan the plan
   * @param folders where its files of songs may lie
   * @param out the folder of the study
   * @param listener hears how it goes
   * @return what can be done
   * @throws IOException as there
   */
  public static PlanRun of(Plan plan, List<Path> folders, Path out, RunListener listener)
      throws IOException {
    String text = PlanFile.text(plan);
    return new PlanRun(plan, text, new SongFiles(Path.of(""), folders), out, listener);
  }

  /** The same, where others do the work. */
  public PlanRun by(Workers others) {
    workers = others;
    return this;
  }

  /** The plan. */
  public Plan plan() {
    return plan;
  }

  /** Where each file of songs lies, by the plan's name for it. */
  public Map<String, Path> files() {
    return Map.copyOf(files);
  }

  /**
   * Runs a study, or goes on with one that broke off, and answers the plan's questions.
   *
   * <p>A study that is resumed can go on by another plan, if that trains alike what has been
   * trained and asks again what has been answered; the earlier plans are kept as plan-1.json and so
   * on.
   *
   * @param resume whether to go on with the study in the folder, which else is empty or absent
   * @return what was found
   * @throws IllegalArgumentException if the plan, its files or the folder must change
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   * @throws UnwritableException if the results cannot be written
   * @throws IOException if a file cannot be read
   */
  public Verdict run(boolean resume) throws IOException {
    try (RunLock lock = RunLock.take(out)) {
      return go(resume);
    }
  }

  private Verdict go(boolean resume) throws IOException {
    open(resume);
    List<String> names = List.copyOf(plan.data().keySet());
    List<List<String>> rounds =
        workers.isForAllDataAtOnce() ? List.of(names) : names.stream().map(List::of).toList();
    VerdictMaker maker = new VerdictMaker(plan, store);
    for (List<String> round : rounds) {
      tune(round);
      train(ofData(toTrain(plan.groups()), round));
      if (workers.isForAllDataAtOnce() || !store.shards().isEmpty()) {
        store.merge(plan.cells()); // they came in any order
      }
      for (String data : round) {
        listener.stage("Answering the questions about " + data);
        maker.add(data);
        VerdictFiles.write(maker.verdict(), store.path());
      }
    }
    return maker.verdict();
  }

  /**
   * Begins a study in parts, or goes on with it, perhaps by another plan: chooses among the ways to
   * train every arm that has several, and trains nothing else.
   *
   * @return what was chosen
   * @throws IOException as {@link #run}
   */
  public List<Tuning> tune() throws IOException {
    try (RunLock lock = RunLock.take(out)) {
      open(Files.exists(out.resolve(StudyStore.PLAN)));
      for (String data : plan.data().keySet()) {
        tune(List.of(data));
      }
      return List.copyOf(tunings);
    }
  }

  /**
   * Does one part of a study, or what is left of it, beside others that do theirs in the same
   * folder or in one of their own. Answers nothing.
   *
   * @param shard the part
   * @return how many trainings it has
   * @throws IllegalArgumentException if the part is being done, has not been tuned for, or as
   *     {@link #run}
   * @throws IOException as {@link #run}
   */
  public int part(Shard shard) throws IOException {
    try (RunLock shared = RunLock.share(out);
        RunLock own = RunLock.takePart(out, shard.lock())) {
      List<List<Cell>> groups = shard.of(plan.groups());
      look(StudyStore.join(out, text, shard), groups);
      requireSameConditions(true);
      List<List<Cell>> left = toTrain(groups);
      Set<String> used = new LinkedHashSet<>();
      for (List<Cell> group : left) {
        used.add(group.get(0).data());
        for (Cell cell : group) {
          requireTuned(cell);
        }
      }
      for (String data : used) {
        checkMeasures(data);
      }
      train(left);
      return cells;
    }
  }

  private void requireTuned(Cell cell) {
    if (!isTuned(cell)) {
      throw new IllegalArgumentException(
          "%s holds no choice among the ways to train %s on %s. Make it first, for all parts: --tune-only."
              .formatted(out, cell.label(), cell.data()));
    }
  }

  /**
   * Joins the parts of a study, and answers the plan's questions. The folder is then that of a
   * study that was run as a whole.
   *
   * @return what was found
   * @throws IllegalArgumentException if a part is missing, has been done by another version or for
   *     another processor, or two have done the same
   * @throws IOException as {@link #run}
   */
  public Verdict merge() throws IOException {
    try (RunLock lock = RunLock.take(out)) {
      look(StudyStore.open(out), plan.groups()); // nothing is written before all is right
      List<Shard> found = store.shards();
      if (found.stream().map(Shard::count).distinct().count() > 1) {
        throw new IllegalArgumentException(
            "%s holds parts %s, of several divisions. Keep those of one.".formatted(out, found));
      }
      if (!store.planText().equals(text)) {
        checkChange();
      }
      requireAllParts(found.isEmpty() ? 1 : found.get(0).count());
      requireSameConditions(false);
      store.merge(plan.cells());
      return go(true);
    }
  }

  private void requireAllParts(int count) {
    List<String> missing = new ArrayList<>();
    List<List<List<Cell>>> parts = Shard.deal(plan.groups(), count);
    for (int part = 0; part < count; part++) {
      List<Cell> all = parts.get(part).stream().flatMap(List::stream).toList();
      List<Cell> lacking = all.stream().filter(cell -> !done.contains(cell)).toList();
      if (!lacking.isEmpty()) {
        missing.add(
            "part %s lacks %d of %d trainings, the first of them %s"
                .formatted(new Shard(part, count), lacking.size(), all.size(), lacking.get(0)));
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is not complete: %s. Run them by --cells; or, if they were done elsewhere, copy their results-*.jsonl and all of rows/ here."
              .formatted(out, String.join("; ", missing)));
    }
  }

  /**
   * Names the page that a study leaves in its folder.
   *
   * @param out the study's folder
   * @return the report's path
   */
  public static Path report(Path out) {
    return out.resolve(VerdictFiles.REPORT);
  }

  /** Opens the folder for a whole study, and lets it go by this plan. */
  private void open(boolean resume) throws IOException {
    look(resume ? StudyStore.reopen(out) : StudyStore.create(out, text), plan.groups());
    boolean isChanged = !store.planText().equals(text);
    if (isChanged) {
      checkChange();
    }
    if (begun < cells) {
      requireSameConditions(true);
    }
    for (String data : plan.data().keySet()) {
      if (isChanged || !isDone(data)) {
        checkMeasures(data);
      }
    }
    if (isChanged) {
      store.change(text);
    }
  }

  /** Takes note of what a folder holds. A result whose table is missing is none. */
  private void look(StudyStore of, List<List<Cell>> groups) throws IOException {
    store = of;
    tunings = new ArrayList<>(store.tunings());
    done.clear();
    store.results().stream().filter(store::hasOutcomes).map(Cell::of).forEach(done::add);
    List<Cell> all = groups.stream().flatMap(List::stream).toList();
    cells = all.size();
    begun = (int) all.stream().filter(done::contains).count();
  }

  /**
   * Sees that all that the folder holds was made alike, by this plan.
   *
   * @param here whether more of it is to be made now
   */
  private void requireSameConditions(boolean here) throws IOException {
    conditions = new SameConditions(out);
    tunings.forEach(conditions::require);
    for (RunRecord record : store.results()) {
      requirePlanned(record);
      conditions.require(record);
    }
    if (here) {
      conditions.requireBuild(Build.version());
      conditions.requireCore(core());
    }
  }

  /**
   * Refuses a result of another plan, as far as it can be told: of the same names, trained
   * otherwise.
   */
  private void requirePlanned(RunRecord record) {
    Cell cell = Cell.of(record);
    boolean isOfPlan = plan.arms().containsKey(cell.arm()) && plan.data().containsKey(cell.data());
    TrainingOptions trained = record.conditions().options();
    if (isOfPlan
        && PlanModels.planned(plan, cell, CellWork.chosen(tunings, cell.data()))
            .filter(planned -> !planned.equals(trained))
            .isPresent()) {
      throw new IllegalArgumentException(
          "%s holds a result of %s that was trained otherwise than the plan says: it is of another study. Take its file away."
              .formatted(out, cell));
    }
  }

  /** The processor for which this process computes, as those that it tells what to do have to. */
  private static String core() {
    return BlasCore.name().orElse(null);
  }

  private boolean isDone(String data) {
    return plan.seeds().stream().allMatch(seed -> done.containsAll(plan.cells(data, seed)));
  }

  private void checkChange() throws IOException {
    List<Cell> trained = new ArrayList<>(done);
    store.tunings().forEach(t -> trained.add(new Cell(t.data(), 0, t.arm(), t.tree())));
    Path own = store.path().resolve(StudyStore.PLAN);
    try {
      Plan begun = PlanFile.parse(own.toString(), store.planText());
      PlanChange.check(begun, plan, trained, store.hasVerdict());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s was begun by another plan: %s What has been trained or answered must stay; anything may be added. Go on with its own plan, %s, or choose another --out."
              .formatted(store.path(), e.getMessage(), own),
          e);
    }
  }

  /** Finds questions about what is not measured before hours are spent on the answers. */
  private void checkMeasures(String data) throws IOException {
    List<String> measures = measures(data);
    for (Question question : plan.questions()) {
      for (String measure : List.of(question.measure(), question.againstMeasure())) {
        if (question.on().contains(data) && !measures.contains(measure)) {
          throw new IllegalArgumentException(
              "The question \"%s\" asks for \"%s\" on %s, where these are measured: %s."
                  .formatted(question.ask(), measure, data, String.join(", ", measures)));
        }
      }
    }
  }

  private List<String> measures(String data) throws IOException {
    return isDone(data)
        ? store.outcomes(plan.cells(data, plan.seeds().get(0)).get(0)).measures()
        : work.measures(data);
  }

  private List<List<Cell>> toTrain(List<List<Cell>> groups) {
    return groups.stream()
        .map(group -> group.stream().filter(cell -> !done.contains(cell)).toList())
        .filter(group -> !group.isEmpty())
        .toList();
  }

  private static List<List<Cell>> ofData(List<List<Cell>> groups, List<String> data) {
    return groups.stream().filter(group -> data.contains(group.get(0).data())).toList();
  }

  /** Chooses among the ways to train the arms that are still to be trained on some data. */
  private void tune(List<String> round) throws IOException {
    List<Cell> open = new ArrayList<>();
    for (String data : round) {
      if (!isDone(data)) {
        plan.cells(data, plan.seeds().get(0)).stream()
            .filter(cell -> !isTuned(cell))
            .forEach(open::add);
      }
    }
    if (!open.isEmpty()) {
      workers.tune(
          open,
          chosen -> {
            Tuning tuning = chosen.under(Build.version(), core(), work.sha256(chosen.data()));
            store.save(tuning);
            tunings.add(tuning);
          });
    }
  }

  private boolean isTuned(Cell cell) {
    return plan.arms().get(cell.arm()).tune().isEmpty()
        || tunings.stream()
            .anyMatch(t -> t.data().equals(cell.data()) && t.label().equals(cell.label()));
  }

  private void train(List<List<Cell>> groups) throws IOException {
    if (!groups.isEmpty()) {
      workers.train(groups, tunings, this::keep);
    }
  }

  private void keep(CellResult result) throws IOException {
    RunRecord record = result.record();
    conditions.require(record);
    store.save(result);
    done.add(Cell.of(record));
  }

  /** Works in this process, in the plan's order. */
  private final class Here implements Workers {

    private final Set<String> checked = new HashSet<>();

    @Override
    public boolean isForAllDataAtOnce() {
      return false;
    }

    @Override
    public void tune(List<Cell> open, Taker<Tuning> taker) throws IOException {
      for (Cell cell : open) {
        requireSameSongs(cell.data());
        int ways = plan.arms().get(cell.arm()).tune().size();
        List<Tuning.Candidate> tried = new ArrayList<>();
        for (int way = 0; way < ways; way++) {
          listener.stage(
              "Tuning %s on %s (%d of %d)".formatted(cell.label(), cell.data(), way + 1, ways));
          tried.add(work.tryOut(cell, way));
        }
        taker.take(Tuning.of(cell, tried));
      }
    }

    @Override
    public void train(List<List<Cell>> groups, List<Tuning> chosen, Taker<CellResult> taker)
        throws IOException {
      Set<Cell> mine = new LinkedHashSet<>();
      groups.forEach(mine::addAll);
      for (Cell cell : plan.cells()) {
        if (mine.contains(cell)) {
          requireSameSongs(cell.data());
          begun++;
          listener.stage("Training %s (%d of %d)".formatted(cell, begun, cells));
          taker.take(work.train(cell, chosen));
        }
      }
    }

    private void requireSameSongs(String data) throws IOException {
      if (checked.add(data)) {
        conditions.requireSongs(data, work.sha256(data));
      }
    }
  }
}
