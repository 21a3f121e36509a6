package ihct.songs;

import ihct.stopping.Stop;

/** The mean song of each genre: the points that linkage clusters (§4.1). */
public final class GenreMeans {

  private GenreMeans() {}

  /**
   * {@return the N means of d features, in the unit of the features, of the rows of every genre,
   * mostly of z-scored training songs; [genre][feature]. Cost: O(n·d). The order of the rows does
   * not show in the means: their sums are exact until they are divided}
   *
   * @throws IllegalArgumentException if a genre has no row; the message names it
   */
  public static double[][] of(Songs songs) {
    int d = songs.dimension();
    double[][] means = new double[songs.genres().size()][d];
    ExactSum[] sums = ExactSum.several(d);
    RowsByGenre rows = RowsByGenre.of(songs);
    for (int g = 0; g < means.length; g++) {
      if (rows.count(g) == 0) {
        throw new IllegalArgumentException(
            "Genre \"%s\" (number %d of %d) has no row, so it has no mean. Leave it out with withGenres."
                .formatted(songs.genres().get(g), g + 1, means.length));
      }
      for (int i = 0; i < rows.count(g); i++) {
        Stop.check("averaging genres");
        for (int j = 0; j < d; j++) {
          sums[j].add(songs.feature(rows.row(g, i), j));
        }
      }
      for (int j = 0; j < d; j++) {
        means[g][j] = sums[j].value() / rows.count(g);
        sums[j].clear();
      }
    }
    return means;
  }
}
