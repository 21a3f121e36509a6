package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MergedRowsTest {

  private static final int N = 200; // four tiles, arrays of twelve rows

  private static double[] row(int which) {
    double[] row = new double[N + 1];
    Arrays.setAll(row, slot -> 1000 * which + slot);
    return row;
  }

  private static MergedRows thirtyRows() {
    MergedRows rows = new MergedRows(N);
    for (int i = 0; i < 30; i++) {
      assertEquals(i, rows.take(5 * i));
      rows.write(i, N, row(i));
    }
    return rows;
  }

  @Test
  void rowsAndColumnsAreReadAsTheyWereWritten() {
    MergedRows rows = thirtyRows();
    double[] read = row(0);
    for (int i = 0; i < 30; i++) {
      rows.read(i, N, read);
      assertArrayEquals(Arrays.copyOf(row(i), N), Arrays.copyOf(read, N));
      assertEquals(1000 * i + 63, rows.get(i, 63));
    }
    double[] column = new double[N + 1];
    rows.readColumn(130, 1, 30, column);
    assertEquals(0, column[0]);
    for (int i = 1; i < 30; i++) {
      assertEquals(1000 * i + 130, column[5 * i]);
      column[5 * i] = -i;
    }
    rows.writeColumn(130, 0, 29, column);
    assertEquals(-28, rows.get(28, 130));
    assertEquals(29_130, rows.get(29, 130));
    assertEquals(28_131, rows.get(28, 131));
  }

  @Test
  void freeRowsAreTakenAgainAndTheirNumbersGoNowhere() {
    MergedRows rows = thirtyRows();
    rows.giveBack(3);
    double[] column = new double[N + 1];
    rows.readColumn(0, 0, 30, column);
    assertEquals(0, column[15]);
    assertEquals(3, rows.take(77));
    assertEquals(30, rows.take(78));
    assertEquals(31, rows.used());
  }

  @Test
  void closingUpKeepsTheDistancesOfWhatIsLeft() {
    MergedRows rows = thirtyRows();
    rows.giveBack(0);
    rows.giveBack(13);
    int[] slots = {0, 5, 10, 70, 199};
    int[] newSlotOf = new int[N];
    Arrays.setAll(newSlotOf, slot -> slot / 2); // only passed through
    int[] slotOfRow = rows.keep(slots, slots.length, newSlotOf);
    assertEquals(28, rows.used());
    assertEquals(5 * 29 / 2, slotOfRow[27]);
    for (int k = 0; k < slots.length; k++) {
      assertEquals(1000 + slots[k], rows.get(0, k));
      assertEquals(14_000 + slots[k], rows.get(12, k));
      assertEquals(29_000 + slots[k], rows.get(27, k));
    }
  }
}
