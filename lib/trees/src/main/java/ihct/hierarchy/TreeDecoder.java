package ihct.hierarchy;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Reads a model's class probabilities by a tree: the model stays as it is, and need not know the
 * tree. One song at a time is {@link #read}, and then asked about.
 *
 * <p>Cost: O(nodes) for a song. Not for several threads at once.
 */
public final class TreeDecoder {

  private final ClassTree tree;
  private final double[] probability;
  private final double[] risk;

  /** For each node how many smaller sizes of nodes there are, sizes being counts of classes. */
  private final int[] sizeRank;

  /** For each size the most probable node of the song that was read. */
  private final int[] likeliest;

  /**
   * Prepares for a tree.
   *
   * @param tree over the classes of the model
   */
  public TreeDecoder(ClassTree tree) {
    this.tree = tree;
    this.probability = new double[tree.nodes()];
    this.risk = new double[tree.nodes()];
    int[] sizes = IntStream.range(0, tree.nodes()).map(tree::leaves).sorted().distinct().toArray();
    this.sizeRank =
        IntStream.range(0, tree.nodes())
            .map(node -> Arrays.binarySearch(sizes, tree.leaves(node)))
            .toArray();
    this.likeliest = new int[sizes.length];
  }

  /**
   * Takes a song's probabilities, which the other methods then read.
   *
   * @param classProbabilities N numbers from a place on, not negative
   * @param offset where they begin
   */
  public void read(float[] classProbabilities, int offset) {
    tree.sum(classProbabilities, offset, probability);
    tree.expectedHeights(probability, risk);
  }

  /**
   * Chooses the class of least expected cost. A wrong answer costs 1 − λ, and besides λ times the
   * height at which it meets the truth, as a share of the root's height: λ = 0 gives the most
   * probable class, λ = 1 the class that is nearest to the truth on average.
   *
   * @param lambda how much the tree counts, 0…1
   * @return the class; of equally good ones the first
   * @throws IllegalArgumentException if λ is out of range
   */
  public int leastCost(double lambda) {
    if (!(lambda >= 0 && lambda <= 1)) {
      throw new IllegalArgumentException("λ = " + lambda + "; it must lie between 0 and 1.");
    }
    double rootHeight = tree.height(tree.root());
    double perHeight = rootHeight > 0 ? lambda / rootHeight : 0;
    double all = probability[tree.root()];
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int leaf = 0; leaf < tree.classes(); leaf++) {
      double cost = (1 - lambda) * (all - probability[leaf]) + perHeight * risk[leaf];
      if (cost < least) {
        least = cost;
        best = leaf;
      }
    }
    return best;
  }

  /**
   * Answers as specifically as is safe: with the node of fewest classes among those that are
   * probable enough, of several the most probable one. If the threshold is above a half there is at
   * most one of each size on the way down from the root.
   *
   * @param threshold how probable the answer must be, above 0 and at most 1
   * @return a node of the tree, the root if nothing else is probable enough
   * @throws IllegalArgumentException if the threshold is out of range
   */
  public int mostSpecific(double threshold) {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "threshold = " + threshold + "; it must be above 0 and at most 1.");
    }
    int best = tree.root();
    for (int node = tree.root() - 1; node >= 0; node--) {
      if (probability[node] >= threshold && isBetter(node, best)) {
        best = node;
      }
    }
    return best;
  }

  /**
   * Does the same for many thresholds in one pass over the nodes.
   *
   * @param thresholds ascending, above 0
   * @param answers receives for each what {@link #mostSpecific(double)} gives
   */
  public void mostSpecific(double[] thresholds, int[] answers) {
    Arrays.fill(likeliest, -1);
    for (int node = tree.root(); node >= 0; node--) {
      int best = likeliest[sizeRank[node]];
      if (best < 0 || probability[node] > probability[best]) {
        likeliest[sizeRank[node]] = node;
      }
    }
    int size = 0;
    for (int i = 0; i < thresholds.length; i++) {
      while (size < likeliest.length - 1 && probability[likeliest[size]] < thresholds[i]) {
        size++;
      }
      answers[i] = likeliest[size];
    }
  }

  private boolean isBetter(int node, int than) {
    int leaves = tree.leaves(node);
    int others = tree.leaves(than);
    return leaves < others || (leaves == others && probability[node] > probability[than]);
  }

  /**
   * How much an answer says: log₂ of how many times fewer classes it leaves.
   *
   * @param node the answer
   * @return 0 bits for the root, log₂ N for a class
   */
  public double bits(int node) {
    return Math.log((double) tree.classes() / tree.leaves(node)) / Math.log(2);
  }
}
