package ihct.study.guests;

import ihct.metrics.Effect;
import ihct.metrics.McNemar;
import ihct.metrics.PairedBootstrap;
import java.util.Arrays;
import java.util.Locale;

/**
 * Two models on the same test songs, compared song by song.
 *
 * @param first the one
 * @param second the other
 * @param difference by how many points the first is ahead in top-1 accuracy, with the 95 % interval
 *     of the cluster bootstrap: groups of songs that were split together are drawn together
 * @param mcnemar how many songs only one of them has right, and the p-value; it takes songs as
 *     independent
 * @param rows test songs
 * @param groups groups that were drawn
 */
public record PairedComparison(
    String first, String second, Effect difference, McNemar mcnemar, int rows, int groups) {

  private static final int RESAMPLES = 10_000;
  private static final double POINTS = 100;

  /**
   * Compares answers.
   *
   * @param first the one model's name
   * @param right 1 for each song that it has right, else 0
   * @param second the other's name
   * @param otherRight the same of the other
   * @param group of each song
   * @param seed draws the groups
   * @return the comparison
   */
  public static PairedComparison of(
      String first, double[] right, String second, double[] otherRight, long[] group, long seed) {
    return new PairedComparison(
        first,
        second,
        PairedBootstrap.of(right, otherRight, group).difference(RESAMPLES, seed).times(POINTS),
        McNemar.of(right, otherRight),
        right.length,
        (int) Arrays.stream(group).distinct().count());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s against %s: %+.2f points of top-1 accuracy (95 %% interval %+.2f to %+.2f, %,d songs in %,d groups); only %s right %,d, only %s right %,d, McNemar p = %.3g",
        first,
        second,
        difference.estimate(),
        difference.low(),
        difference.high(),
        rows,
        groups,
        first,
        mcnemar.onlyFirst(),
        second,
        mcnemar.onlySecond(),
        mcnemar.p());
  }
}
