package ihct.tree;

import ihct.evaluate.Evaluator;
import ihct.linkage.CondensedDistances;
import ihct.memory.MemoryNeed;
import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * How easily a model takes genres for each other, gathered song by song: of each genre the mean of
 * the probabilities that its songs are given.
 *
 * <p>With n songs of genre g, whose probabilities of genre h have the sum s, g is taken for h with
 * the probability c(g, h) = (s + 1/N) ⁄ (n + 1), as if one more song had been seen whose genre
 * could be any: few songs say little. Genres g and h are confused with the mean of c(g, h) and c(h,
 * g), and their distance is 1 minus that. If g has no song, c(g, h) is not known, and c(h, g)
 * stands for both; if neither has one, they are confused as by chance, with 1/N.
 *
 * <p><b>Memory.</b> N(N−1)/2 doubles, 105 MiB at the paper's 5238 genres.
 *
 * @see "Godbole, Sarawagi and Chakrabarti (2002), Scaling multi-class support vector machines using
 *     inter-class confusion"
 */
final class SoftConfusion {

  private final Songs songs;
  private final int classes;
  private final int[] rows;

  /** Of each pair i &lt; j, the confusion of both. */
  private final double[] confused;

  private SoftConfusion(Songs songs) {
    this.songs = songs;
    this.classes = songs.genres().size();
    this.rows = songs.rowsPerGenre();
    this.confused = new double[Math.toIntExact((long) classes * (classes - 1) / 2)];
  }

  /**
   * Measures it. Cost: O(n·N) besides the model's own.
   *
   * @param model a trained model
   * @param songs songs that it was not trained on, at least one
   * @return distances 0…1 between the genres
   * @throws IllegalArgumentException if there is no song
   */
  static CondensedDistances distances(GenreClassifier model, Songs songs) {
    requireSongs(songs);
    int n = songs.genres().size();
    MemoryNeed.check(
        String.format(Locale.ROOT, "the confusion of %,d genres", n),
        2.0 * 4 * n * (n - 1),
        "a tree of means");
    SoftConfusion confusion = new SoftConfusion(songs);
    try {
      Evaluator.predict(
          model, songs, () -> (row, p, offset) -> () -> confusion.add(row, p, offset));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written here
    }
    return confusion.distances();
  }

  /** Refuses an empty part, before a network is trained for it. */
  static void requireSongs(Songs songs) {
    if (songs.size() == 0) {
      throw new IllegalArgumentException(
          "A tree of confusion needs songs that a model may confuse, and the validation part is"
              + " empty. Give more data.");
    }
  }

  private void add(int row, float[] probabilities, int offset) {
    int truth = songs.genre(row);
    for (int other = 0; other < classes; other++) {
      if (other != truth) {
        confused[pair(truth, other)] +=
            share(truth, other) * probabilities[offset + other] / (rows[truth] + 1);
      }
    }
  }

  /** How much c(g, h) counts for the pair: a half, unless c(h, g) is not known. */
  private double share(int g, int h) {
    return rows[g] == 0 ? 0 : rows[h] == 0 ? 1 : 0.5;
  }

  private CondensedDistances distances() {
    double chance = 1.0 / classes;
    int pair = 0;
    for (int g = 0; g < classes; g++) {
      for (int h = g + 1; h < classes; h++, pair++) {
        double smoothing =
            rows[g] == 0 && rows[h] == 0
                ? chance
                : chance * (share(g, h) / (rows[g] + 1) + share(h, g) / (rows[h] + 1));
        // Float probabilities may add up to a little more than 1.
        confused[pair] = Math.max(0, 1 - (confused[pair] + smoothing));
      }
    }
    return CondensedDistances.of(classes, confused);
  }

  /** Where the triangle has a pair. */
  private int pair(int g, int h) {
    long i = Math.min(g, h);
    return (int) (i * (2L * classes - i - 1) / 2 - i - 1 + Math.max(g, h));
  }
}
