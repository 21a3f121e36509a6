package ihct.models.forest;

import ihct.hierarchy.Ihct;
import ihct.models.BatchShape;
import ihct.models.ClassWeights;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.PaperSettings;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import ihct.threads.Team;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A binary decision tree by information gain: every node asks one feature, x ≤ threshold, and takes
 * the question after which the genre's entropy is least. The paper's baseline has depth 16.
 *
 * <p><b>Growth</b> follows the defaults of scikit-learn's {@code DecisionTreeClassifier} with
 * {@code criterion="entropy"}: a node is split until it is pure, at the greatest depth, or without
 * two different features; even a split without gain is made, since it may prepare one. Thresholds
 * lie half-way between neighbouring values. Features are floats, as there; unlike there, values
 * closer than 1e-7 still count as different. <b>Ties.</b> Of equally good questions the one about
 * the first feature is asked, then the one with the lowest threshold; the same songs always give
 * the same tree, in whatever order they come.
 *
 * <p><b>Probabilities</b> are the shares of the genres among the training songs of the leaf. Where
 * {@link ClassWeights} are asked for, songs count by them here and in the entropies.
 *
 * <p><b>Cost.</b> Training O(n·d·depth), independent of N, side by side on the processors there
 * are, with the same tree for any number of them; a prediction O(depth + N), where N is for writing
 * the zeros. Leaves store only the genres they have, so the whole tree has at most n counts.
 *
 * @see <a href="https://doi.org/10.1007/BF00116251">Quinlan (1986), Induction of decision trees</a>
 */
public final class EntropyTree implements SavableClassifier {

  /** Stands where an inner node has its feature. */
  static final int LEAF = -1;

  private static final String CLASS_WEIGHTS = "class-weights";

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements Kind {

    @Override
    public String name() {
      return "tree";
    }

    @Override
    public EntropyTree fit(Training training) {
      return EntropyTree.fit(
          training.songs(), PaperSettings.TREE_DEPTH, training.options().get(ClassWeights.OPTION));
    }

    @Override
    public EntropyTree load(ModelReader in, Ihct tree) throws IOException {
      in.requireKind(name());
      EntropyTree model = read(in);
      in.end();
      return model;
    }

    @Override
    public List<Option<?>> options() {
      return List.of(ClassWeights.OPTION);
    }

    @Override
    public OptionalDouble paperTop1() {
      return OptionalDouble.of(8.93);
    }

    @Override
    public boolean isUsual() {
      return true;
    }
  }

  private final int dimension;
  private final int classes;

  /** What a song of each class counts; null if all count alike. */
  private final double[] classWeights;

  /**
   * The nodes in preorder: the feature asked, or {@link #LEAF}. A left child follows its parent.
   */
  private final int[] feature;

  private final float[] threshold;

  /** The right child of an inner node, the number of a leaf. */
  private final int[] next;

  /** Leaf l has the entries leafStart[l]…leafStart[l + 1] − 1 of the two arrays below. */
  private final int[] leafStart;

  private final int[] leafGenre;
  private final int[] leafCount;

  EntropyTree(
      int dimension,
      int classes,
      double[] classWeights,
      int[] feature,
      float[] threshold,
      int[] next,
      int[] leafStart,
      int[] leafGenre,
      int[] leafCount) {
    this.dimension = dimension;
    this.classes = classes;
    this.classWeights = classWeights;
    this.feature = feature;
    this.threshold = threshold;
    this.next = next;
    this.leafStart = leafStart;
    this.leafGenre = leafGenre;
    this.leafCount = leafCount;
  }

  /**
   * Grows a tree on all songs.
   *
   * @param train at least one song
   * @param maxDepth most questions asked of a song, at least 1; {@link
   *     ihct.models.PaperSettings#TREE_DEPTH} in the paper
   * @throws IllegalArgumentException if there is no song, there are too many (the limit falls with
   *     the number of genres; for the paper's it is 2²⁵), or the depth is less than 1
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static EntropyTree fit(Songs train, int maxDepth) {
    return fit(train, maxDepth, ClassWeights.NONE);
  }

  /**
   * The same with songs that count by their genres.
   *
   * @param train at least one song
   * @param maxDepth most questions asked of a song, at least 1
   * @param weights what they count
   */
  public static EntropyTree fit(Songs train, int maxDepth, ClassWeights weights) {
    BatchShape.checkTraining(train.size());
    if (maxDepth < 1) {
      throw new IllegalArgumentException(
          "depth of the decision tree = " + maxDepth + "; it must be at least 1.");
    }
    return fit(train, maxDepth, weights.of(train), TreeGrower.team(train.size()));
  }

  static EntropyTree fit(Songs train, int maxDepth, double[] weights, Team team) {
    SongOrders orders = SongOrders.of(train, weights, 1, team);
    return TreeGrower.grow(orders, new TreeGrower.Limits(maxDepth, 1), team);
  }

  /** Reads the tree of a forest, which must have its features and genres. */
  static EntropyTree read(ModelReader in, int dimension, int classes) throws IOException {
    EntropyTree tree = read(in);
    if (tree.dimension != dimension || tree.classes != classes) {
      throw in.damaged(
          "it has %d features and %d genres, and its forest has %d and %d"
              .formatted(tree.dimension, tree.classes, dimension, classes));
    }
    return tree;
  }

  private static EntropyTree read(ModelReader in) throws IOException {
    int dimension = in.integer("features", 1, Integer.MAX_VALUE);
    int classes = in.integer("classes", 1, Integer.MAX_VALUE);
    int nodes = in.integer("nodes", 1, Integer.MAX_VALUE);
    int leaves = in.integer("leaves", 1, nodes);
    int entries = in.integer("leaf-counts", leaves, Integer.MAX_VALUE);
    int[] feature = in.ints("feature", nodes, LEAF, dimension - 1);
    float[] threshold = in.floats("threshold", nodes);
    int[] next = in.ints("next", nodes, 0, nodes - 1);
    int[] leafStart = in.ints("leaf-start", leaves + 1, 0, entries);
    int[] leafGenre = in.ints("leaf-genre", entries, 0, classes - 1);
    int[] leafCount = in.ints("leaf-count", entries, 1, Integer.MAX_VALUE);
    double[] weights = weights(in, classes);
    checkNodes(in, feature, next, leaves);
    checkLeaves(in, leafStart, entries);
    return new EntropyTree(
        dimension, classes, weights, feature, threshold, next, leafStart, leafGenre, leafCount);
  }

  /** What a song of each class counts, where the file tells it. */
  private static double[] weights(ModelReader in, int classes) throws IOException {
    if (!in.has(CLASS_WEIGHTS)) {
      return null;
    }
    double[] weights = in.doubles("class-weight", in.integer(CLASS_WEIGHTS, classes, classes));
    if (!Arrays.stream(weights).allMatch(w -> w > 0)) {
      throw in.damaged("a weight of a class is not above 0");
    }
    return weights;
  }

  /** Children stand behind their parent, so that every walk ends; leaves are numbered in order. */
  private static void checkNodes(ModelReader in, int[] feature, int[] next, int leaves)
      throws IOException {
    int seen = 0;
    for (int node = 0; node < feature.length; node++) {
      boolean sound = feature[node] == LEAF ? next[node] == seen++ : next[node] > node + 1;
      if (!sound) {
        throw in.damaged("node %d leads to %d".formatted(node, next[node]));
      }
    }
    if (seen != leaves) {
      throw in.damaged("%d leaves are announced and %d are there".formatted(leaves, seen));
    }
  }

  private static void checkLeaves(ModelReader in, int[] leafStart, int entries) throws IOException {
    for (int leaf = 0; leaf < leafStart.length - 1; leaf++) {
      if (leafStart[leaf] >= leafStart[leaf + 1]) {
        throw in.damaged("leaf %d has no songs".formatted(leaf));
      }
    }
    if (leafStart[0] != 0 || leafStart[leafStart.length - 1] != entries) {
      throw in.damaged("its leaves do not cover the leaf counts");
    }
  }

  @Override
  public int classes() {
    return classes;
  }

  /** Number of leaves, at least 1. */
  public int leaves() {
    return leafStart.length - 1;
  }

  /** Most questions between the root and a leaf; 0 if the root is a leaf. */
  public int depth() {
    int[] depth = new int[feature.length];
    int deepest = 0;
    for (int node = 0; node < feature.length; node++) {
      if (feature[node] != LEAF) {
        depth[node + 1] = depth[node] + 1;
        depth[next[node]] = depth[node] + 1;
        deepest = Math.max(deepest, depth[node] + 1);
      }
    }
    return deepest;
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    BatchShape.check(songs, rows, dimension, probabilities, classes);
    Arrays.fill(probabilities, 0, rows * classes, 0f);
    addProbabilities(songs, rows, 1, probabilities);
  }

  /** Adds a part of each song's probabilities to what is there; the arrays are large enough. */
  void addProbabilities(float[] songs, int rows, double part, float[] probabilities) {
    for (int row = 0; row < rows; row++) {
      Stop.check("predicting genres");
      int leaf = leafOf(songs, row * dimension);
      double total = 0;
      for (int i = leafStart[leaf]; i < leafStart[leaf + 1]; i++) {
        total += weight(i);
      }
      for (int i = leafStart[leaf]; i < leafStart[leaf + 1]; i++) {
        probabilities[row * classes + leafGenre[i]] += (float) (part * weight(i) / total);
      }
    }
  }

  /** What the songs of an entry count together. */
  private double weight(int entry) {
    return classWeights == null
        ? leafCount[entry]
        : leafCount[entry] * classWeights[leafGenre[entry]];
  }

  private int leafOf(float[] songs, int song) {
    int node = 0;
    while (feature[node] != LEAF) {
      node = songs[song + feature[node]] <= threshold[node] ? node + 1 : next[node];
    }
    return next[node];
  }

  /** Counts the thresholds (inner nodes) and the leaf counts above 0. */
  @Override
  public long parameters() {
    return feature.length - leaves() + (long) leafCount.length;
  }

  @Override
  public String kind() {
    return KIND.name();
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    out.integer("features", dimension);
    out.integer("classes", classes);
    out.integer("nodes", feature.length);
    out.integer("leaves", leaves());
    out.integer("leaf-counts", leafCount.length);
    out.ints("feature", feature);
    out.floats("threshold", threshold);
    out.ints("next", next);
    out.ints("leaf-start", leafStart);
    out.ints("leaf-genre", leafGenre);
    out.ints("leaf-count", leafCount);
    if (classWeights != null) {
      out.integer(CLASS_WEIGHTS, classes);
      out.doubles("class-weight", classWeights);
    }
  }
}
