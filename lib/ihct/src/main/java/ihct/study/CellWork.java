package ihct.study;

import ihct.data.SongData;
import ihct.evaluate.Measure;
import ihct.files.RunListener;
import ihct.loading.Reading;
import ihct.models.GenreClassifier;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;
import ihct.study.plan.Cell;
import ihct.study.plan.CellResult;
import ihct.study.plan.Plan;
import ihct.study.plan.PlanData;
import ihct.study.plan.PlanFold;
import ihct.study.plan.PlanModels;
import ihct.study.plan.Tuning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The work of a study, a training at a time, wherever it is done: a plan, what tuning chose and a
 * cell go in, and a result comes out that this process need not keep.
 *
 * <p><b>Memory.</b> The data set that was asked for last, one of its folds, and the models there
 * that others are made of. To ask in the plan's order is to read and to train everything once.
 *
 * <p>Not for several threads.
 */
public final class CellWork {

  private final Plan plan;
  private final Map<String, Path> files;
  private final RunListener listener;

  /** What was read last: some data differ in folds alone. */
  private List<?> read = List.of();

  private SongData songs;
  private List<?> split = List.of();
  private PlanFold fold;
  private Map<String, TrainingOptions> tuned = Map.of();
  private PlanModels models;

  /**
   * Prepares to work; nothing is read yet.
   *
   * @param plan the plan
   * @param files where each of its files of songs lies, by the plan's name for it
   * @param listener hears how it goes
   */
  public CellWork(Plan plan, Map<String, Path> files, RunListener listener) {
    this.plan = plan;
    this.files = Map.copyOf(files);
    this.listener = listener;
  }

  /**
   * {@return the fingerprint of some data}
   *
   * @throws IllegalArgumentException if one of its files must change
   */
  public String sha256(String data) throws IOException {
    return load(data).sha256();
  }

  /** {@return what is measured on some data} */
  public List<String> measures(String data) throws IOException {
    List<String> measures =
        new ArrayList<>(fold(data, plan.seeds().get(0)).meter(Cell.NO_TREE).measures());
    if (!plan.data().get(data).leaveOut().isEmpty()) {
      measures.addAll(Measure.UNSEEN);
    }
    return measures;
  }

  /**
   * Tries a way to train an arm under the first seed.
   *
   * @param cell the arm and its tree, on some data
   * @param candidate the place of the way in the plan, from 0
   * @return how well it did on the validation part
   */
  public Tuning.Candidate tryOut(Cell cell, int candidate) throws IOException {
    PlanFold first = fold(cell.data(), plan.seeds().get(0));
    TrainingOptions options = plan.arms().get(cell.arm()).tune().get(candidate);
    PlanModels.Fitted fitted = new PlanModels(plan, first, Map.of()).tryOut(cell, options);
    return new Tuning.Candidate(
        options,
        accuracy(fitted.trained().model(), first.fold().validation()),
        fitted.trained().seconds());
  }

  private static double accuracy(GenreClassifier model, Songs songs) {
    int[] answers = Workbench.answers(model, songs);
    long right =
        IntStream.range(0, answers.length).filter(i -> answers[i] == songs.genre(i)).count();
    return (double) right / songs.size();
  }

  /**
   * Trains and measures.
   *
   * @param cell the training
   * @param tunings what tuning chose, on whatever data
   * @return what came of it
   */
  public CellResult train(Cell cell, List<Tuning> tunings) throws IOException {
    PlanFold own = fold(cell.data(), cell.seed());
    Map<String, TrainingOptions> chosen = chosen(tunings, cell.data());
    if (models == null || !chosen.equals(tuned)) {
      models = new PlanModels(plan, own, chosen);
      tuned = chosen;
    }
    return own.score(cell, models.fit(cell));
  }

  /** By arm and tree, what tuning chose on some data. */
  static Map<String, TrainingOptions> chosen(List<Tuning> tunings, String data) {
    Map<String, TrainingOptions> chosen = new HashMap<>();
    for (Tuning tuning : tunings) {
      if (tuning.data().equals(data)) {
        chosen.put(tuning.label(), tuning.options());
      }
    }
    return chosen;
  }

  private PlanFold fold(String data, long seed) throws IOException {
    SongData of = load(data);
    if (!split.equals(List.of(data, seed))) {
      forgetFold(); // not two at once
      PlanData planned = plan.data().get(data);
      listener.stage(
          "Splitting %s by %s, seed %d"
              .formatted(data, of.keptTogether(planned.rule(), planned.isStratified()), seed));
      fold = PlanFold.of(plan, data, of, seed);
      split = List.of(data, seed);
    }
    return fold;
  }

  private void forgetFold() {
    fold = null;
    models = null;
    split = List.of();
  }

  private SongData load(String data) throws IOException {
    PlanData planned = plan.data().get(data);
    boolean isSimulated = planned.simulated() != null;
    List<?> asked =
        isSimulated
            ? List.of(planned.simulated())
            : List.of(planned.settings(files), plan.treesOn(data));
    if (!asked.equals(read)) {
      songs = null; // not two tables at once
      read = List.of();
      forgetFold();
      if (isSimulated) {
        listener.stage("Simulating songs");
        songs = SongData.simulated(planned.simulated().options());
      } else {
        Reading reading = Reading.TO_LEARN.keeping(plan.keptClasses(data));
        songs = SongData.load(planned.settings(files), reading, listener);
      }
      read = asked;
    }
    return songs;
  }
}
