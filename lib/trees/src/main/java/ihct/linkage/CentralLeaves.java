package ihct.linkage;

import java.util.Arrays;
import java.util.List;

/**
 * The most central leaves of every cluster of a dendrogram: those whose mean cophenetic distance to
 * the other leaves is least, the cluster's medoids in the tree. Of equally central leaves the first
 * comes first.
 *
 * <p>A merge makes all leaves of one side equally farther from the rest, so the most central leaf
 * of a cluster is that of one of the two that it was merged from. <b>Cost.</b> O(n) time and memory
 * for all clusters.
 */
public final class CentralLeaves {

  private static final int NONE = -1;

  private final int[] size;
  private final int[] parent;
  private final int[] first;
  private final int[] second;

  private CentralLeaves(int nodes) {
    size = new int[nodes];
    parent = new int[nodes];
    first = new int[nodes];
    second = new int[nodes];
    Arrays.fill(parent, NONE);
    Arrays.fill(second, NONE);
  }

  /**
   * Finds them.
   *
   * @param tree a dendrogram
   * @return the two most central leaves of each cluster
   */
  public static CentralLeaves of(Dendrogram tree) {
    int leaves = tree.leaves();
    CentralLeaves central = new CentralLeaves(2 * leaves - 1);
    double[] firstSum = new double[2 * leaves - 1];
    double[] secondSum = new double[2 * leaves - 1];
    for (int leaf = 0; leaf < leaves; leaf++) {
      central.size[leaf] = 1;
      central.first[leaf] = leaf;
    }
    int node = leaves;
    for (Merge merge : tree.merges()) {
      central.merge(node++, merge, firstSum, secondSum);
    }
    return central;
  }

  /** Sums are of the cophenetic distances of a leaf to all others of its cluster. */
  private void merge(int node, Merge merge, double[] firstSum, double[] secondSum) {
    size[node] = merge.size();
    first[node] = NONE;
    for (int side : List.of(merge.left(), merge.right())) {
      parent[side] = node;
      double farther = (merge.size() - size[side]) * merge.height();
      take(node, first[side], firstSum[side] + farther, firstSum, secondSum);
      take(node, second[side], secondSum[side] + farther, firstSum, secondSum);
    }
  }

  private void take(int node, int leaf, double sum, double[] firstSum, double[] secondSum) {
    if (leaf == NONE) {
      return;
    }
    if (isBefore(leaf, sum, first[node], firstSum[node])) {
      second[node] = first[node];
      secondSum[node] = firstSum[node];
      first[node] = leaf;
      firstSum[node] = sum;
    } else if (isBefore(leaf, sum, second[node], secondSum[node])) {
      second[node] = leaf;
      secondSum[node] = sum;
    }
  }

  private static boolean isBefore(int leaf, double sum, int other, double otherSum) {
    return other == NONE || sum < otherSum || sum == otherSum && leaf < other;
  }

  /**
   * Names the most central leaves of a cluster.
   *
   * @param node a cluster, numbered as in the dendrogram
   * @return its most central leaf and the next; the leaf alone if it is one
   */
  public List<Integer> of(int node) {
    return second[node] == NONE ? List.of(first[node]) : List.of(first[node], second[node]);
  }

  /**
   * The same for a cluster that is known by one of its leaves and its size.
   *
   * @param leaf a leaf
   * @param leaves how many leaves the cluster has
   * @return its most central leaf and the next
   */
  public List<Integer> of(int leaf, int leaves) {
    int node = leaf;
    while (size[node] < leaves) {
      node = parent[node];
    }
    return of(node);
  }
}
