package ihct.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.hierarchy.ClassTree;
import ihct.hierarchy.Ihct;
import ihct.loading.Songs;
import ihct.metrics.Calibration;
import ihct.metrics.Severity;
import ihct.metrics.TemperaturePass;
import ihct.metrics.TierSums;
import ihct.models.GenreClassifier;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far a model's answers can be relied on: whether its probabilities mean what they say, and how
 * bad its mistakes are. Results of earlier versions do not tell; then all is null.
 *
 * @param brier mean squared distance of the probabilities from the truth, 0…2
 * @param calibrationError expected calibration error in {@value Calibration#BINS} bins, 0…1
 * @param temperature T that fits the validation part best when probabilities become p^(1/T)
 * @param scaledLogLoss log loss at that temperature, in nats, of the rows whose genre has a
 *     probability at all; null if none has
 * @param scaledCalibrationError calibration error at that temperature
 * @param hierarchicalDistance mean number of tiers above the leaves at which answer and truth meet
 *     in the run's own tree, 0 for right answers
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

  /** Rows that a temperature is fitted to: enough for two digits. */
  private static final int ROWS_TO_FIT = 5_000;

  private static final int MOST_PASSES = 12;
  private static final double CLOSE = 1e-3;

  /** Fits the temperature on the validation part and measures on the test part. */
  static Reliability of(GenreClassifier model, Songs validation, Songs test, Ihct tree)
      throws IOException {
    double inverse = inverseTemperature(model, validation);
    int classes = model.classes();
    Calibration plain = new Calibration();
    Calibration scaled = new Calibration();
    TemperaturePass loss = new TemperaturePass(inverse);
    Severity severity = new Severity(ClassTree.of(tree));
    TierSums sums = new TierSums(tree);
    Evaluator.predict(
        model,
        test,
        (first, rows, probabilities) -> {
          int[] truth = truth(test, first, rows);
          plain.add(probabilities, classes, truth);
          sums.add(probabilities, truth);
          for (int i = 0; i < rows; i++) {
            severity.add(mostProbable(probabilities, i * classes, classes), truth[i]);
          }
          loss.scale(probabilities, classes, truth);
          scaled.add(probabilities, classes, truth);
        });
    return new Reliability(
        plain.brier(),
        plain.expectedError(),
        1 / inverse,
        known(loss.logLoss()),
        scaled.expectedError(),
        severity.hierarchicalDistance(),
        known(severity.mistakeSeverity()),
        sums.accuracy());
  }

  private static double inverseTemperature(GenreClassifier model, Songs validation)
      throws IOException {
    int count = Math.min(validation.size(), ROWS_TO_FIT);
    Songs some =
        validation.rows(
            IntStream.range(0, count)
                .map(i -> (int) ((long) i * validation.size() / count))
                .toArray());
    double inverse = 1;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      TemperaturePass at = new TemperaturePass(inverse);
      Evaluator.predict(
          model,
          some,
          (first, rows, probabilities) ->
              at.add(probabilities, model.classes(), truth(some, first, rows)));
      double next = at.next();
      boolean close = Math.abs(next - inverse) < CLOSE * inverse;
      inverse = next;
      if (close) {
        break;
      }
    }
    return inverse;
  }

  private static int[] truth(Songs songs, int first, int rows) {
    return IntStream.range(first, first + rows).map(songs::genre).toArray();
  }

  /** The first of the most probable classes; the first of all where none has a probability. */
  private static int mostProbable(float[] probabilities, int from, int classes) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = probabilities[from + c] > probabilities[from + best] ? c : best;
    }
    return best;
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
