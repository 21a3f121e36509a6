package ihct.linkage;

/**
 * Coordinates in which a covariance is the identity. The straight-line distance of whitened points
 * is Mahalanobis' distance of the points, √((a − b)ᵀ C⁻¹ (a − b)), which does not depend on the
 * units of the coordinates, nor on how they are mixed.
 *
 * @see <a href="https://doi.org/10.1007/s13171-019-00164-5">Mahalanobis (1936), On the generalised
 *     distance in statistics (reprint)</a>
 */
public final class Whitening {

  private Whitening() {}

  /**
   * Whitens points: with C = L Lᵀ (Cholesky), x becomes L⁻¹ x. Another root of C would turn the
   * points and leave their distances. Cost: O(d³ + n·d²).
   *
   * @param points n points of d coordinates; not changed
   * @param covariance d×d, row-major, symmetric and positive definite; not changed
   * @return n points of d coordinates, in standard deviations of the covariance
   * @throws IllegalArgumentException if the covariance is not positive definite or does not fit
   */
  public static double[][] of(double[][] points, double[] covariance) {
    int d = points[0].length;
    if (covariance.length != d * d) {
      throw new IllegalArgumentException(
          "A covariance of %d numbers was given for points of %d coordinates; it needs %d."
              .formatted(covariance.length, d, d * d));
    }
    double[] root = covariance.clone();
    if (Double.isNaN(Cholesky.decompose(root, d))) {
      throw new IllegalArgumentException(
          "The covariance is not positive definite: %s.".formatted(Cholesky.show(covariance)));
    }
    double[][] white = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      white[i] = points[i].clone();
      Cholesky.solve(root, white[i]);
    }
    return white;
  }
}
