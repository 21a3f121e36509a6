package ihct.loading;

import ihct.stopping.Stop;

/**
 * The covariance of songs around the means of their own genres, pooled over all genres: what linear
 * discriminant analysis takes for the covariance of every genre.
 *
 * @see <a href="https://doi.org/10.1111/j.1469-1809.1936.tb02137.x">Fisher (1936), The use of
 *     multiple measurements in taxonomic problems</a>
 */
public final class WithinCovariance {

  /**
   * Added to every variance, a millionth of that of a z-scored feature: a feature that is constant
   * within genres has none, and one that follows from others adds none, so that the covariance
   * could not be inverted.
   */
  static final double RIDGE = 1e-6;

  private WithinCovariance() {}

  /**
   * Measures it. Cost: O(n·d²) time, O(d²) memory.
   *
   * <p>The sum of products is divided by the number of songs. Where every genre has one song the
   * covariance is the ridge alone, 10⁻⁶ times the identity.
   *
   * @param songs n rows, mostly z-scored training songs
   * @param means of their genres, as {@link GenreMeans} gives them; [genre][feature]
   * @return d×d numbers, row-major, symmetric and positive definite
   */
  public static double[] of(Songs songs, double[][] means) {
    int d = songs.dimension();
    double[] within = new double[d * d];
    double[] deviation = new double[d];
    for (int row = 0; row < songs.size(); row++) {
      Stop.check("measuring genres");
      addProducts(songs, row, means[songs.genre(row)], deviation, within);
    }
    for (int i = 0; i < within.length; i++) {
      within[i] /= songs.size();
    }
    addRidge(within, d);
    return within;
  }

  /** Adds the products of a row's deviations from a mean. */
  static void addProducts(
      Songs songs, int row, double[] mean, double[] deviation, double[] products) {
    int d = mean.length;
    for (int j = 0; j < d; j++) {
      deviation[j] = songs.feature(row, j) - mean[j];
    }
    for (int j = 0; j < d; j++) {
      for (int k = 0; k < d; k++) {
        products[j * d + k] += deviation[j] * deviation[k];
      }
    }
  }

  static void addRidge(double[] covariance, int d) {
    for (int j = 0; j < d; j++) {
      covariance[j * d + j] += RIDGE;
    }
  }
}
