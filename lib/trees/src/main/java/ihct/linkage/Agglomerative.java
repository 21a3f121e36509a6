package ihct.linkage;

import ihct.memory.MemoryNeed;
import ihct.memory.NotEnoughMemoryException;
import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Agglomerative clustering: every item starts alone, and the two closest clusters join until one is
 * left.
 */
public final class Agglomerative {

  static final String LINKING = "linking clusters";

  /** Of merged clusters' distances, by n²: what normally distributed points take. */
  private static final double USUAL_BYTES = 1.7;

  private Agglomerative() {}

  /**
   * Builds the dendrogram of {@code n} items.
   *
   * <p>At each step the two closest clusters A and B join, at height d(A, B), and the linkage rule
   * says how far A ∪ B is from every other cluster. Single linkage takes the edges of a minimum
   * spanning tree by rising length; the other rules follow chains of nearest neighbours, which find
   * the same merges in another order, sorted by height afterwards.
   *
   * <p><b>Shape.</b> The result has n−1 merges and numbers leaves 0…n−1, merged clusters n…2n−2 in
   * the order they form, as SciPy does. <b>Unit.</b> Heights are in the unit of the distances.
   * <b>Monotone.</b> Heights never decrease, not even by rounding: an update never returns less
   * than the smaller of the two distances it combines (see {@link LinkageRule}), so no distance to
   * a cluster ever falls below the height at which that cluster formed. <b>Ties.</b> The same input
   * always gives the same tree: a chain goes back where it came from if that is as close as
   * anything else, then to the smallest index. But equal distances can make several trees right,
   * and reordering the items may return another of them, with other heights. The number of threads
   * changes nothing, and all arithmetic is in double. <b>Cost.</b> O(n²) time, on two threads where
   * the machine has them and n is 1024 or more. Besides the argument, which is not changed, the
   * distances of merged clusters that exist at the same time: 1.5n² to 2.3n² bytes for normally
   * distributed points (40 to 60 MiB for 5238), never more than 4n²; for single linkage only O(n).
   *
   * <p>Items at 0, 1, 3 and 7 on a line merge at heights 1, 3 and 7 by complete linkage.
   *
   * @param distances pairwise distances of at least one item
   * @param rule the distance between clusters
   * @return the n−1 merges by rising height; none when n = 1
   * @throws NotEnoughMemoryException if Java may not take the memory that this usually needs
   * @see <a href="https://arxiv.org/abs/1109.2378">Müllner (2011), nearest-neighbour chain and
   *     minimum spanning tree</a>
   */
  public static Dendrogram cluster(CondensedDistances distances, LinkageRule rule) {
    Objects.requireNonNull(rule, "rule");
    return link(distances.leaves(), rule);
  }

  /**
   * Builds the dendrogram of {@code n} points.
   *
   * <p>It is the tree that {@link #cluster(CondensedDistances, LinkageRule)} builds from the
   * points' distances, to the last digit and with the same ties, in less time and memory: distances
   * between points are measured when they are needed and not kept. So n may be more than {@link
   * CondensedDistances#MAX_ITEMS}. <b>Cost.</b> O(n²·d) time for points of d coordinates; a copy of
   * the points, and the memory for merged clusters that is said there: for single linkage none.
   *
   * @param points one row of d finite coordinates per item; at least one row; not changed
   * @param metric the distance between points
   * @param rule the distance between clusters
   * @return the n−1 merges by rising height; none when n = 1
   * @throws IllegalArgumentException if there are no points, if rows differ in length, if a
   *     coordinate or a distance is not finite, or if the metric is undefined for a point; the
   *     message names the item or the pair
   * @throws NotEnoughMemoryException if Java may not take the memory that this usually needs
   */
  public static Dendrogram cluster(double[][] points, Metric metric, LinkageRule rule) {
    Objects.requireNonNull(rule, "rule");
    if (points.length == 0) {
      throw new IllegalArgumentException(
          "No points were given; a dendrogram needs at least one leaf.");
    }
    return link(Coordinates.of(points, metric), rule);
  }

  /** Links with a second thread where that helps; the tree does not depend on it. */
  private static Dendrogram link(LeafDistances leaves, LinkageRule rule) {
    try (Helper helper = Helper.forItems(leaves.items())) {
      return link(leaves, rule, helper);
    }
  }

  /** Links with a given helper. */
  static Dendrogram link(LeafDistances leaves, LinkageRule rule, Helper helper) {
    Stop.check(LINKING);
    int n = leaves.items();
    if (rule != LinkageRule.SINGLE) {
      MemoryNeed.check(
          String.format(Locale.ROOT, "linking %,d items", n),
          USUAL_BYTES * n * n,
          "a tree of two levels, nothing of which is of size n² (--tree two-level), single linkage, or"
              + " fewer items, as --min-per-genre leaves of genres");
    }
    if (rule == LinkageRule.WARD) {
      checkSquares(leaves);
    }
    List<Join> joins =
        rule == LinkageRule.SINGLE
            ? new SpanningTree(leaves, helper).joins()
            : new NeighbourChain(leaves, rule, helper).joins();
    return tree(joins, n);
  }

  /** No height exceeds √n times the largest distance. */
  private static void checkSquares(LeafDistances leaves) {
    double largest = leaves.largestPossible();
    if (!Double.isFinite(leaves.items() * (largest * largest))) {
      throw new IllegalArgumentException(
          "Ward's linkage adds squares of distances, and of %d items up to %s apart they leave the range of numbers. Scale the coordinates down."
              .formatted(leaves.items(), largest));
    }
  }

  /** The tree of joins in an order in which each stands after those it builds on. */
  static Dendrogram tree(List<Join> joins, int n) {
    // Stable: a join is never lower than those it builds on and stands after them, also in a tie.
    joins.sort(Comparator.comparingDouble(Join::height));
    return new Dendrogram(n, numbered(joins, n));
  }

  /** The clusters that hold items a and b join at a height. */
  record Join(int a, int b, double height) {}

  /** Turns joins of items, by rising height, into merges of numbered clusters. */
  private static List<Merge> numbered(List<Join> joins, int n) {
    int[] parent = new int[2 * n - 1];
    int[] size = new int[2 * n - 1];
    for (int node = 0; node < parent.length; node++) {
      parent[node] = node;
      size[node] = 1;
    }
    List<Merge> merges = new ArrayList<>(joins.size());
    for (Join join : joins) {
      int a = root(parent, join.a());
      int b = root(parent, join.b());
      int merged = n + merges.size();
      parent[a] = merged;
      parent[b] = merged;
      size[merged] = size[a] + size[b];
      merges.add(new Merge(Math.min(a, b), Math.max(a, b), join.height(), size[merged]));
    }
    return merges;
  }

  /** Finds the top of a node's tree and shortens the way there for the next time. */
  private static int root(int[] parent, int node) {
    while (parent[node] != node) {
      parent[node] = parent[parent[node]];
      node = parent[node];
    }
    return node;
  }
}
