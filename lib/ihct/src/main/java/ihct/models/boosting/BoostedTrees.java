package ihct.models.boosting;

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
import ihct.models.gaussian.ExpectedLabels;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import ihct.threads.Team;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gradient boosting of trees under a softmax: every round adds a small tree that lowers the mean
 * cross-entropy of what is there.
 *
 * <p><b>A round.</b> The logits begin as the logarithms of the genres' shares. With p a song's
 * probabilities and y its genre as a one-hot vector, g = p − y is the gradient of its loss. One
 * tree for all genres is grown by the gradients: with G the sum of the gradients of n songs, a
 * split is taken for the most that |G|² ∕ (n + λ) of both sides has over that of the whole. A leaf
 * adds −η·G(c) ∕ (H(c) + λ) to the logit of each genre c, Newton's step with H the sum of p·(1 −
 * p), where η is the {@link #RATE} and λ = 1. On 114 real genres a round with a tree for each genre
 * took five times as long, and the log loss came out larger; gains with H(c) in place of n took
 * twice as long for the same log loss.
 *
 * <p><b>Splits</b> are searched between at most 255 bins of each feature, which hold about as many
 * songs each; of equal ones the first feature's is taken, then the lowest. A leaf has at least
 * {@value #LEAST_SONGS} songs.
 *
 * <p><b>Rounds.</b> After every round the validation part is scored. Boosting ends where its log
 * loss has not fallen for {@value #PATIENCE} rounds, and the rounds up to the lowest are kept;
 * without validation songs all are.
 *
 * <p><b>Coarse names.</b> Songs of which a coarse name is known alone have {@link ExpectedLabels},
 * drawn once.
 *
 * <p><b>Determinism.</b> Nothing is drawn else. The same songs and options give the same trees, bit
 * for bit, on every machine and by any number of threads. An interrupted boosting is no model.
 *
 * <p><b>Cost.</b> A round O(n·d·N·depth), side by side on the processors there are. Memory: 8 bytes
 * for each song and genre, and 1,020·d·N·(depth + 2) for the histograms; more than {@value
 * #MOST_NUMBERS} songs times genres are refused. A prediction costs O(rounds·(depth + N)).
 *
 * @see <a href="https://doi.org/10.1214/aos/1013203451">Friedman (2001), Greedy function
 *     approximation: a gradient boosting machine</a>
 * @see <a href="https://doi.org/10.1145/2939672.2939785">Chen and Guestrin (2016), XGBoost</a>
 * @see <a href="https://arxiv.org/abs/2211.12858">Iosipoi and Vakhrushev (2022), SketchBoost</a>
 */
public final class BoostedTrees implements SavableClassifier {

  /** What a stopped thread says it was doing. */
  static final String DOING = "boosting trees";

  /** Songs times genres, half a gibibyte of floats. */
  static final int MOST_NUMBERS = 1 << 27;

  private static final int LEAST_SONGS = 20;
  private static final double PENALTY = 1;
  private static final int PATIENCE = 20;
  private static final int MOST_ROUNDS = 10_000;

  /** Most rounds, if the validation part does not end them earlier. */
  public static final Option<Integer> ROUNDS =
      Option.integer("boosting-rounds", 1000)
          .atLeast(1)
          .atMost(MOST_ROUNDS)
          .says("N", "Most rounds of boosting; the validation part chooses how many are kept");

  /** Most questions that a tree asks of a song. */
  public static final Option<Integer> DEPTH =
      Option.integer("boosting-depth", 5)
          .atLeast(1)
          .atMost(16)
          .says("N", "Most questions a tree of boosting asks of a song");

  /** The share η of Newton's step that a round takes. */
  public static final Option<Double> RATE =
      Option.number("boosting-rate", 0.05)
          .above(0.0)
          .atMost(1.0)
          .says("RATE", "Learning rate of boosting: the share of its step that a tree takes");

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements Kind {

    @Override
    public String name() {
      return "boosting";
    }

    @Override
    public BoostedTrees fit(Training training) {
      return BoostedTrees.fit(
          ExpectedLabels.of(training),
          training.validation(),
          training.options(),
          Team.onAllProcessors());
    }

    @Override
    public BoostedTrees load(ModelReader in, Ihct tree) throws IOException {
      in.requireKind(name());
      int dimension = in.integer("features", 1, Integer.MAX_VALUE);
      int classes = in.integer("classes", 1, Integer.MAX_VALUE);
      int rounds = in.integer("rounds", 0, MOST_ROUNDS);
      float[] first = in.floats("first", classes);
      List<VectorTree> trees = new ArrayList<>();
      for (int t = 0; t < rounds; t++) {
        Stop.check("reading boosted trees");
        trees.add(VectorTree.read(in.part(treeName(t)), dimension, classes));
      }
      in.end();
      return new BoostedTrees(dimension, first, trees, Map.of());
    }

    @Override
    public List<Option<?>> options() {
      return Stream.concat(Stream.of(ROUNDS, DEPTH, RATE), ExpectedLabels.OPTIONS.stream())
          .toList();
    }

    @Override
    public boolean readsCoarse() {
      return true;
    }
  }

  private final int dimension;

  /** The logits before the first tree. */
  private final float[] first;

  private final List<VectorTree> trees;
  private final Map<String, Double> chosen;

  private BoostedTrees(
      int dimension, float[] first, List<VectorTree> trees, Map<String, Double> chosen) {
    this.dimension = dimension;
    this.first = first;
    this.trees = List.copyOf(trees);
    this.chosen = chosen;
  }

  /**
   * Boosts trees.
   *
   * @param train at least one song
   * @param validation songs of the same genres, scaled alike, which choose the number of rounds;
   *     none means that all are kept
   * @param options rounds, depth and learning rate
   * @throws IllegalArgumentException if there is no song, or too many for so many genres
   * @throws ihct.memory.NotEnoughMemoryException if they take more memory than there is
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static BoostedTrees fit(Songs train, Songs validation, TrainingOptions options) {
    return fit(train, validation, options, Team.onAllProcessors());
  }

  static BoostedTrees fit(Songs train, Songs validation, TrainingOptions options, Team team) {
    return fit(ExpectedLabels.of(train), validation, options, team);
  }

  private static BoostedTrees fit(
      ExpectedLabels labels, Songs validation, TrainingOptions options, Team team) {
    Songs train = labels.songs();
    BatchShape.checkTraining(train.size());
    int classes = train.genres().size();
    checkMemory(train, validation, options);
    float[] first = first(train);
    FeatureBins features = FeatureBins.of(train, team);
    VectorTreeGrower.Rules rules =
        new VectorTreeGrower.Rules(options.get(DEPTH), LEAST_SONGS, PENALTY);
    VectorTreeGrower grower =
        new VectorTreeGrower(rules, features, features.of(train), classes, team);
    SoftmaxLoss loss = new SoftmaxLoss(train.y(), first, team);
    HeldSongs held = new HeldSongs(validation, first, team);
    List<VectorTree> trees = new ArrayList<>();
    double least = held.logLoss();
    int best = 0;
    for (int round = 1; round <= options.get(ROUNDS) && round - best <= PATIENCE; round++) {
      grower.grow(loss.gradients());
      float[] steps = loss.steps(grower.starts(), grower.rows(), PENALTY, options.get(RATE));
      loss.add(grower.starts(), grower.rows(), steps);
      VectorTree tree = grower.tree(steps);
      trees.add(tree);
      held.score(tree);
      double now = held.logLoss();
      if (held.isEmpty() || now < least) {
        least = now;
        best = round;
      }
    }
    return new BoostedTrees(train.dimension(), first, trees.subList(0, best), labels.chosen());
  }

  /** Refuses what would fail later. */
  private static void checkMemory(Songs train, Songs validation, TrainingOptions options) {
    long classes = train.genres().size();
    long songs = Math.max(train.size(), validation.size());
    if (songs * classes > MOST_NUMBERS) {
      throw new IllegalArgumentException(
          "%d songs of %d genres are too many for boosting, which keeps numbers for each song and genre; it takes up to %d songs of so many genres. Lower the cap per genre, or leave boosting out."
              .formatted(songs, classes, MOST_NUMBERS / classes));
    }
    double leaves = Math.min(1 << options.get(DEPTH), train.size() / LEAST_SONGS + 1.0);
    double perClass =
        2.0 * train.size()
            + validation.size()
            + (double) FeatureBins.MOST * train.dimension() * (options.get(DEPTH) + 2)
            + leaves * options.get(ROUNDS);
    MemoryNeed.check(
        "boosting with %d songs of %d genres".formatted(songs, classes),
        Float.BYTES * classes * perClass,
        "fewer songs, genres or rounds (--max-per-genre, --min-per-genre, --boosting-rounds)");
  }

  /**
   * The logarithms of the genres' shares; a genre without training songs counts as half a song, as
   * no logit can be infinite.
   */
  private static float[] first(Songs train) {
    int[] songs = train.rowsPerGenre();
    float[] first = new float[songs.length];
    for (int c = 0; c < first.length; c++) {
      first[c] = (float) StrictMath.log(Math.max(0.5, songs[c]) / train.size());
    }
    return first;
  }

  private static String treeName(int tree) {
    return "tree-" + (tree + 1);
  }

  @Override
  public int classes() {
    return first.length;
  }

  /** How many rounds were kept, 0 or more. */
  public int rounds() {
    return trees.size();
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    int classes = first.length;
    BatchShape.check(songs, rows, dimension, probabilities, classes);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(first, 0, probabilities, row * classes, classes);
    }
    // Tree by tree, so that a tree's leaves stay in the cache for all songs of the batch.
    for (VectorTree tree : trees) {
      Stop.check("predicting genres");
      for (int row = 0; row < rows; row++) {
        tree.add(songs, row * dimension, probabilities, row * classes, classes);
      }
    }
    for (int row = 0; row < rows; row++) {
      Softmax.of(probabilities, row * classes, probabilities, row * classes, classes);
    }
  }

  /** Counts the first logits, the thresholds and the numbers of all leaves. */
  @Override
  public long parameters() {
    return first.length + trees.stream().mapToLong(VectorTree::parameters).sum();
  }

  /** How much coarse songs counted when their genres were drawn; 0 left them out. */
  @Override
  public Map<String, Double> chosen() {
    return chosen;
  }

  @Override
  public String kind() {
    return KIND.name();
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    out.integer("features", dimension);
    out.integer("classes", first.length);
    out.integer("rounds", trees.size());
    out.floats("first", first);
    for (int t = 0; t < trees.size(); t++) {
      Stop.check("saving boosted trees");
      trees.get(t).write(out.part(treeName(t)));
    }
  }
}
