package ihct.linkage;

import ihct.stopping.Stop;

/**
 * In which order the leaves of two trees are drawn opposite each other, so that the lines between
 * equal leaves cross little. Branches are turned at their merges, and no merge is changed.
 *
 * <p>The second tree is turned against the first one, then the first against the second, and so on
 * until that removes no more crossings. Each turn is the best one against the other tree as it
 * stands: whether the two sides of a merge are exchanged decides on the crossings of their lines
 * alone, so each merge is decided by itself. The least number over the orders of both trees, which
 * is NP-hard to find, may be lower.
 *
 * @see <a href="https://doi.org/10.1093/bioinformatics/btv428">Galili (2015), dendextend</a>
 * @see <a href="https://doi.org/10.1007/s00453-010-9456-z">Buchin et al. (2012), drawing (complete)
 *     binary tanglegrams</a>
 */
public final class Untangling {

  /** As dendextend has it, unless told otherwise. */
  private static final double POWER = 1.5;

  private final int[] first;
  private final int[] second;
  private final long crossings;

  private Untangling(int[] first, int[] second, long crossings) {
    this.first = first;
    this.second = second;
    this.crossings = crossings;
  }

  /** The order of a tree's leaves, and how many lines to the other tree cross. */
  private record Turned(int[] order, long crossings) {}

  /**
   * Turns two trees towards each other.
   *
   * <p><b>Ties.</b> Where both ways cross as much, the side with the smaller number stands first;
   * once that removes no more crossings, the other is tried. <b>Cost.</b> O(n·h) for trees of
   * height h in each turn, of which few are needed; O(n) memory.
   *
   * @param a a tree
   * @param b another of the same leaves
   * @return their orders
   * @throws IllegalArgumentException if it has another number of leaves
   */
  public static Untangling of(Dendrogram a, Dendrogram b) {
    if (a.leaves() != b.leaves()) {
      throw new IllegalArgumentException(
          "One has %d leaves and the other %d; draw what both have."
              .formatted(a.leaves(), b.leaves()));
    }
    int[] first = a.leafOrder();
    Turned second = turned(b, first, false);
    boolean exchanges = false;
    while (true) {
      Turned one = turned(a, second.order(), exchanges);
      Turned other = turned(b, one.order(), exchanges);
      if (other.crossings() < second.crossings()) {
        first = one.order();
        second = other;
        exchanges = false;
      } else if (exchanges) {
        return new Untangling(first, second.order(), second.crossings());
      } else {
        exchanges = true;
      }
    }
  }

  private static Turned turned(Dendrogram tree, int[] opposite, boolean exchanges) {
    int n = tree.leaves();
    int[][] places = new int[2 * n - 1][]; // of the leaves below, on the other side, in order
    for (int place = 0; place < n; place++) {
      places[opposite[place]] = new int[] {place};
    }
    boolean[] exchanged = new boolean[n - 1];
    long crossings = 0;
    for (int i = 0; i < n - 1; i++) {
      Stop.check("untangling trees");
      Merge merge = tree.merges().get(i);
      int[] left = places[merge.left()];
      int[] right = places[merge.right()];
      int[] both = new int[left.length + right.length];
      long cross = 0;
      int l = 0;
      int r = 0;
      while (l + r < both.length) {
        if (r == right.length || l < left.length && left[l] < right[r]) {
          both[l + r] = left[l++];
        } else {
          both[l + r] = right[r++];
          cross += left.length - l;
        }
      }
      long otherwise = (long) left.length * right.length - cross;
      exchanged[i] = otherwise < cross || exchanges && otherwise == cross;
      crossings += Math.min(cross, otherwise);
      places[n + i] = both;
      places[merge.left()] = null;
      places[merge.right()] = null;
    }
    return new Turned(order(tree, exchanged), crossings);
  }

  private static int[] order(Dendrogram tree, boolean[] exchanged) {
    int n = tree.leaves();
    int[] start = new int[2 * n - 1];
    for (int i = n - 2; i >= 0; i--) {
      Merge merge = tree.merges().get(i);
      int above = exchanged[i] ? merge.right() : merge.left();
      int below = exchanged[i] ? merge.left() : merge.right();
      start[above] = start[n + i];
      start[below] = start[n + i] + tree.size(above);
    }
    int[] order = new int[n];
    for (int leaf = 0; leaf < n; leaf++) {
      order[start[leaf]] = leaf;
    }
    return order;
  }

  /** {@return the leaves of the first tree from the top, each once; a copy} */
  public int[] first() {
    return first.clone();
  }

  /** {@return those of the second tree; a copy} */
  public int[] second() {
    return second.clone();
  }

  /** {@return how many pairs of lines between equal leaves cross, 0…n(n−1)/2} */
  public long crossings() {
    return crossings;
  }

  /**
   * Measures how far leaves stand from their like, as dendextend does: Σ|i − j|^1.5 over the leaves
   * at place i of one tree and j of the other, as a share of that of an order and its reverse.
   *
   * @return 0…1; 0 if all lines are level, and of a single leaf
   */
  public double entanglement() {
    return entanglement(first, second);
  }

  static double entanglement(int[] first, int[] second) {
    int n = first.length;
    int[] place = new int[n];
    for (int i = 0; i < n; i++) {
      place[first[i]] = i;
    }
    double apart = 0;
    double worst = 0;
    for (int i = 0; i < n; i++) {
      apart += Math.pow(Math.abs(place[second[i]] - i), POWER);
      worst += Math.pow(Math.abs(n - 1 - 2 * i), POWER);
    }
    return worst == 0 ? 0 : apart / worst;
  }
}
