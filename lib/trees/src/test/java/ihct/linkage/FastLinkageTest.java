package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever saves time or memory leaves the tree as it is, to the last digit: the plain algorithms
 * build the same from a full matrix.
 */
class FastLinkageTest {

  private static List<Merge> plain(CondensedDistances distances, LinkageRule rule) {
    return Agglomerative.tree(PlainLinkage.joins(distances, rule), distances.items()).merges();
  }

  private static List<Merge> byTwoThreads(LeafDistances leaves, LinkageRule rule) {
    try (Helper helper = new Helper(true, true).started()) {
      return Agglomerative.link(leaves, rule, helper).merges();
    }
  }

  /** More items than a list of neighbours, a tile and an array of rows hold, and many close-ups. */
  @Property(tries = 60)
  void agreesWithThePlainAlgorithms(
      @Range(min = 1, max = 400) int n, long seed, LinkageRule rule, Metric metric) {
    for (double[][] points : kinds(n, seed)) {
      CondensedDistances distances = CondensedDistances.between(points, metric);
      List<Merge> expected = plain(distances, rule);
      assertEquals(expected, Agglomerative.cluster(distances, rule).merges());
      assertEquals(expected, Agglomerative.cluster(points, metric, rule).merges());
      assertEquals(expected, byTwoThreads(distances.leaves(), rule));
      assertEquals(expected, byTwoThreads(Coordinates.of(points, metric), rule));
    }
  }

  /** No ties, a few ties, and hardly anything but ties. */
  private static List<double[][]> kinds(int n, long seed) {
    return List.of(Points.random(n, 3, seed), Points.onAGrid(n, 30, seed), Points.onAGrid(n, seed));
  }

  /** Pairs that lie apart join first, and so as many merged clusters exist at once as can. */
  @Test
  void pairsNeedTheMostRows() {
    double[][] points = new double[600][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {Math.pow(1.01, i / 2) + i % 2 * 1e-3};
    }
    for (LinkageRule rule : LinkageRule.values()) {
      CondensedDistances distances = CondensedDistances.between(points, Metric.EUCLIDEAN);
      assertEquals(
          plain(distances, rule), Agglomerative.cluster(points, Metric.EUCLIDEAN, rule).merges());
    }
  }

  /**
   * Item 0 is as far from all others, more than its list holds. Those listed, 1…12, join later
   * items, so that 13, which is not listed, is the earliest of the nearest in the end.
   */
  @Test
  void anEquallyNearClusterThatIsNotListedIsSeen() {
    int n = 2 * Nearest.KEPT + 2;
    double[] upper = new double[n * (n - 1) / 2];
    int pair = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        upper[pair++] = i == 0 ? 5 : j - i == Nearest.KEPT + 1 ? 1 : 7;
      }
    }
    CondensedDistances distances = CondensedDistances.of(n, upper);
    for (LinkageRule rule : LinkageRule.values()) {
      assertEquals(plain(distances, rule), Agglomerative.cluster(distances, rule).merges());
    }
  }

  /** Long enough for the loops to be halved as they are in earnest. */
  @Test
  void twoThreadsBuildTheTreeOfOneAtFullLength() {
    double[][] points = Points.random(2_600, 2, 8);
    for (LinkageRule rule : LinkageRule.values()) {
      Dendrogram one =
          Agglomerative.link(Coordinates.of(points, Metric.EUCLIDEAN), rule, Helper.none());
      assertEquals(one.merges(), Agglomerative.cluster(points, Metric.EUCLIDEAN, rule).merges());
    }
  }

  @Property(tries = 100)
  void coordinatesMeasureAsTheMetricDoes(
      @Range(min = 1, max = 13) int dimension, long seed, Metric metric) {
    double[][] points = Points.random(40, dimension, seed);
    Coordinates coordinates = Coordinates.of(points, metric);
    double[] row = new double[40];
    coordinates.measure(7, 3, 38, row);
    for (int k = 0; k < 40; k++) {
      assertEquals(k < 3 || k >= 38 ? 0 : metric.distance(points[7], points[k]), row[k]);
    }
    coordinates.keep(new int[] {2, 7, 31}, 3);
    coordinates.measure(1, 0, 3, row);
    assertEquals(metric.distance(points[7], points[2]), row[0]);
    assertEquals(metric.distance(points[7], points[31]), row[2]);
  }

  @Test
  void clusteringLeavesThePointsAsTheyWere() {
    double[][] points = Points.random(50, 3, 4);
    for (Metric metric : Metric.values()) {
      Agglomerative.cluster(points, metric, LinkageRule.WPGMA);
    }
    double[][] before = Points.random(50, 3, 4);
    for (int i = 0; i < 50; i++) {
      assertArrayEquals(before[i], points[i]);
    }
  }

  @Test
  void refusesWhatHasNoDistances() {
    assertEquals(
        "No points were given; a dendrogram needs at least one leaf.", refusal(new double[0][]));
    assertEquals(
        "The distance between items 0 and 1 is Infinity; distances must be finite and not negative.",
        refusal(Points.onALine(0, 1e200, -1e200)));
    assertEquals(
        "Item 1 has 1 coordinates and item 0 has 2; all items need the same number, at least 1.",
        refusal(new double[][] {{1, 0}, {0}}));
  }

  private static String refusal(double[][] points) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> Agglomerative.cluster(points, Metric.EUCLIDEAN, LinkageRule.UPGMA))
        .getMessage();
  }
}
