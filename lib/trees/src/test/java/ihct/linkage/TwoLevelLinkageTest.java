package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TwoLevelLinkageTest {

  private static double[][] points(int n, int dimension, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, n)
        .mapToObj(i -> random.doubles(dimension, 0.1, 1).toArray())
        .toArray(double[][]::new);
  }

  /** Two items meet where their cluster's linkage has them meet, or else their centres'. */
  @Property(tries = 60)
  void itemsMeetInTheirClusterAndClustersAboveAll(
      @Range(min = 2, max = 150) int n, @Range(min = 0, max = 4) int which, long seed) {
    LinkageRule rule = LinkageRule.values()[which];
    double[][] points = points(n, 3, seed);
    for (Metric metric :
        rule == LinkageRule.WARD ? new Metric[] {Metric.EUCLIDEAN} : Metric.values()) {
      Dendrogram tree = TwoLevelLinkage.cluster(points, metric, rule, seed);
      int k = TwoLevelLinkage.clusters(n);
      int[] clusterOf = BalancedKMeans.cluster(points, metric, seed).cut(k);
      assertArrayEquals(clusterOf, tree.cut(k));
      assertTrue(tree.isMonotone());
      double[][] centres = new double[k][3];
      double highest = 0;
      for (int c = 0; c < k; c++) {
        int cluster = c;
        int[] items = IntStream.range(0, n).filter(i -> clusterOf[i] == cluster).toArray();
        assertTrue(items.length >= n / k && items.length <= n / k + 1);
        double[][] own = Arrays.stream(items).mapToObj(i -> points[i]).toArray(double[][]::new);
        Dendrogram alone = Agglomerative.cluster(own, metric, rule);
        for (int a = 0; a < items.length; a++) {
          double length = metric == Metric.COSINE ? Math.sqrt(squares(own[a])) : 1;
          for (int j = 0; j < 3; j++) {
            centres[c][j] += own[a][j] / length / items.length;
          }
          for (int b = 0; b < a; b++) {
            assertEquals(alone.cophenetic(a, b), tree.cophenetic(items[a], items[b]));
            highest = Math.max(highest, alone.cophenetic(a, b));
          }
        }
      }
      Dendrogram above = Agglomerative.cluster(centres, metric, rule);
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < a; b++) {
          if (clusterOf[a] != clusterOf[b]) {
            assertEquals(
                highest + above.cophenetic(clusterOf[a], clusterOf[b]),
                tree.cophenetic(a, b),
                1e-12, // sums of coordinates are rounded
                "items " + a + " and " + b);
          }
        }
      }
    }
  }

  private static double squares(double[] point) {
    return Arrays.stream(point).map(x -> x * x).sum();
  }

  @Test
  void clustersAreThePowerOfTwoNextToTheRoot() {
    assertArrayEquals(
        new int[] {1, 1, 2, 4, 64, 128, 256},
        IntStream.of(1, 2, 3, 10, 5238, 20_000, 100_000).map(TwoLevelLinkage::clusters).toArray());
  }

  @Test
  void theSeedDecides() {
    double[][] points = points(300, 3, 1);
    Dendrogram tree = TwoLevelLinkage.cluster(points, Metric.EUCLIDEAN, LinkageRule.COMPLETE, 1);
    assertEquals(
        tree.merges(),
        TwoLevelLinkage.cluster(points, Metric.EUCLIDEAN, LinkageRule.COMPLETE, 1).merges());
    assertNotEquals(
        tree.merges(),
        TwoLevelLinkage.cluster(points, Metric.EUCLIDEAN, LinkageRule.COMPLETE, 2).merges());
  }

  @Test
  void oneItemHasNoMergeAndNoneIsRefused() {
    assertEquals(
        1,
        TwoLevelLinkage.cluster(points(1, 2, 1), Metric.EUCLIDEAN, LinkageRule.WARD, 1).leaves());
    assertThrows(
        IllegalArgumentException.class,
        () -> TwoLevelLinkage.cluster(new double[0][], Metric.EUCLIDEAN, LinkageRule.WARD, 1));
  }
}
