package ihct.linkage;

import ihct.memory.MemoryNeed;
import ihct.stopping.Stop;
import java.util.Locale;
import java.util.Objects;

/**
 * The distances between all pairs of n items: the upper triangle of their distance matrix, row by
 * row, d(0,1), d(0,2) … d(0,n−1), d(1,2) … d(n−2,n−1).
 *
 * <p><b>Shape.</b> n(n−1)/2 doubles: 13,715,703 pairs or 105 MiB for 5238 items. One Java array
 * holds at most 65,536 items (16 GiB). Distances are finite and not negative, the matrix is
 * symmetric and its diagonal is 0. The distances never change.
 */
public final class CondensedDistances {

  /** The most items whose pairs one Java array can hold: 65,536 · 65,535 ⁄ 2 = 2,147,450,880. */
  public static final int MAX_ITEMS = 65_536;

  static final String MEASURING = "measuring distances";

  private final int items;
  private final double[] upper;

  /** Takes over an array that the package has made and checked. */
  CondensedDistances(int items, double[] upper) {
    this.items = items;
    this.upper = upper;
  }

  /**
   * Measures the distances between points.
   *
   * <p><b>Cost.</b> O(n²·d) time for n points of d coordinates; the arguments are not changed.
   *
   * @param points one row of d finite coordinates per item; 1 to {@value #MAX_ITEMS} rows
   * @param metric the distance to take
   * @return the n(n−1)/2 distances
   * @throws IllegalArgumentException if there are no or too many points, if rows differ in length,
   *     if a coordinate or a distance is not finite, or if the metric is undefined for a point; the
   *     message names the item or the pair
   */
  public static CondensedDistances between(double[][] points, Metric metric) {
    Objects.requireNonNull(metric, "metric");
    Stop.check(MEASURING);
    int n = points.length;
    MemoryNeed.check(
        String.format(Locale.ROOT, "the distances of %,d items", n),
        (double) Double.BYTES * pairs(n),
        "linkage of points, which does not keep distances");
    double[] upper = new double[pairs(n)];
    Coordinates coordinates = Coordinates.of(points, metric);
    double[] row = new double[n];
    for (int i = 0; i < n - 1; i++) {
      Stop.check(MEASURING);
      coordinates.measure(i, i + 1, n, row);
      System.arraycopy(row, i + 1, upper, rowOffset(i, n) + i + 1, n - i - 1);
    }
    return new CondensedDistances(n, upper);
  }

  /**
   * Takes distances that were measured elsewhere.
   *
   * @param items n, 1 to {@value #MAX_ITEMS}
   * @param upperTriangle the n(n−1)/2 distances, row by row; copied
   * @return the same distances, checked
   * @throws IllegalArgumentException if the number of distances does not fit n, or if one is NaN,
   *     infinite or negative; the message names the pair
   */
  public static CondensedDistances of(int items, double... upperTriangle) {
    if (upperTriangle.length != pairs(items)) {
      throw new IllegalArgumentException(
          "%d items have %d pairs, but %d distances were given."
              .formatted(items, pairs(items), upperTriangle.length));
    }
    double[] upper = new double[upperTriangle.length];
    int next = 0;
    for (int i = 0; i < items; i++) {
      Stop.check("checking distances");
      for (int j = i + 1; j < items; j++, next++) {
        upper[next] = checked(upperTriangle[next], i, j);
      }
    }
    return new CondensedDistances(items, upper);
  }

  /** Number of items n, at least 1. */
  public int items() {
    return items;
  }

  /** Number of pairs, n(n−1)/2. */
  public int pairs() {
    return upper.length;
  }

  /**
   * Reads the distance between two items.
   *
   * @param i 0…n−1
   * @param j 0…n−1, in either order
   * @return their distance; 0 if they are the same item
   * @throws IndexOutOfBoundsException if an item is out of range
   */
  public double get(int i, int j) {
    Objects.checkIndex(i, items);
    Objects.checkIndex(j, items);
    if (i == j) {
      return 0;
    }
    return upper[rowOffset(Math.min(i, j), items) + Math.max(i, j)];
  }

  /** A copy of the upper triangle, row by row. */
  public double[] toArray() {
    return upper.clone();
  }

  /** A view of the distances that items can be dropped from. */
  LeafDistances leaves() {
    return new CondensedLeaves(items, upper);
  }

  /** What to add to j to find the pair (i, j), i &lt; j, in the triangle of n items. */
  static int rowOffset(int i, int n) {
    return Math.toIntExact((long) i * (2L * n - i - 1) / 2 - i - 1);
  }

  /** The number of pairs of n items, once n is known to be allowed. */
  static int pairs(int n) {
    if (n < 1 || n > MAX_ITEMS) {
      throw new IllegalArgumentException(
          "Distances between %d items were asked for; there must be between 1 and %d items, since"
                  .formatted(n, MAX_ITEMS)
              + " their n(n-1)/2 distances lie in one array. Cluster a part of the items.");
    }
    return Math.toIntExact((long) n * (n - 1) / 2);
  }

  /** Refuses what is no distance, and names the pair. */
  static double checked(double distance, int i, int j) {
    if (!(distance >= 0 && distance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "The distance between items %d and %d is %s; distances must be finite and not negative."
              .formatted(i, j, distance));
    }
    return distance + 0.0; // turns -0.0 into 0.0, which sorting would tell apart
  }
}
