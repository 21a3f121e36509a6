package ihct.linkage;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The {@linkplain MergedRows rows} of merged clusters, those in lower slots in one store and those
 * in upper slots in another.
 *
 * <p>Two threads that share the slots out at the {@linkplain #middle} then each go through the rows
 * of their own slots alone, one after another in memory, and write hardly anywhere the other does.
 * That matters since a core waits long for what another has in its cache, ten times as long where
 * the two have no cache in common; and a virtual machine's cores may be either, from one minute to
 * the next.
 */
final class HalvedRows {

  /**
   * Of all slots, the part that is lower. The later of two slots stands for a union, so more rows
   * are those of upper slots, and the lower need be more for as much work.
   */
  private static final double LOWER = 0.6;

  /** Numbers between the two places for what is nobody's, which make them lines of cache apart. */
  private static final int APART = 8;

  private static final int NONE = -1;

  private final int items;
  private final MergedRows[] stores;

  /** Of each slot: the row of its cluster in its store, or none. */
  private final int[] rowOf;

  private int middle;

  /** Makes room for the rows of n items, in as many slots. */
  HalvedRows(int n) {
    this.items = n;
    Deque<double[]> spare = new ArrayDeque<>();
    this.stores =
        new MergedRows[] {new MergedRows(n, n, spare), new MergedRows(n, n + APART, spare)};
    this.rowOf = new int[n];
    Arrays.fill(rowOf, NONE);
    this.middle = middle(n);
  }

  private static int middle(int slots) {
    return (int) (slots * LOWER);
  }

  /** The first of the upper slots. */
  int middle() {
    return middle;
  }

  /** How long arrays of distances have to be: longer than there are slots. */
  int length() {
    return items + APART + 1;
  }

  private MergedRows store(int slot) {
    return stores[slot < middle ? 0 : 1];
  }

  /** Whether the cluster in a slot has a row, as merged clusters have. */
  boolean has(int slot) {
    return rowOf[slot] != NONE;
  }

  /** The distance from a cluster that has a row. */
  double get(int slot, int other) {
    return store(slot).get(rowOf[slot], other);
  }

  /** Copies the distances from a cluster that has a row to a range of slots. */
  void read(int slot, int from, int to, double[] into) {
    store(slot).read(rowOf[slot], from, to, into);
  }

  /**
   * Copies the distances from the cluster in a slot to those that have rows, each to its slot.
   *
   * @param from 0 or the middle
   * @param to the middle or the end
   */
  void readColumn(int slot, int from, int to, double[] into) {
    if (from < middle) {
      stores[0].readColumn(slot, into);
    }
    if (to > middle) {
      stores[1].readColumn(slot, into);
    }
  }

  /** Takes a row for the union that will be in a slot. */
  int take(int slot) {
    return store(slot).take();
  }

  /**
   * Writes distances from the union that will be in a slot: to its row and, for clusters that have
   * rows, also to theirs.
   *
   * @param row the row that was taken for it
   * @param from 0 or the middle
   * @param to the middle or the end
   */
  void write(int slot, int row, int from, int to, double[] distances) {
    store(slot).write(row, from, to, distances);
    if (from < middle) {
      stores[0].writeColumn(slot, distances);
    }
    if (to > middle) {
      stores[1].writeColumn(slot, distances);
    }
  }

  /** Gives the row that was taken to the union of two clusters, and theirs back. */
  void join(int gone, int kept, int row) {
    giveBack(gone);
    giveBack(kept);
    rowOf[kept] = row;
    store(kept).give(row, kept);
  }

  private void giveBack(int slot) {
    if (has(slot)) {
      store(slot).giveBack(rowOf[slot]);
      rowOf[slot] = NONE;
    }
  }

  /** Keeps the first {@code count} of some slots, ascending; the k-th of them becomes slot k. */
  void keep(int[] slots, int count, int[] newSlotOf, Helper helper) {
    int[][] slotsOf = new int[stores.length][];
    helper.run(
        stores.length,
        1,
        (from, to) -> {
          for (int s = from; s < to; s++) {
            slotsOf[s] = stores[s].keep(slots, count, newSlotOf);
          }
        });
    middle = middle(count);
    Arrays.fill(rowOf, 0, count, NONE);
    double[] distances = new double[count];
    for (int s = 0; s < stores.length; s++) {
      for (int row = 0; row < slotsOf[s].length; row++) {
        settle(slotsOf[s][row], row, stores[s], distances);
      }
    }
    for (MergedRows store : stores) {
      store.spareArrays();
    }
  }

  /** Moves the row of a slot that is of the other half now. */
  private void settle(int slot, int row, MergedRows from, double[] distances) {
    MergedRows to = store(slot);
    rowOf[slot] = row;
    if (to != from) {
      rowOf[slot] = to.take();
      to.give(rowOf[slot], slot);
      from.read(row, 0, distances.length, distances);
      to.write(rowOf[slot], 0, distances.length, distances);
      from.giveBack(row);
    }
  }
}
