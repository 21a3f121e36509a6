package ihct.linkage;

import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The tree of n leaves that n−1 merges make, in the order in which they were made.
 *
 * <p><b>Shape.</b> Clusters are numbered as in SciPy: leaves 0…n−1, and merge i makes cluster n +
 * i, so the root is 2n−2. <b>Unit.</b> Heights are in the unit of the metric.
 */
public final class Dendrogram {

  private final int leaves;
  private final List<Merge> merges;

  /** The cluster that each cluster was merged into; the root is its own. */
  private final int[] parent;

  /** Checks and keeps the merges. */
  Dendrogram(int leaves, List<Merge> merges) {
    this.leaves = leaves;
    this.merges = List.copyOf(merges);
    this.parent = parents(leaves, this.merges);
  }

  /**
   * Takes merges that were made elsewhere, read from a file for instance.
   *
   * @param merges n−1 merges of n leaves, in the order they were made; none for a single leaf.
   *     Heights may fall, as centroid linkage makes them do
   * @throws IllegalArgumentException if a merge joins a cluster that does not exist yet or was
   *     merged before, or has the wrong size; the message names the merge
   */
  public static Dendrogram of(List<Merge> merges) {
    return new Dendrogram(merges.size() + 1, merges);
  }

  /** Number of leaves n, at least 1. */
  public int leaves() {
    return leaves;
  }

  /** The n−1 merges in the order they were made; cannot be changed. */
  public List<Merge> merges() {
    return merges;
  }

  /**
   * Cuts the tree into k clusters by undoing its last k−1 merges.
   *
   * <p>Merges are counted, not compared by height, so every k gives exactly k clusters. Where the
   * merge undone last is as high as the next one, the order of the merges decides between cuts that
   * are equally right. A cut into more clusters always refines a cut into fewer. <b>Cost.</b> O(n).
   *
   * @param k how many clusters, 1…n
   * @return the cluster of each leaf; clusters are numbered 0…k−1 by their first leaf
   * @throws IllegalArgumentException if k is out of range
   */
  public int[] cut(int k) {
    if (k < 1 || k > leaves) {
      throw new IllegalArgumentException(
          "k = %d clusters asked of a dendrogram with %d leaves; k must be between 1 and %d."
              .formatted(k, leaves, leaves));
    }
    Stop.check("cutting the dendrogram");
    int nodes = 2 * leaves - k; // those that exist before the last k - 1 merges
    int[] top = new int[nodes];
    for (int node = nodes - 1; node >= 0; node--) {
      top[node] = parent[node] < nodes && parent[node] != node ? top[parent[node]] : node;
    }
    int[] label = new int[nodes];
    Arrays.fill(label, -1);
    int[] clusterOfLeaf = new int[leaves];
    int next = 0;
    for (int leaf = 0; leaf < leaves; leaf++) {
      if (label[top[leaf]] < 0) {
        label[top[leaf]] = next++;
      }
      clusterOfLeaf[leaf] = label[top[leaf]];
    }
    return clusterOfLeaf;
  }

  /**
   * Finds the height at which two leaves first meet.
   *
   * <p><b>Cost.</b> The length of the way from the leaves to where they meet.
   *
   * @param a a leaf, 0…n−1
   * @param b a leaf, 0…n−1
   * @return the height of the lowest cluster that holds both; 0 if they are the same leaf
   * @throws IndexOutOfBoundsException if a leaf is out of range
   */
  public double cophenetic(int a, int b) {
    int x = Objects.checkIndex(a, leaves);
    int y = Objects.checkIndex(b, leaves);
    if (x == y) {
      return 0;
    }
    while (x != y) { // a cluster's number is always below its parent's
      if (x < y) {
        x = parent[x];
      } else {
        y = parent[y];
      }
    }
    return merges.get(x - leaves).height();
  }

  /**
   * Measures how faithfully the tree keeps the distances it was made from: Pearson's correlation
   * between the distances and the cophenetic distances of all pairs.
   *
   * <p><b>Cost.</b> O(n²) time on up to four threads, O(n) memory besides the argument. The number
   * of threads changes nothing.
   *
   * @param distances the distances between the same leaves
   * @return −1…1; NaN where the correlation is undefined, that is with fewer than 3 leaves or when
   *     either kind of distance is the same for all pairs
   * @throws IllegalArgumentException if the distances are between another number of items
   * @see <a href="https://doi.org/10.2307/1217208">Sokal and Rohlf (1962), cophenetic
   *     correlation</a>
   */
  public double copheneticCorrelation(CondensedDistances distances) {
    checkItems(distances.items());
    int[] order = leafOrder();
    return faithfulness(
            (place, row) -> {
              for (int other = place + 1; other < leaves; other++) {
                row[other] = distances.get(order[place], order[other]);
              }
            })
        .pearson();
  }

  /**
   * The same for points, whose distances are measured once and not kept. <b>Cost.</b> O(n²·d) time
   * on up to four threads for points of d coordinates, and a copy of the points.
   *
   * @param points one row of finite coordinates per leaf
   * @param metric the distance between points
   * @return as above
   * @throws IllegalArgumentException if there is another number of points, or one of them has no
   *     distance to others
   */
  public double copheneticCorrelation(double[][] points, Metric metric) {
    return faithfulness(points, metric).pearson();
  }

  /**
   * Measures how alike two trees are: Pearson's correlation between the cophenetic distances of all
   * pairs of leaves.
   *
   * <p><b>Cost.</b> As above, O(n²) time and O(n) memory for each thread.
   *
   * @param other a tree of the same leaves
   * @return −1…1, which does not depend on which tree is asked but for rounding; NaN where the
   *     correlation is undefined
   * @throws IllegalArgumentException if it has another number of leaves
   */
  public double copheneticCorrelation(Dendrogram other) {
    checkItems(other.leaves);
    int[] order = leafOrder();
    int[] otherOrder = other.leafOrder();
    int[] placeOf = new int[leaves];
    for (int place = 0; place < leaves; place++) {
      placeOf[otherOrder[place]] = place;
    }
    int[] gap = other.gaps();
    double[] heights = other.heights();
    return faithfulness(
            (place, row) -> {
              double[] met = new double[leaves];
              int from = placeOf[order[place]];
              int last = -1;
              for (int at = from + 1; at < leaves; at++) {
                last = Math.max(last, gap[at - 1]);
                met[otherOrder[at]] = heights[last];
              }
              last = -1;
              for (int at = from - 1; at >= 0; at--) {
                last = Math.max(last, gap[at]);
                met[otherOrder[at]] = heights[last];
              }
              for (int at = place + 1; at < leaves; at++) {
                row[at] = met[order[at]];
              }
            })
        .pearson();
  }

  /**
   * The tree of some leaves alone: merges that join none of them are gone, and heights stay.
   *
   * @param some distinct leaves, 0…n−1, at least one; the first becomes leaf 0
   * @return their tree
   * @throws IllegalArgumentException if a leaf stands twice
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public Dendrogram restrictedTo(int[] some) {
    int[] now = new int[2 * leaves - 1];
    Arrays.fill(now, -1);
    for (int leaf = 0; leaf < some.length; leaf++) {
      if (now[Objects.checkIndex(some[leaf], leaves)] >= 0) {
        throw new IllegalArgumentException("Leaf %d stands twice.".formatted(some[leaf]));
      }
      now[some[leaf]] = leaf;
    }
    int[] size = new int[2 * some.length];
    Arrays.fill(size, 1);
    List<Merge> left = new ArrayList<>();
    for (int i = 0; i < merges.size(); i++) {
      int a = now[merges.get(i).left()];
      int b = now[merges.get(i).right()];
      now[leaves + i] = Math.max(a, b);
      if (a >= 0 && b >= 0) {
        int made = some.length + left.size();
        size[made] = size[a] + size[b];
        left.add(new Merge(Math.min(a, b), Math.max(a, b), merges.get(i).height(), size[made]));
        now[leaves + i] = made;
      }
    }
    return new Dendrogram(some.length, left);
  }

  /** The same, still to be computed. */
  Faithfulness faithfulness(double[][] points, Metric metric) {
    checkItems(points.length);
    double[][] inOrder =
        Arrays.stream(leafOrder()).mapToObj(leaf -> points[leaf]).toArray(double[][]::new);
    Coordinates coordinates = Coordinates.of(inOrder, metric);
    return faithfulness((place, row) -> coordinates.measure(place, place + 1, leaves, row));
  }

  private void checkItems(int items) {
    if (items != leaves) {
      throw new IllegalArgumentException(
          "The dendrogram has %d leaves, but the distances are between %d items; both must be the same."
              .formatted(leaves, items));
    }
  }

  private Faithfulness faithfulness(Faithfulness.Rows distances) {
    return new Faithfulness(gaps(), heights(), distances);
  }

  /** The merge between each two neighbours in the leaf order. */
  private int[] gaps() {
    int[] start = starts();
    int[] gap = new int[leaves - 1];
    for (int i = 0; i < merges.size(); i++) {
      gap[start[merges.get(i).right()] - 1] = i;
    }
    return gap;
  }

  private double[] heights() {
    return merges.stream().mapToDouble(Merge::height).toArray();
  }

  /**
   * Tells whether heights never decrease towards the root. Trees by {@link Agglomerative} always
   * are monotone; those given to {@link #of} need not be.
   *
   * @return true if no merge is lower than the one before it
   */
  public boolean isMonotone() {
    for (int i = 1; i < merges.size(); i++) {
      if (merges.get(i).height() < merges.get(i - 1).height()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Orders the leaves as a drawing without crossing lines shows them, left before right.
   *
   * @return the n leaves, each once; the leaves of any cluster are neighbours
   */
  public int[] leafOrder() {
    int[] start = starts();
    int[] order = new int[leaves];
    for (int leaf = 0; leaf < leaves; leaf++) {
      order[start[leaf]] = leaf;
    }
    return order;
  }

  @Override
  public String toString() {
    return "dendrogram of %d leaves".formatted(leaves);
  }

  /** Where the leaves of each cluster begin in the leaf order. */
  private int[] starts() {
    int[] start = new int[2 * leaves - 1];
    for (int i = merges.size() - 1; i >= 0; i--) {
      Merge merge = merges.get(i);
      start[merge.left()] = start[leaves + i];
      start[merge.right()] = start[leaves + i] + size(merge.left());
    }
    return start;
  }

  int size(int node) {
    return node < leaves ? 1 : merges.get(node - leaves).size();
  }

  private static int[] parents(int leaves, List<Merge> merges) {
    int[] parent = new int[2 * leaves - 1];
    int[] size = new int[2 * leaves - 1];
    for (int node = 0; node < parent.length; node++) {
      parent[node] = node;
      size[node] = 1;
    }
    for (int i = 0; i < merges.size(); i++) {
      Merge merge = merges.get(i);
      int made = leaves + i;
      for (int child : new int[] {merge.left(), merge.right()}) {
        if (child >= made || parent[child] != child) {
          throw new IllegalArgumentException(
              "Merge %d joins cluster %d, which %s; a merge joins two clusters that exist and stand alone."
                  .formatted(i, child, child >= made ? "does not exist yet" : "was merged before"));
        }
        parent[child] = made;
      }
      size[made] = size[merge.left()] + size[merge.right()];
      if (size[made] != merge.size()) {
        throw new IllegalArgumentException(
            "Merge %d says that its cluster has %d leaves; it has %d."
                .formatted(i, merge.size(), size[made]));
      }
    }
    return parent;
  }
}
