package ihct.plots;

import java.util.Arrays;

/**
 * What a box plot shows of some values. A quartile is interpolated between the values next to it,
 * as Plotly does: the i-th of n, in order, is the (i − ½)/n quantile.
 *
 * @param low the least value that is within 1.5 times the box of its lower end
 * @param high the greatest value that is within 1.5 times the box of its upper end
 */
record Quartiles(
    double low, double lower, double median, double upper, double high, double[] outside) {

  /** Of the finite values; none of them gives NaN everywhere. */
  static Quartiles of(double... values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    double lower = quantile(sorted, 0.25);
    double upper = quantile(sorted, 0.75);
    double reach = 1.5 * (upper - lower);
    double[] near =
        Arrays.stream(sorted).filter(v -> v >= lower - reach && v <= upper + reach).toArray();
    return new Quartiles(
        near.length == 0 ? Double.NaN : Math.min(lower, near[0]),
        lower,
        quantile(sorted, 0.5),
        upper,
        near.length == 0 ? Double.NaN : Math.max(upper, near[near.length - 1]),
        Arrays.stream(sorted).filter(v -> v < lower - reach || v > upper + reach).toArray());
  }

  private static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = Math.max(0, Math.min(sorted.length - 1, sorted.length * share - 0.5));
    double below = sorted[(int) Math.floor(place)];
    return below + (place % 1) * (sorted[(int) Math.ceil(place)] - below);
  }
}
