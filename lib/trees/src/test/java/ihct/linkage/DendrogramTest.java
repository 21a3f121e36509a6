package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.threads.Team;
import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DendrogramTest {

  private static final CondensedDistances SIX =
      CondensedDistances.between(Points.onALine(0, 3, 4, 8, 14, 21), Metric.EUCLIDEAN);
  private static final Dendrogram TREE = Agglomerative.cluster(SIX, LinkageRule.COMPLETE);

  private static String refusal(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void everyCutOfSixPointsIsLabelledByFirstLeaf() {
    assertArrayEquals(new int[] {0, 0, 0, 0, 0, 0}, TREE.cut(1));
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1}, TREE.cut(2));
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 2}, TREE.cut(3));
    assertArrayEquals(new int[] {0, 0, 0, 1, 2, 3}, TREE.cut(4));
    assertArrayEquals(new int[] {0, 1, 1, 2, 3, 4}, TREE.cut(5));
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, TREE.cut(6));
  }

  @Test
  void cutsCountMergesWhereHeightsTie() {
    Dendrogram equilateral =
        Agglomerative.cluster(CondensedDistances.of(3, 1, 1, 1), LinkageRule.UPGMA);
    assertArrayEquals(new int[] {0, 0, 1}, equilateral.cut(2));
  }

  @Test
  void cutOutsideTheLeavesNamesTheRange() {
    String text = "k = %d clusters asked of a dendrogram with 6 leaves; k must be between 1 and 6.";
    assertEquals(text.formatted(0), refusal(() -> TREE.cut(0)));
    assertEquals(text.formatted(7), refusal(() -> TREE.cut(7)));
  }

  @Test
  void copheneticDistanceIsTheHeightOfTheFirstMeeting() {
    assertEquals(0, TREE.cophenetic(2, 2));
    assertEquals(1, TREE.cophenetic(1, 2));
    assertEquals(4, TREE.cophenetic(2, 0));
    assertEquals(13, TREE.cophenetic(3, 5));
    assertEquals(21, TREE.cophenetic(0, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> TREE.cophenetic(0, 6));
  }

  /**
   * Distances 1 3 2 have mean 2, cophenetic distances 1 3 3 mean 7⁄3: r = 2 ⁄ √(2 · 8⁄3) = √3⁄2.
   */
  @Test
  void copheneticCorrelationOfThreeItemsByHand() {
    CondensedDistances d = CondensedDistances.of(3, 1, 3, 2);
    Dendrogram tree = Agglomerative.cluster(d, LinkageRule.COMPLETE);
    assertArrayEquals(new double[] {1, 3, 3}, Cophenetic.distances(tree));
    assertEquals(Math.sqrt(3) / 2, tree.copheneticCorrelation(d), 1e-15);
  }

  /**
   * In two passes over all pairs, as the definition has it, with distances far from 0. Points and
   * their distances give the same to the last digit, on one thread and on two.
   */
  @Property(tries = 60)
  void copheneticCorrelationIsThatOfAllPairs(
      @Range(min = 3, max = 120) int n, long seed, LinkageRule rule) {
    double[][] points = Points.random(n, 3, seed);
    points[0][1] = 1e6;
    CondensedDistances d = CondensedDistances.between(points, Metric.EUCLIDEAN);
    Dendrogram tree = Agglomerative.cluster(d, rule);
    double[] x = d.toArray();
    double[] y = Cophenetic.distances(tree);
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int pair = 0; pair < x.length; pair++) {
      xx += (x[pair] - meanX) * (x[pair] - meanX);
      yy += (y[pair] - meanY) * (y[pair] - meanY);
      xy += (x[pair] - meanX) * (y[pair] - meanY);
    }
    double correlation = tree.copheneticCorrelation(d);
    assertEquals(xy / Math.sqrt(xx * yy), correlation, 1e-12);
    assertEquals(correlation, tree.copheneticCorrelation(points, Metric.EUCLIDEAN));
  }

  @Test
  void copheneticCorrelationDoesNotDependOnTheThreads() {
    double[][] points = Points.random(3_000, 2, 5);
    Dendrogram tree = Agglomerative.cluster(points, Metric.EUCLIDEAN, LinkageRule.UPGMA);
    double alone = tree.faithfulness(points, Metric.EUCLIDEAN).pearson(new Team(1));
    assertEquals(alone, tree.faithfulness(points, Metric.EUCLIDEAN).pearson(new Team(2)));
    assertEquals(alone, tree.copheneticCorrelation(points, Metric.EUCLIDEAN));
  }

  @Test
  void ultrametricDistancesCorrelatePerfectly() {
    CondensedDistances d = CondensedDistances.of(TREE.leaves(), Cophenetic.distances(TREE));
    assertEquals(1, Agglomerative.cluster(d, LinkageRule.UPGMA).copheneticCorrelation(d), 1e-14);
  }

  @Test
  void copheneticCorrelationIsUndefinedWithoutSpread() {
    for (CondensedDistances d :
        List.of(
            CondensedDistances.of(1),
            CondensedDistances.of(2, 5),
            CondensedDistances.of(3, 0.1, 0.1, 0.1))) {
      Dendrogram tree = Agglomerative.cluster(d, LinkageRule.WPGMA);
      assertTrue(Double.isNaN(tree.copheneticCorrelation(d)));
    }
  }

  @Test
  void copheneticCorrelationWithOtherItemsIsRefused() {
    assertEquals(
        "The dendrogram has 6 leaves, but the distances are between 2 items; both must be the same.",
        refusal(() -> TREE.copheneticCorrelation(CondensedDistances.of(2, 5))));
  }

  @Test
  void leafOrderKeepsClustersTogether() {
    assertArrayEquals(new int[] {0, 1, 2, 5, 3, 4}, TREE.leafOrder());
  }

  @Test
  void anInversionIsNotMonotone() {
    assertTrue(TREE.isMonotone());
    assertFalse(Dendrogram.of(List.of(new Merge(0, 1, 2, 2), new Merge(2, 3, 1, 3))).isMonotone());
  }

  @Test
  void mergesFromElsewhereAreChecked() {
    Merge first = new Merge(0, 1, 1, 2);
    assertEquals(
        "Merge 1 joins cluster 1, which was merged before; a merge joins two clusters that exist"
            + " and stand alone.",
        refusal(() -> Dendrogram.of(List.of(first, new Merge(1, 2, 2, 3)))));
    assertEquals(
        "Merge 0 joins cluster 3, which does not exist yet; a merge joins two clusters that exist"
            + " and stand alone.",
        refusal(() -> Dendrogram.of(List.of(new Merge(0, 3, 1, 2), new Merge(1, 2, 2, 3)))));
    assertEquals(
        "Merge 1 says that its cluster has 2 leaves; it has 3.",
        refusal(() -> Dendrogram.of(List.of(first, new Merge(2, 3, 2, 2)))));
    assertEquals(
        "A merge joins two clusters 0 <= left < right; got left 1 and right 1.",
        refusal(() -> new Merge(1, 1, 1, 2)));
    assertEquals(
        "The merge of clusters 0 and 1 has height NaN; heights must be finite.",
        refusal(() -> new Merge(0, 1, Double.NaN, 2)));
  }

  @Test
  void mergesCannotBeChangedFromOutside() {
    assertThrows(UnsupportedOperationException.class, () -> TREE.merges().remove(0));
  }
}
