package ihct.experiment;

import ihct.loading.Songs;
import ihct.metrics.TemperaturePass;
import ihct.models.GenreClassifier;
import java.io.IOException;
import java.util.stream.IntStream;

/** Fits the temperature of a model's probabilities to songs that it was not trained on. */
public final class Temperature {

  /** Rows that a temperature is fitted to: enough for two digits. */
  private static final int ROWS_TO_FIT = 5_000;

  private static final int MOST_PASSES = 12;
  private static final double CLOSE = 1e-3;

  private Temperature() {}

  /**
   * Finds T such that p^(1/T), divided by its sum, has the least log loss.
   *
   * @param model a trained model
   * @param validation songs scaled as it was trained; of more than {@value #ROWS_TO_FIT} as many
   *     evenly spaced ones are taken
   * @return 1/T, between 1/50 and 50
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   * @throws IOException never, as nothing is written
   */
  public static double inverse(GenreClassifier model, Songs validation) throws IOException {
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
              at.add(
                  probabilities,
                  model.classes(),
                  IntStream.range(first, first + rows).map(some::genre).toArray()));
      double next = at.next();
      boolean close = Math.abs(next - inverse) < CLOSE * inverse;
      inverse = next;
      if (close) {
        break;
      }
    }
    return inverse;
  }
}
