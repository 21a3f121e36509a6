package ihct.hierarchy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.linkage.BalancedKMeans;
import ihct.linkage.ControlTrees;
import ihct.linkage.Metric;
import ihct.tries.Property;
import ihct.tries.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FastestTiersTest {

  /** Class by class, what the decisions on its way cost. */
  private static long cost(Ihct tree) {
    SiblingTree decisions = SiblingTree.of(tree);
    long cost = 0;
    for (int c = 0; c < tree.classes(); c++) {
      for (int unit : decisions.path(c)) {
        cost += decisions.size(decisions.decision(unit)) + FastestTiers.OVERHEAD;
      }
    }
    return cost;
  }

  /** All choices of one to three tiers, fewer and coarser ones first. */
  private static List<int[]> choices(int last) {
    List<int[]> choices = new ArrayList<>(List.of(new int[] {last}));
    IntStream.range(1, last).forEach(one -> choices.add(new int[] {one, last}));
    for (int one = 1; one < last; one++) {
      for (int two = one + 1; two < last; two++) {
        choices.add(new int[] {one, two, last});
      }
    }
    return choices;
  }

  @Property(tries = 60)
  void noChoiceOfTiersCostsLess(@Range(min = 1, max = 3000) int classes, long seed) {
    Ihct tree = Ihct.of(ControlTrees.random(classes, seed), TierSchedule.powersOfTwo(classes));
    int[] chosen = FastestTiers.of(tree);
    long least =
        choices(tree.tiers()).stream().mapToLong(c -> cost(tree.keeping(c))).min().orElseThrow();
    assertEquals(least, cost(tree.keeping(chosen)));
    boolean fewer =
        choices(tree.tiers()).stream()
            .anyMatch(c -> c.length < chosen.length && cost(tree.keeping(c)) == least);
    assertTrue(!fewer, Arrays.toString(chosen));
  }

  /** Of an even tree they are the powers of two next to the roots of 4096. */
  @Test
  void ofAnEvenTreeTheyAreNearTheRoots() {
    double[][] points =
        new Random(1).doubles(4096).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
    Ihct tree =
        Ihct.of(
            BalancedKMeans.cluster(points, Metric.EUCLIDEAN, 1), TierSchedule.powersOfTwo(4096));
    assertArrayEquals(new int[] {4, 8, 12}, FastestTiers.of(tree));
    assertEquals(List.of(16, 256, 4096), TierSchedule.fastest(4096).clusters());
  }

  /** 2 + 16 + 18 + 16 = 36 + 16, and 4 + 16 + 16 + 16 = 16 + 16 + 4 + 16. */
  @Test
  void ofEqualCostsTheFewestAndTheCoarsestTiersAreChosen() {
    assertArrayEquals(new int[] {2}, FastestTiers.of(even(2, 36)));
    assertArrayEquals(new int[] {1, 3}, FastestTiers.of(even(4, 16, 64)));
  }

  private static Ihct even(int... clusters) {
    int classes = clusters[clusters.length - 1];
    int[][] tiers = new int[clusters.length][classes];
    for (int t = 0; t < clusters.length; t++) {
      int size = classes / clusters[t];
      Arrays.setAll(tiers[t], c -> c / size);
    }
    return Ihct.ofTiers(tiers);
  }

  @Test
  void ofVeryManyTiersOnlySomeAreLookedAt() {
    Ihct tree = Ihct.of(ControlTrees.random(400, 1), TierSchedule.all(400));
    int[] chosen = FastestTiers.of(tree);
    assertEquals(399, chosen[chosen.length - 1]);
    long whole = cost(tree.keeping(399));
    assertTrue(cost(tree.keeping(chosen)) < whole / 2);
  }

  @Property(tries = 200)
  void keptTiersHoldTheSameClusters(
      @Range(min = 1, max = 60) int classes, @Range(min = 1, max = 6) int tiers, long seed) {
    Random random = new Random(seed);
    Ihct tree = paths(classes, tiers, random);
    int[] kept =
        IntStream.rangeClosed(1, tree.tiers())
            .filter(tier -> tier == tree.tiers() || random.nextBoolean())
            .toArray();
    Ihct some = tree.keeping(kept);
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    assertEquals(kept.length, some.tiers());
    for (int t = 1; t <= kept.length; t++) {
      assertArrayEquals(tree.clustersOfLeaves(kept[t - 1]), some.clustersOfLeaves(t));
      assertEquals(tree.clusterNames(kept[t - 1], names), some.clusterNames(t, names));
    }
    for (int c = 0; c < classes; c++) {
      int ends = tree.depth(c);
      int ahead = (int) Arrays.stream(kept).filter(tier -> tier < ends).count();
      assertEquals(ahead + 1, some.depth(c));
      assertEquals(c, some.leafAt(some.path(c)).orElseThrow());
    }
  }

  /** Paths of any length of at least one, of which some end where others go on. */
  private static Ihct paths(int classes, int tiers, Random random) {
    List<List<String>> paths = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      List<String> path = new ArrayList<>();
      int above = random.nextInt(tiers);
      for (int t = 0; t < above; t++) {
        path.add("n" + random.nextInt(2));
      }
      path.add("class " + c);
      paths.add(path);
    }
    return Ihct.ofPaths(paths);
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    Ihct tree = Ihct.of(ControlTrees.random(8, 1), TierSchedule.powersOfTwo(8));
    assertEquals(
        "Tiers [2, 1, 3] are to be kept; they must increase, from 1 to 3 at most.",
        refusal(tree, 2, 1, 3));
    assertEquals(
        "Tiers [1, 4] are to be kept; they must increase, from 1 to 3 at most.",
        refusal(tree, 1, 4));
    assertEquals(
        "Tiers [1] are to be kept; the last must be tier 3, that of the classes.",
        refusal(tree, 1));
  }

  private static String refusal(Ihct tree, int... tiers) {
    return assertThrows(IllegalArgumentException.class, () -> tree.keeping(tiers)).getMessage();
  }
}
