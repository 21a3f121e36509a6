package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BalancedKMeansTest {

  private static Dendrogram tree(double[][] points, long seed) {
    return BalancedKMeans.cluster(points, Metric.EUCLIDEAN, seed);
  }

  private static int[] sizes(Dendrogram tree, int k) {
    int[] sizes = new int[k];
    for (int cluster : tree.cut(k)) {
      sizes[cluster]++;
    }
    return sizes;
  }

  @Property(tries = 100)
  void everyMergeJoinsHalves(@Range(min = 1, max = 130) int n, long seed) {
    double[][] points = seed % 2 == 0 ? Points.random(n, 3, seed) : Points.onAGrid(n, seed);
    Dendrogram tree = tree(points, seed);
    assertEquals(n, tree.leaves());
    assertTrue(tree.isMonotone());
    for (Merge merge : tree.merges()) {
      int left = merge.left() < n ? 1 : tree.merges().get(merge.left() - n).size();
      assertTrue(Math.abs(2 * left - merge.size()) <= 1, () -> merge + " of " + left);
      assertEquals(Math.log(merge.size()) / Math.log(2), merge.height());
    }
    for (int k = 1; k <= n; k *= 2) {
      int[] sizes = sizes(tree, k);
      int most = Arrays.stream(sizes).max().orElseThrow();
      int least = Arrays.stream(sizes).min().orElseThrow();
      assertTrue(most - least <= 1, () -> Arrays.toString(sizes));
    }
    assertEquals(tree.merges(), tree(points, seed).merges());
  }

  /** As sorting all items by nearness would have it. */
  @Property(tries = 100)
  void noTwoItemsOfTheHalvesWouldChangePlaces(@Range(min = 2, max = 130) int n, long seed) {
    double[][] points = Points.random(n, 3, seed);
    int[] half = tree(points, seed).cut(2);
    double[][] centres = new double[2][3];
    for (int i = 0; i < n; i++) {
      int own = half[i];
      long size = Arrays.stream(half).filter(h -> h == own).count();
      for (int c = 0; c < 3; c++) {
        centres[own][c] += points[i][c] / size;
      }
    }
    double last = Double.POSITIVE_INFINITY;
    double first = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      double nearness = 0;
      for (int c = 0; c < 3; c++) {
        nearness += points[i][c] * (centres[0][c] - centres[1][c]);
      }
      last = half[i] == 0 ? Math.min(last, nearness) : last;
      first = half[i] == 1 ? Math.max(first, nearness) : first;
    }
    assertTrue(last >= first, last + " and " + first);
  }

  @Test
  void ofEquallyNearItemsTheFirstGoToTheFirstCentre() {
    double[][] line = Points.onALine(0, 5, 5, 5, 10, 5);
    for (long seed = 0; seed < 20; seed++) {
      int[] half = tree(line, seed).cut(2);
      assertNotEquals(half[0], half[4], "seed " + seed);
      assertNotEquals(half[1], half[3], "seed " + seed);
      assertEquals(half[1], half[2], "seed " + seed);
      assertEquals(half[3], half[5], "seed " + seed);
    }
  }

  @Test
  void separatedHalvesAreFound() {
    double[][] line =
        Points.onALine(
            0, 100, 1, 101, 10, 110, 11, 111, 1_000, 1_100, 1_001, 1_101, 1_010, 1_110, 1_011,
            1_111);
    for (long seed = 0; seed < 20; seed++) {
      int[] two = tree(line, seed).cut(2);
      int[] four = tree(line, seed).cut(4);
      for (int i = 0; i < line.length; i++) {
        assertEquals(line[i][0] >= 1_000 ? 1 : 0, two[i], "seed " + seed);
        assertEquals((line[i][0] >= 1_000 ? 2 : 0) + (line[i][0] % 1_000 >= 100 ? 1 : 0), four[i]);
      }
    }
  }

  /** Halves by means are tighter than halves by chance. */
  @Test
  void halvesAreTight() {
    double[][] points = Points.random(40, 3, 5);
    int[] half = tree(points, 1).cut(2);
    double kept = scatter(points, half);
    double chance = 0;
    for (long seed = 0; seed < 50; seed++) {
      chance += scatter(points, ControlTrees.permuted(tree(points, 1), seed).cut(2)) / 50;
    }
    assertTrue(kept < 0.85 * chance, kept + " and by chance " + chance);
  }

  private static double scatter(double[][] points, int[] half) {
    double sum = 0;
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < i; j++) {
        double distance = Metric.EUCLIDEAN.distance(points[i], points[j]);
        sum += half[i] == half[j] ? distance * distance : 0;
      }
    }
    return sum;
  }

  @Test
  void cosineKnowsNoLength() {
    double[][] points = Points.random(32, 3, 2);
    double[][] stretched = new double[32][];
    for (int i = 0; i < 32; i++) {
      double factor = 1 << (i % 5);
      stretched[i] = Arrays.stream(points[i]).map(x -> factor * x).toArray();
    }
    assertEquals(
        BalancedKMeans.cluster(points, Metric.COSINE, 3).merges(),
        BalancedKMeans.cluster(stretched, Metric.COSINE, 3).merges());
    assertNotEquals(tree(points, 3).merges(), tree(stretched, 3).merges());
  }

  @Test
  void seedDecides() {
    double[][] points = Points.random(50, 8, 1);
    assertNotEquals(tree(points, 1).merges(), tree(points, 2).merges());
  }

  @Test
  void pointsThatAreNoneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> tree(new double[0][], 1));
    assertEquals(
        "Coordinate 0 of item 1 is NaN; distances need finite coordinates. Drop the item or fill in"
            + " the value.",
        assertThrows(IllegalArgumentException.class, () -> tree(Points.onALine(1, Double.NaN), 1))
            .getMessage());
  }
}
