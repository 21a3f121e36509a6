package ihct.songs;

import ihct.stopping.Stop;
import java.util.Arrays;

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
   * Measures it for n songs, mostly z-scored training ones, by the means of their genres, as {@link
   * GenreMeans} gives them: d×d numbers, row-major, symmetric and positive definite. Cost: O(n·d²)
   * time, O(d²) memory.
   *
   * <p>The order of the songs does not show: sums of products are exact. A sum is divided by the
   * number of songs. Where every genre has one song the covariance is the ridge alone, 10⁻⁶ times
   * the identity.
   */
  public static double[] of(Songs songs, double[][] means) {
    Products products = new Products(songs.dimension());
    for (int row = 0; row < songs.size(); row++) {
      Stop.check("measuring genres");
      products.add(songs, row, means[songs.genre(row)]);
    }
    return products.covariance(songs.size());
  }

  /**
   * {@return the standard deviation of each of the d features within genres, the roots of the
   * diagonal of {@link #of}, without the rest of it. Cost: O(n·d) time}
   */
  public static double[] deviations(Songs songs, double[][] means) {
    ExactSum[] sums = ExactSum.several(songs.dimension());
    for (int row = 0; row < songs.size(); row++) {
      Stop.check("measuring genres");
      for (int j = 0; j < sums.length; j++) {
        double deviation = songs.feature(row, j) - means[songs.genre(row)][j];
        sums[j].add(deviation * deviation);
      }
    }
    return Arrays.stream(sums)
        .mapToDouble(sum -> Math.sqrt(sum.value() / songs.size() + RIDGE))
        .toArray();
  }

  /** Sums over songs of the products of any two features' deviations. */
  public static final class Products {

    private final int d;
    private final double[] deviation;

    /** Of features j ≤ k, row by row. */
    private final ExactSum[] sums;

    public Products(int d) {
      this.d = d;
      this.deviation = new double[d];
      this.sums = ExactSum.several(d * (d + 1) / 2);
    }

    public void add(Songs songs, int row, double[] mean) {
      for (int j = 0; j < d; j++) {
        deviation[j] = songs.feature(row, j) - mean[j];
      }
      int next = 0;
      for (int j = 0; j < d; j++) {
        for (int k = j; k < d; k++) {
          sums[next++].add(deviation[j] * deviation[k]);
        }
      }
    }

    public void add(Products other) {
      for (int i = 0; i < sums.length; i++) {
        sums[i].add(other.sums[i]);
      }
    }

    void clear() {
      for (ExactSum sum : sums) {
        sum.clear();
      }
    }

    /** All d×d sums, row-major. */
    double[] values() {
      double[] values = new double[d * d];
      int next = 0;
      for (int j = 0; j < d; j++) {
        for (int k = j; k < d; k++) {
          values[j * d + k] = sums[next++].value();
          values[k * d + j] = values[j * d + k];
        }
      }
      return values;
    }

    /** The covariance of so many songs, with the ridge. */
    public double[] covariance(int songs) {
      double[] covariance = values();
      for (int i = 0; i < covariance.length; i++) {
        covariance[i] /= songs;
      }
      addRidge(covariance, d);
      return covariance;
    }
  }

  private static void addRidge(double[] covariance, int d) {
    for (int j = 0; j < d; j++) {
      covariance[j * d + j] += RIDGE;
    }
  }
}
