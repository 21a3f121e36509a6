package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalvedRowsTest {

  private static final int N = 150;

  /** The distance that the cluster in a slot has to another, before any slot is renumbered. */
  private static double distance(int slot, int other) {
    return Math.max(slot, other) * 1000 + Math.min(slot, other);
  }

  private static double[] distances(HalvedRows rows, int slot) {
    double[] distances = new double[rows.length()];
    Arrays.setAll(distances, other -> distance(slot, other));
    return distances;
  }

  /** Slots 3, 13, 23 … have rows. */
  private static HalvedRows fifteenRows() {
    HalvedRows rows = new HalvedRows(N);
    for (int slot = 3; slot < N; slot += 10) {
      int row = rows.take(slot);
      rows.write(slot, row, 0, N, distances(rows, slot));
      rows.join(slot - 1, slot, row);
    }
    return rows;
  }

  @Test
  void halvesTogetherAreTheWhole() {
    HalvedRows rows = fifteenRows();
    int middle = rows.middle();
    double[] whole = new double[rows.length()];
    double[] halves = new double[rows.length()];
    rows.readColumn(50, 0, N, whole);
    rows.readColumn(50, 0, middle, halves);
    assertTrue(IntStream.range(middle, N).allMatch(slot -> halves[slot] == 0));
    rows.readColumn(50, middle, N, halves);
    for (int slot = 0; slot < N; slot++) {
      assertEquals(slot % 10 == 3 ? distance(slot, 50) : 0, whole[slot]);
      assertEquals(whole[slot], halves[slot]);
    }
  }

  @Test
  void aUnionHasItsRowAndIsInThoseOfOthers() {
    HalvedRows rows = fifteenRows();
    double[] other = new double[rows.length()];
    Arrays.setAll(other, slot -> -slot);
    int row = rows.take(143);
    rows.write(143, row, 0, rows.middle(), other);
    rows.write(143, row, rows.middle(), N, other);
    rows.join(13, 143, row);
    assertFalse(rows.has(13));
    assertEquals(-13, rows.get(143, 13));
    assertEquals(-3, rows.get(3, 143));
    assertEquals(-133, rows.get(133, 143));
    assertEquals(distance(133, 3), rows.get(133, 3));
  }

  /** All slots that go are upper ones, so that some of them become lower. */
  @Test
  void rowsFollowTheirClustersToTheOtherHalf() {
    for (Helper helper : new Helper[] {Helper.none(), new Helper(true, true).started()}) {
      HalvedRows rows = fifteenRows();
      int[] slots = IntStream.range(0, N).filter(slot -> slot < 50 || slot % 10 == 3).toArray();
      int[] newSlotOf = new int[N];
      for (int k = 0; k < slots.length; k++) {
        newSlotOf[slots[k]] = k;
      }
      assertTrue(newSlotOf[93] > 50 && rows.middle() > 83);
      rows.keep(slots, slots.length, newSlotOf, helper);
      assertTrue(newSlotOf[43] >= rows.middle());
      double[] column = new double[rows.length()];
      rows.readColumn(7, 0, slots.length, column);
      for (int k = 0; k < slots.length; k++) {
        assertEquals(slots[k] % 10 == 3, rows.has(k));
        if (rows.has(k)) {
          assertEquals(distance(slots[k], 7), column[k]);
          double[] read = new double[rows.length()];
          rows.read(k, 0, slots.length, read);
          for (int other = 0; other < slots.length; other++) {
            if (other != k) { // what it is from itself says nothing
              assertEquals(distance(slots[k], slots[other]), read[other]);
            }
          }
        }
      }
      helper.close();
    }
  }
}
