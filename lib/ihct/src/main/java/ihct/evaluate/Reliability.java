package ihct.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.hierarchy.ClassTree;
import ihct.hierarchy.Ihct;
import ihct.metrics.Calibration;
import ihct.metrics.Severity;
import ihct.metrics.TemperaturePass;
import ihct.metrics.TierSums;
import ihct.songs.Songs;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How far a model's answers can be relied on: whether its probabilities mean what they say, and how
 * bad its mistakes are. Results of earlier versions do not tell; then all is null. Models that they
 * saved do not tell their temperature.
 *
 * @param brier mean squared distance of the probabilities from the truth, 0…2
 * @param calibrationError expected calibration error in {@value Calibration#BINS} bins, 0…1
 * @param temperature T that fits the validation part best when probabilities become p^(1/T)
 * @param scaledLogLoss log loss at that temperature, in nats
 * @param scaledCalibrationError calibration error at that temperature
 * @param hierarchicalDistance mean number of tiers above the leaves at which answer and truth meet
 *     in the run's own tree, 0 for right answers; a row without an answer counts as the root
 * @param mistakeSeverity the same of wrong answers alone; null without any
 * @param summedTierAccuracy for tier 1…I, the cluster whose probabilities have the largest sum is
 *     right, where {@code tierAccuracy} asks for the cluster of the most probable genre
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Reliability(
    Double brier,
    Double calibrationError,
    Double temperature,
    Double scaledLogLoss,
    Double scaledCalibrationError,
    Double hierarchicalDistance,
    Double mistakeSeverity,
    List<Double> summedTierAccuracy) {

  /** Measures while the answers to the test part pass by, so that they are computed once. */
  static final class Meter implements Evaluator.BatchSink {
    private final Songs test;
    private final int classes;
    private final OptionalDouble inverse;
    private final Calibration plain = new Calibration();
    private final Calibration scaled = new Calibration();
    private final TemperaturePass loss; // null without a temperature
    private final Severity severity;
    private final TierSums sums;

    /**
     * Starts without rows.
     *
     * @param inverse 1/T that was fitted to the validation part; empty if that is not known
     */
    Meter(Songs test, Ihct tree, OptionalDouble inverse) {
      this.test = test;
      this.inverse = inverse;
      classes = tree.classes();
      loss = inverse.isPresent() ? new TemperaturePass(inverse.getAsDouble()) : null;
      severity = new Severity(ClassTree.of(tree));
      sums = new TierSums(tree);
    }

    /** Takes a batch, and leaves it at the fitted temperature if there is one. */
    @Override
    public void accept(int first, int rows, float[] probabilities) {
      int[] truth = truth(test, first, rows);
      plain.add(probabilities, classes, truth);
      sums.add(probabilities, truth);
      for (int i = 0; i < rows; i++) {
        int answer = mostProbable(probabilities, i * classes, classes);
        if (probabilities[i * classes + answer] > 0) {
          severity.add(answer, truth[i]);
        } else {
          severity.addUnanswered(truth[i]);
        }
      }
      if (loss != null) {
        loss.scale(probabilities, classes, truth);
        scaled.add(probabilities, classes, truth);
      }
    }

    Reliability result() {
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

  private static int[] truth(Songs songs, int first, int rows) {
    return IntStream.range(first, first + rows).map(songs::genre).toArray();
  }

  /** The first of the most probable classes. */
  private static int mostProbable(float[] probabilities, int from, int classes) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = probabilities[from + c] > probabilities[from + best] ? c : best;
    }
    return best;
  }

  /**
   * Forgets what probabilities decide, for a model that names one class alone.
   *
   * @return the same without what is made of probabilities
   */
  public Reliability ofAnswersAlone() {
    return new Reliability(
        null, null, null, null, null, hierarchicalDistance, mistakeSeverity, List.of());
  }
}
