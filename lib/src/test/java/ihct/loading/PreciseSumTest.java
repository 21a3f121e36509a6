package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreciseSumTest {

  @Test
  void smallTermsSurviveLargeOnes() {
    assertEquals(2.0, sum(List.of(1.0, 1e100, 1.0, -1e100)));
  }

  @Test
  void everyOrderGivesTheCorrectlyRoundedSum() {
    Random random = new Random(3);
    List<Double> terms = new ArrayList<>();
    BigDecimal exact = BigDecimal.ZERO;
    for (int i = 0; i < 3000; i++) {
      double term = random.nextGaussian() * Math.pow(10, random.nextInt(6));
      terms.add(term);
      exact = exact.add(new BigDecimal(term));
    }
    for (int order = 0; order < 20; order++) {
      Collections.shuffle(terms, random);
      assertEquals(exact.doubleValue(), sum(terms));
    }
  }

  private static double sum(List<Double> terms) {
    PreciseSum sum = new PreciseSum();
    terms.forEach(sum::add);
    return sum.value();
  }
}
