package ihct.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.TierSchedule;
import ihct.linkage.Agglomerative;
import ihct.linkage.Dendrogram;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import ihct.plots.TierTree.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeColoursTest {

  /** A loner far from all, and three bunches of 9, 6 and 4 leaves: tiers of 2, 4, 8, 16, 20. */
  private static final Dendrogram LONER =
      Agglomerative.cluster(points(), Metric.EUCLIDEAN, LinkageRule.COMPLETE);

  private static double[][] points() {
    double[][] points = new double[20][1];
    for (int i = 1; i < 20; i++) {
      points[i][0] = (i <= 9 ? 1000 : i <= 15 ? 1100 : 1300) + i;
    }
    return points;
  }

  @Test
  void treeIsColouredByTheFirstTierOfThreeSizeableClusters() {
    Ihct tiers = Ihct.of(LONER, TierSchedule.powersOfTwo(20));
    assertEquals(List.of(2, 4, 8, 16, 20), tiers.schedule());
    assertEquals(2, TreePlots.colourTier(tiers), "tier 1 parts the loner alone");
    TierTree tree = TierTree.of(tiers, Gallery.names(20));
    assertEquals(4, coloursOf(tree, 2).size(), "three bunches and the loner");
    assertEquals(4, coloursOf(tree, 5).size());
    Node others =
        tree.nodes().stream().filter(n -> n.tier() == 1 && n.size() == 19).findFirst().get();
    assertEquals(-1, others.group(), "it holds all three bunches");
    Node loner =
        tree.nodes().stream().filter(n -> n.tier() == 1 && n.size() == 1).findFirst().get();
    assertNotEquals(-1, loner.group(), "it falls apart no more");
  }

  private static Set<Integer> coloursOf(TierTree tree, int tier) {
    return tree.nodes().stream()
        .filter(node -> node.tier() == tier)
        .map(Node::group)
        .collect(Collectors.toSet());
  }

  /** The largest bunch has the first colour, also where it is not the first one. */
  @Test
  void dendrogramHasTheSameColours() {
    TreeColours colours = TreeColours.of(LONER, 60);
    assertEquals(
        4, colours.tier(), "two clusters are the loner and all others, three have 15 and 4");
    int[] group = colours.groups(LONER);
    int[] cut = LONER.cut(4);
    for (int a = 0; a < 20; a++) {
      for (int b = 0; b < a; b++) {
        assertEquals(cut[a] == cut[b], group[a] == group[b], a + " and " + b);
      }
    }
    assertEquals("#0072b2", colours.of(group[5]), "9 leaves");
    assertEquals("#d55e00", colours.of(group[12]), "6 leaves");
    assertEquals("#009e73", colours.of(group[17]), "4 leaves");
    assertEquals(TreeColours.SEVERAL, colours.of(group[2 * 20 - 2]), "the root holds all");
  }

  /** Of 20 leaves 14, 3 and 3: one colour would be nearly all, so the next tier parts the 14. */
  @Test
  void noGroupHasMoreThanHalf() {
    int[] first = IntStream.range(0, 20).map(leaf -> leaf < 14 ? 0 : leaf < 17 ? 1 : 2).toArray();
    int[] second = IntStream.range(0, 20).map(leaf -> leaf < 7 ? 0 : leaf < 14 ? 1 : 2).toArray();
    for (int leaf = 17; leaf < 20; leaf++) {
      second[leaf] = 3;
    }
    Ihct tree = Ihct.ofTiers(new int[][] {first, second, IntStream.range(0, 20).toArray()});
    assertEquals(2, TreePlots.colourTier(tree));
  }

  /** A staircase never has three sizeable clusters: one is all that is left. */
  @Test
  void treeWithoutSuchATierIsColouredByTheFirstWithTheMost() {
    double[][] stairs = new double[40][1];
    Arrays.setAll(stairs, i -> new double[] {i + 0.01 * i * i});
    Dendrogram chain = Agglomerative.cluster(stairs, Metric.EUCLIDEAN, LinkageRule.SINGLE);
    assertEquals(1, TreePlots.colourTier(Ihct.of(chain, TierSchedule.powersOfTwo(40))));
    assertEquals(1, TreeColours.of(chain, 60).tier(), "a cut into one cluster is the whole tree");
  }

  /**
   * Of twelve families none is sizeable: the first tier has the colours, from the eighth on grey.
   */
  @Test
  void manySmallFamiliesAreColouredAtTheFirstTier() {
    int[] family = IntStream.range(0, 120).map(leaf -> leaf / 10).toArray();
    Ihct tree = Ihct.ofTiers(new int[][] {family, IntStream.range(0, 120).toArray()});
    TreeColours colours = TreeColours.of(tree, 2);
    assertEquals(1, colours.tier());
    assertEquals(12, colours.hues().size());
    assertEquals(8, Set.copyOf(colours.hues()).size(), "seven colours and grey");
  }
}
