package ihct.linkage;

import java.util.Arrays;

/** Reads distances that were measured before; never changes them. */
final class CondensedLeaves implements LeafDistances {

  private final double[] upper;
  private final int items;

  /** Of each slot: its item, and where that item's row of the triangle would have its place 0. */
  private final int[] item;

  private final int[] rowOffset;

  CondensedLeaves(int items, double[] upper) {
    this.upper = upper;
    this.items = items;
    this.item = new int[items];
    Arrays.setAll(item, i -> i);
    this.rowOffset = new int[items];
    Arrays.setAll(rowOffset, i -> CondensedDistances.rowOffset(i, items));
  }

  @Override
  public int items() {
    return items;
  }

  @Override
  public double largestPossible() {
    return Arrays.stream(upper).max().orElse(0);
  }

  @Override
  public void measure(int slot, int from, int to, double[] row) {
    for (int k = from; k < Math.min(slot, to); k++) {
      row[k] = upper[rowOffset[k] + item[slot]];
    }
    for (int k = Math.max(slot + 1, from); k < to; k++) {
      row[k] = upper[rowOffset[slot] + item[k]];
    }
    if (from <= slot && slot < to) {
      row[slot] = 0;
    }
  }

  @Override
  public void keep(int[] slots, int count) {
    for (int k = 0; k < count; k++) {
      item[k] = item[slots[k]];
      rowOffset[k] = rowOffset[slots[k]];
    }
  }
}
