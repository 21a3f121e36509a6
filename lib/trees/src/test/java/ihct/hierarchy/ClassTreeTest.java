package ihct.hierarchy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.linkage.Agglomerative;
import ihct.linkage.Dendrogram;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassTreeTest {

  /** Classes at 0, 1, 3 and 7 on a line: they meet at 1, 3 and 7. */
  private static final Dendrogram FOUR =
      Agglomerative.cluster(
          new double[][] {{0}, {1}, {3}, {7}}, Metric.EUCLIDEAN, LinkageRule.COMPLETE);

  private static final ClassTree LINE = ClassTree.of(FOUR);

  private static final ClassTree TIERS =
      ClassTree.of(Ihct.ofTiers(new int[][] {{0, 0, 0, 1}, {0, 0, 1, 2}, {0, 1, 2, 3}}));

  private static final float[] P = {0.4f, 0.1f, 0.2f, 0.3f};

  private static Dendrogram random(int n, long seed, LinkageRule rule) {
    Random random = new Random(seed);
    double[][] points = new double[n][3];
    for (double[] point : points) {
      for (int j = 0; j < 3; j++) {
        point[j] = random.nextInt(4) + (seed % 2 == 0 ? random.nextGaussian() : 0); // or ties
      }
    }
    return Agglomerative.cluster(points, Metric.EUCLIDEAN, rule);
  }

  private static float[] probabilities(int n, long seed) {
    Random random = new Random(seed);
    float[] p = new float[n];
    float sum = 0;
    for (int c = 0; c < n; c++) {
      p[c] = random.nextInt(5) == 0 ? 0 : (float) Math.exp(3 * random.nextGaussian());
      sum += p[c];
    }
    for (int c = 0; c < n; c++) {
      p[c] = sum == 0 ? 1f / n : p[c] / sum;
    }
    return p;
  }

  @Test
  void dendrogramKeepsItsHeights() {
    assertEquals(7, LINE.nodes());
    assertEquals(6, LINE.root());
    assertEquals(7, LINE.height(6));
    assertEquals(3, LINE.meetingHeight(0, 2));
    assertEquals(0, LINE.meetingHeight(2, 2));
    assertEquals(2, LINE.leaves(4));
    assertEquals(4, LINE.meet(0, 1));
  }

  @Test
  void tiersAreCountedFromBelow() {
    assertEquals(4 + 3 + 2 + 1, TIERS.nodes());
    assertEquals(1, TIERS.meetingHeight(0, 1));
    assertEquals(2, TIERS.meetingHeight(0, 2));
    assertEquals(3, TIERS.meetingHeight(0, 3));
    assertEquals(4, TIERS.leaves(TIERS.root()));
  }

  @Test
  void nodesSumTheirClasses() {
    double[] nodes = new double[7];
    LINE.sum(new float[] {9, 0.4f, 0.1f, 0.2f, 0.3f}, 1, nodes);
    assertArrayEquals(new double[] {0.4, 0.1, 0.2, 0.3, 0.5, 0.7, 1}, nodes, 1e-7);
  }

  /** The sum over all pairs of classes, which the recursion saves. */
  @Property(tries = 200)
  void expectedHeightIsThatOfTheCostMatrix(
      @Range(min = 2, max = 40) int n, long seed, LinkageRule rule) {
    Dendrogram dendrogram = random(n, seed, rule);
    ClassTree inferred = ClassTree.of(dendrogram);
    ClassTree cut = ClassTree.of(Ihct.of(dendrogram, TierSchedule.powersOfTwo(n)));
    for (ClassTree tree : new ClassTree[] {inferred, cut}) {
      float[] p = probabilities(n, seed);
      double[] nodes = new double[tree.nodes()];
      double[] expected = new double[tree.nodes()];
      tree.sum(p, 0, nodes);
      tree.expectedHeights(nodes, expected);
      for (int answer = 0; answer < n; answer++) {
        double sum = 0;
        for (int c = 0; c < n; c++) {
          sum += p[c] * tree.meetingHeight(answer, c);
        }
        assertEquals(sum, expected[answer], 1e-9 * (1 + tree.height(tree.root())));
      }
    }
  }

  @Property(tries = 200)
  void answerHasTheLeastCostOfAll(@Range(min = 2, max = 40) int n, long seed, LinkageRule rule) {
    ClassTree tree = ClassTree.of(random(n, seed, rule));
    float[] p = probabilities(n, seed);
    double lambda = new Random(seed).nextDouble();
    TreeDecoder decoder = new TreeDecoder(tree);
    decoder.read(p, 0);
    int answer = decoder.leastCost(lambda);
    for (int other = 0; other < n; other++) {
      assertTrue(cost(tree, p, lambda, answer) <= cost(tree, p, lambda, other) + 1e-9);
    }
  }

  private static double cost(ClassTree tree, float[] p, double lambda, int answer) {
    double cost = 0;
    for (int c = 0; c < p.length; c++) {
      double wrong = c == answer ? 0 : 1 - lambda;
      double top = tree.height(tree.root());
      cost += p[c] * (wrong + (top > 0 ? lambda * tree.meetingHeight(answer, c) / top : 0));
    }
    return cost;
  }

  @Test
  void theTreeMovesTheAnswerTowardsTheMiddle() {
    TreeDecoder decoder = new TreeDecoder(LINE);
    float[] p = {0.3f, 0.2f, 0.1f, 0.4f};
    decoder.read(p, 0);
    assertEquals(3, decoder.leastCost(0), "the most probable class");
    assertEquals(0, decoder.leastCost(1), "it is far from all others");
  }

  @Test
  void answerIsAsSpecificAsItIsSafe() {
    TreeDecoder decoder = new TreeDecoder(LINE);
    decoder.read(P, 0);
    assertEquals(0, decoder.mostSpecific(0.4f));
    assertEquals(4, decoder.mostSpecific(0.45));
    assertEquals(5, decoder.mostSpecific(0.6));
    assertEquals(6, decoder.mostSpecific(0.9));
    assertEquals(2, decoder.bits(0), 1e-12);
    assertEquals(1, decoder.bits(4), 1e-12);
    assertEquals(0, decoder.bits(6));
  }

  @Property(tries = 100)
  void noNodeThatIsProbableEnoughIsMoreSpecific(
      @Range(min = 2, max = 40) int n, long seed, LinkageRule rule) {
    ClassTree tree = ClassTree.of(random(n, seed, rule));
    float[] p = probabilities(n, seed);
    double threshold = 0.05 + 0.9 * new Random(seed).nextDouble();
    TreeDecoder decoder = new TreeDecoder(tree);
    decoder.read(p, 0);
    int answer = decoder.mostSpecific(threshold);
    double[] thresholds = {threshold / 2, threshold, (1 + threshold) / 2};
    int[] answers = new int[3];
    decoder.mostSpecific(thresholds, answers);
    for (int i = 0; i < 3; i++) {
      assertEquals(decoder.mostSpecific(thresholds[i]), answers[i], "all at once");
    }
    double[] nodes = new double[tree.nodes()];
    tree.sum(p, 0, nodes);
    assertTrue(answer == tree.root() || nodes[answer] >= threshold);
    for (int node = 0; node < tree.nodes(); node++) {
      assertTrue(nodes[node] < threshold || tree.leaves(node) >= tree.leaves(answer));
    }
  }

  @Test
  void whatIsOutOfRangeIsNamed() {
    TreeDecoder decoder = new TreeDecoder(LINE);
    assertEquals(
        "λ = 1.5; it must lie between 0 and 1.",
        assertThrows(IllegalArgumentException.class, () -> decoder.leastCost(1.5)).getMessage());
    assertEquals(
        "threshold = 0.0; it must be above 0 and at most 1.",
        assertThrows(IllegalArgumentException.class, () -> decoder.mostSpecific(0)).getMessage());
    Dendrogram alone =
        Agglomerative.cluster(new double[][] {{0}}, Metric.EUCLIDEAN, LinkageRule.SINGLE);
    assertThrows(IllegalArgumentException.class, () -> ClassTree.of(alone));
  }
}
