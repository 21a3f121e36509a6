package ihct.evaluate;

import ihct.metrics.TemperaturePass;
import ihct.models.BatchShape;
import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Fits the temperature of a model's probabilities to songs that it was not trained on. */
public final class Temperature {

  /** Rows that a temperature is fitted to: enough for two digits. */
  private static final int ROWS_TO_FIT = 5_000;

  /**
   * Probabilities that it is fitted to at most: 671 rows of 100,000 classes. With n rows the loss
   * lies about 1/(2n) above the least that any temperature gives.
   */
  private static final int PROBABILITIES_TO_FIT = 1 << 26;

  private static final int MOST_PASSES = 12;
  private static final double CLOSE = 1e-3;

  /** Losses that differ by less are equal: some models' do not depend on the temperature. */
  private static final double ROUNDING = 1e-9;

  private Temperature() {}

  /**
   * Finds T such that p^(1/T), divided by its sum, has the least log loss, no probability counted
   * as less than {@value ihct.metrics.ScoreMeter#SMALLEST_PROBABILITY}: the loss that results tell.
   *
   * @param validation songs scaled as it was trained; of more than {@value #ROWS_TO_FIT}, or of
   *     more than {@value #PROBABILITIES_TO_FIT}/N, as many evenly spaced ones are taken
   * @return 1/T, between 1/50 and 50
   */
  public static double inverse(GenreClassifier model, Songs validation) throws IOException {
    int most = Math.min(ROWS_TO_FIT, PROBABILITIES_TO_FIT / model.classes());
    Songs some = validation.rows(BatchShape.evenly(validation.size(), Math.max(1, most)));
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
        () -> {
          double[] logits = new double[model.classes()];
          double[] weights = new double[model.classes()];
          return (row, probabilities, offset) -> {
            TemperaturePass.logits(probabilities, offset, logits);
            List<TemperaturePass.Row> read = new ArrayList<>();
            double before = Double.NaN;
            for (TemperaturePass at : temperatures) {
              at.weigh(logits, before, weights);
              read.add(at.read(logits, weights, songs.genre(row)));
              before = at.inverse();
            }
            return () -> {
              for (int i = 0; i < read.size(); i++) {
                temperatures.get(i).add(read.get(i));
              }
            };
          };
        });
  }
}
