package ihct.study;

import ihct.data.SongData;
import ihct.evaluate.Measure;
import ihct.files.Build;
import ihct.files.RunListener;
import ihct.files.RunLock;
import ihct.files.Target;
import ihct.io.TextFile;
import ihct.io.UnwritableException;
import ihct.loading.Reading;
import ihct.models.GenreClassifier;
import ihct.models.TrainingOptions;
import ihct.models.device.Backend;
import ihct.songs.Songs;
import ihct.study.plan.Cell;
import ihct.study.plan.Plan;
import ihct.study.plan.PlanArm;
import ihct.study.plan.PlanChange;
import ihct.study.plan.PlanData;
import ihct.study.plan.PlanFile;
import ihct.study.plan.PlanFold;
import ihct.study.plan.PlanModels;
import ihct.study.plan.Question;
import ihct.study.plan.SongFiles;
import ihct.study.plan.StudyStore;
import ihct.study.plan.Tuning;
import ihct.study.run.RunRecord;
import ihct.study.verdict.Verdict;
import ihct.study.verdict.VerdictFiles;
import ihct.study.verdict.VerdictMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Does what a plan says: trains every arm on every fold, and measures what comes out. */
public final class PlanRun {

  private final Plan plan;
  private final StudyStore store;
  private final SongFiles files;
  private final RunListener listener;
  private final Set<Cell> done = new HashSet<>();
  private final Map<String, Map<String, TrainingOptions>> tuned = new HashMap<>();
  private int begun;
  private int cells;

  /**
   * What was read last: data are looked at before they are trained on, and some differ in folds.
   */
  private List<?> read = List.of();

  private SongData songs;

  private PlanRun(Plan plan, StudyStore store, SongFiles files, RunListener listener) {
    this.plan = plan;
    this.store = store;
    this.files = files;
    this.listener = listener;
  }

  /**
   * Runs a study, or goes on with one that broke off, and answers the plan's questions.
   *
   * <p>A study that is resumed can go on by another plan, if that trains alike what has been
   * trained and asks again what has been answered; the earlier plans are kept as plan-1.json and so
   * on.
   *
   * <p>Writes plan.json, results.jsonl, tuning.jsonl, a table of what came out for every test song
   * of every training in rows/, and verdict.json, verdict.csv, arms.csv and report.html, which are
   * renewed when all is trained on some of the data. <b>Memory.</b> One data set, the models that
   * later arms are made of, and one batch of probabilities.
   *
   * @param planFile the plan
   * @param folders where its files of songs may lie
   * @param out the folder of the study; empty or absent unless it is resumed
   * @param resume whether to go on with the study in that folder
   * @param listener hears how it goes
   * @return what was found
   * @throws IllegalArgumentException if the plan, its files or the folder must change
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   * @throws UnwritableException if the results cannot be written
   * @throws IOException if a file cannot be read
   */
  public static Verdict run(
      Path planFile, List<Path> folders, Path out, boolean resume, RunListener listener)
      throws IOException {
    String text = TextFile.read(planFile);
    Plan plan = PlanFile.parse(planFile.toString(), text);
    return run(plan, text, planFile, folders, out, resume, listener);
  }

  /**
   * The same for a plan that stands in no file; its files of songs are looked for from here, and in
   * the folders.
   *
   * @param plan the plan
   * @param folders where its files of songs may lie
   * @param out the folder of the study; empty or absent unless it is resumed
   * @param resume whether to go on with the study in that folder
   * @param listener hears how it goes
   * @return what was found
   * @throws IOException as there
   */
  public static Verdict run(
      Plan plan, List<Path> folders, Path out, boolean resume, RunListener listener)
      throws IOException {
    return run(plan, PlanFile.text(plan), Path.of(""), folders, out, resume, listener);
  }

  private static Verdict run(
      Plan plan,
      String text,
      Path planFile,
      List<Path> folders,
      Path out,
      boolean resume,
      RunListener listener)
      throws IOException {
    Backend.require();
    Target.requireFolder(out);
    SongFiles files = new SongFiles(planFile, folders);
    for (PlanData data : plan.data().values()) {
      for (String file : data.allFiles()) {
        files.find(file); // before any time is spent
      }
    }
    try (RunLock lock = RunLock.take(out)) {
      StudyStore store = resume ? StudyStore.reopen(out) : StudyStore.create(out, text);
      return new PlanRun(plan, store, files, listener).runAll(text);
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

  private Verdict runAll(String planText) throws IOException {
    for (RunRecord record : store.results()) {
      done.add(Cell.of(record));
    }
    for (String data : plan.data().keySet()) {
      for (long seed : plan.seeds()) {
        cells += plan.cells(data, seed).size();
      }
    }
    begun = done.size();
    requireOneVersion();
    for (Tuning tuning : store.tunings()) {
      choose(tuning);
    }
    boolean isChanged = !store.planText().equals(planText);
    if (isChanged) {
      checkChange();
    }
    for (String data : plan.data().keySet()) {
      if (isChanged || !isDone(data)) {
        checkMeasures(data);
      }
    }
    if (isChanged) {
      store.change(planText);
    }
    VerdictMaker maker = new VerdictMaker(plan, store);
    for (String data : plan.data().keySet()) {
      if (!isDone(data)) {
        run(data);
      }
      listener.stage("Answering the questions about " + data);
      maker.add(data);
      VerdictFiles.write(maker.verdict(), store.path());
    }
    return maker.verdict();
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
    long seed = plan.seeds().get(0);
    List<String> measures =
        new ArrayList<>(
            isDone(data)
                ? store.outcomes(plan.cells(data, seed).get(0)).measures()
                : PlanFold.of(plan, data, load(data), seed).meter(Cell.NO_TREE).measures());
    if (!plan.data().get(data).leaveOut().isEmpty()) {
      measures.addAll(Measure.UNSEEN);
    }
    return measures;
  }

  private void requireOneVersion() throws IOException {
    for (RunRecord record : store.results()) {
      String version = record.conditions().version();
      if (begun < cells && !version.equals(Build.version())) {
        throw new IllegalArgumentException(
            "%s was begun by version %s, and this is %s, whose results may differ. Go on with that version, or begin anew in another folder."
                .formatted(store.path(), version, Build.version()));
      }
    }
  }

  private void choose(Tuning tuning) {
    tuned
        .computeIfAbsent(tuning.data(), data -> new HashMap<>())
        .put(tuning.label(), tuning.options());
  }

  private void run(String data) throws IOException {
    PlanData planned = plan.data().get(data);
    SongData dataset = load(data);
    requireSameSongs(data, dataset);
    tuned.computeIfAbsent(data, name -> new HashMap<>());
    for (long seed : plan.seeds()) {
      List<Cell> all = plan.cells(data, seed);
      if (done.containsAll(all)) {
        continue;
      }
      listener.stage(
          "Splitting %s by %s, seed %d"
              .formatted(data, dataset.keptTogether(planned.rule(), planned.isStratified()), seed));
      PlanFold fold = PlanFold.of(plan, data, dataset, seed);
      if (seed == plan.seeds().get(0)) {
        tune(data, fold, all);
      }
      PlanModels models = new PlanModels(plan, fold, tuned.get(data));
      for (Cell cell : all) {
        if (!done.contains(cell)) {
          measure(cell, fold, models);
        }
      }
    }
  }

  private void requireSameSongs(String data, SongData dataset) throws IOException {
    String now = dataset.sha256();
    for (RunRecord record : store.results()) {
      if (record.study().data().equals(data) && !record.conditions().dataSha256().equals(now)) {
        throw new IllegalArgumentException(
            "The songs of %s are not those with which %s was begun. Give the same files, or begin anew in another folder."
                .formatted(data, store.path()));
      }
    }
  }

  private SongData load(String data) throws IOException {
    PlanData planned = plan.data().get(data);
    Map<String, Path> found = new HashMap<>();
    for (String file : planned.allFiles()) {
      found.put(file, files.find(file));
    }
    boolean isSimulated = planned.simulated() != null;
    List<?> asked =
        isSimulated
            ? List.of(planned.simulated())
            : List.of(planned.settings(found), plan.treesOn(data));
    if (!asked.equals(read)) {
      songs = null; // not two tables at once
      if (isSimulated) {
        listener.stage("Simulating songs");
        songs = SongData.simulated(planned.simulated().options());
      } else {
        Reading reading = Reading.TO_LEARN.keeping(plan.keptClasses(data));
        songs = SongData.load(planned.settings(found), reading, listener);
      }
      read = asked;
    }
    return songs;
  }

  /** Every arm's candidates under the first seed, with each of its trees. */
  private void tune(String data, PlanFold fold, List<Cell> all) throws IOException {
    PlanModels models = new PlanModels(plan, fold, Map.of());
    for (Cell cell : all) {
      PlanArm arm = plan.arms().get(cell.arm());
      if (arm.tune().isEmpty() || tuned.get(data).containsKey(cell.label())) {
        continue;
      }
      List<Tuning.Candidate> tried = new ArrayList<>();
      for (TrainingOptions candidate : arm.tune()) {
        listener.stage(
            "Tuning %s on %s (%d of %d)"
                .formatted(cell.label(), data, tried.size() + 1, arm.tune().size()));
        PlanModels.Fitted fitted = models.tryOut(cell, candidate);
        tried.add(
            new Tuning.Candidate(
                candidate,
                accuracy(fitted.trained().model(), fold.fold().validation()),
                fitted.trained().seconds()));
      }
      Tuning tuning = Tuning.of(cell, tried);
      store.save(tuning);
      choose(tuning);
    }
  }

  private static double accuracy(GenreClassifier model, Songs songs) {
    int[] answers = Workbench.answers(model, songs);
    long right =
        IntStream.range(0, answers.length).filter(i -> answers[i] == songs.genre(i)).count();
    return (double) right / songs.size();
  }

  private void measure(Cell cell, PlanFold fold, PlanModels models) throws IOException {
    begun++;
    listener.stage("Training %s (%d of %d)".formatted(cell, begun, cells));
    store.save(fold.score(cell, models.fit(cell)));
    done.add(cell);
  }
}
