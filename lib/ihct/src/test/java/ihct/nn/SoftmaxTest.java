package ihct.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The exponentials, held to those of the JDK in double precision. */
class SoftmaxTest {

  /** Two units in the last place: one of the polynomial, one of the reduction of x. */
  private static final double TOLERANCE = 2 * Math.ulp(1f);

  @Test
  void exponentialsAgreeWithDoublePrecisionAsFarDownAsFloatsReach() {
    int length = 87_001;
    float[] row = new float[length];
    for (int i = 0; i < length; i++) {
      row[i] = 5 - i / 1000f;
    }
    float[] expected = row.clone();
    float sum = Softmax.exponentials(row, length, new float[length]);
    double trueSum = 0;
    for (int i = 0; i < length; i++) {
      double e = Math.exp((double) (expected[i] - 5));
      trueSum += e;
      assertEquals(1, row[i] / e, TOLERANCE, "x = " + (expected[i] - 5));
    }
    // 22,000 additions in each of four sums, each rounded
    assertEquals(trueSum, sum, 1e-4 * trueSum);
  }

  @Test
  void everyLengthIsSummedToItsEnd() {
    Random random = new Random(1);
    for (int length = 1; length < 40; length++) {
      float[] row = new float[length + 3];
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (3 * random.nextGaussian());
      }
      float[] before = row.clone();
      float sum = Softmax.exponentials(row, length, new float[length]);
      double largest = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < length; i++) {
        largest = Math.max(largest, before[i]);
      }
      double expected = 0;
      for (int i = 0; i < length; i++) {
        expected += Math.exp(before[i] - largest);
      }
      assertEquals(expected, sum, 1e-5 * expected);
      for (int i = length; i < row.length; i++) {
        assertEquals(before[i], row[i], "Number " + i + " is behind the end.");
      }
    }
  }

  @Test
  void hopelessLogitsAreNextToNothingAndAddNoInfinity() {
    float[] row = {0, -1e30f, Float.NEGATIVE_INFINITY, -90};
    float sum = Softmax.exponentials(row, 4, new float[4]);
    assertEquals(1, sum);
    for (int i = 1; i < 4; i++) {
      assertTrue(row[i] >= 0 && row[i] < 2e-38, "" + row[i]);
    }
  }

  @Test
  void logitThatIsNoNumberIsSeenInTheSum() {
    for (int place = 0; place < 5; place++) {
      float[] row = {1, 2, 3, 4, 5};
      row[place] = Float.NaN;
      assertTrue(Float.isNaN(Softmax.exponentials(row, 5, new float[5])));
    }
  }
}
