package ihct.hierarchy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.linkage.Agglomerative;
import ihct.linkage.CondensedDistances;
import ihct.linkage.Dendrogram;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class IhctTest {

  private static final Dendrogram SIX = tree(new double[][] {{0}, {3}, {4}, {8}, {14}, {21}});

  private static Dendrogram tree(double[][] points) {
    return Agglomerative.cluster(
        CondensedDistances.between(points, Metric.EUCLIDEAN), LinkageRule.COMPLETE);
  }

  private static Dendrogram randomTree(int n, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[n][3];
    for (double[] point : points) {
      Arrays.setAll(point, j -> random.nextInt(5)); // ties and twins on purpose
    }
    return tree(points);
  }

  private static String refusal(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void sixPointsInTiersOfTwoFourAndSix() {
    Ihct ihct = Ihct.of(SIX, TierSchedule.powersOfTwo(6));
    assertEquals(List.of(2, 4, 6), ihct.schedule());
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1}, ihct.clustersOfLeaves(1));
    assertArrayEquals(new int[] {0, 0, 0, 1, 2, 3}, ihct.clustersOfLeaves(2));
    assertArrayEquals(new int[] {0, 0, 1}, ihct.path(1));
    assertArrayEquals(new int[] {1, 2, 0}, ihct.path(5));
    assertEquals(2, ihct.children(0, 0));
    assertEquals(1, ihct.children(1, 0));
    assertEquals(3, ihct.children(1, 1));
    assertEquals(3, ihct.children(2, 0));
    assertEquals(3, ihct.maxChildren());
    assertEquals(1, ihct.parent(2, 3));
    assertEquals(2, ihct.childIndex(2, 3));
    assertEquals(OptionalInt.of(3), ihct.child(1, 1, 2));
    assertEquals(OptionalInt.empty(), ihct.child(1, 1, 3));
  }

  @Test
  void theRootsChildrenCountForTheLongestOneHot() {
    assertEquals(6, Ihct.of(SIX, TierSchedule.of(List.of(), 6)).maxChildren());
  }

  @Test
  void aPathOutsideTheTreeLeadsNowhere() {
    Ihct ihct = Ihct.of(SIX, TierSchedule.powersOfTwo(6));
    assertEquals(OptionalInt.empty(), ihct.leafAt(new int[] {0, 1, 0}));
    assertEquals(OptionalInt.empty(), ihct.leafAt(new int[] {2, 0, 0}));
    assertEquals(OptionalInt.empty(), ihct.leafAt(new int[] {-1, 0, 0}));
    assertEquals(OptionalInt.of(2), ihct.leafAt(new int[] {0, 0, 2}));
  }

  @Property(tries = 200)
  void pathLeadsBackToItsLeaf(
      @Range(min = 1, max = 60) int n, long seed, @Range(min = 0, max = 2) int which) {
    String schedule = List.of("powers-of-two", "halving", "all").get(which);
    Ihct ihct = Ihct.of(randomTree(n, seed), TierSchedule.parse(schedule, n));
    Set<String> paths = new HashSet<>();
    int most = 0;
    for (int leaf = 0; leaf < n; leaf++) {
      int[] path = ihct.path(leaf);
      assertEquals(OptionalInt.of(leaf), ihct.leafAt(path));
      assertTrue(paths.add(Arrays.toString(path)));
      assertEquals(leaf, ihct.cluster(ihct.tiers(), leaf));
      most = Math.max(most, 1 + Arrays.stream(path).max().orElseThrow());
    }
    assertEquals(most, ihct.maxChildren());
  }

  @Property(tries = 200)
  void finerTierRefinesCoarserTier(@Range(min = 1, max = 60) int n, long seed) {
    Ihct ihct = Ihct.of(randomTree(n, seed), TierSchedule.halving(n));
    for (int tier = 1; tier <= ihct.tiers(); tier++) {
      int childrenOfAll = 0;
      for (int cluster = 0; cluster < ihct.clusters(tier - 1); cluster++) {
        childrenOfAll += ihct.children(tier - 1, cluster);
      }
      assertEquals(ihct.clusters(tier), childrenOfAll);
      for (int leaf = 0; leaf < n; leaf++) {
        int coarser = tier == 1 ? 0 : ihct.cluster(tier - 1, leaf);
        int cluster = ihct.cluster(tier, leaf);
        assertEquals(coarser, ihct.parent(tier, cluster));
        assertEquals(
            OptionalInt.of(cluster), ihct.child(tier - 1, coarser, ihct.childIndex(tier, cluster)));
      }
    }
  }

  @Test
  void childrenAreIndexedByTheirFirstClass() {
    Ihct ihct = Ihct.ofTiers(new int[][] {{5, 9, 5, 9}, {1, 2, 3, 4}});
    assertArrayEquals(new int[] {0, 1, 0, 1}, ihct.clustersOfLeaves(1));
    assertArrayEquals(new int[] {0, 0}, ihct.path(0));
    assertArrayEquals(new int[] {1, 0}, ihct.path(1));
    assertArrayEquals(new int[] {0, 1}, ihct.path(2));
    assertArrayEquals(new int[] {1, 1}, ihct.path(3));
  }

  @Test
  void knownTiersEndWithOneClassPerLeaf() {
    Ihct ihct = Ihct.ofTiers(new int[][] {{7, 7, -1}});
    assertEquals(List.of(2, 3), ihct.schedule());
    assertEquals(List.of(1), Ihct.ofTiers(new int[][] {{4}}).schedule());
  }

  @Test
  void aTierThatDoesNotRefineNamesTierAndClasses() {
    assertEquals(
        "Tier 2 puts classes 1 and 2 into one cluster, but tier 1 has parted them; each tier must"
            + " refine the one before it.",
        refusal(() -> Ihct.ofTiers(new int[][] {{0, 0, 1}, {0, 1, 1}})));
  }

  @Test
  void tiersOfUnequalLengthAreRefused() {
    assertEquals(
        "Tier 2 gives clusters for 2 classes and tier 1 for 3; all tiers need the same classes.",
        refusal(() -> Ihct.ofTiers(new int[][] {{0, 0, 1}, {0, 1}})));
    assertEquals(
        "A hierarchy needs at least one tier and one class.",
        refusal(() -> Ihct.ofTiers(new int[0][])));
  }

  @Test
  void sameNameUnderTwoParentsIsTwoNodes() {
    Ihct ihct =
        Ihct.ofPaths(
            List.of(List.of("metal", "other"), List.of("rock", "indie"), List.of("rock", "other")));
    assertEquals(List.of(2, 3), ihct.schedule());
    assertArrayEquals(new int[] {0, 1, 1}, ihct.clustersOfLeaves(1));
    assertArrayEquals(new int[] {1, 1}, ihct.path(2));
  }

  @Test
  void aPathThatEndsEarlyStandsAloneBelow() {
    Ihct ihct =
        Ihct.ofPaths(
            List.of(
                List.of("rock"),
                List.of("rock", "indie"),
                List.of("jazz"),
                List.of("a", "b", "c")));
    assertEquals(List.of(3, 4, 4), ihct.schedule());
    assertEquals(2, ihct.children(1, 0));
    assertEquals(1, ihct.children(1, 1));
    assertArrayEquals(new int[] {0, 1, 0}, ihct.path(1));
  }

  @Test
  void aClassListedTwiceNamesItsPath() {
    assertEquals(
        "Classes 0 and 2 have the same path rock > indie; every class needs a path of its own.",
        refusal(
            () ->
                Ihct.ofPaths(
                    List.of(List.of("rock", "indie"), List.of("jazz"), List.of("rock", "indie")))));
  }

  @Test
  void aBlankNameInAPathIsRefused() {
    assertEquals(
        "The path of class 1 is [rock,  ]; it must have at least one name and no blank one.",
        refusal(() -> Ihct.ofPaths(List.of(List.of("rock"), List.of("rock", " ")))));
  }

  @Test
  void askingOutsideTheTreeNamesTheRange() {
    Ihct ihct = Ihct.of(SIX, TierSchedule.powersOfTwo(6));
    assertEquals(
        "tier = 4 asked of a hierarchy with 3 tiers; it must be between 1 and 3.",
        refusal(() -> ihct.cluster(4, 0)));
    assertEquals(
        "class = 6 asked of a hierarchy with 6 classes; it must be between 0 and 5.",
        refusal(() -> ihct.path(6)));
    assertEquals(
        "cluster = 2 asked of tier 1 with 2 clusters; it must be between 0 and 1.",
        refusal(() -> ihct.children(1, 2)));
    assertEquals(
        "A path of 2 steps was given to a hierarchy of 3 tiers; it needs one child index per tier.",
        refusal(() -> ihct.leafAt(new int[] {0, 0})));
  }

  @Test
  void aScheduleForOtherClassesIsRefused() {
    assertEquals(
        "The tier schedule ends with 5 classes, but the dendrogram has 6 leaves; make the schedule"
            + " for 6 classes.",
        refusal(() -> Ihct.of(SIX, TierSchedule.all(5))));
  }

  @Test
  void changingACopyLeavesTheTreeAlone() {
    int[][] tiers = {{0, 0, 1}};
    Ihct ihct = Ihct.ofTiers(tiers);
    tiers[0][0] = 9;
    ihct.clustersOfLeaves(1)[0] = 9;
    assertEquals(0, ihct.cluster(1, 0));
  }
}
