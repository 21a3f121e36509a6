package ihct.models.forest;

import ihct.models.BatchShape;
import ihct.models.ClassWeights;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.PaperSettings;
import ihct.models.SavableClassifier;
import ihct.models.TrainingOptions;
import ihct.models.gaussian.ExpectedLabels;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import ihct.threads.Team;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random forest of {@link EntropyTree entropy trees}, which answers with the mean of their
 * probabilities. {@link ExtraTrees} grow forests, too, in another way; all below is of this one.
 *
 * <p><b>Growth.</b> Every tree has its own sample of the training songs: n draws with replacement.
 * At every node only a few features, drawn anew, are searched, ⌊√d⌋ usually; if none of them can
 * split the node, further ones are drawn until one can. Everything else is as in the tree. These
 * are the defaults of scikit-learn's {@code RandomForestClassifier} with {@code
 * criterion="entropy"}, but for the depth, and for ties: there the order of the draws decides, here
 * the lowest feature and threshold win. {@link ClassWeights} are those of all training songs,
 * whatever a tree has drawn, as {@code class_weight="balanced"} has it there.
 *
 * <p><b>Randomness.</b> The same songs, options and seed give the same forest, bit for bit, on
 * every machine and by any number of threads: every tree has a generator of its own. Its sample is
 * drawn first; then each node draws, in preorder.
 *
 * <p><b>Coarse names.</b> Songs of which a coarse name is known alone have {@link ExpectedLabels},
 * in each tree another draw of them.
 *
 * <p><b>Stopping.</b> An interrupted forest is no model: which trees are grown by then depends on
 * the moment, so that nobody could grow the same one again.
 *
 * <p><b>Cost.</b> Training O(n·d·(trees·depth + 1)), independent of N: the songs are sorted once,
 * and each sample is taken in that order. Memory: 8·n·d bytes for the orders, about as much again
 * per thread, and 4 bytes per count of a leaf, at most 0.63·n in each tree. A prediction costs
 * O(trees·depth + N).
 *
 * @see <a href="https://doi.org/10.1023/A:1010933404324">Breiman (2001), Random forests</a>
 */
public final class GenreForest implements SavableClassifier {

  /** Stands for trees of any depth. */
  public static final int NO_LIMIT = Integer.MAX_VALUE;

  /** Stands for ⌊√d⌋ features. */
  private static final int ROOT = 0;

  static final int MOST_TREES = 10_000;

  private static final String WEIGHTS = "class-weights";

  /** How many trees; the paper grew no forest. */
  public static final Option<Integer> TREES =
      Option.integer("forest-trees", 50)
          .atLeast(1)
          .atMost(MOST_TREES)
          .formerly("forest.trees")
          .says("N", "Trees of the forest");

  /** Most questions that a tree asks of a song, usually as many as the paper's tree. */
  public static final Option<Integer> DEPTH =
      Option.integer("forest-depth", PaperSettings.TREE_DEPTH)
          .atLeast(1)
          .orWord("none", NO_LIMIT, "no limit")
          .formerly("forest.depth")
          .says("N", "Most questions a tree of the forest asks of a song");

  /**
   * How many features each node chooses its question from; 0 for ⌊√d⌋, which is 3 of the paper's
   * 11. More than the songs have are refused.
   */
  public static final Option<Integer> FEATURES =
      Option.integer("forest-features", ROOT)
          .atLeast(0)
          .formerly("forest.features")
          .says(
              "N",
              "Features that each node of a tree of the forest chooses from, 0 for the square root"
                  + " of their number");

  /** Fewest songs in a leaf; a song that a tree's sample holds twice counts twice. */
  public static final Option<Integer> LEAF =
      Option.integer("forest-leaf", 1)
          .atLeast(1)
          .formerly("forestLeastSongs", "forest.leastSongs")
          .says("ROWS", "Fewest rows in a leaf of a tree of the forest");

  /** Its kind. */
  public static final AsKind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements ForestKind {

    @Override
    public String name() {
      return "forest";
    }

    @Override
    public GenreForest fit(ExpectedLabels songs, TrainingOptions options, Team team) {
      return GenreForest.fit(songs, options, team);
    }

    @Override
    public Option<Integer> trees() {
      return TREES;
    }

    @Override
    public Option<Integer> depth() {
      return DEPTH;
    }

    @Override
    public Option<Integer> features() {
      return FEATURES;
    }

    @Override
    public Option<Integer> leaf() {
      return LEAF;
    }

    @Override
    public boolean isUsual() {
      return true;
    }
  }

  private final ForestKind kind;
  private final int dimension;
  private final int classes;
  private final TrainingOptions options;
  private final EntropyTree[] trees;
  private final Map<String, Double> chosen;

  private GenreForest(
      ForestKind kind,
      int dimension,
      int classes,
      TrainingOptions options,
      EntropyTree[] trees,
      Map<String, Double> chosen) {
    this.kind = kind;
    this.dimension = dimension;
    this.classes = classes;
    this.options = options;
    this.trees = trees;
    this.chosen = chosen;
  }

  /**
   * Takes grown trees together.
   *
   * @param train what they were grown on
   * @param options by which they were grown
   */
  static GenreForest of(
      ForestKind kind, ExpectedLabels train, TrainingOptions options, EntropyTree[] trees) {
    Songs songs = train.songs();
    return new GenreForest(
        kind,
        songs.dimension(),
        songs.genres().size(),
        options.complete(kind.growth()),
        trees,
        train.chosen());
  }

  /** Reads a forest of one kind. */
  static GenreForest read(ModelReader in, ForestKind kind) throws IOException {
    in.requireKind(kind.name());
    int dimension = in.integer("features", 1, Integer.MAX_VALUE);
    int classes = in.integer("classes", 1, Integer.MAX_VALUE);
    int trees = in.integer("trees", 1, MOST_TREES);
    TrainingOptions options =
        TrainingOptions.paper()
            .with(TrainingOptions.SEED, in.anyInteger("seed"))
            .with(kind.trees(), trees)
            .with(kind.depth(), in.integer("depth", 1, Integer.MAX_VALUE))
            .with(kind.features(), in.integer("features-per-split", 0, Integer.MAX_VALUE))
            .with(kind.leaf(), in.integer("least-songs", 1, Integer.MAX_VALUE))
            .with(
                ClassWeights.OPTION,
                in.has(WEIGHTS)
                    ? ClassWeights.OPTION.read(in.word(WEIGHTS, "balanced", "sqrt"))
                    : ClassWeights.NONE);
    EntropyTree[] read = new EntropyTree[trees];
    for (int t = 0; t < trees; t++) {
      Stop.check("reading the forest");
      read[t] = EntropyTree.read(in.part(treeName(t)), dimension, classes);
    }
    in.end();
    return new GenreForest(kind, dimension, classes, options, read, Map.of());
  }

  /**
   * Grows a forest.
   *
   * @param train at least one song
   * @param options trees, depth, features, songs in a leaf, class weights, and the seed
   * @throws IllegalArgumentException if there is no song, there are too many for one order, or
   *     fewer features than each node should choose from
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static GenreForest fit(Songs train, TrainingOptions options) {
    return KIND.fit(ExpectedLabels.of(train), options);
  }

  static GenreForest fit(ExpectedLabels songs, TrainingOptions options, Team team) {
    Songs train = songs.songs();
    BatchShape.checkTraining(train.size());
    int features = features(options.get(FEATURES), train.dimension());
    double[] weights = options.get(ClassWeights.OPTION).of(train);
    SongOrders orders = SongOrders.of(train, weights, SongOrders.BOOTSTRAP_WEIGHT_BITS, team);
    long[] cLogC = EntropyTable.upTo(train.size(), team);
    Random seeds = new Random(options.seed());
    long[] seed = new long[options.get(TREES)];
    Arrays.setAll(seed, t -> seeds.nextLong());
    TreeGrower.Limits limits = new TreeGrower.Limits(options.get(DEPTH), options.get(LEAF));
    EntropyTree[] trees = new EntropyTree[options.get(TREES)];
    team.each(
        TreeGrower.DOING,
        trees.length,
        (t, thread) -> {
          Random random = new Random(seed[t]);
          SongOrders sample = orders.sample(bootstrap(train.size(), random), songs.labels(t));
          FeatureDraw draw = FeatureDraw.some(train.dimension(), features, random);
          trees[t] = TreeGrower.grow(sample, limits, cLogC, draw);
        });
    return of(KIND, songs, options, trees);
  }

  /** How many features each node chooses from. */
  private static int features(int asked, int dimension) {
    if (asked > dimension) {
      throw new IllegalArgumentException(
          "forest-features = %d; these songs have %d features. Choose from 1 to %d, or 0 for √d."
              .formatted(asked, dimension, dimension));
    }
    return featuresOrRoot(asked, dimension);
  }

  /** Takes 0 for the square root of the songs' features, rounded down. */
  static int featuresOrRoot(int asked, int dimension) {
    return asked == ROOT ? (int) Math.sqrt(dimension) : asked;
  }

  /** Draws as many songs as there are, with replacement; tells how often each was drawn. */
  private static int[] bootstrap(int songs, Random random) {
    int[] drawn = new int[songs];
    for (int i = 0; i < songs; i++) {
      drawn[random.nextInt(songs)]++;
    }
    return drawn;
  }

  private static String treeName(int tree) {
    return "tree-" + (tree + 1);
  }

  @Override
  public int classes() {
    return classes;
  }

  /** The options by which the forest was grown. */
  public TrainingOptions options() {
    return options;
  }

  /** The trees, in the order in which their generators were seeded. */
  public List<EntropyTree> trees() {
    return List.of(trees);
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    BatchShape.check(songs, rows, dimension, probabilities, classes);
    Arrays.fill(probabilities, 0, rows * classes, 0f);
    // Tree by tree, so that a tree's nodes stay in the cache for all songs of the batch.
    for (EntropyTree tree : trees) {
      tree.addProbabilities(songs, rows, 1.0 / trees.length, probabilities);
    }
  }

  /** Counts the thresholds (inner nodes) and the leaf counts above 0 of all trees. */
  @Override
  public long parameters() {
    return Arrays.stream(trees).mapToLong(EntropyTree::parameters).sum();
  }

  /** How much coarse songs counted when their genres were drawn; 0 left them out. */
  @Override
  public Map<String, Double> chosen() {
    return chosen;
  }

  @Override
  public String kind() {
    return kind.name();
  }

  /** {@inheritDoc} Every tree has entries of its own, so that none grows with their number. */
  @Override
  public void write(ModelWriter out) throws IOException {
    out.integer("features", dimension);
    out.integer("classes", classes);
    out.integer("trees", trees.length);
    out.integer("depth", options.get(kind.depth()));
    out.integer("features-per-split", options.get(kind.features()));
    out.integer("least-songs", options.get(kind.leaf()));
    out.integer("seed", options.seed());
    ClassWeights weights = options.get(ClassWeights.OPTION);
    if (weights != ClassWeights.NONE) {
      out.word(WEIGHTS, ClassWeights.OPTION.show(weights));
    }
    for (int t = 0; t < trees.length; t++) {
      Stop.check("saving the forest");
      trees[t].write(out.part(treeName(t)));
    }
  }
}
