package ihct.models;

import ihct.songs.Songs;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Small made-up songs for tests. */
public final class SongClouds {

  private SongClouds() {}

  /** Songs with the given features and genres, each a track of its own. */
  public static Songs of(int genres, int[] genre, double[][] features) {
    int d = features[0].length;
    return new Songs(
        IntStream.range(0, d).mapToObj(j -> "f" + j).toList(),
        IntStream.range(0, genres).mapToObj(g -> "g" + g).toList(),
        Arrays.stream(features).flatMapToDouble(Arrays::stream).toArray(),
        genre,
        IntStream.range(0, genre.length).asLongStream().toArray(),
        null,
        Arrays.stream(genre).mapToObj(g -> new int[] {g}).toArray(int[][]::new));
  }

  /** Gaussian clouds of spread 1, whose centres lie about {@code apart} from each other. */
  public static Songs gaussian(int genres, int songs, int dimension, double apart, long seed) {
    Random random = new Random(seed);
    double[][] centres = new double[genres][dimension];
    for (double[] centre : centres) {
      Arrays.setAll(centre, j -> apart * random.nextGaussian());
    }
    int[] genre = IntStream.range(0, songs).map(i -> random.nextInt(genres)).toArray();
    double[][] features = new double[songs][dimension];
    for (int i = 0; i < songs; i++) {
      double[] centre = centres[genre[i]];
      Arrays.setAll(features[i], j -> centre[j] + random.nextGaussian());
    }
    return of(genres, genre, features);
  }

  /** Rounds songs to one digit for even seeds, so that equal features occur. */
  public static Songs rounded(Songs songs, long seed) {
    double[] values = new double[songs.size() * songs.dimension()];
    for (int i = 0; i < values.length; i++) {
      double value = songs.feature(i / songs.dimension(), i % songs.dimension());
      values[i] = seed % 2 == 0 ? Math.rint(value * 10) / 10 : value;
    }
    return songs.withValues(values);
  }

  /** All features as one batch. */
  public static float[] batch(Songs songs) {
    float[] batch = new float[songs.size() * songs.dimension()];
    for (int row = 0; row < songs.size(); row++) {
      songs.copyFeatures(row, batch, row * songs.dimension());
    }
    return batch;
  }

  /** The probabilities of all songs, in one batch. */
  public static float[] probabilities(GenreClassifier model, Songs songs) {
    float[] probabilities = new float[songs.size() * model.classes()];
    Arrays.fill(probabilities, Float.NaN);
    model.probabilities(batch(songs), songs.size(), probabilities);
    return probabilities;
  }

  /** The most probable genre of each song, the first if several are. */
  public static int[] predictions(GenreClassifier model, Songs songs) {
    float[] probabilities = probabilities(model, songs);
    int[] best = new int[songs.size()];
    for (int row = 0; row < best.length; row++) {
      int at = row * model.classes();
      for (int c = 1; c < model.classes(); c++) {
        if (probabilities[at + c] > probabilities[at + best[row]]) {
          best[row] = c;
        }
      }
    }
    return best;
  }

  /** The share of songs whose genre is the most probable. */
  public static double accuracy(GenreClassifier model, Songs songs) {
    int[] predictions = predictions(model, songs);
    return IntStream.range(0, songs.size())
            .filter(row -> predictions[row] == songs.genre(row))
            .count()
        / (double) songs.size();
  }
}
