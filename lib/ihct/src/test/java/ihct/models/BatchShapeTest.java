package ihct.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchShapeTest {

  @Test
  void probabilitiesAtOnceNeverTakeMoreThan128MiB() {
    for (int classes : new int[] {1, 114, 5_238, 20_000, 100_000, 1 << 20, 1 << 25, 1 << 30}) {
      int rows = BatchShape.rowsAtOnce(classes);
      assertTrue(rows == 1 || 4L * rows * classes <= 128 << 20, classes + " classes: " + rows);
    }
    assertEquals(1024, BatchShape.rowsAtOnce(5_238), "as many as ever");
    assertEquals(256, BatchShape.rowsAtOnce(100_000), "335 would fit: blocks of 128 and of 79");
    assertEquals(1, BatchShape.rowsAtOnce(1 << 30));
  }

  @Test
  void someRowsAreEvenlySpaced() {
    assertArrayEquals(new int[] {0, 2, 5, 7}, BatchShape.evenly(10, 4));
    assertArrayEquals(IntStream.range(0, 10).toArray(), BatchShape.evenly(10, 10));
    assertArrayEquals(IntStream.range(0, 3).toArray(), BatchShape.evenly(3, Long.MAX_VALUE));
    assertArrayEquals(new int[0], BatchShape.evenly(0, 5));
    int[] many = BatchShape.evenly(Integer.MAX_VALUE, 3);
    assertEquals(1_431_655_764, many[2], "without overflow");
  }
}
