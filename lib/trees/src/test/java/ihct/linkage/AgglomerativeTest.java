package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.linkage.ClosedForm.Cluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smile.clustering.HierarchicalClustering;
import smile.clustering.linkage.CompleteLinkage;
import smile.clustering.linkage.SingleLinkage;
import smile.clustering.linkage.UPGMALinkage;
import smile.clustering.linkage.WPGMALinkage;
import smile.clustering.linkage.WardLinkage;

class AgglomerativeTest {

  /** Sums of up to 40 · 40 distances in another order differ in the last digits only. */
  private static final double ROUNDING = 1e-12;

  private static final CondensedDistances SIX =
      CondensedDistances.between(Points.onALine(0, 3, 4, 8, 14, 21), Metric.EUCLIDEAN);

  private static double[] heights(Dendrogram tree) {
    return tree.merges().stream().mapToDouble(Merge::height).toArray();
  }

  @Test
  void singleLinkageOfSixPointsOnALine() {
    double[] heights = heights(Agglomerative.cluster(SIX, LinkageRule.SINGLE));
    assertArrayEquals(new double[] {1, 3, 4, 6, 7}, heights);
  }

  @Test
  void completeLinkageOfSixPointsOnALine() {
    Dendrogram tree = Agglomerative.cluster(SIX, LinkageRule.COMPLETE);
    List<Merge> byHand =
        List.of(
            new Merge(1, 2, 1, 2),
            new Merge(0, 6, 4, 3),
            new Merge(3, 4, 6, 2),
            new Merge(5, 8, 13, 3),
            new Merge(7, 9, 21, 6));
    assertEquals(byHand, tree.merges());
  }

  @Test
  void upgmaOfSixPointsOnALine() {
    double[] heights = heights(Agglomerative.cluster(SIX, LinkageRule.UPGMA));
    assertArrayEquals(new double[] {1, 3.5, 17 / 3.0, 7, 13.75}, heights, 1e-14); // thirds
  }

  @Test
  void wpgmaOfSixPointsOnALine() {
    double[] heights = heights(Agglomerative.cluster(SIX, LinkageRule.WPGMA));
    assertArrayEquals(new double[] {1, 3.5, 6, 9.25, 14.625}, heights);
  }

  @ParameterizedTest
  @EnumSource
  void oneItemIsATreeWithoutMerges(LinkageRule rule) {
    Dendrogram tree = Agglomerative.cluster(CondensedDistances.of(1), rule);
    assertEquals(List.of(), tree.merges());
    assertArrayEquals(new int[] {0}, tree.cut(1));
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithBruteForceUpTo40Items(LinkageRule rule) {
    for (int n = 2; n <= 40; n++) {
      CondensedDistances d =
          CondensedDistances.between(Points.random(n, 3, 100 + n), Metric.EUCLIDEAN);
      Dendrogram tree = Agglomerative.cluster(d, rule);
      assertArrayEquals(
          Cophenetic.distances(ClosedForm.cluster(d, rule)),
          Cophenetic.distances(tree),
          ROUNDING,
          () -> "items " + d.items());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyMergeJoinsAClosestPair(LinkageRule rule) {
    for (long seed = 0; seed < 20; seed++) {
      replay(CondensedDistances.between(Points.random(20, 3, seed), Metric.COSINE), rule);
      replay(CondensedDistances.between(Points.onAGrid(20, seed), Metric.EUCLIDEAN), rule);
    }
  }

  private static void replay(CondensedDistances d, LinkageRule rule) {
    List<Cluster> clusters = new ArrayList<>();
    for (int i = 0; i < d.items(); i++) {
      clusters.add(Cluster.leaf(i));
    }
    for (Merge merge : Agglomerative.cluster(d, rule).merges()) {
      Cluster left = clusters.get(merge.left());
      Cluster right = clusters.get(merge.right());
      assertEquals(ClosedForm.between(d, rule, left, right), merge.height(), ROUNDING);
      assertTrue(merge.height() <= closest(d, rule, clusters) + ROUNDING, merge::toString);
      clusters.set(merge.left(), null);
      clusters.set(merge.right(), null);
      clusters.add(left.with(right));
    }
  }

  private static double closest(CondensedDistances d, LinkageRule rule, List<Cluster> clusters) {
    List<Cluster> alone = clusters.stream().filter(c -> c != null).toList();
    double shortest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < alone.size(); i++) {
      for (int j = i + 1; j < alone.size(); j++) {
        shortest = Math.min(shortest, ClosedForm.between(d, rule, alone.get(i), alone.get(j)));
      }
    }
    return shortest;
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithSmileToFloatPrecision(LinkageRule rule) {
    double[][] points = Points.random(150, 4, 5);
    Dendrogram tree =
        Agglomerative.cluster(CondensedDistances.between(points, Metric.EUCLIDEAN), rule);
    HierarchicalClustering smile = HierarchicalClustering.fit(smileLinkage(rule, points));
    // Smile keeps distances as floats of 24 bits and averages them again and again.
    assertArrayEquals(smile.getHeight(), heights(tree), 1e-5);
    assertArrayEquals(Cophenetic.distances(smileTree(smile)), Cophenetic.distances(tree), 1e-5);
  }

  private static Dendrogram smileTree(HierarchicalClustering smile) {
    int[][] pairs = smile.getTree();
    int n = pairs.length + 1;
    List<Merge> merges = new ArrayList<>();
    for (int i = 0; i < pairs.length; i++) {
      int size = 0;
      for (int child : pairs[i]) {
        size += child < n ? 1 : merges.get(child - n).size();
      }
      int left = Math.min(pairs[i][0], pairs[i][1]);
      int right = Math.max(pairs[i][0], pairs[i][1]);
      merges.add(new Merge(left, right, smile.getHeight()[i], size));
    }
    return Dendrogram.of(merges);
  }

  private static smile.clustering.linkage.Linkage smileLinkage(
      LinkageRule rule, double[][] points) {
    return switch (rule) {
      case COMPLETE -> CompleteLinkage.of(points);
      case SINGLE -> SingleLinkage.of(points);
      case UPGMA -> UPGMALinkage.of(points);
      case WPGMA -> WPGMALinkage.of(points);
      case WARD -> WardLinkage.of(points);
    };
  }

  @ParameterizedTest
  @EnumSource
  void clusteringLeavesTheDistancesAsTheyWere(LinkageRule rule) {
    CondensedDistances d = CondensedDistances.between(Points.random(30, 2, 1), Metric.EUCLIDEAN);
    double[] before = d.toArray();
    Agglomerative.cluster(d, rule);
    assertArrayEquals(before, d.toArray());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WARD")
  void equalDistancesMergeAtThatHeight(LinkageRule rule) {
    double[] tenths = new double[28];
    Arrays.fill(tenths, 0.1);
    Dendrogram tree = Agglomerative.cluster(CondensedDistances.of(8, tenths), rule);
    for (double height : heights(tree)) {
      assertEquals(0.1, height);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WARD")
  void hugeDistancesDoNotOverflow(LinkageRule rule) {
    double huge = Double.MAX_VALUE;
    Dendrogram tree = Agglomerative.cluster(CondensedDistances.of(3, 1, huge, huge), rule);
    assertArrayEquals(new double[] {1, huge}, heights(tree));
  }

  @Test
  void wardOfSixPointsOnALine() {
    // 2|A||B| ⁄ (|A| + |B|) times the squared distance of means: {3, 4}, {8, 14}, with 0, with 21,
    // all
    double[] heights = heights(Agglomerative.cluster(SIX, LinkageRule.WARD));
    double[] squares = {1, 4 / 3.0 * 3.5 * 3.5, 36, 4 / 3.0 * 100, 3 * 12 * 12};
    assertArrayEquals(Arrays.stream(squares).map(Math::sqrt).toArray(), heights, 1e-13);
  }

  @Test
  void distancesWhoseSquaresOverflowAreRefusedByWard() {
    String expected =
        "Ward's linkage adds squares of distances, and of 3 items up to 1.0E200 apart they leave the"
            + " range of numbers. Scale the coordinates down.";
    CondensedDistances d = CondensedDistances.of(3, 1, 1e200, 1e200);
    assertEquals(
        expected,
        assertThrows(
                IllegalArgumentException.class, () -> Agglomerative.cluster(d, LinkageRule.WARD))
            .getMessage());
    double[][] points = {{0}, {1e160}};
    assertThrows(
        IllegalArgumentException.class,
        () -> Agglomerative.cluster(points, Metric.EUCLIDEAN, LinkageRule.WARD));
  }
}
