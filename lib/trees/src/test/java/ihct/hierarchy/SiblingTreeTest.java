package ihct.hierarchy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SiblingTreeTest {

  @Test
  void onlyChildrenAreNoUnits() {
    SiblingTree tree =
        SiblingTree.of(Ihct.ofTiers(new int[][] {{0, 0, 0, 1}, {0, 0, 1, 2}, {0, 1, 2, 3}}));
    // root: {0 1 2} or {3}; {0 1 2}: {0 1} or {2}; {0 1}: 0 or 1
    assertEquals(3, tree.decisions());
    assertEquals(6, tree.units());
    assertArrayEquals(new int[] {0, 2, 4}, tree.path(0));
    assertArrayEquals(new int[] {0, 2, 5}, tree.path(1));
    assertArrayEquals(new int[] {0, 3}, tree.path(2));
    assertArrayEquals(new int[] {1}, tree.path(3));
    assertEquals(-1, tree.unit(3, 2));
    assertEquals(2, tree.leaf(3));
    assertEquals(2, tree.next(2));
    assertEquals(2, tree.firstOfTier(2));
  }

  @Test
  void oneClassHasNoDecision() {
    SiblingTree tree = SiblingTree.of(Ihct.ofTiers(new int[][] {{0}, {0}}));
    assertEquals(0, tree.decisions());
    assertEquals(0, tree.units());
    assertEquals(0, tree.path(0).length);
  }

  @Property(tries = 200)
  void pathsAreThoseOfTheTiersWithoutOnlyChildren(
      @Range(min = 1, max = 60) int classes, @Range(min = 1, max = 5) int tiers, long seed) {
    Ihct ihct = random(classes, tiers, new Random(seed));
    SiblingTree tree = SiblingTree.of(ihct);
    assertTrue(tree.units() < 2 * classes);
    for (int c = 0; c < classes; c++) {
      int[] path = tree.path(c);
      int step = 0;
      for (int tier = 1; tier <= ihct.tiers(); tier++) {
        int cluster = ihct.cluster(tier, c);
        int siblings = ihct.children(tier - 1, ihct.parent(tier, cluster));
        int unit = tree.unit(c, tier);
        assertEquals(siblings == 1, unit < 0);
        if (unit >= 0) {
          int decision = tree.decision(unit);
          assertEquals(path[step++], unit);
          assertEquals(siblings, tree.first(decision + 1) - tree.first(decision));
          assertEquals(ihct.childIndex(tier, cluster), unit - tree.first(decision));
          assertTrue(unit >= tree.firstOfTier(tier) && unit < tree.firstOfTier(tier + 1));
        }
      }
      assertEquals(path.length, step);
      for (int i = 0; i < path.length; i++) {
        boolean last = i == path.length - 1;
        assertEquals(last ? -1 : tree.decision(path[i + 1]), tree.next(path[i]));
        assertEquals(last ? c : -1, tree.leaf(path[i]));
        assertTrue(tree.next(path[i]) < 0 || tree.next(path[i]) > tree.decision(path[i]));
      }
    }
    // each unit leads somewhere
    long leaves = Arrays.stream(units(tree)).filter(unit -> tree.leaf(unit) >= 0).count();
    assertEquals(classes == 1 ? 0 : classes, leaves);
    assertEquals(Math.max(0, tree.decisions() - 1), tree.units() - leaves);
  }

  @Property(tries = 200)
  void childrenAreNumberedAlongALine(
      @Range(min = 1, max = 60) int classes, @Range(min = 1, max = 5) int tiers, long seed) {
    Random random = new Random(seed);
    Ihct plain = random(classes, tiers, random);
    double[] position = random.ints(classes, 0, 9).asDoubleStream().toArray();
    Ihct ordered = plain.numberedAlong(position);
    assertEquals(plain.maxChildren(), ordered.maxChildren());
    for (int tier = 1; tier <= plain.tiers(); tier++) {
      assertArrayEquals(plain.clustersOfLeaves(tier), ordered.clustersOfLeaves(tier));
      for (int above = 0; above < plain.clusters(tier - 1); above++) {
        assertEquals(plain.children(tier - 1, above), ordered.children(tier - 1, above));
        double last = Double.NEGATIVE_INFINITY;
        int before = -1;
        for (int i = 0; i < ordered.children(tier - 1, above); i++) {
          int child = ordered.child(tier - 1, above, i).orElseThrow();
          assertEquals(above, ordered.parent(tier, child));
          assertEquals(i, ordered.childIndex(tier, child));
          double mean = mean(ordered, tier, child, position);
          assertTrue(mean > last || mean == last && child > before);
          last = mean;
          before = child;
        }
      }
    }
    for (int c = 0; c < classes; c++) {
      assertEquals(c, ordered.leafAt(ordered.path(c)).orElseThrow());
    }
  }

  private static double mean(Ihct tree, int tier, int cluster, double[] position) {
    double sum = 0;
    int count = 0;
    for (int c = 0; c < tree.classes(); c++) {
      if (tree.cluster(tier, c) == cluster) {
        sum += position[c];
        count++;
      }
    }
    return sum / count;
  }

  @Test
  void aLineHasAPlaceForEachClass() {
    Ihct tree = Ihct.ofTiers(new int[][] {{0, 1}});
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> tree.numberedAlong(new double[3]));
    assertEquals(
        "3 positions were given for 2 classes; each class needs one.", refusal.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> tree.numberedAlong(new double[] {0, Double.NaN}));
  }

  private static int[] units(SiblingTree tree) {
    int[] units = new int[tree.units()];
    Arrays.setAll(units, unit -> unit);
    return units;
  }

  /** Each tier splits the clusters of the one before at random. */
  private static Ihct random(int classes, int tiers, Random random) {
    int[][] clusters = new int[tiers][classes];
    for (int tier = 1; tier < tiers; tier++) {
      for (int leaf = 0; leaf < classes; leaf++) {
        clusters[tier][leaf] = clusters[tier - 1][leaf] * 3 + random.nextInt(3);
      }
    }
    return Ihct.ofTiers(clusters);
  }
}
