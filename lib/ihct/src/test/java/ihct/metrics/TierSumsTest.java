package ihct.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.TierSchedule;
import ihct.linkage.Agglomerative;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import ihct.tries.Property;
import ihct.tries.Range;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TierSumsTest {

  private static final Ihct TREE =
      Ihct.ofTiers(new int[][] {{0, 0, 0, 1}, {0, 0, 1, 2}, {0, 1, 2, 3}});

  @Test
  void clusterOfManyBeatsTheLikeliestClass() {
    TierSums sums = new TierSums(TREE);
    sums.add(new float[] {0.25f, 0.25f, 0.1f, 0.4f, 0, 0, 0, 0}, new int[] {0, 0});
    assertEquals(List.of(0.5, 0.5, 0.0), sums.accuracy());
    TierSums other = new TierSums(TREE);
    other.add(new float[] {0.25f, 0.25f, 0.1f, 0.4f}, new int[] {3});
    assertEquals(List.of(0.0, 0.0, 1.0), other.accuracy());
  }

  /** Where truths are drawn by the probabilities, no other answer is right more often. */
  @Property(tries = 20)
  void agreesWithSumsClassByClass(@Range(min = 2, max = 30) int n, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[n][2];
    for (double[] point : points) {
      point[0] = random.nextGaussian();
      point[1] = random.nextGaussian();
    }
    Ihct tree =
        Ihct.of(
            Agglomerative.cluster(points, Metric.EUCLIDEAN, LinkageRule.WARD),
            TierSchedule.powersOfTwo(n));
    float[] p = new float[n];
    for (int c = 0; c < n; c++) {
      p[c] = random.nextInt(8) / 64f; // sums without rounding, and with ties
    }
    int truth = random.nextInt(n);
    TierSums sums = new TierSums(tree);
    sums.add(p, new int[] {truth});
    for (int tier = 1; tier <= tree.tiers(); tier++) {
      float[] bySums = new float[tree.clusters(tier)];
      for (int c = 0; c < n; c++) {
        bySums[tree.cluster(tier, c)] += p[c];
      }
      int best = 0;
      for (int k = 1; k < bySums.length; k++) {
        best = bySums[k] > bySums[best] ? k : best;
      }
      boolean right = bySums[best] > 0 && best == tree.cluster(tier, truth);
      assertEquals(right ? 1.0 : 0.0, sums.accuracy().get(tier - 1));
    }
    assertTrue(sums.accuracy().size() == tree.tiers());
  }
}
