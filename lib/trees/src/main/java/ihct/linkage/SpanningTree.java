package ihct.linkage;

import ihct.linkage.Agglomerative.Join;
import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prim's algorithm for the minimum spanning tree, from item 0. It measures each distance twice at
 * most and keeps one for each item: O(n) memory.
 *
 * <p>Each join names the item reached last rather than the item its edge starts from: whatever was
 * reached between the two came over edges no longer than this one, so by the time this join is its
 * turn they are one cluster.
 */
final class SpanningTree {

  private static final int SLOTS_WORTH_HALVING = 1_024;

  private final LeafDistances leaves;
  private final Helper helper;
  private int slots;

  /** Of each slot: its item, and the shortest edge to the tree; ∞ once it is reached. */
  private final int[] item;

  private final double[] toTree;

  /** Of each slot: what is added to a distance, 0, or ∞ once it is reached. */
  private final double[] absence;

  private final double[] row;

  /** The slot nearest to the tree in the first and in the second part of the loop. */
  private int nearest;

  private int nearestOfSecondHalf;

  SpanningTree(LeafDistances leaves, Helper helper) {
    this.leaves = leaves;
    this.helper = helper;
    this.slots = leaves.items();
    this.item = new int[slots];
    Arrays.setAll(item, i -> i);
    this.toTree = new double[slots];
    Arrays.fill(toTree, Double.POSITIVE_INFINITY);
    this.absence = new double[slots];
    this.row = new double[slots];
  }

  /** Finds all edges; can be called once. */
  List<Join> joins() {
    int left = slots - 1;
    List<Join> joins = new ArrayList<>(slots);
    int last = 0;
    absence[0] = Double.POSITIVE_INFINITY;
    for (; left > 0; left--) {
      Stop.check(Agglomerative.LINKING);
      int reached = nearestToTree(last);
      joins.add(new Join(item[last], item[reached], toTree[reached]));
      toTree[reached] = Double.POSITIVE_INFINITY;
      absence[reached] = Double.POSITIVE_INFINITY;
      last = reached;
      if (left < slots * 5L / 8) {
        last = closeUp(last);
      }
    }
    return joins;
  }

  /** Brings the edges up to date with the item reached last; a tie goes to the earliest item. */
  private int nearestToTree(int last) {
    nearestOfSecondHalf = -1;
    helper.run(
        slots,
        SLOTS_WORTH_HALVING,
        (from, to) -> {
          leaves.measure(last, from, to, row);
          shorten(from, to);
          int found = first(from, to);
          if (from == 0) {
            nearest = found;
          } else {
            nearestOfSecondHalf = found;
          }
        });
    boolean second = nearestOfSecondHalf >= 0 && toTree[nearestOfSecondHalf] < toTree[nearest];
    return second ? nearestOfSecondHalf : nearest;
  }

  private void shorten(int from, int to) {
    for (int k = from; k < to; k++) {
      toTree[k] = Math.min(toTree[k], row[k] + absence[k]);
    }
  }

  /** The slot with the shortest edge in a range, of equal ones the first. */
  private int first(int from, int to) {
    int first = from;
    for (int k = from + 1; k < to; k++) {
      if (toTree[k] < toTree[first]) {
        first = k;
      }
    }
    return first;
  }

  /** Drops the items that are reached, but for the last; their order stays. */
  private int closeUp(int last) {
    int[] kept = new int[slots];
    int count = 0;
    int newLast = 0;
    for (int k = 0; k < slots; k++) {
      if (k == last) {
        newLast = count;
      }
      if (k == last || absence[k] == 0) {
        kept[count++] = k;
      }
    }
    leaves.keep(kept, count);
    for (int k = 0; k < count; k++) {
      item[k] = item[kept[k]];
      toTree[k] = toTree[kept[k]];
      absence[k] = absence[kept[k]];
    }
    slots = count;
    return newLast;
  }
}
