package ihct.models.baseline;

import ihct.hierarchy.Ihct;
import ihct.models.BatchShape;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Chooses the genre whose mean training song is nearest in Euclidean distance.
 *
 * <p><b>Probabilities</b> are those of Bayes' rule when every genre is a round Gaussian cloud of
 * the same spread around its mean and all genres are equally frequent: p(g) ∝ exp(−|x − m(g)|² /
 * 2s²). s² is the pooled within-genre variance per feature, Σ|x − m(genre of x)|² / ((n − K)·d),
 * for n songs in K genres. It changes how sure the model is, never the order of the genres.
 *
 * <p><b>Edges.</b> A genre without training songs has no mean and probability 0. Should all songs
 * coincide with the means of their genres, s² = 1, the variance of a z-scored feature. Genres more
 * than about 14 s beyond the nearest one underflow to probability 0.
 *
 * <p><b>Cost.</b> Training O(n·d), a prediction O(N·d).
 */
public final class NearestCentroid implements SavableClassifier {

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements Kind {

    @Override
    public String name() {
      return "centroid";
    }

    @Override
    public NearestCentroid fit(Training training) {
      return NearestCentroid.fit(training.songs());
    }

    @Override
    public NearestCentroid load(ModelReader in, Ihct tree) throws IOException {
      in.requireKind(name());
      int classes = in.integer("classes", 1, Integer.MAX_VALUE);
      int dimension = in.integer("features", 1, 1 << 16);
      int seen = in.integer("means", 1, Math.min(classes, 1 << 30));
      double variance = in.positive("variance");
      int[] genres = in.ints("genres", seen, 0, classes - 1);
      double[] means = in.doubles("means", checkedProduct(in, seen, dimension));
      in.end();
      for (int k = 1; k < seen; k++) {
        if (genres[k - 1] >= genres[k]) {
          throw in.damaged("its genres are not ascending");
        }
      }
      return new NearestCentroid(classes, dimension, genres, means, variance);
    }

    @Override
    public boolean isUsual() {
      return true;
    }
  }

  private final int classes;
  private final int dimension;

  /** The K genres that have a mean, ascending. */
  private final int[] genres;

  /** K·d means, row-major. */
  private final double[] means;

  private final double variance;

  private NearestCentroid(
      int classes, int dimension, int[] genres, double[] means, double variance) {
    this.classes = classes;
    this.dimension = dimension;
    this.genres = genres;
    this.means = means;
    this.variance = variance;
  }

  /**
   * Averages the training songs of every genre.
   *
   * @param train at least one song, z-scored so that no feature outweighs the others
   * @throws IllegalArgumentException if there is no song
   */
  public static NearestCentroid fit(Songs train) {
    BatchShape.checkTraining(train.size());
    int[] songsPerGenre = train.rowsPerGenre();
    int[] genres = seen(songsPerGenre);
    int[] place = new int[songsPerGenre.length];
    for (int k = 0; k < genres.length; k++) {
      place[genres[k]] = k;
    }
    double[] means = means(train, place, genres, songsPerGenre);
    return new NearestCentroid(
        songsPerGenre.length,
        train.dimension(),
        genres,
        means,
        pooledVariance(train, place, genres.length, means));
  }

  private static int[] seen(int[] songsPerGenre) {
    return IntStream.range(0, songsPerGenre.length).filter(g -> songsPerGenre[g] > 0).toArray();
  }

  private static double[] means(Songs train, int[] place, int[] genres, int[] songsPerGenre) {
    int d = train.dimension();
    double[] means = new double[genres.length * d];
    for (int row = 0; row < train.size(); row++) {
      Stop.check("averaging genres");
      int at = place[train.genre(row)] * d;
      for (int j = 0; j < d; j++) {
        means[at + j] += train.feature(row, j);
      }
    }
    for (int i = 0; i < means.length; i++) {
      means[i] /= songsPerGenre[genres[i / d]];
    }
    return means;
  }

  private static double pooledVariance(Songs train, int[] place, int seen, double[] means) {
    int d = train.dimension();
    double squares = 0;
    for (int row = 0; row < train.size(); row++) {
      int at = place[train.genre(row)] * d;
      for (int j = 0; j < d; j++) {
        double deviation = train.feature(row, j) - means[at + j];
        squares += deviation * deviation;
      }
    }
    return squares > 0 ? squares / ((double) (train.size() - seen) * d) : 1;
  }

  private static int checkedProduct(ModelReader in, int seen, int dimension) throws IOException {
    long product = (long) seen * dimension;
    if (product > Integer.MAX_VALUE) {
      throw in.damaged("%d means of %d features are too many".formatted(seen, dimension));
    }
    return (int) product;
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    BatchShape.check(songs, rows, dimension, probabilities, classes);
    Arrays.fill(probabilities, 0, rows * classes, 0f);
    double[] weights = new double[genres.length];
    for (int row = 0; row < rows; row++) {
      Stop.check("predicting genres");
      double nearest = squaredDistances(songs, row * dimension, weights);
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        weights[k] = Math.exp((nearest - weights[k]) / (2 * variance));
        sum += weights[k];
      }
      for (int k = 0; k < weights.length; k++) {
        probabilities[row * classes + genres[k]] = (float) (weights[k] / sum);
      }
    }
  }

  /** Fills in the squared distance to every mean and returns the least. */
  private double squaredDistances(float[] songs, int song, double[] squares) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int k = 0, at = 0; k < squares.length; k++, at += dimension) {
      double square = 0;
      for (int j = 0; j < dimension; j++) {
        double deviation = songs[song + j] - means[at + j];
        square += deviation * deviation;
      }
      squares[k] = square;
      nearest = Math.min(nearest, square);
    }
    return nearest;
  }

  @Override
  public long parameters() {
    return means.length + 1L;
  }

  @Override
  public String kind() {
    return KIND.name();
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    out.integer("classes", classes);
    out.integer("features", dimension);
    out.integer("means", genres.length);
    out.number("variance", variance);
    out.ints("genres", genres);
    out.doubles("means", means);
  }
}
