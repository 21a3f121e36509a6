package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergedRowsTest {

  private static final int N = 200; // four tiles, arrays of three rows

  private static final int NOWHERE = N + 3;

  private final Deque<double[]> spare = new ArrayDeque<>();

  private static double[] row(int which) {
    double[] row = new double[NOWHERE + 1];
    Arrays.setAll(row, slot -> 1000 * which + slot);
    return row;
  }

  /** Row i is that of slot 5i. */
  private MergedRows thirtyRows() {
    MergedRows rows = new MergedRows(N, NOWHERE, spare);
    for (int i = 0; i < 30; i++) {
      assertEquals(i, rows.take());
      rows.write(i, 0, N, row(i));
      rows.give(i, 5 * i);
    }
    return rows;
  }

  @Test
  void rowsAndColumnsAreReadAsTheyWereWritten() {
    MergedRows rows = thirtyRows();
    for (int i = 0; i < 30; i++) {
      double[] read = new double[NOWHERE + 1];
      rows.read(i, 0, N, read);
      assertArrayEquals(Arrays.copyOf(row(i), N), Arrays.copyOf(read, N));
      assertEquals(1000 * i + 63, rows.get(i, 63));
    }
    double[] column = new double[NOWHERE + 1];
    rows.readColumn(130, column);
    for (int i = 0; i < 30; i++) {
      assertEquals(1000 * i + 130, column[5 * i]);
      column[5 * i] = -i;
    }
    rows.writeColumn(130, column);
    assertEquals(-29, rows.get(29, 130));
    assertEquals(29_131, rows.get(29, 131));
  }

  @Test
  void rangesLeaveTheOtherSlotsAsTheyAre() {
    MergedRows rows = thirtyRows();
    for (int from : new int[] {0, 1, 63, 64, 65, 199, 200}) {
      for (int to : new int[] {from, 66, 128, 130, 200}) {
        double[] read = new double[N];
        rows.read(7, from, to, read);
        rows.write(8, from, to, row(9));
        for (int slot = 0; slot < N; slot++) {
          boolean inside = from <= slot && slot < to;
          assertEquals(inside ? 7_000 + slot : 0, read[slot]);
          assertEquals((inside ? 9_000 : 8_000) + slot, rows.get(8, slot));
        }
        rows.write(8, 0, N, row(8));
      }
    }
  }

  @Test
  void freeRowsAreTakenAgainAndTheirNumbersGoNowhere() {
    MergedRows rows = thirtyRows();
    rows.giveBack(3);
    double[] column = new double[NOWHERE + 1];
    rows.readColumn(0, column);
    assertEquals(0, column[15]);
    assertEquals(3000, column[NOWHERE]);
    assertEquals(3, rows.take());
    assertEquals(30, rows.take());
    column[NOWHERE] = 0;
    rows.readColumn(0, column);
    assertEquals(0, column[15], "taken, but given to nobody");
  }

  @Test
  void closingUpKeepsTheDistancesOfWhatIsLeft() {
    MergedRows rows = thirtyRows();
    rows.giveBack(0);
    rows.giveBack(13);
    int[] slots = IntStream.range(0, N).filter(slot -> slot % 3 > 0 || slot == 75).toArray();
    int[] newSlotOf = new int[N];
    Arrays.setAll(newSlotOf, slot -> slot / 2); // only passed through
    int[] slotOfRow = rows.keep(slots, slots.length, newSlotOf);
    assertEquals(28, slotOfRow.length);
    assertEquals(5 * 29 / 2, slotOfRow[27]);
    for (int k = 0; k < slots.length; k++) {
      assertEquals(1000 + slots[k], rows.get(0, k));
      assertEquals(14_000 + slots[k], rows.get(12, k));
      assertEquals(29_000 + slots[k], rows.get(27, k));
    }
    assertEquals(28, rows.take());
  }

  @Test
  void arraysThatHoldNoRowAreUsedAgain() {
    MergedRows rows = thirtyRows();
    for (int i = 0; i < 26; i++) {
      rows.giveBack(i);
    }
    rows.keep(new int[] {0}, 1, new int[N]);
    rows.spareArrays();
    assertEquals(8, spare.size()); // four rows are left, in two arrays of ten
    MergedRows other = new MergedRows(N, N, spare);
    other.take();
    assertEquals(7, spare.size());
    assertEquals(29_000, rows.get(3, 0));
  }
}
