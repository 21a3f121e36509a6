package ihct.hierarchy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.linkage.Agglomerative;
import ihct.linkage.Dendrogram;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import ihct.linkage.Newick;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A tree as deep as it can be: every merge adds one item to the same cluster. */
class DeepTreeTest {

  private static final int ITEMS = 10_001;

  /** Items on a line, each farther from the one before it than that was from its own. */
  private static Dendrogram chain() {
    double[][] points =
        IntStream.range(0, ITEMS)
            .mapToObj(i -> new double[] {i * (i + 1.0) / 2})
            .toArray(double[][]::new);
    return Agglomerative.cluster(points, Metric.EUCLIDEAN, LinkageRule.SINGLE);
  }

  @Test
  void newickOfTenThousandLevelsIsWritten() {
    List<String> names = IntStream.range(0, ITEMS).mapToObj(i -> "g" + i).toList();
    String text = Newick.write(chain(), names);
    int depth = 0;
    int deepest = 0;
    for (char c : text.toCharArray()) {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      deepest = Math.max(deepest, depth);
    }
    assertEquals(ITEMS - 1, deepest);
    assertEquals(0, depth);
  }

  @Test
  void tiersOfTenThousandLevelsAreCut() {
    Ihct tree = Ihct.of(chain(), TierSchedule.powersOfTwo(ITEMS));
    assertEquals(ITEMS, tree.classes());
    assertEquals(2, tree.clusters(1));
    // The last item is alone on top, and all others are below the other cluster.
    assertTrue(tree.cluster(1, ITEMS - 1) != tree.cluster(1, 0));
    assertEquals(tree.cluster(1, 0), tree.cluster(1, ITEMS - 2));
  }
}
