package ihct.linkage;

/**
 * The distances between single items, each in a slot. Slots are numbered in the order of the items,
 * from 0; items that are no longer needed can be dropped, and the slots close up.
 */
interface LeafDistances {

  /** How many items there were at the start, in slots 0…n−1. */
  int items();

  /** A bound that no distance exceeds. */
  double largestPossible();

  /** Puts the distances from one slot to a range of slots into a row, each at its slot. */
  void measure(int slot, int from, int to, double[] row);

  /** Keeps the first {@code count} of some slots, ascending; the k-th of them becomes slot k. */
  void keep(int[] slots, int count);
}
