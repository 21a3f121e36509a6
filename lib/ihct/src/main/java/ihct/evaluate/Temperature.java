package ihct.evaluate;

import ihct.metrics.TemperaturePass;
import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Fits the temperature of a model's probabilities to songs that it was not trained on. */
public final class Temperature {

  /** Rows that a temperature is fitted to: enough for two digits. */
  private static final int ROWS_TO_FIT = 5_000;

  private static final int MOST_PASSES = 12;
  private static final double CLOSE = 1e-3;

  /** Losses that differ by less are equal: some models' do not depend on the temperature. */
  private static final double ROUNDING = 1e-9;

  private Temperature() {}

  /**
   * Finds T such that p^(1/T), divided by its sum, has the least log loss, no probability counted
   * as less than {@value ihct.metrics.ScoreMeter#SMALLEST_PROBABILITY}: the loss that results tell.
   *
   * @param validation songs scaled as it was trained; of more than {@value #ROWS_TO_FIT} as many
   *     evenly spaced ones are taken
   * @return 1/T, between 1/50 and 50
   */
  public static double inverse(GenreClassifier model, Songs validation) throws IOException {
    int count = Math.min(validation.size(), ROWS_TO_FIT);
    Songs some =
        validation.rows(
            IntStream.range(0, count)
                .map(i -> (int) ((long) i * validation.size() / count))
                .toArray());
    double found = downhill(model, some, 1);
    double start = lowest(model, some, found);
    return start == found ? found : downhill(model, some, start);
  }

  private static double downhill(GenreClassifier model, Songs songs, double start)
      throws IOException {
    double inverse = start;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      TemperaturePass at = new TemperaturePass(inverse);
      pass(model, songs, List.of(at));
      double next = at.next();
      boolean close = Math.abs(next - inverse) < CLOSE * inverse;
      inverse = next;
      if (close) {
        break;
      }
    }
    return inverse;
  }

  /** Of a minimum and all its doubles and halves, where the loss is lowest: it may have others. */
  private static double lowest(GenreClassifier model, Songs songs, double found)
      throws IOException {
    List<TemperaturePass> tried = new ArrayList<>(List.of(new TemperaturePass(found)));
    for (double more = 2 * found; more <= TemperaturePass.MOST; more *= 2) {
      tried.add(new TemperaturePass(more));
    }
    for (double less = found / 2; less >= TemperaturePass.LEAST; less /= 2) {
      tried.add(new TemperaturePass(less));
    }
    pass(model, songs, tried);
    TemperaturePass best = tried.get(0);
    for (TemperaturePass each : tried) {
      best = each.logLoss() < (1 - ROUNDING) * best.logLoss() ? each : best;
    }
    return best.inverse();
  }

  private static void pass(GenreClassifier model, Songs songs, List<TemperaturePass> temperatures)
      throws IOException {
    Evaluator.predict(
        model,
        songs,
        (first, rows, probabilities) -> {
          int[] truth = IntStream.range(first, first + rows).map(songs::genre).toArray();
          temperatures.forEach(at -> at.add(probabilities, model.classes(), truth));
        });
  }
}
