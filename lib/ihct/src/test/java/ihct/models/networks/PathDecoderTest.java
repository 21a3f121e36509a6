package ihct.models.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From distributions over child indices to genres. */
class PathDecoderTest {

  /** Three genres on one side and one on the other: O = 3, and most child indices do not exist. */
  private static final Ihct RAGGED = Ihct.ofTiers(new int[][] {{0, 0, 0, 1}, {0, 1, 2, 3}});

  @Test
  void byHand() {
    // P ∝ 0.5·0.2, 0.5·0.3, 0.5·0.5, 0.25·0.2
    float[] steps = {0.5f, 0.25f, 0.25f, 0.2f, 0.3f, 0.5f};
    float[] expected = {0.1f / 0.55f, 0.15f / 0.55f, 0.25f / 0.55f, 0.05f / 0.55f};
    assertArrayEquals(expected, exact(RAGGED, steps), 1e-6f);
  }

  @Property(tries = 200)
  void exactDecodingIsTheProductAlongThePath(
      @Range(min = 1, max = 60) int classes, @Range(min = 1, max = 5) int tiers, long seed) {
    Random random = new Random(seed);
    Ihct tree = randomTree(classes, tiers, random);
    float[] steps = randomSteps(tree, random);
    float[] leaves = exact(tree, steps);
    double[] products = new double[classes];
    double sum = 0;
    for (int leaf = 0; leaf < classes; leaf++) {
      products[leaf] = 1;
      int[] path = tree.path(leaf);
      for (int tier = 0; tier < tree.tiers(); tier++) {
        products[leaf] *= steps[tier * tree.maxChildren() + path[tier]];
      }
      sum += products[leaf];
    }
    for (int leaf = 0; leaf < classes; leaf++) {
      // exponents of sums of floats: a few units of their last place
      assertEquals(products[leaf] / sum, leaves[leaf], 2e-6);
    }
  }

  @Test
  void probabilitiesThatUnderflowStillLeaveTheLikeliestPath() {
    float[] steps = {0, 1, 0, 0, 0, 0};
    float[] leaves = exact(RAGGED, steps);
    assertArrayEquals(new float[] {0, 0, 0, 1}, leaves, 1e-6f);
    float[] nothing = exact(RAGGED, new float[6]);
    assertArrayEquals(new float[] {0.25f, 0.25f, 0.25f, 0.25f}, nothing, 1e-6f);
  }

  @Test
  void whatIsNoNumberStaysNone() {
    float[] steps = {0.5f, 0.5f, 0, 0.2f, Float.NaN, 0.5f};
    assertTrue(Float.isNaN(exact(RAGGED, steps)[0]));
  }

  @Test
  void scratchRemembersNothing() {
    PathDecoder decoder = new PathDecoder(RAGGED);
    PathDecoder.Scratch scratch = decoder.new Scratch();
    float[] one = {0.5f, 0.25f, 0.25f, 0.2f, 0.3f, 0.5f};
    float[] other = {0.1f, 0.8f, 0.1f, 0.9f, 0.05f, 0.05f};
    float[] leaves = new float[3 * 4];
    decoder.exact(one, leaves, 0, scratch);
    decoder.exact(other, leaves, 4, scratch);
    decoder.exact(one, leaves, 8, scratch);
    for (int leaf = 0; leaf < 4; leaf++) {
      assertEquals(leaves[leaf], leaves[8 + leaf]);
    }
  }

  @Test
  void greedyPathThatLeavesTheTreeIsNoAnswer() {
    PathDecoder decoder = new PathDecoder(RAGGED);
    // genre 3 is the only child on its side: child index 1 does not exist below it
    assertTrue(decoder.greedy(new float[] {0, 1, 0, 0, 1, 0}).isEmpty());
    assertEquals(3, decoder.greedy(new float[] {0, 1, 0, 1, 0, 0}).orElseThrow());
  }

  private static float[] exact(Ihct tree, float[] steps) {
    PathDecoder decoder = new PathDecoder(tree);
    float[] leaves = new float[tree.classes()];
    decoder.exact(steps, leaves, 0, decoder.new Scratch());
    return leaves;
  }

  private static float[] randomSteps(Ihct tree, Random random) {
    float[] steps = new float[tree.tiers() * tree.maxChildren()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (float) Math.exp(3 * random.nextGaussian() - 5);
    }
    return steps;
  }

  /** Each tier splits the clusters of the one before at random. */
  private static Ihct randomTree(int classes, int tiers, Random random) {
    int[][] clusters = new int[tiers][classes];
    for (int tier = 1; tier < tiers; tier++) {
      for (int leaf = 0; leaf < classes; leaf++) {
        clusters[tier][leaf] = clusters[tier - 1][leaf] * 3 + random.nextInt(3);
      }
    }
    return Ihct.ofTiers(clusters);
  }
}
