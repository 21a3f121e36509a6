package ihct.songs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.tries.Property;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  private static final double LEAST = Double.MIN_VALUE;
  private static final double MOST = Double.MAX_VALUE;

  private static double sum(List<Double> terms) {
    return sumOf(terms).value();
  }

  private static ExactSum sumOf(List<Double> terms) {
    ExactSum sum = new ExactSum();
    terms.forEach(sum::add);
    return sum;
  }

  /** The terms as they are in whole numbers of any length, rounded at the end. */
  private static double oracle(List<Double> terms) {
    return terms.stream()
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .doubleValue();
  }

  @Test
  void smallTermsSurviveLargeOnes() {
    assertEquals(2.0, sum(List.of(1.0, 1e100, 1.0, -1e100)));
    assertEquals(LEAST, sum(List.of(LEAST, MOST, MOST, -MOST, -MOST)));
  }

  /** A half of the last digit goes to the even neighbour, and anything more upwards. */
  @Test
  void theSumIsRoundedOnce() {
    double half = Math.ulp(1.0) / 2;
    assertEquals(1, sum(List.of(1.0, half)));
    assertEquals(1 + 2 * half, sum(List.of(1.0, half, LEAST)));
    assertEquals(1 + 4 * half, sum(List.of(1.0, 2 * half, half)));
    assertEquals(1, sum(List.of(1.0, half, LEAST, -2 * LEAST)));
    assertEquals(-1 - 2 * half, sum(List.of(-1.0, -half, -LEAST)));
  }

  @Test
  void theEndsOfTheRangeAreRight() {
    assertEquals(0, sum(List.of()));
    assertEquals(0.0, sum(List.of(-0.0, 5.0, -5.0)));
    assertEquals(3 * LEAST, sum(List.of(LEAST, LEAST, LEAST)));
    assertEquals(Double.MIN_NORMAL, sum(List.of(Double.MIN_NORMAL - LEAST, LEAST)));
    assertEquals(MOST, sum(List.of(MOST, Math.ulp(MOST) / 4)));
    assertEquals(Double.POSITIVE_INFINITY, sum(List.of(MOST, Math.ulp(MOST) / 2)));
    assertEquals(Double.NEGATIVE_INFINITY, sum(List.of(-MOST, -MOST, -MOST)));
    assertEquals(Double.POSITIVE_INFINITY, sum(List.of(1.0, Double.POSITIVE_INFINITY)));
    assertEquals(Double.NaN, sum(List.of(Double.NEGATIVE_INFINITY, 1.0, Double.POSITIVE_INFINITY)));
    assertEquals(Double.NaN, sum(List.of(Double.NaN)));
  }

  /** More terms of one size than can be added without carrying, in both directions. */
  @Test
  void manyTermsAreCarried() {
    int count = 3_000_000;
    ExactSum sum = new ExactSum();
    for (int i = 0; i < count; i++) {
      sum.add(MOST);
      sum.add(0.1);
    }
    for (int i = 0; i < count; i++) {
      sum.add(-MOST);
    }
    assertEquals(
        new BigDecimal(0.1).multiply(BigDecimal.valueOf(count)).doubleValue(), sum.value());
  }

  /** Bits of any kind: all magnitudes, both signs, and terms that nearly cancel. */
  @Property(tries = 500)
  void everyOrderAndEverySplitGivesTheCorrectlyRoundedSum(long seed) {
    Random random = new Random(seed);
    List<Double> terms = new ArrayList<>();
    int spread = 1 + random.nextInt(2000);
    for (int i = random.nextInt(60); i >= 0; i--) {
      double term = Math.scalb(random.nextDouble() - 0.5, random.nextInt(spread) - spread / 2);
      terms.add(term);
      if (random.nextBoolean()) {
        terms.add(-Math.nextUp(term));
      }
    }
    double expected = oracle(terms);
    assertEquals(expected, sum(terms));
    Collections.shuffle(terms, random);
    assertEquals(expected, sum(terms));

    ExactSum[] parts = ExactSum.several(1 + random.nextInt(5));
    terms.forEach(term -> parts[random.nextInt(parts.length)].add(term));
    ExactSum whole = new ExactSum();
    Arrays.stream(parts).forEach(whole::add);
    assertEquals(expected, whole.value());
    whole.clear();
    assertEquals(0, whole.value());
  }
}
