package ihct.loading;

import ihct.stopping.Stop;

/**
 * The mean and the covariance of each genre's songs, as a normal distribution of them.
 *
 * <p>Few songs say little of a covariance: 11 features take 66 numbers. So that of a genre is drawn
 * towards the covariance within all genres, as if d songs of that had been seen besides.
 *
 * @param means N means of d features; [genre][feature]
 * @param covariances N covariances, each d×d, row-major and positive definite
 * @see <a href="https://doi.org/10.1080/01621459.1989.10478752">Friedman (1989), Regularized
 *     discriminant analysis</a>
 */
public record GenreDistributions(double[][] means, double[][] covariances) {

  /**
   * Measures the rows of every genre. Cost: O(n·d²) time, O(N·d²) memory.
   *
   * @param songs rows to measure, mostly z-scored training songs
   * @return the distributions
   * @throws IllegalArgumentException if a genre has no row; the message names it
   */
  public static GenreDistributions of(Songs songs) {
    double[][] means = GenreMeans.of(songs);
    int d = songs.dimension();
    double[][] sums = new double[means.length][d * d];
    double[] deviation = new double[d];
    for (int row = 0; row < songs.size(); row++) {
      Stop.check("measuring genres");
      int genre = songs.genre(row);
      WithinCovariance.addProducts(songs, row, means[genre], deviation, sums[genre]);
    }
    double[] within = within(sums, songs.size(), d);
    int[] rows = songs.rowsPerGenre();
    for (int genre = 0; genre < sums.length; genre++) {
      for (int i = 0; i < d * d; i++) {
        sums[genre][i] = (sums[genre][i] + d * within[i]) / (rows[genre] + d);
      }
    }
    return new GenreDistributions(means, sums);
  }

  /** The covariance of songs around the means of their own genres. */
  private static double[] within(double[][] sums, int songs, int d) {
    double[] within = new double[d * d];
    for (double[] sum : sums) {
      for (int i = 0; i < d * d; i++) {
        within[i] += sum[i] / songs;
      }
    }
    WithinCovariance.addRidge(within, d);
    return within;
  }
}
