package ihct.loading;

import ihct.stopping.Stop;

/** The mean song of each genre: the points that linkage clusters (§4.1). */
public final class GenreMeans {

  private GenreMeans() {}

  /**
   * Averages the rows of every genre. Cost: O(n·d).
   *
   * @param songs rows to average, mostly z-scored training songs
   * @return N means of d features, in the unit of the features; [genre][feature]
   * @throws IllegalArgumentException if a genre has no row; the message names it
   */
  public static double[][] of(Songs songs) {
    int d = songs.dimension();
    double[][] means = new double[songs.genres().size()][d];
    for (int row = 0; row < songs.size(); row++) {
      Stop.check("averaging genres");
      double[] sums = means[songs.genre(row)];
      for (int j = 0; j < d; j++) {
        sums[j] += songs.feature(row, j);
      }
    }
    int[] rows = songs.rowsPerGenre();
    for (int g = 0; g < means.length; g++) {
      if (rows[g] == 0) {
        throw new IllegalArgumentException(
            "Genre \"%s\" (number %d of %d) has no row, so it has no mean. Leave it out with withGenres."
                .formatted(songs.genres().get(g), g + 1, means.length));
      }
      for (int j = 0; j < d; j++) {
        means[g][j] /= rows[g];
      }
    }
    return means;
  }
}
