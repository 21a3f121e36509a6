package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlTreesTest {

  private static Dendrogram tree(int n, long seed) {
    return Agglomerative.cluster(Points.random(n, 3, seed), Metric.EUCLIDEAN, LinkageRule.UPGMA);
  }

  private static List<Double> heights(Dendrogram tree) {
    return tree.merges().stream().map(Merge::height).toList();
  }

  private static int[] sizes(Dendrogram tree, int k) {
    int[] sizes = new int[k];
    for (int cluster : tree.cut(k)) {
      sizes[cluster]++;
    }
    Arrays.sort(sizes);
    return sizes;
  }

  @Property(tries = 100)
  void permutedTreeHasTheShapeAndNotTheNeighbours(@Range(min = 1, max = 60) int n, long seed) {
    Dendrogram tree = tree(n, seed);
    Dendrogram permuted = ControlTrees.permuted(tree, seed);
    assertEquals(heights(tree), heights(permuted));
    for (int k = 1; k <= n; k++) {
      assertEquals(Arrays.toString(sizes(tree, k)), Arrays.toString(sizes(permuted, k)));
    }
    assertEquals(permuted.merges(), ControlTrees.permuted(tree, seed).merges());
  }

  @Property(tries = 100)
  void randomTreeHasTheHeights(@Range(min = 1, max = 60) int n, long seed) {
    Dendrogram tree = tree(n, seed);
    Dendrogram random = ControlTrees.random(tree, seed);
    assertEquals(n, random.leaves());
    assertEquals(heights(tree), heights(random));
    assertEquals(random.merges(), ControlTrees.random(tree, seed).merges());
  }

  @Test
  void controlsKnowNothingOfTheDistances() {
    double[][] points = Points.random(200, 3, 4);
    CondensedDistances distances = CondensedDistances.between(points, Metric.EUCLIDEAN);
    Dendrogram tree = tree(200, 4);
    assertTrue(tree.copheneticCorrelation(distances) > 0.5);
    for (long seed = 1; seed <= 5; seed++) {
      Dendrogram permuted = ControlTrees.permuted(tree, seed);
      Dendrogram random = ControlTrees.random(tree, seed);
      assertEquals(0, permuted.copheneticCorrelation(distances), 0.1);
      assertEquals(0, random.copheneticCorrelation(distances), 0.1);
      assertNotEquals(permuted.merges(), ControlTrees.permuted(tree, seed + 5).merges());
      assertNotEquals(random.merges(), ControlTrees.random(tree, seed + 5).merges());
    }
  }

  /** The first merge of a random tree joins each pair equally often. */
  @Test
  void everyPairIsAsLikely() {
    Dendrogram four = tree(4, 1);
    int[] counts = new int[16];
    for (long seed = 0; seed < 6_000; seed++) {
      Merge first = ControlTrees.random(four, seed).merges().get(0);
      counts[4 * first.left() + first.right()]++;
    }
    for (int i = 0; i < 4; i++) {
      for (int j = i + 1; j < 4; j++) {
        assertEquals(1_000, counts[4 * i + j], 150, "five standard deviations");
      }
    }
  }
}
