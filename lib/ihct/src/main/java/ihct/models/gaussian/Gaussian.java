package ihct.models.gaussian;

import ihct.hierarchy.Ihct;
import ihct.memory.MemoryNeed;
import ihct.models.BatchShape;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.encode.SongEncoding;
import ihct.songs.CoarseSongs;
import ihct.songs.Songs;
import ihct.threads.Team;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bayes' rule with a density for every genre: songs, each feature made normal by its rank, lie as a
 * multivariate t distribution whose mean and covariance are drawn towards those of all genres, the
 * more so the fewer songs a genre has ({@link ClassDensities}). It needs few songs per genre, and
 * no epochs.
 *
 * <p>Songs with a {@link CoarseSongs coarse name} alone are counted in each genre by how likely
 * they are of it, and the genres measured anew ({@link Expectation}). Which genres a coarse name
 * stands for is taken from a known tree, or {@link CoarseLinks inferred}. How much they weigh is
 * {@link Tuning chosen} by songs with genres that are left out in turn; it may be nothing. So is by
 * how much probabilities are drawn towards each other.
 *
 * <p>Genres are as frequent as among the training songs that carry them; one without such songs has
 * probability 0.
 *
 * <p><b>Cost.</b> Training O(n·d² + N·d³), a prediction O(N·d²); each round over m coarse songs
 * O(m·N·d²), of which there are {@value Expectation#ROUNDS}, and some 300 in the choice.
 *
 * @see <a href="https://doi.org/10.1023/A:1007692713085">Nigam, McCallum, Thrun and Mitchell
 *     (2000), Text classification from labeled and unlabeled documents using EM</a>
 */
public final class Gaussian implements SavableClassifier {

  private static final double TUNED_PRIOR = 0;

  /** As how many songs the covariance of all genres counts in each, s; 0 if it is chosen. */
  public static final Option<Double> PRIOR =
      Option.number("gaussian-prior", TUNED_PRIOR)
          .atLeast(TUNED_PRIOR)
          .orWord("tuned", TUNED_PRIOR, "8, 20, 50 or 120, by cross-validation")
          .says(
              "ROWS", "As how many rows the covariance of all classes counts in each in gaussian");

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements Kind {

    @Override
    public String name() {
      return "gaussian";
    }

    @Override
    public Gaussian fit(Training training) {
      return Gaussian.fit(training.songs(), training.coarse(), training.options());
    }

    @Override
    public Gaussian load(ModelReader in, Ihct tree) throws IOException {
      in.requireKind(name());
      int classes = in.integer("classes", 1, Integer.MAX_VALUE);
      SongEncoding encoding = SongEncoding.read(in);
      double[] chosen = in.doubles("chosen", 3);
      int[] songs = in.ints("songs", classes, 0, Integer.MAX_VALUE);
      ClassDensities densities = ClassDensities.read(in, classes, encoding.inputs());
      in.end();
      return new Gaussian(
          encoding, densities, songs, new Tuning.Choice(chosen[0], chosen[1], chosen[2]));
    }

    @Override
    public List<Option<?>> options() {
      return List.of(CoarseLinks.WEIGHT, CoarseLinks.PLACES, PRIOR);
    }

    @Override
    public boolean readsCoarse() {
      return true;
    }
  }

  private final SongEncoding encoding;
  private final ClassDensities densities;

  /** With the genre, in training. */
  private final int[] songs;

  private final double[] logShares;
  private final Tuning.Choice choice;

  private Gaussian(
      SongEncoding encoding, ClassDensities densities, int[] songs, Tuning.Choice choice) {
    this.encoding = encoding;
    this.densities = densities;
    this.songs = songs;
    this.logShares = Logs.ofShares(songs);
    this.choice = choice;
  }

  /**
   * Fits densities.
   *
   * @param train at least one song, z-scored
   * @param coarse songs with coarse names, scaled alike
   * @param options the weight of these, and the prior
   * @throws IllegalArgumentException if there is no song, or every genre has one alone
   * @throws ihct.memory.NotEnoughMemoryException if the covariances of all genres do not fit
   */
  public static Gaussian fit(Songs train, Optional<CoarseSongs> coarse, TrainingOptions options) {
    BatchShape.checkTraining(train.size());
    SongEncoding encoding = CoarseLinks.normal(train, options);
    int genres = train.genres().size();
    // At a time: the moments, those about which they are measured, and the densities.
    MemoryNeed.check(
        "the covariances of %,d genres in %,d features".formatted(genres, encoding.inputs()),
        3.0 * Double.BYTES * ClassDensities.numbers(genres, encoding.inputs()),
        "fewer features, or fewer genres (--min-per-genre)");
    Points fine = Points.of(train, encoding);
    CoarseSongs others = coarse.orElseGet(() -> CoarseSongs.unplaced(train.rows(new int[0])));
    Points named = Points.of(others.songs(), encoding).byLabel();
    Team team = Team.onAllProcessors();
    CoarseLinks known = CoarseLinks.told(others, genres, options);
    double weight = options.get(CoarseLinks.WEIGHT);
    double prior = options.get(PRIOR);
    Tuning.Choice choice =
        new Tuning(fine, named, known, team)
            .choose(
                named.size() == 0
                    ? List.of(0.0)
                    : asked(weight, CoarseLinks.isTuned(weight), Tuning.WEIGHTS),
                asked(prior, prior == TUNED_PRIOR, Tuning.PRIORS));
    CoarseLinks links =
        known != null || choice.weight() == 0 ? known : CoarseLinks.inferred(named, fine);
    ClassMoments moments =
        new Expectation(fine, named, links, team).moments(choice.weight(), choice.prior());
    return new Gaussian(
        encoding, ClassDensities.fit(moments, choice.prior()), train.rowsPerGenre(), choice);
  }

  private static List<Double> asked(double value, boolean tuned, List<Double> all) {
    return tuned ? all : List.of(value);
  }

  /** The weight of coarse songs, the prior and the temperature. */
  @Override
  public Map<String, Double> chosen() {
    return Map.of(
        "coarseWeight", coarseWeight(), "gaussianPrior", prior(), "temperature", temperature());
  }

  /** How much a coarse song counted beside one with a genre, 0 to 1. */
  public double coarseWeight() {
    return choice.weight();
  }

  /** As how many songs the covariance of all genres counted in each. */
  public double prior() {
    return choice.prior();
  }

  /** By what the logarithms of probabilities are divided, at least 1. */
  public double temperature() {
    return choice.temperature();
  }

  @Override
  public int classes() {
    return densities.classes();
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    int genres = classes();
    int d = encoding.dimension();
    BatchShape.check(songs, rows, d, probabilities, genres);
    float[] inputs = new float[Math.multiplyExact(rows, encoding.inputs())];
    encoding.encode(songs, 0, rows, inputs);
    int[] seen = densities.seen();
    Arrays.fill(probabilities, 0, rows * genres, 0f);
    Team.onAllProcessors()
        .each(
            "predicting genres",
            (rows + Block.ROWS - 1) / Block.ROWS,
            (part, thread) -> {
              int first = part * Block.ROWS;
              Block block = new Block(genres, encoding.inputs());
              block.fill(inputs, first, Math.min(Block.ROWS, rows - first));
              densities.logDensities(block, seen, logShares);
              block.share(seen, choice.temperature());
              for (int row = 0; row < block.rows(); row++) {
                for (int g : seen) {
                  probabilities[(first + row) * genres + g] = (float) block.log(g, row);
                }
              }
            });
  }

  @Override
  public long parameters() {
    return Math.round(ClassDensities.numbers(classes(), encoding.inputs()));
  }

  @Override
  public String kind() {
    return KIND.name();
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    out.integer("classes", classes());
    out.integer("features", encoding.dimension());
    encoding.write(out);
    out.doubles("chosen", new double[] {choice.weight(), choice.prior(), choice.temperature()});
    out.ints("songs", songs);
    densities.write(out);
  }
}
