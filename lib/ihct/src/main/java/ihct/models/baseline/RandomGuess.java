package ihct.models.baseline;

import ihct.hierarchy.Ihct;
import ihct.models.BatchShape;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Guesses a genre at random, each with the same chance: the floor that every model must beat.
 *
 * <p>The probabilities are 1/N, raised by up to a sixteenth by a hash of the seed, the song's
 * features and the class, and then divided by their sum. So the most probable genre, and every top
 * k, is a uniformly random choice, while the log loss stays within 0.0002 nats of ln N.
 *
 * <p>A guess depends on nothing but the seed and the song: neither on the batch nor on the order of
 * the songs. Songs with the same features get the same guess.
 */
public final class RandomGuess implements SavableClassifier {

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements Kind {

    @Override
    public String name() {
      return "random";
    }

    @Override
    public RandomGuess fit(Training training) {
      return RandomGuess.fit(training.songs(), training.options().seed());
    }

    @Override
    public RandomGuess load(ModelReader in, Ihct tree) throws IOException {
      in.requireKind(name());
      int dimension = in.integer("features", 1, Integer.MAX_VALUE);
      int classes = in.integer("classes", 1, Integer.MAX_VALUE);
      long seed = in.anyInteger("seed");
      in.end();
      return new RandomGuess(dimension, classes, seed);
    }

    @Override
    public List<Option<?>> options() {
      return List.of(TrainingOptions.SEED);
    }

    @Override
    public OptionalDouble paperTop1() {
      return OptionalDouble.of(0.02);
    }

    @Override
    public boolean isUsual() {
      return true;
    }
  }

  /** Large enough that floats near 1/N keep a million steps, so that ties at the top are rare. */
  private static final double JITTER = 1.0 / 16;

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final int dimension;
  private final int classes;
  private final long seed;

  private RandomGuess(int dimension, int classes, long seed) {
    this.dimension = dimension;
    this.classes = classes;
    this.seed = seed;
  }

  /**
   * Makes a guesser; it learns only how many genres and features there are.
   *
   * @param train at least one song
   * @param seed another seed, another guess for every song
   * @throws IllegalArgumentException if there is no song
   */
  public static RandomGuess fit(Songs train, long seed) {
    BatchShape.checkTraining(train.size());
    return new RandomGuess(train.dimension(), train.genres().size(), seed);
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    BatchShape.check(songs, rows, dimension, probabilities, classes);
    for (int row = 0; row < rows; row++) {
      Stop.check("predicting genres");
      guess(hash(songs, row * dimension), probabilities, row * classes);
    }
  }

  private void guess(long song, float[] probabilities, int offset) {
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += weight(song, c);
    }
    for (int c = 0; c < classes; c++) {
      probabilities[offset + c] = (float) (weight(song, c) / sum);
    }
  }

  private static double weight(long song, int c) {
    long bits = mix(song + (c + 1) * GOLDEN_GAMMA);
    return 1 + JITTER * (bits >>> 11) * 0x1.0p-53;
  }

  private long hash(float[] songs, int offset) {
    long hash = mix(seed + GOLDEN_GAMMA);
    for (int j = 0; j < dimension; j++) {
      // Adding 0 turns −0 into 0, which is the same feature.
      hash = mix(hash ^ Float.floatToIntBits(songs[offset + j] + 0f)) + GOLDEN_GAMMA;
    }
    return hash;
  }

  /** The finalizer of SplitMix64: Steele, Lea and Flood (2014), doi:10.1145/2660193.2660195. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public long parameters() {
    return 0;
  }

  @Override
  public String kind() {
    return KIND.name();
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    out.integer("features", dimension);
    out.integer("classes", classes);
    out.integer("seed", seed);
  }
}
