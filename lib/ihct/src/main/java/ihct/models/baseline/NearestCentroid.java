package ihct.models.baseline;

import ihct.hierarchy.Ihct;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import java.io.IOException;

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

  private static final String MEANS = "means";

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
      SeenGenres seen = SeenGenres.load(in, MEANS);
      double variance = in.positive("variance");
      double[] means = in.doubles(MEANS, seen.count() * seen.dimension);
      in.end();
      return new NearestCentroid(seen, means, variance);
    }

    @Override
    public boolean isUsual() {
      return true;
    }
  }

  /** The K genres that have a mean. */
  private final SeenGenres genres;

  /** K·d means, row-major. */
  private final double[] means;

  private final double variance;

  private NearestCentroid(SeenGenres genres, double[] means, double variance) {
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
    SeenGenres genres = SeenGenres.of(train);
    Songs seen = genres.alone(train);
    double[] means = means(seen);
    return new NearestCentroid(genres, means, pooledVariance(seen, means));
  }

  private static double[] means(Songs train) {
    int d = train.dimension();
    int[] songsPerGenre = train.rowsPerGenre();
    double[] means = new double[songsPerGenre.length * d];
    for (int row = 0; row < train.size(); row++) {
      Stop.check("averaging genres");
      int at = train.genre(row) * d;
      for (int j = 0; j < d; j++) {
        means[at + j] += train.feature(row, j);
      }
    }
    for (int i = 0; i < means.length; i++) {
      means[i] /= songsPerGenre[i / d];
    }
    return means;
  }

  private static double pooledVariance(Songs train, double[] means) {
    int d = train.dimension();
    double squares = 0;
    for (int row = 0; row < train.size(); row++) {
      int at = train.genre(row) * d;
      for (int j = 0; j < d; j++) {
        double deviation = train.feature(row, j) - means[at + j];
        squares += deviation * deviation;
      }
    }
    return squares > 0 ? squares / ((double) train.size() * d - means.length) : 1;
  }

  @Override
  public int classes() {
    return genres.classes;
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    genres.probabilities(songs, rows, probabilities, this::scores);
  }

  /** Fills in by how much every mean is farther off than the nearest, in squares. */
  private void scores(float[] songs, int song, double[] squares) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int k = 0, at = 0; k < squares.length; k++, at += genres.dimension) {
      double square = 0;
      for (int j = 0; j < genres.dimension; j++) {
        double deviation = songs[song + j] - means[at + j];
        square += deviation * deviation;
      }
      squares[k] = square;
      nearest = Math.min(nearest, square);
    }
    for (int k = 0; k < squares.length; k++) {
      squares[k] = (nearest - squares[k]) / (2 * variance);
    }
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
    genres.write(out, MEANS);
    out.number("variance", variance);
    out.doubles(MEANS, means);
  }
}
