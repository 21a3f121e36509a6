package ihct.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ConfusionTest {

  @Test
  void sharesAreOfTheRowsOfEachTruth() {
    int[] truth = {0, 0, 0, 0, 1, 1};
    int[] answers = {0, 0, 1, -1, 1, 1};
    double[][] shares = Confusion.shares(truth, answers, 3);
    assertArrayEquals(new double[] {0.5, 0.25, 0}, shares[0]);
    assertArrayEquals(new double[] {0, 1, 0}, shares[1]);
    assertArrayEquals(new double[] {Double.NaN, Double.NaN, Double.NaN}, shares[2]);
  }

  @Test
  void unknownClusterNamesItsRow() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Confusion.shares(new int[] {0, 1}, new int[] {0, 2}, 2));
    assertEquals("Answer of row 1 is cluster 2; there are clusters 0…1.", refused.getMessage());
  }
}
