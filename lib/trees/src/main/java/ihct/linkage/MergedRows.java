package ihct.linkage;

import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.IntStream;

/**
 * The distances from merged clusters to everything else: a row per merged cluster, with the
 * distance to the cluster in each slot at that slot. A row is taken when a cluster forms and given
 * back when it merges again, so few rows exist at a time.
 *
 * <p>Rows lie beside each other in tiles of {@value #TILE} slots. A step down a column stays within
 * the tile's pages of memory, while a piece of a row is still long enough to be copied fast.
 */
final class MergedRows {

  private static final int TILE = 64;

  /** Numbers in one array, 128 MiB; an array that is too short for a row holds one row. */
  private static final int ARRAY = 1 << 24;

  private final int tiles;
  private final int rowsPerArray;
  private final double[][] arrays;
  private final Deque<double[]> spare;

  /** The slot of the cluster whose row it is; past the last slot for a row that is free. */
  private final int[] slotOf;

  private final int nowhere;
  private final int[] free;
  private int freeCount;
  private int used;

  /**
   * Makes room for the rows of n items.
   *
   * @param nowhere the place for what free rows hold, past the last slot
   * @param spare arrays that are not in use; may be shared with others for as many items
   */
  MergedRows(int n, int nowhere, Deque<double[]> spare) {
    this.tiles = (n + TILE - 1) / TILE;
    this.rowsPerArray = Math.max(1, Math.min(n / 64, ARRAY / (tiles * TILE)));
    this.arrays = new double[n / rowsPerArray + 1][];
    this.spare = spare;
    this.slotOf = new int[n];
    Arrays.fill(slotOf, nowhere);
    this.nowhere = nowhere;
    this.free = new int[n];
  }

  /** Takes a row, which is nobody's until it is {@linkplain #give given} to a cluster. */
  int take() {
    int row = freeCount > 0 ? free[--freeCount] : used++;
    int array = row / rowsPerArray;
    if (arrays[array] == null) {
      arrays[array] = spare.isEmpty() ? new double[rowsPerArray * tiles * TILE] : spare.pop();
    }
    return row;
  }

  /** Makes a row that was taken the row of the cluster in a slot. */
  void give(int row, int slot) {
    slotOf[row] = slot;
  }

  /** Frees a row for the next cluster. */
  void giveBack(int row) {
    slotOf[row] = nowhere;
    free[freeCount++] = row;
  }

  double get(int row, int slot) {
    return arrays[row / rowsPerArray][place(row, slot)];
  }

  /** Copies the distances of a row to a range of slots. */
  void read(int row, int from, int to, double[] into) {
    double[] array = arrays[row / rowsPerArray];
    for (int slot = from; slot < to; ) {
      int end = Math.min(to, (slot / TILE + 1) * TILE);
      System.arraycopy(array, place(row, slot), into, slot, end - slot);
      slot = end;
    }
  }

  /** Replaces the distances of a row to a range of slots. */
  void write(int row, int from, int to, double[] distances) {
    double[] array = arrays[row / rowsPerArray];
    for (int slot = from; slot < to; ) {
      int end = Math.min(to, (slot / TILE + 1) * TILE);
      System.arraycopy(distances, slot, array, place(row, slot), end - slot);
      slot = end;
    }
  }

  /**
   * Copies a slot's distance to each cluster that has a row, to the place of that cluster; what
   * free rows hold goes nowhere.
   */
  void readColumn(int slot, double[] into) {
    for (int row = 0; row < used; ) {
      double[] array = arrays[row / rowsPerArray];
      int end = Math.min(used, row + rowsPerArray);
      for (int place = place(row, slot); row < end; row++, place += TILE) {
        into[slotOf[row]] = array[place];
      }
    }
  }

  /** Replaces a slot's distance to each cluster that has a row; free rows get any number. */
  void writeColumn(int slot, double[] from) {
    for (int row = 0; row < used; ) {
      double[] array = arrays[row / rowsPerArray];
      int end = Math.min(used, row + rowsPerArray);
      for (int place = place(row, slot); row < end; row++, place += TILE) {
        array[place] = from[slotOf[row]];
      }
    }
  }

  /**
   * Keeps the distances at the first {@code count} of some slots, ascending, so that the k-th of
   * them becomes slot k, and moves rows up to where none is free. It goes tile by tile: those of
   * one row lie far apart.
   *
   * @return the slot that each row now belongs to
   */
  int[] keep(int[] slots, int count, int[] newSlotOf) {
    int[] from = IntStream.range(0, used).filter(row -> slotOf[row] != nowhere).toArray();
    int[] source = new int[TILE];
    double[] piece = new double[TILE];
    for (int first = 0; first < count; first += TILE) {
      Stop.check(Agglomerative.LINKING);
      int length = Math.min(TILE, count - first);
      for (int k = 0; k < length; k++) {
        source[k] = place(0, slots[first + k]);
      }
      for (int row = 0; row < from.length; row++) {
        double[] array = arrays[from[row] / rowsPerArray];
        int start = place(from[row], 0);
        for (int k = 0; k < length; k++) {
          piece[k] = array[start + source[k]];
        }
        System.arraycopy(piece, 0, arrays[row / rowsPerArray], place(row, first), length);
      }
    }
    for (int row = 0; row < from.length; row++) {
      slotOf[row] = newSlotOf[slotOf[from[row]]];
    }
    Arrays.fill(slotOf, from.length, used, nowhere);
    used = from.length;
    freeCount = 0;
    return Arrays.copyOf(slotOf, used);
  }

  /** Lays the arrays that hold no row any more to the spare ones. */
  void spareArrays() {
    for (int a = (used + rowsPerArray - 1) / rowsPerArray; a < arrays.length; a++) {
      if (arrays[a] != null) {
        spare.push(arrays[a]);
        arrays[a] = null;
      }
    }
  }

  private int place(int row, int slot) {
    return (slot / TILE * rowsPerArray + row % rowsPerArray) * TILE + slot % TILE;
  }
}
