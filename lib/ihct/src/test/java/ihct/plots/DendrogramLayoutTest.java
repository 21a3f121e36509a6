package ihct.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.linkage.Dendrogram;
import ihct.linkage.Merge;
import ihct.linkage.Metric;
import ihct.plots.DendrogramLayout.Link;
import ihct.plots.DendrogramLayout.Tip;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The six points 0, 3, 4, 8, 14, 21 by hand, complete linkage: {3, 4} at 1, with 0 at 4; {8, 14} at
 * 6, with 21 at 13; all at 21. Left before right, the leaves stand as 0, 3, 4, 21, 8, 14.
 */
class DendrogramLayoutTest {

  @Test
  void sixPointsLieWhereTheHandPutsThem() {
    DendrogramLayout layout = DendrogramLayout.of(Trees.sixPoints(), Trees.SIX_NAMES, 60);
    assertEquals(
        List.of("0 m", "3 m", "4 m", "21 m", "8 m", "14 m"),
        layout.tips().stream().map(Tip::name).toList());
    double[][] byHand = {
      {1, 0, 2, 0, 1.5, 1},
      {0, 0, 1.5, 1, 0.75, 4},
      {4, 0, 5, 0, 4.5, 6},
      {3, 0, 4.5, 6, 3.75, 13},
      {0.75, 4, 3.75, 13, 2.25, 21},
    };
    assertEquals(byHand.length, layout.links().size());
    for (int i = 0; i < byHand.length; i++) {
      assertArrayEquals(byHand[i], numbers(layout.links().get(i)), "merge " + (i + 1));
    }
  }

  private static double[] numbers(Link link) {
    return new double[] {
      link.first().place(), link.first().height(),
      link.second().place(), link.second().height(),
      link.joined().place(), link.joined().height()
    };
  }

  @Test
  void threeTipsOfSixPointsKeepTheLastTwoMerges() {
    DendrogramLayout layout = DendrogramLayout.of(Trees.sixPoints(), Trees.SIX_NAMES, 3);
    assertEquals(
        List.of(
            new Tip("3 m, 4 m … (3)", 4, 3), new Tip("21 m", 0, 1), new Tip("8 m, 14 m (2)", 6, 2)),
        layout.tips());
    assertEquals(2, layout.links().size());
    assertArrayEquals(new double[] {1, 0, 2, 6, 1.5, 13}, numbers(layout.links().get(0)));
    assertArrayEquals(new double[] {0, 4, 1.5, 13, 0.75, 21}, numbers(layout.links().get(1)));
  }

  @Test
  void tipsOfALargeTreeHoldAllLeavesOnce() {
    DendrogramLayout layout = DendrogramLayout.of(Trees.random(500), Gallery.names(500), 60);
    assertEquals(60, layout.tips().size());
    assertEquals(59, layout.links().size());
    assertEquals(500, layout.tips().stream().mapToInt(Tip::size).sum());
    assertEquals(60, layout.tips().stream().map(Tip::name).distinct().count());
    for (Link link : layout.links()) {
      assertTrue(link.joined().height() >= link.first().height());
      assertTrue(link.first().place() < link.second().place());
    }
  }

  @Test
  void aDendrogramIsDrawnDownToTheCutThatIsAskedFor() {
    Dendrogram tree = Trees.random(500);
    Plot cut = TreePlots.dendrogram(tree, Gallery.names(500), Metric.EUCLIDEAN, 7);
    assertTrue(cut.svg().contains("the last 6 of 499 merges"));
    Plot whole = TreePlots.dendrogram(tree, Gallery.names(500), Metric.EUCLIDEAN, 501);
    assertTrue(whole.svg().contains(">Dendrogram<"));
  }

  @Test
  void oneLeafIsATreeToo() {
    Plot figure = TreePlots.dendrogram(Dendrogram.of(List.of()), List.of("alone"));
    assertTrue(figure.svg().contains("alone"));
  }

  @Test
  void aLongChainNeedsNoDeepStack() {
    int leaves = 50_000;
    List<Merge> merges = new java.util.ArrayList<>();
    merges.add(new Merge(0, 1, 1, 2));
    for (int i = 2; i < leaves; i++) {
      merges.add(new Merge(i, leaves + i - 2, i, i + 1));
    }
    Dendrogram chain = Dendrogram.of(merges);
    assertEquals(60, DendrogramLayout.of(chain, Gallery.names(leaves), 60).tips().size());
  }
}
