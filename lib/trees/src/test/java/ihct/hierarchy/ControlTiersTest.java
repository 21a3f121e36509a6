package ihct.hierarchy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlTiersTest {

  /** Three tiers of uneven clusters; the second may part nothing. */
  private static Ihct tree(int n, long seed) {
    Random random = new Random(seed);
    int[][] tiers = new int[3][n];
    boolean parts = random.nextBoolean();
    for (int leaf = 0; leaf < n; leaf++) {
      tiers[0][leaf] = (int) Math.sqrt(random.nextInt(16));
      tiers[1][leaf] = parts ? 10 * tiers[0][leaf] + random.nextInt(3) : tiers[0][leaf];
      tiers[2][leaf] = 1_000 * tiers[1][leaf] + leaf;
    }
    return Ihct.ofTiers(tiers);
  }

  /** The sizes of a tier's clusters with those of the parents, whatever they are called. */
  private static String shape(Ihct tree, int tier) {
    int[] sizes = sizes(tree, tier);
    int[] above = tier == 1 ? new int[] {tree.classes()} : sizes(tree, tier - 1);
    String[] shape = new String[sizes.length];
    Arrays.setAll(shape, c -> above[tree.parent(tier, c)] + " > " + sizes[c]);
    Arrays.sort(shape);
    return Arrays.toString(shape);
  }

  private static int[] sizes(Ihct tree, int tier) {
    int[] sizes = new int[tree.clusters(tier)];
    for (int cluster : tree.clustersOfLeaves(tier)) {
      sizes[cluster]++;
    }
    return sizes;
  }

  @Property(tries = 100)
  void permutedTiersHaveTheShape(@Range(min = 1, max = 60) int n, long seed) {
    Ihct tree = tree(n, seed);
    Ihct permuted = ControlTiers.permuted(tree, seed);
    assertEquals(tree.schedule(), permuted.schedule());
    for (int tier = 1; tier <= 3; tier++) {
      assertEquals(shape(tree, tier), shape(permuted, tier));
    }
  }

  @Property(tries = 100)
  void randomTiersHaveAsManyClusters(@Range(min = 1, max = 60) int n, long seed) {
    Ihct tree = tree(n, seed);
    assertEquals(tree.schedule(), ControlTiers.random(tree, seed).schedule());
    assertArrayEquals(
        ControlTiers.random(tree, seed).clustersOfLeaves(1),
        ControlTiers.random(tree, seed).clustersOfLeaves(1));
  }

  @Test
  void seedMakesTheControl() {
    Ihct tree = tree(50, 1);
    for (long seed = 1; seed < 5; seed++) {
      assertNotEquals(first(ControlTiers.permuted(tree, seed)), first(tree));
      assertNotEquals(
          first(ControlTiers.permuted(tree, seed)), first(ControlTiers.permuted(tree, seed + 1)));
      assertNotEquals(
          first(ControlTiers.random(tree, seed)), first(ControlTiers.random(tree, seed + 1)));
    }
  }

  private static String first(Ihct tree) {
    return Arrays.toString(tree.clustersOfLeaves(1));
  }
}
