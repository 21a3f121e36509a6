package ihct.models.baseline;

import ihct.hierarchy.Ihct;
import ihct.linkage.Whitening;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.songs.GenreMeans;
import ihct.songs.Songs;
import ihct.songs.WithinCovariance;
import java.io.IOException;
import java.util.List;

/**
 * Linear discriminant analysis: Bayes' rule when every genre is a Gaussian cloud around its mean,
 * all of one covariance Σ, and as frequent as in training: p(g | x) ∝ exp(w(g)·x + b(g)) with w =
 * Σ⁻¹m and b = log(n(g)/n) − ½ mᵀΣ⁻¹m. {@link NearestCentroid} is the same with a round cloud and
 * equal frequencies.
 *
 * <p>Σ is the covariance within genres, pooled over the K genres that have training songs, with the
 * divisor n − K. Its off-diagonals are shrunken by the factor 1 − {@link #SHRINKAGE}, and a ridge
 * keeps it invertible ({@link WithinCovariance}). A genre without training songs has probability 0.
 *
 * <p><b>Cost.</b> Training O(n·d² + N·d²), a prediction O(N·d).
 *
 * @see <a href="https://doi.org/10.1111/j.1469-1809.1936.tb02137.x">Fisher (1936), The use of
 *     multiple measurements in taxonomic problems</a>
 */
public final class LinearDiscriminant implements SavableClassifier {

  /** By how much covariances of different features are drawn towards 0. */
  public static final Option<Double> SHRINKAGE =
      Option.number("lda-shrinkage", 0.02)
          .atLeast(0.0)
          .atMost(1.0)
          .says(
              "SHARE",
              "By how much linear discriminant analysis draws the covariances of different features"
                  + " towards 0");

  private static final String COUNT = "genres-seen";

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements Kind {

    @Override
    public String name() {
      return "lda";
    }

    @Override
    public LinearDiscriminant fit(Training training) {
      return LinearDiscriminant.fit(training.songs(), training.options());
    }

    @Override
    public LinearDiscriminant load(ModelReader in, Ihct tree) throws IOException {
      in.requireKind(name());
      SeenGenres seen = SeenGenres.load(in, COUNT);
      double[] weights = in.doubles("weights", seen.count() * seen.dimension);
      double[] biases = in.doubles("biases", seen.count());
      in.end();
      return new LinearDiscriminant(seen, weights, biases);
    }

    @Override
    public List<Option<?>> options() {
      return List.of(SHRINKAGE);
    }
  }

  private final SeenGenres genres;

  /** K·d, row-major. */
  private final double[] weights;

  private final double[] biases;

  private LinearDiscriminant(SeenGenres genres, double[] weights, double[] biases) {
    this.genres = genres;
    this.weights = weights;
    this.biases = biases;
  }

  /**
   * Measures means and covariance.
   *
   * @param train at least one song, z-scored
   * @param options the shrinkage
   * @throws IllegalArgumentException if there is no song
   */
  public static LinearDiscriminant fit(Songs train, TrainingOptions options) {
    SeenGenres genres = SeenGenres.of(train);
    Songs seen = genres.alone(train);
    int[] rows = seen.rowsPerGenre();
    int d = train.dimension();
    double[][] means = GenreMeans.of(seen);
    double[] covariance = WithinCovariance.of(seen, means);
    double divisor = Math.max(1, train.size() - genres.count()) / (double) train.size();
    double kept = 1 - options.get(SHRINKAGE);
    for (int i = 0; i < covariance.length; i++) {
      covariance[i] *= (i / d == i % d ? 1 : kept) / divisor;
    }
    double[][] axes = new double[d][d];
    for (int j = 0; j < d; j++) {
      axes[j][j] = 1;
    }
    double[][] whiteAxes = Whitening.of(axes, covariance);
    double[][] white = Whitening.of(means, covariance);
    double[] weights = new double[genres.count() * d];
    double[] biases = new double[genres.count()];
    for (int k = 0; k < biases.length; k++) {
      for (int j = 0; j < d; j++) {
        weights[k * d + j] = dot(whiteAxes[j], white[k]);
      }
      double share = rows[k] / (double) train.size();
      biases[k] = StrictMath.log(share) - dot(white[k], white[k]) / 2;
    }
    return new LinearDiscriminant(genres, weights, biases);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  @Override
  public int classes() {
    return genres.classes;
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    genres.probabilities(songs, rows, probabilities, this::logits);
  }

  /** Fills in the logits of a song, less the largest. */
  private void logits(float[] songs, int song, double[] logits) {
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0, at = 0; k < logits.length; k++, at += genres.dimension) {
      double logit = biases[k];
      for (int j = 0; j < genres.dimension; j++) {
        logit += weights[at + j] * songs[song + j];
      }
      logits[k] = logit;
      most = Math.max(most, logit);
    }
    for (int k = 0; k < logits.length; k++) {
      logits[k] -= most;
    }
  }

  @Override
  public long parameters() {
    return weights.length + biases.length;
  }

  @Override
  public String kind() {
    return KIND.name();
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    genres.write(out, COUNT);
    out.doubles("weights", weights);
    out.doubles("biases", biases);
  }
}
