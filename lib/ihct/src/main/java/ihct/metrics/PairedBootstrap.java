package ihct.metrics;

import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Compares two answerers on the same rows by resampling groups of rows: the songs of an artist, or
 * a track with all its genres and releases. Rows of one group stand or fall together, so that rows
 * drawn one by one would make intervals too narrow. A group that is tested under several seeds is
 * one group.
 *
 * <p>Percentile intervals. The same arguments give the same numbers. Cost: O(rows + resamples ·
 * groups).
 *
 * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron (1979), Bootstrap methods</a>
 */
public final class PairedBootstrap {

  private static final double TAIL = 0.025;

  private final double[] first;
  private final double[] second;
  private final long[] rows;
  private final long allRows;

  private PairedBootstrap(double[] first, double[] second, long[] rows, long allRows) {
    this.first = first;
    this.second = second;
    this.rows = rows;
    this.allRows = allRows;
  }

  /**
   * Takes the scores of both, row by row.
   *
   * @param first what the one scored on each row, such as 1 for right and 0 for wrong
   * @param second what the other scored on the same rows
   * @param group the group of each row
   * @throws IllegalArgumentException if the lengths differ, there is no row, or a score is no
   *     number
   */
  public static PairedBootstrap of(double[] first, double[] second, long[] group) {
    if (first.length != second.length || first.length != group.length || first.length == 0) {
      throw new IllegalArgumentException(
          "%d and %d scores of %d rows; a paired comparison needs one of each for every row, and at least one row."
              .formatted(first.length, second.length, group.length));
    }
    Map<Long, Integer> places = new HashMap<>();
    for (long key : group) {
      places.putIfAbsent(key, places.size());
    }
    double[] sumFirst = new double[places.size()];
    double[] sumSecond = new double[places.size()];
    long[] rows = new long[places.size()];
    for (int row = 0; row < group.length; row++) {
      if (!Double.isFinite(first[row]) || !Double.isFinite(second[row])) {
        throw new IllegalArgumentException(
            "Row %d has the scores %s and %s; both must be numbers."
                .formatted(row, first[row], second[row]));
      }
      int place = places.get(group[row]);
      sumFirst[place] += first[row];
      sumSecond[place] += second[row];
      rows[place]++;
    }
    return new PairedBootstrap(sumFirst, sumSecond, rows, group.length);
  }

  /**
   * The mean score of the first less that of the second.
   *
   * @param resamples how often the groups are drawn anew, at least 100
   * @param seed starts the draws
   * @return the effect, in the unit of the scores
   */
  public Effect difference(int resamples, long seed) {
    return effect(resamples, seed, (a, b, n) -> (a - b) / n);
  }

  /**
   * By what share the first's mean score is larger than the second's.
   *
   * @param resamples how often the groups are drawn anew, at least 100
   * @param seed starts the draws
   * @return the effect as a share: −0.03 for 3 % less
   */
  public Effect relative(int resamples, long seed) {
    return effect(resamples, seed, (a, b, n) -> a / b - 1);
  }

  /**
   * The first's mean score as a multiple of the second's, as of wrong answers the distance from the
   * truth: their distances over their number.
   *
   * @param resamples how often the groups are drawn anew, at least 100
   * @param seed starts the draws
   * @return the ratio and its interval; its p says nothing, as no ratio of positive scores is 0
   * @throws IllegalArgumentException if the second's mean score is 0, be it in a resample
   */
  public Effect ratio(int resamples, long seed) {
    return effect(resamples, seed, (a, b, n) -> a / b);
  }

  /** An estimate from the sums of both scores over n rows. */
  private interface Estimate {
    double of(double first, double second, double n);
  }

  private Effect effect(int resamples, long seed, Estimate estimate) {
    if (resamples < 100) {
      throw new IllegalArgumentException(
          "resamples = " + resamples + "; an interval needs at least 100.");
    }
    double seen =
        estimate.of(Arrays.stream(first).sum(), Arrays.stream(second).sum(), (double) allRows);
    double[] drawn = new double[resamples];
    SplittableRandom random = new SplittableRandom(seed);
    for (int resample = 0; resample < resamples; resample++) {
      Stop.check("resampling groups of songs");
      drawn[resample] = draw(random, estimate);
      if (!Double.isFinite(drawn[resample])) {
        throw new IllegalArgumentException(
            "The second's mean score can be 0, so that no share of it can be told; ask for the difference.");
      }
    }
    Arrays.sort(drawn);
    long below = Arrays.stream(drawn).filter(value -> value <= 0).count();
    long above = Arrays.stream(drawn).filter(value -> value >= 0).count();
    double p = Math.min(1, 2.0 * (Math.min(below, above) + 1) / (resamples + 1));
    return new Effect(
        seen,
        quantile(drawn, TAIL),
        quantile(drawn, 1 - TAIL),
        spread(drawn),
        p,
        rows.length,
        allRows);
  }

  private double draw(SplittableRandom random, Estimate estimate) {
    double a = 0;
    double b = 0;
    long n = 0;
    for (int i = 0; i < rows.length; i++) {
      int group = random.nextInt(rows.length);
      a += first[group];
      b += second[group];
      n += rows[group];
    }
    return estimate.of(a, b, n);
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int low = (int) place;
    int high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }

  private static double spread(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }
}
