package ihct.evaluate;

import ihct.hierarchy.ClassTree;
import ihct.hierarchy.Ihct;
import ihct.metrics.Calibration;
import ihct.metrics.ScoreMeter;
import ihct.metrics.Severity;
import ihct.metrics.TemperaturePass;
import ihct.metrics.TierSums;
import ihct.models.GenreClassifier;
import ihct.models.HardClassifier;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * Measures trained models on songs, all alike: the answers of a model pass by once, batch by batch,
 * and nothing of their size is kept. Where answers are read by trees, those to the validation part
 * pass by first.
 */
public final class Meter {

  private final Songs songs;
  private final long[] groups;
  private final Ihct tree;
  private final List<ReadingTree> readings;
  private final List<ReadingTree> judges;

  /**
   * Measures by a tree, and reads the answers by trees besides.
   *
   * @param songs at least one, scaled as those that models are trained on
   * @param groups per song, what must not be parted in a comparison
   * @param tree over the songs' genres, by which tier accuracy and mistakes are measured
   * @param readings the trees by which answers are read; none for a run
   * @param judges the trees in which it is measured how far off the cheapest genre by a tree of
   *     readings is; none to take that tree itself
   */
  public Meter(
      Songs songs, long[] groups, Ihct tree, List<ReadingTree> readings, List<ReadingTree> judges) {
    this.songs = songs;
    this.groups = groups;
    this.tree = tree;
    this.readings = readings;
    this.judges = judges;
  }

  /**
   * Measures by one tree over the genres of at least one song, scaled as those that models are
   * trained on, and takes songs as independent.
   */
  public Meter(Songs songs, Ihct tree) {
    this(songs, LongStream.range(0, songs.size()).toArray(), tree, List.of(), List.of());
  }

  /** The names of all that is measured of each song. */
  public List<String> measures() {
    List<String> measures = new ArrayList<>(Measure.PLAIN);
    for (ReadingTree reading : readings) {
      List<String> judgeNames = judgesOf(reading).stream().map(ReadingTree::name).toList();
      measures.addAll(Measure.of(reading.name(), reading.ihct().schedule(), judgeNames));
    }
    return measures;
  }

  private List<ReadingTree> judgesOf(ReadingTree reading) {
    return judges.isEmpty() ? List.of(reading) : judges;
  }

  /**
   * Measures a model whose validation part is not at hand, so that nothing can be chosen by it; 1/T
   * that was fitted to that part is empty if it is not known.
   */
  public Measured measure(GenreClassifier model, OptionalDouble inverse) throws IOException {
    return measure(model, inverse, songs.rows(new int[0]));
  }

  /**
   * Measures a model.
   *
   * @param inverse 1/T that was {@link Temperature#inverse fitted} to its validation part; empty if
   *     that is not known
   * @param validation by which λ and thresholds are chosen if answers are read by trees
   */
  public Measured measure(GenreClassifier model, OptionalDouble inverse, Songs validation)
      throws IOException {
    List<TreeMeter> trees =
        readings.stream().map(reading -> new TreeMeter(reading, judgesOf(reading))).toList();
    if (!trees.isEmpty()) {
      choose(model, inverse, validation, trees);
    }
    Pass pass = new Pass(inverse, trees);
    Evaluator.predict(model, songs, () -> pass.new Reader());
    Measured measured = pass.measured();
    return model instanceof HardClassifier ? measured.ofAnswersAlone() : measured;
  }

  private static void choose(
      GenreClassifier model, OptionalDouble inverse, Songs validation, List<TreeMeter> trees)
      throws IOException {
    TemperaturePass temperature = new TemperaturePass(inverse.orElse(1));
    int classes = model.classes();
    Evaluator.predict(
        model,
        validation,
        () -> {
          List<TreeMeter.Reader> readers = readers(trees);
          return (row, probabilities, offset) -> {
            int truth = validation.genre(row);
            temperature.scale(probabilities, offset, classes, truth);
            List<Evaluator.Finding> found =
                readers.stream().map(each -> each.choose(probabilities, offset, truth)).toList();
            return () -> addAll(found);
          };
        });
    trees.forEach(TreeMeter::chosen);
  }

  private static List<TreeMeter.Reader> readers(List<TreeMeter> trees) {
    return trees.stream().map(meter -> meter.new Reader()).toList();
  }

  private static void addAll(List<Evaluator.Finding> found) throws IOException {
    for (Evaluator.Finding each : found) {
      each.add();
    }
  }

  /** What is counted while the answers pass by. */
  private final class Pass {

    /** The most answers that any measure asks for. */
    private static final int MOST_ANSWERS = 20;

    private final int classes = tree.classes();
    private final OptionalDouble inverse;
    private final ScoreMeter scores = ScoreMeter.of(tree);
    private final Calibration plain = new Calibration();
    private final Calibration scaled = new Calibration();
    private final TemperaturePass loss; // null without a temperature
    private final Severity severity = new Severity(ClassTree.of(tree));
    private final TierSums sums = new TierSums(tree);
    private final List<TreeMeter> trees;
    private final Outcomes outcomes = new Outcomes(measures(), groups, songs.y());

    Pass(OptionalDouble inverse, List<TreeMeter> trees) {
      this.inverse = inverse;
      this.trees = trees;
      loss = inverse.isPresent() ? new TemperaturePass(inverse.getAsDouble()) : null;
    }

    /** Reads for one thread. */
    final class Reader implements Evaluator.RowReader {

      private final TierSums summing = new TierSums(tree);
      private final List<TreeMeter.Reader> readers = readers(trees);

      @Override
      public Evaluator.Finding read(int row, float[] probabilities, int offset) {
        int truth = songs.genre(row);
        ScoreMeter.Row score = scores.read(probabilities, offset / classes, truth);
        Calibration.Row asIs = Calibration.read(probabilities, offset, classes, truth);
        int[] clusters = new int[tree.tiers()];
        summing.answer(probabilities, offset, clusters);
        TemperaturePass.Row ofLoss =
            loss == null ? null : loss.scale(probabilities, offset, classes, truth);
        int[] ranked = Ranking.of(probabilities, offset, classes, MOST_ANSWERS);
        float confidence = ranked.length > 0 ? probabilities[offset + ranked[0]] : 0;
        boolean right = ranked.length > 0 && ranked[0] == truth;
        outcome(row, truth, ranked, confidence);
        List<Evaluator.Finding> found =
            readers.stream()
                .map(each -> each.score(probabilities, offset, truth, ranked, outcomes, row))
                .toList();
        return () -> {
          int answer = score.predicted();
          scores.add(score, answer >= 0 && songs.trackHasGenre(row, answer));
          plain.add(asIs);
          sums.add(clusters, truth);
          if (answer >= 0) {
            severity.add(answer, truth);
          } else {
            severity.addUnanswered(truth);
          }
          if (loss != null) {
            loss.add(ofLoss);
            scaled.add(confidence, right);
          }
          addAll(found);
        };
      }
    }

    private void outcome(int row, int truth, int[] ranked, float confidence) {
      int rank = 0;
      while (rank < ranked.length && ranked[rank] != truth) {
        rank++;
      }
      boolean found = rank < ranked.length;
      outcomes.set(0, row, found && rank < 1 ? 1 : 0);
      outcomes.set(1, row, found && rank < 5 ? 1 : 0);
      outcomes.set(2, row, found && rank < 10 ? 1 : 0);
      boolean any = ranked.length > 0 && songs.trackHasGenre(row, ranked[0]);
      outcomes.set(3, row, any ? 1 : 0);
      outcomes.set(4, row, confidence);
    }

    Measured measured() {
      Map<String, TreeScores> byTree = new LinkedHashMap<>();
      trees.forEach(meter -> byTree.put(meter.name(), meter.scores(outcomes)));
      return new Measured(scores.scores(), reliability(), byTree, outcomes);
    }

    private Reliability reliability() {
      double ofMistakes = severity.mistakeSeverity();
      return new Reliability(
          plain.brier(),
          plain.expectedError(),
          loss == null ? null : 1 / inverse.getAsDouble(),
          loss == null ? null : loss.logLoss(),
          loss == null ? null : scaled.expectedError(),
          severity.hierarchicalDistance(),
          Double.isNaN(ofMistakes) ? null : ofMistakes,
          sums.accuracy());
    }
  }
}
