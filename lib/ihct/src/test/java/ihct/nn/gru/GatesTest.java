package ihct.nn.gru;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Holds the fast functions to those of {@link Math}, all over their range. */
class GatesTest {

  @Test
  void tanhIsWithinAFewUnitsOfTheLastPlace() {
    double worst = 0;
    for (float x = -12; x < 12; x += 1e-5f) {
      worst = Math.max(worst, Math.abs(Gates.tanh(x) - Math.tanh(x)));
      assertTrue(Math.abs(Gates.tanh(x)) <= 1);
    }
    assertTrue(worst <= 4e-7, "off by " + worst);
  }

  @Test
  void sigmoidIsWithinTwoUnitsOfTheLastPlace() {
    double worst = 0;
    for (float x = -25; x < 25; x += 1e-5f) {
      worst = Math.max(worst, Math.abs(Gates.sigmoid(x) - 1 / (1 + Math.exp(-x))));
      assertTrue(Gates.sigmoid(x) >= 0 && Gates.sigmoid(x) <= 1);
    }
    assertTrue(worst <= 2.1e-7, "off by " + worst);
  }

  @Test
  void smallNumbersKeepTheirDigits() {
    for (float x = 1e-30f; x < 1e-3f; x *= 1.7f) {
      assertEquals(Math.tanh(x), Gates.tanh(x), 4e-7 * x);
      assertEquals(-Gates.tanh(x), Gates.tanh(-x));
    }
    assertEquals(0, Gates.tanh(0));
  }

  @Test
  void endsAndWhatIsNoNumber() {
    assertEquals(1, Gates.tanh(Float.POSITIVE_INFINITY), 6e-8);
    assertEquals(-1, Gates.tanh(Float.NEGATIVE_INFINITY), 6e-8);
    assertEquals(1, Gates.tanh(Float.MAX_VALUE), 6e-8);
    assertEquals(0, Gates.sigmoid(Float.NEGATIVE_INFINITY), 6e-8);
    assertTrue(Float.isNaN(Gates.tanh(Float.NaN)) && Float.isNaN(Gates.sigmoid(Float.NaN)));
  }
}
