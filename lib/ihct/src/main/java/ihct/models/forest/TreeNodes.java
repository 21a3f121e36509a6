package ihct.models.forest;

import java.util.Arrays;
import java.util.List;

/**
 * The nodes of a tree that grows, in preorder. A node may stand for a subtree that grows elsewhere
 * and is put in its place at last.
 */
final class TreeNodes {

  /** Stands where an inner node has its feature, and a leaf {@link EntropyTree#LEAF}. */
  private static final int ELSEWHERE = -2;

  private static final int FEW = 16;

  private int[] feature = new int[FEW];
  private float[] threshold = new float[FEW];

  /** The right child of an inner node, the number of a leaf, the number of a subtree elsewhere. */
  private int[] next = new int[FEW];

  private int nodes;

  private int[] leafStart = new int[FEW];
  private int[] leafGenre = new int[FEW];
  private int[] leafCount = new int[FEW];
  private int leaves;
  private int entries;

  /** The number of the node that is added next. */
  int size() {
    return nodes;
  }

  void addSplit(int splitFeature, float splitThreshold) {
    addNode(splitFeature, splitThreshold, 0);
  }

  /** Makes the node that is added next the right child of an earlier one. */
  void nextIsRightOf(int node) {
    next[node] = nodes;
  }

  /**
   * Adds a leaf.
   *
   * @param genres its classes, ascending
   * @param distinct how many of them
   * @param counts the songs of every class
   */
  void addLeaf(int[] genres, int distinct, int[] counts) {
    addNode(EntropyTree.LEAF, 0, leaves);
    addLeafStart();
    reserveEntries(distinct);
    for (int k = 0; k < distinct; k++) {
      leafGenre[entries] = genres[k];
      leafCount[entries++] = counts[genres[k]];
    }
  }

  /** Adds a place for a subtree: the first added is number 0. */
  void addPlace(int number) {
    addNode(ELSEWHERE, 0, number);
  }

  private void addNode(int what, float splitThreshold, int where) {
    if (nodes == feature.length) {
      feature = Arrays.copyOf(feature, 2 * nodes);
      threshold = Arrays.copyOf(threshold, 2 * nodes);
      next = Arrays.copyOf(next, 2 * nodes);
    }
    feature[nodes] = what;
    threshold[nodes] = splitThreshold;
    next[nodes++] = where;
  }

  private void addLeafStart() {
    if (leaves == leafStart.length) {
      leafStart = Arrays.copyOf(leafStart, 2 * leaves);
    }
    leafStart[leaves++] = entries;
  }

  private void reserveEntries(int more) {
    if (entries + more > leafGenre.length) {
      int length = Math.max(2 * entries, entries + more);
      leafGenre = Arrays.copyOf(leafGenre, length);
      leafCount = Arrays.copyOf(leafCount, length);
    }
  }

  /** The same nodes with the subtrees in their places. */
  TreeNodes with(List<TreeNodes> subtrees) {
    int[] moved = new int[nodes];
    int at = 0;
    for (int node = 0; node < nodes; node++) {
      moved[node] = at;
      at += feature[node] == ELSEWHERE ? subtrees.get(next[node]).nodes : 1;
    }
    TreeNodes whole = new TreeNodes();
    for (int node = 0; node < nodes; node++) {
      if (feature[node] == ELSEWHERE) {
        whole.append(subtrees.get(next[node]));
      } else if (feature[node] == EntropyTree.LEAF) {
        whole.appendLeaf(this, next[node]);
      } else {
        whole.addNode(feature[node], threshold[node], moved[next[node]]);
      }
    }
    return whole;
  }

  private void append(TreeNodes subtree) {
    int shift = nodes;
    for (int node = 0; node < subtree.nodes; node++) {
      if (subtree.feature[node] == EntropyTree.LEAF) {
        appendLeaf(subtree, subtree.next[node]);
      } else {
        addNode(subtree.feature[node], subtree.threshold[node], shift + subtree.next[node]);
      }
    }
  }

  private void appendLeaf(TreeNodes from, int leaf) {
    int start = from.leafStart[leaf];
    int count = (leaf + 1 < from.leaves ? from.leafStart[leaf + 1] : from.entries) - start;
    addNode(EntropyTree.LEAF, 0, leaves);
    addLeafStart();
    reserveEntries(count);
    System.arraycopy(from.leafGenre, start, leafGenre, entries, count);
    System.arraycopy(from.leafCount, start, leafCount, entries, count);
    entries += count;
  }

  /**
   * The finished tree.
   *
   * @param dimension d
   * @param classes N
   * @param classWeights what a song of each class counts; null if all count alike
   */
  EntropyTree tree(int dimension, int classes, double[] classWeights) {
    int[] starts = Arrays.copyOf(leafStart, leaves + 1);
    starts[leaves] = entries;
    return new EntropyTree(
        dimension,
        classes,
        classWeights,
        Arrays.copyOf(feature, nodes),
        Arrays.copyOf(threshold, nodes),
        Arrays.copyOf(next, nodes),
        starts,
        Arrays.copyOf(leafGenre, entries),
        Arrays.copyOf(leafCount, entries));
  }
}
