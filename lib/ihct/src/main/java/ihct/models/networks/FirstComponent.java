package ihct.models.networks;

import ihct.stopping.Stop;

/** The first principal component of points: the line along which they differ most. */
final class FirstComponent {

  /** Sweeps over all pairs; ten are enough for any matrix that occurs. */
  private static final int MOST_SWEEPS = 100;

  private FirstComponent() {}

  /**
   * Projects points on their first principal component, from their mean on. Of the line's two
   * directions the one is taken in which its largest part points up, the first of equally large
   * ones.
   *
   * @param points n points of d finite numbers, at least one
   * @return n positions, whose mean is 0 but for rounding; all 0 if the points are equal. O(n·d² +
   *     d³)
   */
  static double[] positions(double[][] points) {
    double[] mean = mean(points);
    double[] line = first(covariance(points, mean));
    double[] positions = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        positions[i] += (points[i][j] - mean[j]) * line[j];
      }
    }
    return positions;
  }

  private static double[] mean(double[][] points) {
    double[] mean = new double[points[0].length];
    for (double[] point : points) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += point[j] / points.length;
      }
    }
    return mean;
  }

  private static double[][] covariance(double[][] points, double[] mean) {
    int d = mean.length;
    double[][] covariance = new double[d][d];
    for (double[] point : points) {
      Stop.check("finding the first principal component");
      for (int j = 0; j < d; j++) {
        for (int k = 0; k < d; k++) {
          covariance[j][k] += (point[j] - mean[j]) * (point[k] - mean[k]) / points.length;
        }
      }
    }
    return covariance;
  }

  /**
   * The unit eigenvector of the largest eigenvalue of a symmetric matrix, by Jacobi's rotations.
   *
   * @see <a href="https://doi.org/10.1515/crll.1846.30.51">Jacobi (1846)</a>
   */
  private static double[] first(double[][] a) {
    int d = a.length;
    double[][] vectors = new double[d][d];
    for (int j = 0; j < d; j++) {
      vectors[j][j] = 1;
    }
    boolean turned = true;
    for (int sweep = 0; turned && sweep < MOST_SWEEPS; sweep++) {
      turned = false;
      for (int p = 0; p < d; p++) {
        for (int q = p + 1; q < d; q++) {
          turned |= rotate(a, vectors, p, q);
        }
      }
    }
    int largest = 0;
    for (int j = 1; j < d; j++) {
      if (a[j][j] > a[largest][largest]) {
        largest = j;
      }
    }
    return upwards(vectors, largest);
  }

  /** Makes one element 0; tells whether it was not nearly so. */
  private static boolean rotate(double[][] a, double[][] vectors, int p, int q) {
    double scale = Math.sqrt(Math.abs(a[p][p]) * Math.abs(a[q][q]));
    if (Math.abs(a[p][q]) <= Math.ulp(scale)) {
      return false;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double left = a[k][p];
      a[k][p] = c * left - s * a[k][q];
      a[k][q] = s * left + c * a[k][q];
    }
    for (int k = 0; k < a.length; k++) {
      double upper = a[p][k];
      a[p][k] = c * upper - s * a[q][k];
      a[q][k] = s * upper + c * a[q][k];
      double left = vectors[k][p];
      vectors[k][p] = c * left - s * vectors[k][q];
      vectors[k][q] = s * left + c * vectors[k][q];
    }
    return true;
  }

  /** A column, turned so that its largest part is positive. */
  private static double[] upwards(double[][] vectors, int column) {
    double[] line = new double[vectors.length];
    double most = 0;
    for (int k = 0; k < line.length; k++) {
      line[k] = vectors[k][column];
      if (Math.abs(line[k]) > Math.abs(most)) {
        most = line[k];
      }
    }
    if (most < 0) {
      for (int k = 0; k < line.length; k++) {
        line[k] = -line[k];
      }
    }
    return line;
  }
}
