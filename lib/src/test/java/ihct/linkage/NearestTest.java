package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NearestTest {

  @Property(tries = 300)
  void findsTheSmallestNumbersInTheOrderOfSlots(
      @ForAll @IntRange(min = 1, max = 60) int n,
      @ForAll @IntRange(min = 0, max = 60) int split,
      @ForAll long seed) {
    double[] row = new Random(seed).ints(n, 0, 9).asDoubleStream().toArray();
    for (int k = 0; k < n; k++) {
      row[k] = row[k] == 8 ? Double.POSITIVE_INFINITY : row[k];
    }
    int[] sorted =
        IntStream.range(0, n)
            .filter(k -> row[k] < Double.POSITIVE_INFINITY)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> row[k])) // stable
            .mapToInt(k -> k)
            .limit(Nearest.KEPT)
            .toArray();
    Nearest first = new Nearest();
    Nearest second = new Nearest();
    int middle = Math.min(split, n);
    first.search(row, 0, middle);
    second.search(row, middle, n);
    first.merge(second);
    assertArrayEquals(sorted, IntStream.range(0, first.count()).map(first::slot).toArray());
    assertArrayEquals(
        IntStream.of(sorted).mapToDouble(k -> row[k]).toArray(),
        IntStream.range(0, first.count()).mapToDouble(first::distance).toArray());
  }
}
