package ihct.hierarchy;

import ihct.linkage.Dendrogram;
import ihct.linkage.Merge;
import java.util.Arrays;

/**
 * A tree over N classes in which every node has a height: what decoders need of a dendrogram or of
 * an IHCT, inferred or known.
 *
 * <p><b>Numbering.</b> Nodes 0…N−1 are the leaves, in the order of the classes; every other node
 * has a larger number than those below it, and the root has the largest. <b>Heights.</b> 0 at the
 * leaves, and never lower than below. <b>Cost.</b> All of it takes O(nodes) time and memory; the
 * tree never changes.
 */
public final class ClassTree {

  private static final int NONE = -1;

  private final int classes;
  private final int[] parent;
  private final double[] height;
  private final int[] depth;
  private final int[] leaves;

  private ClassTree(int classes, int[] parent, double[] height, int[] depth) {
    this.classes = classes;
    this.parent = parent;
    this.height = height;
    this.depth = depth;
    this.leaves = new int[parent.length];
    Arrays.fill(leaves, 0, classes, 1);
    for (int node = 0; node < root(); node++) {
      leaves[parent[node]] += leaves[node];
    }
  }

  /**
   * Takes over a dendrogram, whose merge heights become those of the nodes.
   *
   * @param tree at least two leaves
   * @return its tree of 2N − 1 nodes
   * @throws IllegalArgumentException if there is one leaf, or a merge is lower than one below it
   */
  public static ClassTree of(Dendrogram tree) {
    int n = tree.leaves();
    checkClasses(n);
    if (!tree.isMonotone()) {
      throw new IllegalArgumentException(
          "The dendrogram has a merge below one that it builds on; a decoder needs heights that rise.");
    }
    int[] parent = new int[2 * n - 1];
    double[] height = new double[2 * n - 1];
    parent[2 * n - 2] = NONE;
    for (int i = 0; i < n - 1; i++) {
      Merge merge = tree.merges().get(i);
      parent[merge.left()] = n + i;
      parent[merge.right()] = n + i;
      height[n + i] = merge.height();
    }
    int[] depth = new int[2 * n - 1];
    for (int node = 2 * n - 3; node >= 0; node--) {
      depth[node] = depth[parent[node]] + 1;
    }
    return new ClassTree(n, parent, height, depth);
  }

  /**
   * Takes over the tiers of an IHCT. A cluster's height is the number of tiers below its own, so
   * that classes of one cluster of the tier before the leaves meet at height 1, and those that only
   * the root holds at I.
   *
   * @param tree at least two classes
   * @return its tree: a node for the root and for each cluster of each tier
   * @throws IllegalArgumentException if there is one class
   */
  public static ClassTree of(Ihct tree) {
    checkClasses(tree.classes());
    int tiers = tree.tiers();
    // The leaves are the clusters of the last tier; those of tier t start at first[t].
    int[] first = new int[tiers + 1];
    int nodes = tree.classes();
    for (int tier = tiers - 1; tier >= 1; tier--) {
      first[tier] = nodes;
      nodes += tree.clusters(tier);
    }
    first[0] = nodes++;
    int[] parent = new int[nodes];
    double[] height = new double[nodes];
    parent[nodes - 1] = NONE;
    height[nodes - 1] = tiers;
    int[] depth = new int[nodes];
    for (int tier = 1; tier <= tiers; tier++) {
      for (int cluster = 0; cluster < tree.clusters(tier); cluster++) {
        parent[first[tier] + cluster] = first[tier - 1] + tree.parent(tier, cluster);
        height[first[tier] + cluster] = tiers - tier;
      }
      for (int leaf = 0; leaf < tree.classes(); leaf++) {
        depth[first[tier] + tree.cluster(tier, leaf)] = Math.min(tier, tree.depth(leaf));
      }
    }
    return new ClassTree(tree.classes(), parent, height, depth);
  }

  private static void checkClasses(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException("A tree to decide in needs at least 2 classes.");
    }
  }

  /** Number of classes, N. */
  public int classes() {
    return classes;
  }

  /** Number of nodes, leaves and root included. */
  public int nodes() {
    return parent.length;
  }

  /** The node that holds all classes, which has the largest number. */
  public int root() {
    return parent.length - 1;
  }

  /**
   * The node right above another.
   *
   * @param node any but the root
   * @return its parent; −1 for the root
   */
  public int parent(int node) {
    return parent[node];
  }

  /**
   * The height of a node.
   *
   * @param node any
   * @return 0 for a leaf; in the unit of the merge heights, or in tiers
   */
  public double height(int node) {
    return height[node];
  }

  /**
   * Counts the nodes on the way from the root to a node, without the root. Clusters by which a path
   * is continued that ended before the last tier are no nodes: such a class is as deep as its path
   * is long, and a class whose path ends at the node of others is as deep as that.
   *
   * @param node any
   * @return 0 for the root
   * @see Ihct#depth
   */
  public int depth(int node) {
    return depth[node];
  }

  /**
   * Counts the classes of a node.
   *
   * @param node any
   * @return 1 for a leaf, N for the root
   */
  public int leaves(int node) {
    return leaves[node];
  }

  /**
   * How high two nodes meet: the severity of a mistake between them. O(depth).
   *
   * @param a any node
   * @param b any node
   * @return the height of the lowest node that holds both
   */
  public double meetingHeight(int a, int b) {
    return height[meet(a, b)];
  }

  /**
   * Where two nodes meet. O(depth).
   *
   * @param a any node
   * @param b any node
   * @return the lowest node that holds both
   */
  public int meet(int a, int b) {
    int one = a;
    int other = b;
    while (one != other) {
      if (one < other) {
        one = parent[one];
      } else {
        other = parent[other];
      }
    }
    return one;
  }

  /**
   * Sums the probabilities of the classes of every node: the probability that the class is one of
   * them.
   *
   * @param classProbabilities N numbers from a place on, such as a row of a batch
   * @param offset where they begin
   * @param nodeProbabilities receives a number for each node
   */
  public void sum(float[] classProbabilities, int offset, double[] nodeProbabilities) {
    Arrays.fill(nodeProbabilities, classes, parent.length, 0);
    for (int leaf = 0; leaf < classes; leaf++) {
      nodeProbabilities[leaf] = classProbabilities[offset + leaf];
    }
    for (int node = 0; node < root(); node++) {
      nodeProbabilities[parent[node]] += nodeProbabilities[node];
    }
  }

  /**
   * For every node, how high it meets the true class on average: at a leaf the expected severity of
   * answering with it.
   *
   * <p>On the way down from the root, what changes at a node is that the classes below it meet no
   * longer at its parent's height but at most at its own: R(node) = R(parent) − (h(parent) −
   * h(node))·P(node). That takes O(nodes) where the sum over all pairs of classes takes O(N²).
   *
   * @param nodeProbabilities as {@link #sum} gives them
   * @param expectedHeights receives a number for each node
   */
  public void expectedHeights(double[] nodeProbabilities, double[] expectedHeights) {
    int root = root();
    expectedHeights[root] = height[root] * nodeProbabilities[root];
    for (int node = root - 1; node >= 0; node--) {
      int above = parent[node];
      expectedHeights[node] =
          expectedHeights[above] - (height[above] - height[node]) * nodeProbabilities[node];
    }
  }
}
