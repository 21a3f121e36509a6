package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class AgglomerativePropertiesTest {

  @Property(tries = 200)
  void heightsNeverDecrease(@Range(min = 1, max = 60) int n, long seed, LinkageRule rule) {
    for (double[][] points : List.of(Points.random(n, 2, seed), Points.onAGrid(n, seed))) {
      CondensedDistances d = CondensedDistances.between(points, Metric.COSINE);
      assertTrue(Agglomerative.cluster(d, rule).isMonotone());
    }
  }

  /** The parent of a cluster is never lower, without tolerance, even where averages round. */
  @Property(tries = 200)
  void averagesStayBetweenTheirDistances(
      long seed, LinkageRule rule, @Range(min = 1, max = 99) int size) {
    Random random = new Random(seed);
    double a = random.nextDouble();
    double b = random.nextBoolean() ? a : Math.nextUp(a) + random.nextInt(2) * random.nextDouble();
    double merged = rule.merged(a, b, random.nextDouble() * Math.min(a, b), size, 7, 1 + size / 2);
    assertTrue(merged >= Math.min(a, b));
    assertTrue(rule == LinkageRule.WARD || merged <= Math.max(a, b));
  }

  @Property(tries = 200)
  void renamingLeavesRenamesTheTree(@Range(min = 2, max = 40) int n, long seed, LinkageRule rule) {
    double[][] points = Points.random(n, 3, seed);
    List<Integer> order = Arrays.asList(IntStream.range(0, n).boxed().toArray(Integer[]::new));
    Collections.shuffle(order, new Random(seed));
    double[][] shuffled = order.stream().map(i -> points[i]).toArray(double[][]::new);
    Dendrogram tree = cluster(points, rule);
    Dendrogram renamed = cluster(shuffled, rule);
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        double expected = tree.cophenetic(order.get(a), order.get(b));
        assertEquals(expected, renamed.cophenetic(a, b), 1e-12); // averages in another order
      }
    }
  }

  @Property(tries = 100)
  void theSameInputGivesTheSameTreeUnderTies(
      @Range(min = 2, max = 40) int n, long seed, LinkageRule rule) {
    double[][] points = Points.onAGrid(n, seed);
    assertEquals(cluster(points, rule).merges(), cluster(points, rule).merges());
  }

  @Property(tries = 200)
  void aCutIntoMoreClustersRefinesACutIntoFewer(
      @Range(min = 2, max = 40) int n, long seed, LinkageRule rule) {
    Dendrogram tree = cluster(Points.onAGrid(n, seed), rule);
    for (int k = 2; k <= n; k++) {
      int[] coarse = tree.cut(k - 1);
      int[] fine = tree.cut(k);
      assertEquals(k, Arrays.stream(fine).distinct().count());
      int[] coarseOfFine = new int[k];
      Arrays.fill(coarseOfFine, -1);
      for (int leaf = 0; leaf < n; leaf++) {
        int known = coarseOfFine[fine[leaf]];
        assertTrue(known == -1 || known == coarse[leaf]);
        coarseOfFine[fine[leaf]] = coarse[leaf];
      }
    }
  }

  private static Dendrogram cluster(double[][] points, LinkageRule rule) {
    return Agglomerative.cluster(CondensedDistances.between(points, Metric.EUCLIDEAN), rule);
  }
}
