package ihct.models.baseline;

import ihct.hierarchy.Ihct;
import ihct.linkage.Whitening;
import ihct.models.BatchShape;
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
import ihct.stopping.Stop;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
      int classes = in.integer("classes", 1, Integer.MAX_VALUE);
      int dimension = in.integer("features", 1, 1 << 16);
      int seen = in.integer("genres-seen", 1, Math.min(classes, Integer.MAX_VALUE / dimension));
      int[] genres = in.ints("genres", seen, 0, classes - 1);
      double[] weights = in.doubles("weights", seen * dimension);
      double[] biases = in.doubles("biases", seen);
      in.end();
      if (!IntStream.range(1, seen).allMatch(k -> genres[k - 1] < genres[k])) {
        throw in.damaged("its genres are not ascending");
      }
      return new LinearDiscriminant(classes, dimension, genres, weights, biases);
    }

    @Override
    public List<Option<?>> options() {
      return List.of(SHRINKAGE);
    }
  }

  private final int classes;
  private final int dimension;

  /** The K genres with training songs, ascending. */
  private final int[] genres;

  /** K·d, row-major. */
  private final double[] weights;

  private final double[] biases;

  private LinearDiscriminant(
      int classes, int dimension, int[] genres, double[] weights, double[] biases) {
    this.classes = classes;
    this.dimension = dimension;
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
    BatchShape.checkTraining(train.size());
    int[] rows = train.rowsPerGenre();
    int[] genres = IntStream.range(0, rows.length).filter(g -> rows[g] > 0).toArray();
    Songs seen = train.withGenres(IntStream.of(genres).mapToObj(train.genres()::get).toList());
    int d = train.dimension();
    double[][] means = GenreMeans.of(seen);
    double[] covariance = WithinCovariance.of(seen, means);
    double divisor = Math.max(1, train.size() - genres.length) / (double) train.size();
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
    double[] weights = new double[genres.length * d];
    double[] biases = new double[genres.length];
    for (int k = 0; k < genres.length; k++) {
      for (int j = 0; j < d; j++) {
        weights[k * d + j] = dot(whiteAxes[j], white[k]);
      }
      double share = rows[genres[k]] / (double) train.size();
      biases[k] = StrictMath.log(share) - dot(white[k], white[k]) / 2;
    }
    return new LinearDiscriminant(rows.length, d, genres, weights, biases);
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
    return classes;
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    BatchShape.check(songs, rows, dimension, probabilities, classes);
    Arrays.fill(probabilities, 0, rows * classes, 0f);
    double[] logits = new double[genres.length];
    for (int row = 0; row < rows; row++) {
      Stop.check("predicting genres");
      double most = logits(songs, row * dimension, logits);
      double sum = 0;
      for (int k = 0; k < logits.length; k++) {
        logits[k] = Math.exp(logits[k] - most);
        sum += logits[k];
      }
      for (int k = 0; k < logits.length; k++) {
        probabilities[row * classes + genres[k]] = (float) (logits[k] / sum);
      }
    }
  }

  /** Fills in the logits of a song and returns the largest. */
  private double logits(float[] songs, int song, double[] logits) {
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0, at = 0; k < logits.length; k++, at += dimension) {
      double logit = biases[k];
      for (int j = 0; j < dimension; j++) {
        logit += weights[at + j] * songs[song + j];
      }
      logits[k] = logit;
      most = Math.max(most, logit);
    }
    return most;
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
    out.integer("classes", classes);
    out.integer("features", dimension);
    out.integer("genres-seen", genres.length);
    out.ints("genres", genres);
    out.doubles("weights", weights);
    out.doubles("biases", biases);
  }
}
