package ihct.memory;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.linkage.Agglomerative;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {

  private static final long GIB = 1 << 30;

  @Test
  void littleIsNeverRefused() {
    assertDoesNotThrow(() -> MemoryNeed.check("this", GIB, "less", 0));
  }

  @Test
  void whatThereIsIsNotRefused() {
    assertDoesNotThrow(() -> MemoryNeed.check("this", 3.0 * GIB, "less", 100 * GIB));
  }

  @Test
  void whatThereIsNotIsRefusedWithNeedAndSetting() {
    String message =
        assertThrows(
                NotEnoughMemoryException.class,
                () -> MemoryNeed.check("linking 60,000 items", 5.7 * GIB, "fewer items", 4 * GIB))
            .getMessage();
    assertTrue(
        message.matches(
            "There is not enough memory for linking 60,000 items: it needs about 5\\.7 GiB, and"
                + " \\d\\.\\d of the 4\\.0 GiB that may be taken are free\\. Allow more, for instance"
                + " IHCT_JVM_OPTIONS=-Xmx\\d+g, or use fewer items\\."),
        message);
  }

  @Test
  void otherMemoryHasItsOwnSetting() {
    String message =
        assertThrows(
                NotEnoughMemoryException.class,
                () -> MemoryNeed.check("a network", 2.0 * GIB, "fewer", GIB, GIB, "-Dx=3g"))
            .getMessage();
    assertTrue(message.contains("1.0 of the 1.0 GiB") && message.contains("=-Dx=3g"), message);
  }

  @Test
  void linkageIsRefusedBeforeItBegins() {
    int items = (int) Math.sqrt(2.0 * Runtime.getRuntime().maxMemory());
    double[][] points = new double[items][1];
    String message =
        assertThrows(
                NotEnoughMemoryException.class,
                () -> Agglomerative.cluster(points, Metric.EUCLIDEAN, LinkageRule.UPGMA))
            .getMessage();
    assertTrue(message.contains("linking %,d items".formatted(items)), message);
    assertTrue(message.contains("--tree two-level"), message);
  }
}
