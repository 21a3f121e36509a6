package ihct.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonStatisticsTest {

  /** SciPy's binom: 2·(cdf(k, n, ½) − pmf(k, n, ½)/2). */
  @ParameterizedTest
  @CsvSource({
    "10, 3, 0.05737304687500002",
    "0, 5, 0.03125",
    "121, 59, 3.2666467957745733e-06",
    "5000, 4800, 0.04335694889462334",
    "1, 0, 0.5",
    "7, 7, 1",
    "0, 0, 1"
  })
  void mcNemarIsScipysBinomial(long first, long second, double p) {
    assertEquals(p, McNemar.of(first, second).p(), 1e-9 * p);
    assertEquals(p, McNemar.of(second, first).p(), 1e-9 * p, "whoever comes first");
  }

  /** The example of R's p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm"). */
  @Test
  void holmByHand() {
    double[] adjusted = Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005});
    assertArrayEquals(new double[] {0.03, 0.06, 0.06, 0.02}, adjusted, 1e-15);
    assertEquals(0, Holm.adjust(new double[0]).length);
    assertThrows(IllegalArgumentException.class, () -> Holm.adjust(new double[] {1.5}));
  }

  @Property(tries = 50)
  void holmNeverLowersAndKeepsTheOrder(@Range(min = 1, max = 20) int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] p = IntStream.range(0, n).mapToDouble(i -> random.nextDouble()).toArray();
    double[] adjusted = Holm.adjust(p);
    for (int i = 0; i < n; i++) {
      assertTrue(adjusted[i] >= p[i] && adjusted[i] <= 1);
      for (int j = 0; j < n; j++) {
        assertTrue(p[i] > p[j] || adjusted[i] <= adjusted[j]);
      }
    }
  }

  /** Rows by themselves: the spread must be that of the mean of independent differences. */
  @Test
  void spreadOfSingleRowsIsTheStandardError() {
    SplittableRandom random = new SplittableRandom(3);
    int n = 4000;
    double[] first =
        IntStream.range(0, n).mapToDouble(i -> random.nextInt(10) < 4 ? 1 : 0).toArray();
    double[] second =
        IntStream.range(0, n).mapToDouble(i -> random.nextInt(10) < 3 ? 1 : 0).toArray();
    long[] group = IntStream.range(0, n).asLongStream().toArray();
    Effect effect = PairedBootstrap.of(first, second, group).difference(4000, 1);
    double[] d = IntStream.range(0, n).mapToDouble(i -> first[i] - second[i]).toArray();
    double mean = Arrays.stream(d).average().orElseThrow();
    double error = Math.sqrt(Arrays.stream(d).map(x -> (x - mean) * (x - mean)).sum()) / n;
    assertEquals(mean, effect.estimate(), 1e-12);
    assertEquals(error, effect.standardError(), 0.05 * error);
    assertEquals(mean - 1.96 * error, effect.low(), 0.15 * error);
    assertEquals(mean + 1.96 * error, effect.high(), 0.15 * error);
    assertEquals(2.8016 * effect.standardError(), effect.detectable(), 1e-4);
    assertTrue(effect.isShown());
  }

  /** Ten equal rows of an artist say no more than one. */
  @Test
  void copiesInAGroupDoNotNarrowTheInterval() {
    SplittableRandom random = new SplittableRandom(5);
    int groups = 300;
    double[] once = IntStream.range(0, groups).mapToDouble(i -> random.nextInt(2)).toArray();
    double[] other = IntStream.range(0, groups).mapToDouble(i -> random.nextInt(2)).toArray();
    double[] many = IntStream.range(0, 10 * groups).mapToDouble(i -> once[i / 10]).toArray();
    double[] others = IntStream.range(0, 10 * groups).mapToDouble(i -> other[i / 10]).toArray();
    long[] grouped = IntStream.range(0, 10 * groups).mapToLong(i -> i / 10).toArray();
    long[] single = IntStream.range(0, groups).asLongStream().toArray();
    Effect small = PairedBootstrap.of(once, other, single).difference(1000, 7);
    Effect large = PairedBootstrap.of(many, others, grouped).difference(1000, 7);
    assertEquals(small.low(), large.low(), 1e-12);
    assertEquals(small.high(), large.high(), 1e-12);
    assertEquals(groups, large.groups());
    assertEquals(10L * groups, large.rows());
  }

  /**
   * Distances 2, 4 and 0 of two wrong answers and a right one: 3 on average over the wrong ones.
   */
  @Test
  void ratioIsOfTheSums() {
    double[] distances = {2, 4, 0, 2};
    double[] wrong = {1, 1, 0, 1};
    Effect ratio = PairedBootstrap.of(distances, wrong, new long[] {1, 1, 1, 2}).ratio(200, 1);
    assertEquals(8 / 3.0, ratio.estimate(), 1e-12);
    assertEquals(2, ratio.low(), 1e-12, "the second group alone");
    assertEquals(3, ratio.high(), 1e-12, "the first one alone");
    PairedBootstrap right = PairedBootstrap.of(new double[2], new double[2], new long[] {1, 2});
    assertThrows(IllegalArgumentException.class, () -> right.ratio(200, 1));
  }

  /** Of 200 comparisons without an effect about 10 are shown by chance. */
  @Test
  void levelIsKept() {
    SplittableRandom random = new SplittableRandom(11);
    int shown = 0;
    for (int trial = 0; trial < 200; trial++) {
      int n = 400;
      double[] a = IntStream.range(0, n).mapToDouble(i -> random.nextInt(3) == 0 ? 1 : 0).toArray();
      double[] b = IntStream.range(0, n).mapToDouble(i -> random.nextInt(3) == 0 ? 1 : 0).toArray();
      long[] group = IntStream.range(0, n).mapToLong(i -> i / 2).toArray();
      shown += PairedBootstrap.of(a, b, group).difference(400, trial).isShown() ? 1 : 0;
    }
    assertTrue(shown >= 3 && shown <= 22, shown + " of 200");
  }

  @Test
  void relativeEffectIsAShare() {
    double[] first = {2, 2, 2, 2};
    double[] second = {4, 4, 4, 4};
    Effect effect = PairedBootstrap.of(first, second, new long[] {1, 2, 3, 4}).relative(100, 1);
    assertEquals(-0.5, effect.estimate());
    assertEquals(-50, effect.times(100).low());
    assertTrue(effect.isShown());
    assertEquals(2.0 / 101, effect.p(), 1e-12, "no resample on the other side");
  }

  @Test
  void equalAnswerersDifferByNothing() {
    double[] scores = {1, 0, 1};
    Effect effect = PairedBootstrap.of(scores, scores, new long[] {1, 1, 2}).difference(100, 1);
    assertEquals(0, effect.estimate());
    assertEquals(1, effect.p());
    assertFalse(effect.isShown());
  }

  @Test
  void refusals() {
    long[] group = {1};
    double[] one = {1};
    assertThrows(
        IllegalArgumentException.class, () -> PairedBootstrap.of(one, new double[2], group));
    assertThrows(
        IllegalArgumentException.class,
        () -> PairedBootstrap.of(one, new double[] {Double.NaN}, group));
    assertThrows(
        IllegalArgumentException.class,
        () -> PairedBootstrap.of(one, one, group).difference(10, 1));
    assertThrows(IllegalArgumentException.class, () -> McNemar.of(-1, 0));
  }
}
