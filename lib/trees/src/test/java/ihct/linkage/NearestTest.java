package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

class NearestTest {

  private static double absence(int oneInFour) {
    return oneInFour == 0 ? Double.POSITIVE_INFINITY : 0;
  }

  @Property(tries = 300)
  void findsTheSmallestDistancesInTheOrderOfSlots(
      @Range(min = 1, max = 60) int n, @Range(min = 0, max = 60) int split, long seed) {
    Random random = new Random(seed);
    double[] row = random.ints(n, 0, 9).asDoubleStream().toArray();
    double[] absence = random.ints(n, 0, 4).mapToDouble(NearestTest::absence).toArray();
    int[] sorted =
        IntStream.range(0, n)
            .filter(k -> absence[k] == 0)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> row[k])) // stable
            .mapToInt(k -> k)
            .limit(Nearest.KEPT)
            .toArray();
    Nearest first = new Nearest();
    Nearest second = new Nearest();
    int middle = Math.min(split, n);
    first.search(row, absence, 0, middle);
    second.search(row, absence, middle, n);
    first.merge(second);
    assertArrayEquals(sorted, IntStream.range(0, first.count()).map(first::slot).toArray());
    assertArrayEquals(
        IntStream.of(sorted).mapToDouble(k -> row[k]).toArray(),
        IntStream.range(0, first.count()).mapToDouble(first::distance).toArray());
  }
}
