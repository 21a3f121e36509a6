package ihct.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdjustedRandIndexTest {

  /** By hand: 2 of 10 pairs together in both, 4 in each; by chance 1.6; (2 − 1.6) / (4 − 1.6). */
  @Test
  void fiveItemsByHand() {
    assertEquals(
        1 / 6.0, AdjustedRandIndex.of(new int[] {0, 0, 0, 1, 1}, new int[] {7, 7, 3, 3, 3}), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void equalTrivialPartitionsAgree(int items) {
    int[] one = new int[items];
    int[] each = IntStream.range(0, items).toArray();
    assertEquals(1, AdjustedRandIndex.of(one, one));
    assertEquals(1, AdjustedRandIndex.of(each, each));
    assertEquals(items == 1 ? 1 : 0, AdjustedRandIndex.of(one, each));
    assertEquals(items == 1 ? 1 : 0, AdjustedRandIndex.of(each, one));
  }

  /** Smile's index is 0/0 for two partitions that are both trivial, and the same elsewhere. */
  @Property(tries = 500)
  void agreesWithSmileToTheLastDigit(
      @Range(min = 2, max = 60) int items, @Range(min = 1, max = 8) int clusters, long seed) {
    Random random = new Random(seed);
    int[] one = random.ints(items, 0, clusters).toArray();
    int[] other = random.ints(items, 0, 1 + random.nextInt(8)).toArray();
    double ofSmile = smile.validation.metric.AdjustedRandIndex.of(one, other);
    assertEquals(Double.isNaN(ofSmile) ? 1 : ofSmile, AdjustedRandIndex.of(one, other));
    assertEquals(1, AdjustedRandIndex.of(one, Arrays.stream(one).map(c -> -c).toArray()));
  }

  @Test
  void otherItemsAreRefused() {
    assertEquals(
        "The partitions hold 2 and 3 items; both need the same items, at least 1.",
        assertThrows(
                IllegalArgumentException.class, () -> AdjustedRandIndex.of(new int[2], new int[3]))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> AdjustedRandIndex.of(new int[0], new int[0]));
  }
}
