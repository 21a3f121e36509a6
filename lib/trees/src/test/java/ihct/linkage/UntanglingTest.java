package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UntanglingTest {

  private static Dendrogram tree(int... pairs) {
    List<Merge> merges = new ArrayList<>();
    int n = pairs.length / 2 + 1;
    int[] size = new int[2 * n];
    Arrays.fill(size, 1);
    for (int i = 0; i < n - 1; i++) {
      size[n + i] = size[pairs[2 * i]] + size[pairs[2 * i + 1]];
      merges.add(new Merge(pairs[2 * i], pairs[2 * i + 1], i + 1, size[n + i]));
    }
    return Dendrogram.of(merges);
  }

  /**
   * ((0 1) (2 3)) and ((0 2) (1 3)): one crossing is left in whatever order, as 1 and 2 change
   * places.
   */
  @Test
  void fourLeavesByHand() {
    Untangling hand = Untangling.of(tree(0, 1, 2, 3, 4, 5), tree(0, 2, 1, 3, 4, 5));
    assertArrayEquals(new int[] {0, 1, 2, 3}, hand.first());
    assertArrayEquals(new int[] {0, 2, 1, 3}, hand.second());
    assertEquals(1, hand.crossings());
    // 1 and 2 stand one place apart; reversed, four leaves stand 3, 1, 1 and 3 apart
    assertEquals(2 / (2 + 2 * Math.pow(3, 1.5)), hand.entanglement(), 1e-15);
    // (((0 1) 2) 3) and (3 ((1 0) 2)) are one tree
    Untangling same = Untangling.of(tree(0, 1, 2, 4, 3, 5), tree(0, 1, 2, 4, 3, 5));
    assertEquals(0, same.crossings());
    assertEquals(0, same.entanglement());
  }

  /** ((0 1) 2) against ((1 2) 0): level once the second tree has 0 at the top. */
  @Test
  void branchesAreTurnedUntilLinesAreLevel() {
    Untangling turned = Untangling.of(tree(0, 1, 2, 3), tree(1, 2, 0, 3));
    assertEquals(0, turned.crossings());
    assertArrayEquals(turned.first(), turned.second());
  }

  @Test
  void otherLeavesAreRefusedAndOneLeafIsATree() {
    Dendrogram one = Dendrogram.of(List.of());
    assertEquals(0, Untangling.of(one, one).entanglement());
    assertEquals(
        "One has 1 leaves and the other 2; draw what both have.",
        assertThrows(IllegalArgumentException.class, () -> Untangling.of(one, tree(0, 1)))
            .getMessage());
  }

  /** By make_dendextend.R, beside the golden files. */
  @Test
  void agreesWithDendextend() {
    double[][] points = {
      {0.1, 3}, {0.9, 1}, {1.7, 4}, {4.2, 1.5}, {4.9, 9}, {7.7, 2}, {8.1, 6}, {12.5, 5}
    };
    Dendrogram a = Agglomerative.cluster(points, Metric.EUCLIDEAN, LinkageRule.COMPLETE);
    Dendrogram b = Agglomerative.cluster(points, Metric.EUCLIDEAN, LinkageRule.SINGLE);
    // It prints 15 digits.
    assertEquals(0.742374182636312, a.copheneticCorrelation(b), 1e-14);
    assertEquals(0.699170971782457, TreeAgreement.bakersGamma(a, b), 1e-14);
    assertEquals(6, TreeAgreement.robinsonFoulds(a, b));
    assertEquals(
        0.685147051769526,
        Untangling.entanglement(
            new int[] {7, 1, 0, 2, 3, 5, 4, 6}, new int[] {7, 4, 6, 5, 3, 1, 0, 2}),
        1e-14);
    assertEquals(0, Untangling.of(a, b).crossings()); // as its untangle(method = "step2side")
  }

  private static long crossings(int[] first, int[] second) {
    int[] place = new int[first.length];
    for (int i = 0; i < first.length; i++) {
      place[first[i]] = i;
    }
    long crossings = 0;
    for (int i = 0; i < first.length; i++) {
      for (int j = i + 1; j < first.length; j++) {
        crossings += place[second[i]] > place[second[j]] ? 1 : 0;
      }
    }
    return crossings;
  }

  private static Dendrogram random(int n, long seed) {
    return Agglomerative.cluster(
        Points.onAGrid(n, 50, seed), Metric.EUCLIDEAN, LinkageRule.COMPLETE);
  }

  @Property(tries = 100)
  void linesNeverCrossMoreThanInTheTreesOwnOrders(@Range(min = 2, max = 60) int n, long seed) {
    Dendrogram a = random(n, seed);
    Dendrogram b = random(n, seed + 1);
    Untangling turned = Untangling.of(a, b);
    assertEquals(crossings(turned.first(), turned.second()), turned.crossings());
    assertTrue(turned.crossings() <= crossings(a.leafOrder(), b.leafOrder()));
    assertTrue(turned.entanglement() >= 0 && turned.entanglement() <= 1);
    requireNeighbours(a, turned.first());
    requireNeighbours(b, turned.second());
  }

  /**
   * The leaves of every cluster stand side by side, so that no line of the tree crosses another.
   */
  private static void requireNeighbours(Dendrogram tree, int[] order) {
    for (int k = 1; k <= tree.leaves(); k++) {
      int[] cut = tree.cut(k);
      Set<Integer> ended = new HashSet<>();
      for (int i = 1; i < order.length; i++) {
        if (cut[order[i]] != cut[order[i - 1]]) {
          ended.add(cut[order[i - 1]]);
          assertTrue(!ended.contains(cut[order[i]]));
        }
      }
    }
  }

  /** Against a fixed order, each turn finds the least number of crossings there is. */
  @Property(tries = 40)
  void noOrderOfTheSecondTreeCrossesLess(@Range(min = 2, max = 8) int n, long seed) {
    Dendrogram a = random(n, seed);
    Dendrogram b = random(n, seed + 1);
    Untangling turned = Untangling.of(a, b);
    for (int turns = 0; turns < 1 << (n - 1); turns++) {
      assertTrue(turned.crossings() <= crossings(turned.first(), order(b, turns)));
    }
  }

  private static int[] order(Dendrogram tree, int turns) {
    List<List<Integer>> below = new ArrayList<>();
    for (int leaf = 0; leaf < tree.leaves(); leaf++) {
      below.add(List.of(leaf));
    }
    for (int i = 0; i < tree.merges().size(); i++) {
      Merge merge = tree.merges().get(i);
      boolean turned = (turns >> i & 1) == 1;
      List<Integer> both = new ArrayList<>(below.get(turned ? merge.right() : merge.left()));
      both.addAll(below.get(turned ? merge.left() : merge.right()));
      below.add(both);
    }
    return below.get(below.size() - 1).stream().mapToInt(leaf -> leaf).toArray();
  }
}
