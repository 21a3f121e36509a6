package ihct.songs;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Where the values of a column lie.
 *
 * @param low the 5th percentile
 * @param middle the median
 * @param high the 95th percentile
 * @param fractions share of the values that are no whole numbers, 0…1
 * @param hundredths whether nearly all values are whole hundredths, and ten of them differ
 * @param rows how many values it was taken from
 */
public record Spread(
    double low, double middle, double high, double fractions, boolean hundredths, int rows) {

  /** Beyond this a shift or a spread of real data is no explanation. */
  private static final double FAR = 30;

  private static final double LOW = 0.05;
  private static final double SIGMAS = 1.6; // about 90 % of a normal distribution lie within
  private static final double ALMOST_ALL = 0.95;
  private static final double DIGITS = 1e-6;
  private static final int SEVERAL = 10;

  /** Measures values, which are sorted. */
  public static Spread of(double[] values) {
    int n = values.length;
    if (n == 0) {
      return new Spread(Double.NaN, Double.NaN, Double.NaN, 0, false, 0);
    }
    Arrays.sort(values);
    int cut = (int) Math.ceil(LOW * (n - 1));
    cut = Math.min(cut, (n - 1) / 2);
    double middle = (values[(n - 1) / 2] + values[n / 2]) / 2;
    double fractions = DoubleStream.of(values).filter(v -> v != Math.rint(v)).count();
    double[] hundredths =
        DoubleStream.of(values)
            .filter(v -> isWhole(100 * v))
            .map(v -> Math.rint(100 * v))
            .toArray();
    return new Spread(
        values[cut],
        middle,
        values[n - 1 - cut],
        fractions / n,
        hundredths.length >= ALMOST_ALL * n
            && DoubleStream.of(hundredths).distinct().count() >= SEVERAL,
        n);
  }

  private static boolean isWhole(double value) {
    return Math.abs(value - Math.rint(value)) < DIGITS;
  }

  /**
   * What moments tell of a spread, as if the values were normally distributed between some bounds.
   * Whether they are fractions is told by the deviation: whole numbers 0 and 1 have the largest.
   */
  public static Spread of(ZScores.Moments moments, double least, double most) {
    double mean = moments.mean();
    double deviation = moments.standardDeviation();
    boolean fractions = mean > 0 && mean < 1 && deviation < 0.7 * Math.sqrt(mean * (1 - mean));
    return new Spread(
        Math.max(least, mean - SIGMAS * deviation),
        mean,
        Math.min(most, mean + SIGMAS * deviation),
        fractions ? 1 : 0,
        true,
        Integer.MAX_VALUE);
  }

  /** Tells whether another column's values lie so far off that the unit must be another. */
  public boolean isFarFrom(Spread other) {
    boolean apart = high < other.low || low > other.high;
    double ratio = Math.abs(middle / other.middle);
    return apart && middle != 0 && other.middle != 0 && (ratio >= FAR || ratio <= 1 / FAR);
  }

  /** Tells whether another column's values are these with the other sign. */
  public boolean mirrors(Spread other) {
    boolean apart = high < 0 && other.low > 0 || low > 0 && other.high < 0;
    double size = Math.max(Math.abs(middle), Math.abs(other.middle));
    double width = Math.max(high - low, other.high - other.low);
    return apart && Math.abs(middle + other.middle) < size / 10 && width < 2 * size;
  }
}
