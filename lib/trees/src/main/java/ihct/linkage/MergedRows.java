package ihct.linkage;

import ihct.stopping.Stop;
import java.util.Arrays;

/**
 * The distances from merged clusters to everything else: a row per merged cluster, with the
 * distance to the cluster in each slot at that slot. A row is taken when a cluster forms and given
 * back when it merges again, so few rows exist at a time: at most one for two items.
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

  /** The slot of the cluster whose row it is; one past the last slot for a row that is free. */
  private final int[] slotOf;

  private final int nowhere;
  private final int[] free;
  private int freeCount;
  private int used;

  /** Makes room for the rows of n items. */
  MergedRows(int n) {
    this.tiles = (n + TILE - 1) / TILE;
    this.rowsPerArray = Math.max(1, Math.min(n / 16, ARRAY / (tiles * TILE)));
    this.arrays = new double[n / rowsPerArray + 1][];
    this.slotOf = new int[n];
    this.nowhere = n;
    this.free = new int[n];
  }

  /** Takes a row for the cluster in a slot. */
  int take(int slot) {
    int row = freeCount > 0 ? free[--freeCount] : used++;
    if (arrays[row / rowsPerArray] == null) {
      arrays[row / rowsPerArray] = new double[rowsPerArray * tiles * TILE];
    }
    slotOf[row] = slot;
    return row;
  }

  /** Frees a row for the next cluster. */
  void giveBack(int row) {
    slotOf[row] = nowhere;
    free[freeCount++] = row;
  }

  /** How many rows have ever been in use at once; those that are free now are among them. */
  int used() {
    return used;
  }

  double get(int row, int slot) {
    return arrays[row / rowsPerArray][place(row, slot)];
  }

  /** Copies the first {@code slots} distances of a row. */
  void read(int row, int slots, double[] into) {
    double[] array = arrays[row / rowsPerArray];
    for (int slot = 0; slot < slots; slot += TILE) {
      System.arraycopy(array, place(row, slot), into, slot, Math.min(TILE, slots - slot));
    }
  }

  /** Replaces the first {@code slots} distances of a row. */
  void write(int row, int slots, double[] from) {
    double[] array = arrays[row / rowsPerArray];
    for (int slot = 0; slot < slots; slot += TILE) {
      System.arraycopy(from, slot, array, place(row, slot), Math.min(TILE, slots - slot));
    }
  }

  /**
   * Copies a slot's distance to each cluster of a range of rows, to the place of that cluster; what
   * free rows hold goes to one past the last slot.
   */
  void readColumn(int slot, int fromRow, int toRow, double[] into) {
    for (int row = fromRow; row < toRow; ) {
      double[] array = arrays[row / rowsPerArray];
      int end = Math.min(toRow, (row / rowsPerArray + 1) * rowsPerArray);
      for (int place = place(row, slot); row < end; row++, place += TILE) {
        into[slotOf[row]] = array[place];
      }
    }
  }

  /** Replaces a slot's distance to each cluster of a range of rows; free rows get any number. */
  void writeColumn(int slot, int fromRow, int toRow, double[] from) {
    for (int row = fromRow; row < toRow; ) {
      double[] array = arrays[row / rowsPerArray];
      int end = Math.min(toRow, (row / rowsPerArray + 1) * rowsPerArray);
      for (int place = place(row, slot); row < end; row++, place += TILE) {
        array[place] = from[slotOf[row]];
      }
    }
  }

  /**
   * Keeps the distances at the first {@code count} of some slots, ascending, so that the k-th of
   * them becomes slot k, and moves rows up to where none is free.
   *
   * @return the slot that each row now belongs to
   */
  int[] keep(int[] slots, int count, int[] newSlotOf) {
    double[] distances = new double[tiles * TILE];
    int rows = 0;
    for (int row = 0; row < used; row++) {
      Stop.check(Agglomerative.LINKING);
      if (slotOf[row] != nowhere) {
        read(row, slots[count - 1] + 1, distances);
        for (int k = 0; k < count; k++) {
          distances[k] = distances[slots[k]];
        }
        write(rows, count, distances);
        slotOf[rows++] = newSlotOf[slotOf[row]];
      }
    }
    used = rows;
    freeCount = 0;
    return Arrays.copyOf(slotOf, rows);
  }

  private int place(int row, int slot) {
    return (slot / TILE * rowsPerArray + row % rowsPerArray) * TILE + slot % TILE;
  }
}
