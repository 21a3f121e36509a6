package ihct.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import ihct.tries.Range;
import org.junit.jupiter.api.Test;

class IntervalTest {

  /** Solves (p − share)² = z²·p(1 − p)/n, the definition, by hand for share 0.1 of 100 rows. */
  @Test
  void wilsonOfTenInAHundred() {
    Interval interval = Interval.wilson(0.1, 100);
    assertEquals(0.0552, interval.low(), 5e-5);
    assertEquals(0.1744, interval.high(), 5e-5);
  }

  @Property
  void endsSolveTheDefiningEquation(
      @Range(min = 0, max = 1) double share, @Range(min = 1, max = 1_000_000) long rows) {
    Interval interval = Interval.wilson(share, rows);
    assertTrue(interval.low() <= share + 1e-12 && share <= interval.high() + 1e-12);
    for (double p : new double[] {interval.low(), interval.high()}) {
      double z2 = 1.959963984540054 * 1.959963984540054;
      assertEquals((p - share) * (p - share), z2 * p * (1 - p) / rows, 1e-9);
    }
  }

  @Test
  void noRowsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Interval.wilson(0.5, 0));
  }
}
