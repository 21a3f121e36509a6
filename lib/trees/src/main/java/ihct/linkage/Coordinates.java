package ihct.linkage;

import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.Objects;

/**
 * Points laid out by coordinate, one array for each, so that the distances from one point to many
 * are loops over neighbouring numbers. The results are those of {@link Metric#distance} to the last
 * digit: the same operations in the same order.
 */
final class Coordinates implements LeafDistances {

  /** Points measured at a time, few enough for their sums to stay in the nearest cache. */
  private static final int STRIP = 512;

  /** Coordinates added in one turn, since each turn reads and writes the sums. */
  private static final int TURN = 4;

  private final Metric metric;
  private final int items;

  /** Filled up with zero coordinates, which add nothing, to a multiple of {@link #TURN}. */
  private final double[][] columns;

  private Coordinates(Metric metric, int items, double[][] columns) {
    this.metric = metric;
    this.items = items;
    this.columns = columns;
  }

  /**
   * Checks points and lays out a copy of them.
   *
   * @throws IllegalArgumentException if rows differ in length, if a coordinate is not finite, if
   *     the metric is undefined for a point, or if two points are infinitely far apart
   */
  static Coordinates of(double[][] points, Metric metric) {
    Objects.requireNonNull(metric, "metric");
    int n = points.length;
    int turns = n == 0 || points[0] == null ? 0 : (points[0].length + TURN - 1) / TURN;
    double[][] columns = new double[turns * TURN][n];
    for (int i = 0; i < n; i++) {
      Stop.check(CondensedDistances.MEASURING);
      double[] point = prepare(points, i, metric);
      for (int c = 0; c < point.length; c++) {
        columns[c][i] = point[c];
      }
    }
    Coordinates coordinates = new Coordinates(metric, n, columns);
    if (!Double.isFinite(coordinates.farthestPossible())) {
      coordinates.checkEveryPair();
    }
    return coordinates;
  }

  @Override
  public int items() {
    return items;
  }

  @Override
  public double largestPossible() {
    return metric.fromSquare(farthestPossible());
  }

  @Override
  public void measure(int slot, int from, int to, double[] row) {
    for (int start = from; start < to; start += STRIP) {
      int end = Math.min(start + STRIP, to);
      Arrays.fill(row, start, end, 0);
      for (int c = 0; c < columns.length; c += TURN) {
        addSquares(c, slot, start, end, row);
      }
      metric.fromSquares(row, start, end);
    }
  }

  @Override
  public void keep(int[] slots, int count) {
    for (double[] column : columns) {
      for (int k = 0; k < count; k++) {
        column[k] = column[slots[k]];
      }
    }
  }

  private void addSquares(int c, int slot, int from, int to, double[] sums) {
    double[] p = columns[c];
    double[] q = columns[c + 1];
    double[] r = columns[c + 2];
    double[] s = columns[c + 3];
    double p0 = p[slot];
    double q0 = q[slot];
    double r0 = r[slot];
    double s0 = s[slot];
    for (int k = from; k < to; k++) {
      double dp = p0 - p[k];
      double dq = q0 - q[k];
      double dr = r0 - r[k];
      double ds = s0 - s[k];
      sums[k] = sums[k] + dp * dp + dq * dq + dr * dr + ds * ds;
    }
  }

  /** No squared distance exceeds that between opposite corners of the box around all points. */
  private double farthestPossible() {
    double sum = 0;
    for (double[] column : columns) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (double x : column) {
        least = Math.min(least, x);
        most = Math.max(most, x);
      }
      sum += (most - least) * (most - least);
    }
    return sum;
  }

  private void checkEveryPair() {
    double[] row = new double[items];
    for (int i = 0; i < items; i++) {
      Stop.check(CondensedDistances.MEASURING);
      measure(i, i + 1, items, row);
      for (int j = i + 1; j < items; j++) {
        CondensedDistances.checked(row[j], i, j);
      }
    }
  }

  static double[] prepare(double[][] points, int item, Metric metric) {
    double[] point = Objects.requireNonNull(points[item], () -> "point " + item);
    if (point.length != points[0].length || point.length == 0) {
      throw new IllegalArgumentException(
          "Item %d has %d coordinates and item 0 has %d; all items need the same number, at least 1."
              .formatted(item, point.length, points[0].length));
    }
    for (int j = 0; j < point.length; j++) {
      if (!Double.isFinite(point[j])) {
        throw new IllegalArgumentException(
            "Coordinate %d of item %d is %s; distances need finite coordinates. Drop the item or fill in the value."
                .formatted(j, item, point[j]));
      }
    }
    try {
      return metric.prepared(point);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Item %d: %s.".formatted(item, e.getMessage()), e);
    }
  }
}
