package ihct.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutMaskTest {

  private static float[] ones(DropoutMask mask, int length, long step, int layer, int row) {
    float[] values = new float[length];
    float[] bias = new float[length];
    Arrays.fill(bias, 1);
    mask.relu(values, bias, length, mask.rowKey(step, layer, row));
    return values;
  }

  @Test
  void keptUnitsAreScaledSoThatTheMeanStays() {
    DropoutMask mask = new DropoutMask(1, 0.9);
    int length = 100_001;
    float[] values = ones(mask, length, 1, 1, 0);
    int kept = 0;
    for (float value : values) {
      assertTrue(value == 0 || value == (float) (1 / 0.9), "" + value);
      kept += value > 0 ? 1 : 0;
    }
    // five standard deviations of a binomial count
    assertEquals(0.9 * length, kept, 5 * Math.sqrt(length * 0.9 * 0.1));
  }

  @Test
  void maskDependsOnSeedStepLayerAndRowAndOnNothingElse() {
    float[] first = ones(new DropoutMask(1, 0.5), 64, 1, 1, 0);
    assertArrayEquals(first, ones(new DropoutMask(1, 0.5), 64, 1, 1, 0));
    assertFalse(Arrays.equals(first, ones(new DropoutMask(2, 0.5), 64, 1, 1, 0)));
    assertFalse(Arrays.equals(first, ones(new DropoutMask(1, 0.5), 64, 2, 1, 0)));
    assertFalse(Arrays.equals(first, ones(new DropoutMask(1, 0.5), 64, 1, 2, 0)));
    assertFalse(Arrays.equals(first, ones(new DropoutMask(1, 0.5), 64, 1, 1, 1)));
  }

  @Test
  void neighboursAreDroppedIndependently() {
    DropoutMask mask = new DropoutMask(7, 0.5);
    int rows = 400;
    int units = 256;
    int same = 0;
    for (int row = 0; row < rows; row++) {
      float[] values = ones(mask, units, 3, 2, row);
      float[] below = ones(mask, units, 3, 2, row + 1);
      for (int unit = 0; unit < units - 1; unit++) {
        same += values[unit] == values[unit + 1] ? 1 : 0;
        same += values[unit] == below[unit] ? 1 : 0;
      }
    }
    int pairs = 2 * rows * (units - 1);
    assertEquals(pairs / 2.0, same, 5 * Math.sqrt(pairs / 4.0));
  }

  @Test
  void withoutDropoutItIsBiasAndRelu() {
    DropoutMask mask = new DropoutMask(1, 1);
    float[] values = {1, -3, 0.5f};
    mask.relu(values, new float[] {1, 1, -1}, 3, mask.rowKey(1, 1, 1));
    assertArrayEquals(new float[] {2, 0, 0}, values);
  }

  @Test
  void unitThatIsNoNumberStaysOne() {
    DropoutMask mask = new DropoutMask(1, 0.5);
    float[] values = {Float.NaN, Float.NaN, Float.NaN, Float.NaN};
    mask.relu(values, new float[4], 4, mask.rowKey(1, 1, 1));
    for (float value : values) {
      assertTrue(Float.isNaN(value));
    }
  }
}
