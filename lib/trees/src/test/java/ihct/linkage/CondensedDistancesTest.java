package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CondensedDistancesTest {

  private static String refusal(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void pairsStandRowByRow() {
    CondensedDistances d = CondensedDistances.between(Points.onALine(0, 1, 3, 7), Metric.EUCLIDEAN);
    assertArrayEquals(new double[] {1, 3, 7, 2, 6, 4}, d.toArray());
    assertEquals(6, d.get(1, 3));
    assertEquals(6, d.get(3, 1));
    assertEquals(0, d.get(2, 2));
  }

  @Test
  void cosineDistanceIsOneMinusTheCosine() {
    assertEquals(0, Metric.COSINE.distance(new double[] {1, 2}, new double[] {1, 2}));
    assertEquals(1, Metric.COSINE.distance(new double[] {1, 0}, new double[] {0, 5}), 1e-15);
    assertEquals(2, Metric.COSINE.distance(new double[] {1, 1}, new double[] {-3, -3}), 1e-15);
    double cosine45 = Math.sqrt(0.5);
    assertEquals(
        1 - cosine45, Metric.COSINE.distance(new double[] {1, 0}, new double[] {1, 1}), 1e-15);
  }

  @Test
  void cosineDistanceKeepsItsRangeAndItsScale() {
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      double[] a = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      double[] opposite = {-1e300 * a[0], -1e300 * a[1], -1e300 * a[2]};
      double[] tiny = {1e-300 * a[0], 1e-300 * a[1], 1e-300 * a[2]};
      double farthest = Metric.COSINE.distance(a, opposite);
      assertEquals(2, farthest, 1e-15);
      assertTrue(farthest <= 2);
      assertEquals(0, Metric.COSINE.distance(a, tiny), 1e-15);
    }
  }

  @Test
  void zeroVectorInCosineNamesTheItem() {
    double[][] points = {{1, 0}, {0, 1}, {0, 0}};
    assertEquals(
        "Item 2: a zero vector has no direction, so its cosine distance to anything is undefined;"
            + " leave it out or use the Euclidean distance.",
        refusal(() -> CondensedDistances.between(points, Metric.COSINE)));
    assertEquals(1, CondensedDistances.between(points, Metric.EUCLIDEAN).get(0, 2));
  }

  @Test
  void nanCoordinateNamesTheItem() {
    double[][] points = {{1, 0}, {0, Double.NaN}};
    assertEquals(
        "Coordinate 1 of item 1 is NaN; distances need finite coordinates. Drop the item or fill in"
            + " the value.",
        refusal(() -> CondensedDistances.between(points, Metric.EUCLIDEAN)));
  }

  @Test
  void infiniteDistanceNamesThePair() {
    double[][] points = Points.onALine(0, 1e200, -1e200);
    assertEquals(
        "The distance between items 0 and 1 is Infinity; distances must be finite and not negative.",
        refusal(() -> CondensedDistances.between(points, Metric.EUCLIDEAN)));
  }

  @Test
  void nanOrNegativeDistanceNamesThePair() {
    assertEquals(
        "The distance between items 1 and 2 is NaN; distances must be finite and not negative.",
        refusal(() -> CondensedDistances.of(3, 1, 2, Double.NaN)));
    assertEquals(
        "The distance between items 0 and 2 is -2.0; distances must be finite and not negative.",
        refusal(() -> CondensedDistances.of(3, 1, -2, 1)));
  }

  @Test
  void tooManyItemsNameTheLimit() {
    assertEquals(
        "Distances between 65537 items were asked for; there must be between 1 and 65536 items,"
            + " since their n(n-1)/2 distances lie in one array. Cluster a part of the items.",
        refusal(() -> CondensedDistances.of(65_537)));
    assertEquals(
        "Distances between 0 items were asked for; there must be between 1 and 65536 items,"
            + " since their n(n-1)/2 distances lie in one array. Cluster a part of the items.",
        refusal(() -> CondensedDistances.between(new double[0][], Metric.EUCLIDEAN)));
  }

  @Test
  void theLastPairOfTheLargestTriangleHasTheLastPlace() {
    int n = CondensedDistances.MAX_ITEMS;
    assertEquals(2_147_450_880, CondensedDistances.pairs(n));
    assertEquals(2_147_450_879, CondensedDistances.rowOffset(n - 2, n) + n - 1);
  }

  @Test
  void wrongNumberOfDistancesIsRefused() {
    assertEquals(
        "3 items have 3 pairs, but 2 distances were given.",
        refusal(() -> CondensedDistances.of(3, 1, 2)));
  }

  @Test
  void rowsOfDifferentLengthAreRefused() {
    double[][] points = {{1, 0}, {0}};
    assertEquals(
        "Item 1 has 1 coordinates and item 0 has 2; all items need the same number, at least 1.",
        refusal(() -> CondensedDistances.between(points, Metric.EUCLIDEAN)));
    assertEquals(
        "Points of 2 and of 1 coordinates have no distance; both need the same number.",
        refusal(() -> Metric.EUCLIDEAN.distance(points[0], points[1])));
  }
}
