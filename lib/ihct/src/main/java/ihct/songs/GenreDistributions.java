package ihct.songs;

import ihct.songs.WithinCovariance.Products;
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
   * Measures the rows of every genre, mostly of z-scored training songs. Cost: O(n·d²) time,
   * O(N·d²) memory. The order of the rows does not show: sums are exact until they are divided.
   *
   * @throws IllegalArgumentException if a genre has no row; the message names it
   */
  public static GenreDistributions of(Songs songs) {
    double[][] means = GenreMeans.of(songs);
    int d = songs.dimension();
    double[][] covariances = new double[means.length][];
    Products ofGenre = new Products(d);
    Products ofAll = new Products(d);
    RowsByGenre rows = RowsByGenre.of(songs);
    for (int genre = 0; genre < means.length; genre++) {
      for (int i = 0; i < rows.count(genre); i++) {
        Stop.check("measuring genres");
        ofGenre.add(songs, rows.row(genre, i), means[genre]);
      }
      covariances[genre] = ofGenre.values();
      ofAll.add(ofGenre);
      ofGenre.clear();
    }
    double[] within = ofAll.covariance(songs.size());
    for (int genre = 0; genre < means.length; genre++) {
      for (int i = 0; i < d * d; i++) {
        covariances[genre][i] = (covariances[genre][i] + d * within[i]) / (rows.count(genre) + d);
      }
    }
    return new GenreDistributions(means, covariances);
  }
}
