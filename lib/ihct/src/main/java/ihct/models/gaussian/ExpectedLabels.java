package ihct.models.gaussian;

import ihct.models.BatchShape;
import ihct.models.Option;
import ihct.models.Training;
import ihct.songs.CoarseSongs;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Songs with genres, and behind them songs with a {@link CoarseSongs coarse name} alone, whose
 * genre is drawn by how likely it is: P(genre | song, name) ∝ P(genre | song)·π(name | genre), by a
 * {@link Gaussian} that has learnt from both, and {@link CoarseLinks}. So models learn from them
 * that need a genre for every song. If the Gaussian gives coarse songs no weight, they are left
 * out.
 *
 * <p>There are {@value #DRAWS} draws, for models that average many learners: a song is shared among
 * its genres as the draws are.
 *
 * <p><b>Cost.</b> A {@link Gaussian} and its predictions for m coarse songs; memory O(m).
 */
public final class ExpectedLabels {

  private static final int DRAWS = 16;

  /** The options that are heeded. */
  public static final List<Option<?>> OPTIONS =
      List.of(CoarseLinks.WEIGHT, CoarseLinks.PLACES, Gaussian.PRIOR);

  private final Songs songs;

  /** By draw, the genre of every song; a single one if none is drawn. */
  private final int[][] draws;

  private final Map<String, Double> chosen;

  private ExpectedLabels(Songs songs, int[][] draws, Map<String, Double> chosen) {
    this.songs = songs;
    this.draws = draws;
    this.chosen = chosen;
  }

  /** Draws genres for the coarse songs of a training, if it has any. */
  public static ExpectedLabels of(Training training) {
    Songs fine = training.songs();
    Optional<CoarseSongs> coarse = training.coarse();
    if (coarse.isEmpty() || training.options().get(CoarseLinks.WEIGHT) == 0) {
      return of(fine);
    }
    Gaussian model = Gaussian.fit(fine, coarse, training.options());
    return model.coarseWeight() == 0
        ? new ExpectedLabels(fine, new int[][] {fine.y()}, model.chosen())
        : draw(training, coarse.get(), model);
  }

  /** Songs that have a genre each. */
  public static ExpectedLabels of(Songs songs) {
    return new ExpectedLabels(songs, new int[][] {songs.y()}, Map.of());
  }

  private static ExpectedLabels draw(Training training, CoarseSongs coarse, Gaussian model) {
    Songs fine = training.songs();
    Songs more = coarse.songs();
    CoarseLinks links = CoarseLinks.of(fine, coarse, training.options());
    int genres = fine.genres().size();
    int d = fine.dimension();
    int[][] draws = new int[DRAWS][fine.size() + more.size()];
    for (int[] draw : draws) {
      System.arraycopy(fine.y(), 0, draw, 0, fine.size());
    }
    SplittableRandom random = new SplittableRandom(training.options().seed());
    int atOnce = Math.min(more.size(), BatchShape.rowsAtOnce(genres));
    float[] features = new float[atOnce * d];
    float[] probabilities = new float[atOnce * genres];
    double[] sums = new double[genres];
    for (int first = 0; first < more.size(); first += atOnce) {
      Stop.check("drawing genres of coarse songs");
      int rows = Math.min(atOnce, more.size() - first);
      for (int row = 0; row < rows; row++) {
        more.copyFeatures(first + row, features, row * d);
      }
      model.probabilities(features, rows, probabilities);
      for (int row = 0; row < rows; row++) {
        double sum = 0;
        double[] name = links.logs()[more.genre(first + row)];
        for (int genre = 0; genre < genres; genre++) {
          // the least keeps a choice among genres that are all next to impossible
          double likely = Math.max(Float.MIN_NORMAL, probabilities[row * genres + genre]);
          sum += likely * Math.exp(name[genre]);
          sums[genre] = sum;
        }
        for (int[] draw : draws) {
          draw[fine.size() + first + row] = firstAbove(sums, random.nextDouble() * sum);
        }
      }
    }
    return new ExpectedLabels(
        fine.and(more).withLabels(fine.genres(), draws[0]), draws, model.chosen());
  }

  /** The first of ascending sums that is above a number, which the last one is. */
  private static int firstAbove(double[] sums, double drawn) {
    int at = Arrays.binarySearch(sums, drawn);
    if (at < 0) {
      return -at - 1;
    }
    while (sums[at] <= drawn) {
      at++;
    }
    return at;
  }

  /** What the {@link Gaussian#chosen} settings are; none if there are no coarse songs to place. */
  public Map<String, Double> chosen() {
    return chosen;
  }

  /** All songs, with the genres of the first draw. */
  public Songs songs() {
    return songs;
  }

  /**
   * The genres of a draw.
   *
   * @param draw its number, from 0; after the last the first comes again
   * @return a genre for each of the songs; not to be changed
   */
  public int[] labels(int draw) {
    return draws[draw % draws.length];
  }
}
