package ihct.linkage;

/**
 * How far apart two points are.
 *
 * <p><b>Unit.</b> {@link #EUCLIDEAN} is in the unit of the coordinates: standard deviations for
 * z-scored features. {@link #COSINE} has no unit and lies between 0 (same direction) and 2
 * (opposite directions).
 */
public enum Metric {
  /** The straight-line distance √Σ(aᵢ − bᵢ)². */
  EUCLIDEAN {
    @Override
    double[] prepared(double[] point) {
      return point;
    }

    @Override
    double fromSquare(double square) {
      return Math.sqrt(square);
    }

    @Override
    void fromSquares(double[] row, int from, int to) {
      for (int k = from; k < to; k++) {
        row[k] = fromSquare(row[k]);
      }
    }
  },

  /**
   * One minus the cosine of the angle between two vectors, 1 − a·b ⁄ (|a| |b|).
   *
   * <p>A zero vector has no direction and is refused.
   */
  COSINE {
    @Override
    double[] prepared(double[] point) {
      return unitVector(point);
    }

    /**
     * Half the squared chord between unit vectors, which equals 1 − u·v but loses no digits when
     * the vectors are nearly parallel, and is never negative.
     */
    @Override
    double fromSquare(double square) {
      return Math.min(2, square / 2);
    }

    @Override
    void fromSquares(double[] row, int from, int to) {
      for (int k = from; k < to; k++) {
        row[k] = fromSquare(row[k]);
      }
    }
  };

  /**
   * Measures the distance between two points.
   *
   * @param a coordinates, finite; not changed
   * @param b as many coordinates, finite; not changed
   * @return the distance, 0 or more; infinite if squares of the coordinates leave the range of
   *     double
   * @throws IllegalArgumentException if the lengths differ, or if the metric is the cosine distance
   *     and a vector is zero
   */
  public double distance(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "Points of %d and of %d coordinates have no distance; both need the same number."
              .formatted(a.length, b.length));
    }
    return fromSquare(squaredDistance(prepared(a), prepared(b)));
  }

  /**
   * Does once per point what would otherwise be done once per pair.
   *
   * @throws IllegalArgumentException if the point has no distance to others in this metric
   */
  abstract double[] prepared(double[] point);

  /** The distance between two prepared points, from the squared distance between them. */
  abstract double fromSquare(double square);

  /** The same for a range of a row, in place; in each constant, to be vectorised. */
  abstract void fromSquares(double[] row, int from, int to);

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  private static double[] unitVector(double[] point) {
    double largest = 0;
    for (double x : point) {
      largest = Math.max(largest, Math.abs(x));
    }
    if (largest == 0) {
      throw new IllegalArgumentException(
          "a zero vector has no direction, so its cosine distance to anything is undefined; leave"
              + " it out or use the Euclidean distance");
    }
    // Dividing by the largest coordinate first keeps the squares within the range of double.
    double squares = 0;
    for (double x : point) {
      squares += (x / largest) * (x / largest);
    }
    double norm = Math.sqrt(squares);
    double[] unit = new double[point.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = point[i] / largest / norm;
    }
    return unit;
  }
}
