package ihct.metrics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction for many comparisons: if none of them had an effect, the chance that any of the
 * corrected values falls below 5 % is at most 5 %, whatever depends on what.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm (1979), A simple sequentially rejective
 *     multiple test procedure</a>
 */
public final class Holm {

  private Holm() {}

  /**
   * Corrects p-values.
   *
   * @param p one per comparison, 0…1
   * @return the corrected ones, in the same order, none smaller than before
   * @throws IllegalArgumentException if one is out of range
   */
  public static double[] adjust(double[] p) {
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("p = " + value + "; it must be between 0 and 1.");
      }
    }
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] adjusted = new double[p.length];
    double least = 0;
    for (int rank = 0; rank < order.length; rank++) {
      least = Math.max(least, Math.min(1, (p.length - rank) * p[order[rank]]));
      adjusted[order[rank]] = least;
    }
    return adjusted;
  }
}
