package ihct.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ihct.hierarchy.Ihct;
import ihct.hierarchy.TierSchedule;
import ihct.linkage.Dendrogram;
import ihct.linkage.Merge;
import ihct.plots.TierTree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TierTreeTest {

  private static final int GENRES = 5238;
  private static final int MANY_BYTES = 500_000;

  /** Tiers of 2, 4 and 6 clusters of 0, 3, 4, 8, 14, 21: {0 3 4}{8 14 21}; {0 3 4}{21}{8}{14}. */
  @Test
  void clustersLieBesideTheirParents() {
    TierTree tree =
        TierTree.of(Ihct.of(Trees.sixPoints(), TierSchedule.powersOfTwo(6)), Trees.SIX_NAMES);
    assertEquals(3, tree.tiers());
    assertEquals(1 + 2 + 4 + 6, tree.nodes().size());
    assertEquals(List.of("all (6)"), labels(tree, 0));
    assertEquals(List.of("3 m, 4 m … (3)", "8 m, 14 m … (3)"), labels(tree, 1));
    assertEquals(List.of("3 m, 4 m … (3)", "8 m", "14 m", "21 m"), labels(tree, 2));
    assertEquals(Trees.SIX_NAMES, labels(tree, 3));
    for (Node node : tree.nodes().subList(1, tree.nodes().size())) {
      Node parent = tree.nodes().get(node.parent());
      assertTrue(node.start() >= parent.start());
      assertTrue(node.start() + node.size() <= parent.start() + parent.size());
    }
  }

  /**
   * A known node of several classes is called by its own name, an unnamed one by its first class.
   */
  @Test
  void knownNodesKeepTheirNames() {
    List<String> frogs =
        List.of("Hyla arborea", "Hyla meridionalis", "Bufo bufo", "Rana dalmatina");
    Ihct known =
        Ihct.ofPaths(
            List.of(
                List.of("Hylidae", frogs.get(0)),
                List.of("Hylidae", frogs.get(1)),
                List.of("node 7", frogs.get(2)),
                List.of("node 7", frogs.get(3))));
    assertEquals(List.of("Hylidae (2)", "Bufo bufo … (2)"), labels(TierTree.of(known, frogs), 1));
    assertEquals(
        List.of("Hyla arborea … (2)", "Bufo bufo … (2)"),
        labels(TierTree.of(Ihct.ofTiers(new int[][] {{0, 0, 1, 1}}), frogs), 1),
        "no merges and no names");
  }

  private static List<String> labels(TierTree tree, int tier) {
    return tree.nodes().stream().filter(n -> n.tier() == tier).map(Node::label).toList();
  }

  @Test
  void namesStayTextForPlotly() throws Exception {
    List<String> names = new ArrayList<>(Trees.SIX_NAMES);
    names.set(5, Gallery.HOSTILE);
    Ihct six = Ihct.of(Trees.sixPoints(), TierSchedule.powersOfTwo(6));
    for (Plot figure : List.of(TreePlots.icicle(six, names), TreePlots.sunburst(six, names))) {
      JsonNode labels = new ObjectMapper().valueToTree(figure.plotly()).at("/data/0/labels");
      assertEquals("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;", labels.get(12).asText());
      assertFalse(figure.svg().contains("<img"));
      assertTrue(figure.svg().contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"));
    }
  }

  @Test
  void thousandsOfGenresAreCutOffAndTheTitleSaysSo() throws Exception {
    Ihct tree = Ihct.of(balanced(GENRES), TierSchedule.powersOfTwo(GENRES));
    List<String> names = Gallery.names(GENRES);
    for (Plot figure : List.of(TreePlots.icicle(tree, names), TreePlots.sunburst(tree, names))) {
      String title = "Hierarchy of 5238 classes, tiers 1…7 of 13";
      assertTrue(figure.svg().contains(title) && figure.text().startsWith(title), figure.text());
      assertTrue(figure.svg().length() < MANY_BYTES, "svg: " + figure.svg().length());
      int json = new ObjectMapper().writeValueAsString(figure.plotly()).length();
      assertTrue(json < MANY_BYTES, "json: " + json);
    }
    Plot dendrogram = TreePlots.dendrogram(balanced(GENRES), names);
    assertTrue(dendrogram.svg().length() < MANY_BYTES, "svg: " + dendrogram.svg().length());
  }

  @Test
  void aFirstTierOfThousandsIsNotDrawn() {
    Ihct tree = Ihct.of(balanced(GENRES), TierSchedule.of(List.of(GENRES), GENRES));
    Plot icicle = TreePlots.icicle(tree, Gallery.names(GENRES));
    assertTrue(icicle.text().contains("the 5238 clusters of tier 1 are too many to draw"));
    assertTrue(icicle.svg().contains("all (5238)"));
  }

  /** Joins neighbours in turn, like a tournament. */
  private static Dendrogram balanced(int leaves) {
    List<int[]> open = // cluster, size
        new ArrayList<>(IntStream.range(0, leaves).mapToObj(i -> new int[] {i, 1}).toList());
    List<Merge> merges = new ArrayList<>();
    for (int i = 0; open.size() - i > 1; i += 2) {
      int[] left = open.get(i);
      int[] right = open.get(i + 1);
      int size = left[1] + right[1];
      int first = Math.min(left[0], right[0]);
      int second = Math.max(left[0], right[0]);
      merges.add(new Merge(first, second, merges.size() + 1, size));
      open.add(new int[] {leaves + merges.size() - 1, size});
    }
    return Dendrogram.of(merges);
  }
}
