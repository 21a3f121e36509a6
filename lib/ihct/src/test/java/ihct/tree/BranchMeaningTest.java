package ihct.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.display.MimeBundle;
import ihct.files.RunListener;
import ihct.hierarchy.Ihct;
import ihct.models.TrainingOptions;
import ihct.plots.Plot;
import ihct.plots.TreePlots;
import ihct.songs.Songs;
import ihct.tree.BranchMeaning.Difference;
import ihct.tree.BranchMeaning.Side;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Six songs by hand, one of ambient, two of folk and three of metal. Each genre counts once.
 *
 * <pre>
 *                 ambient   folk    metal         means        squares around them
 * loudness           1      5 5    10 10 13     1    5   11     0  0  6: 1 on average
 * acousticness       4      0 6    −2 −2  1     4    3   −1     0 18  6: 4
 * year               7      7 7     7  7  7     7    7    7     0  0  0: 0
 * zing               0      0 0  −.9 −.9 2.1    0    0  0.1     0  0  6: 1
 * </pre>
 *
 * <p>The deviations within genres are 1, 2, 0 and 1. Ambient and folk lie √17 apart, metal farther
 * off, so that node 3 joins ambient with folk, and node 4 metal with these two.
 */
class BranchMeaningTest {

  /** The ridge of 10⁻⁶ in each variance takes half a millionth off a difference. */
  private static final double RIDGE = 1e-5;

  private static final double[][] SIX = {
    {1, 4, 7, 0}, {5, 0, 7, 0}, {5, 6, 7, 0}, {10, -2, 7, -0.9}, {10, -2, 7, -0.9}, {13, 1, 7, 2.1}
  };
  private static final List<String> GENRES =
      List.of("ambient", "folk", "folk", "metal", "metal", "metal");

  private static Songs six(String... features) {
    return Songs.of(SIX, GENRES, features);
  }

  private static final Songs SONGS = six("loudness", "acousticness", "year", "zing");

  private static GenreTree tree(Songs songs, String schedule) {
    try {
      return GenreTree.of(
          TreeSettings.parse("complete", "euclidean", schedule),
          songs,
          songs,
          TrainingOptions.paper(),
          RunListener.NONE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static BranchMeanings meanings(String schedule) {
    return tree(SONGS, schedule).meanings();
  }

  private static double of(Side side, String feature) {
    return side.differences().stream()
        .filter(difference -> difference.feature().equals(feature))
        .mapToDouble(Difference::deviations)
        .findAny()
        .orElseThrow();
  }

  private static void differs(Side side, double loudness, double acousticness, double zing) {
    assertEquals(loudness, of(side, "loudness"), RIDGE);
    assertEquals(acousticness, of(side, "acousticness"), RIDGE);
    assertEquals(zing, of(side, "zing"), RIDGE);
    assertEquals(0, of(side, "year"));
  }

  /** Node 4: 11 − (1 + 5)/2 = 8 and (−1 − (4 + 3)/2)/2 = −2.25. Node 3: 1 − 5 and (4 − 3)/2. */
  @Test
  void sixSongsByHand() {
    BranchMeanings meanings = meanings("powers-of-two");
    BranchMeaning root = meanings.explain(4);
    assertEquals(List.of("metal", "ambient, folk"), root.sides().stream().map(Side::name).toList());
    assertEquals(List.of(1, 2), root.sides().stream().map(Side::genres).toList());
    differs(root.sides().get(0), 8, -2.25, 0.1);
    differs(meanings.explain(3).sides().get(0), -4, 0.5, 0);
    assertEquals("louder, less acoustic", meanings.words(4));
    assertEquals("quieter, more acoustic", meanings.words(3));
    assertEquals(
        """
        node 4 (merge 2 of 2), in standard deviations within a class
          metal against ambient, folk (2): louder, less acoustic (loudness +8.00, acousticness −2.25)\
        """,
        root.toString());
    assertEquals(root, tree(SONGS, "powers-of-two").explain(4));
    assertEquals(meanings.explain(1, 0), tree(SONGS, "powers-of-two").explain(1, 0));
  }

  @Test
  void theOtherSideHasTheOppositeWords() {
    BranchMeaning root = meanings("powers-of-two").explain(4);
    Side metal = root.sides().get(0);
    Side others = root.sides().get(1);
    assertEquals("quieter, more acoustic", others.words());
    for (Difference difference : metal.differences()) {
      assertEquals(-difference.deviations(), of(others, difference.feature()), 0);
    }
  }

  /** Each against the other two: loudness 1 − 8, 5 − 6, 11 − 3; acousticness 3, 1.5, −4.5 by 2. */
  @Test
  void ofThreeSidesEachStandsAgainstTheOthers() {
    BranchMeanings meanings = meanings("3");
    List<Side> sides = meanings.explain(0, 0).sides();
    differs(sides.get(0), -7, 1.5, -0.05);
    differs(sides.get(1), -1, 0.75, -0.05);
    differs(sides.get(2), 8, -2.25, 0.1);
    assertEquals("louder, less acoustic", meanings.words(1, 2));
    assertTrue(
        meanings
            .explain(0, 0)
            .toString()
            .contains("folk against the others: quieter, more acoustic (loudness −1.00,"));
    assertEquals(12, meanings.explain(0, 0).table().rowCount(), "three sides, four features");
    assertEquals(
        List.of("quieter, more acoustic", "quieter, more acoustic", "louder, less acoustic"),
        meanings.table(5).stringColumn("against its siblings").asList());
  }

  /** Tiers of 2 and 3: metal is alone from the first on. */
  @Test
  void aClusterThatATierLeavesWholeIsNotCompared() {
    BranchMeanings meanings = meanings("powers-of-two");
    differs(meanings.explain(1, 0).sides().get(0), -4, 0.5, 0); // against folk alone
    assertEquals("", meanings.words(0, 0));
    assertEquals("", meanings.words(2, 2));
    assertTrue(
        meanings.explain(1, 1).toString().endsWith("metal, which the next tier leaves whole"));
    assertEquals(List.of(1, 1, 2, 2), meanings.table(2).intColumn("tier").asList());
    assertEquals(List.of(0, 0, 0, 0), meanings.table(2).intColumn("parent").asList());
    assertEquals(2, meanings.table(1).rowCount());
  }

  @Test
  void anUnknownFeatureIsHigherOrLower() {
    Songs songs = six("bass", "Acousticness", "year", "zing");
    assertEquals("higher bass, less acoustic", tree(songs, "all").meanings().words(4));
  }

  /** The means of b are a's in the first feature and 0.1 off in the second: below 0.2. */
  @Test
  void sidesThatHardlyDifferAreSaidToBeAlike() {
    Songs songs =
        Songs.of(
            new double[][] {{0, -1}, {2, 1}, {0, -0.9}, {2, 1.1}},
            List.of("a", "a", "b", "b"),
            "tempo",
            "energy");
    BranchMeaning meaning = tree(songs, "all").meanings().explain(2);
    assertEquals("no feature stands out", meaning.sides().get(0).words());
    assertTrue(meaning.toString().endsWith("no feature stands out (energy −0.10)"), "" + meaning);
    assertEquals(List.of("less energetic", "–"), meaning.table().stringColumn(3).asList());
  }

  @Test
  void whereEveryGenreHasOneSongTheUnitIsThatOfTheSongs() {
    Songs songs = Songs.of(new double[][] {{0}, {3}}, List.of("a", "b"), "tempo");
    BranchMeaning meaning = tree(songs, "all").meanings().explain(2);
    assertEquals(-3, of(meaning.sides().get(0), "tempo"));
    assertEquals("standard deviations of all rows", meaning.unit());
  }

  @Test
  void atMostThreeFeaturesAreSaid() {
    Songs songs =
        Songs.of(
            new double[][] {{0, 0, 0, 0}, {2, 2, 2, 2}, {5, 6, 7, 8}, {7, 8, 9, 10}},
            List.of("a", "a", "b", "b"),
            "tempo",
            "energy",
            "liveness",
            "valence");
    assertEquals("sadder, less live, less energetic", tree(songs, "all").meanings().words(2));
  }

  @Test
  void figuresTellTheWordsWhereTheyAreAskedFor() {
    GenreTree tree = tree(SONGS, "powers-of-two");
    BranchMeanings meanings = tree.meanings();
    List<String> names = tree.genres();
    List<Plot> silent =
        List.of(
            TreePlots.dendrogram(tree.dendrogram().orElseThrow(), names, "m"),
            TreePlots.icicle(tree.ihct(), names),
            TreePlots.sunburst(tree.ihct(), names));
    List<Plot> telling =
        List.of(
            TreePlots.dendrogram(tree.dendrogram().orElseThrow(), names, "m", meanings::words),
            TreePlots.icicle(tree.ihct(), names, meanings::words),
            TreePlots.sunburst(tree.ihct(), names, meanings::words));
    for (Plot figure : telling) {
      for (String form : List.of(figure.text(), figure.svg(), figure.plotly().toString())) {
        assertTrue(form.contains("louder, less acoustic"), form);
      }
    }
    for (Plot figure : silent) {
      String all = figure.text() + figure.svg() + figure.plotly();
      assertTrue(
          !all.contains("louder") && !all.contains("siblings") && !all.contains("upper branch"));
    }
    assertTrue(telling.get(0).svg().contains(" (3); upper branch: louder, less acoustic"));
    assertTrue(
        telling
            .get(1)
            .svg()
            .contains("tier 1, cluster 1: metal; against its siblings: louder, less acoustic"));
    assertTrue(
        telling.get(2).plotly().toString().contains("<br>against its siblings: louder"),
        "the text when pointed at");
  }

  @Test
  void aMeaningShowsItselfAsWordsAndTable() {
    MimeBundle shown = meanings("all").explain(4).mimeBundle();
    String html = (String) shown.forms().get(MimeBundle.HTML);
    assertTrue(html.contains("louder, less acoustic"), html);
    assertTrue(html.contains("<table") && html.contains("acousticness"), html);
    assertTrue(shown.text().startsWith("node 4"), shown.text());
    Songs hostile = Songs.of(new double[][] {{0}, {3}}, List.of("<b>", "<img>"), "<i>");
    String safe =
        (String)
            tree(hostile, "all").meanings().explain(2).mimeBundle().forms().get(MimeBundle.HTML);
    assertTrue(safe.contains("&lt;img&gt;: lower &lt;i&gt;"), safe);
    assertTrue(!safe.contains("<img") && !safe.contains("<i>"), safe);
  }

  @Test
  void whatIsNoMergeIsNamed() {
    BranchMeanings meanings = meanings("powers-of-two");
    assertEquals(
        "Node 1 is the leaf \"folk\", which has no sides; merges are the nodes 3…4, and the last is the root.",
        message(() -> meanings.explain(1)));
    assertTrue(message(() -> meanings.explain(5)).startsWith("Node 5 is not in the tree;"));
    assertEquals(
        "Tier 2 has no parts to tell apart; give a tier from 0, the root, to 1.",
        message(() -> meanings.explain(2, 0)));
    assertTrue(message(() -> meanings.table(0)).startsWith("A table of 0 tiers is empty"));
  }

  @Test
  void aTreeWithoutMergesIsExplainedByItsTiers() {
    GenreTree merged = tree(SONGS, "powers-of-two");
    Ihct tiers = Ihct.ofPaths(List.of(List.of("calm", "a"), List.of("calm", "f"), List.of("m")));
    GenreTree known =
        new GenreTree(
            merged.genres(),
            tiers,
            "known",
            "known",
            "known",
            "a file",
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            List.of(),
            SONGS);
    BranchMeanings meanings = known.meanings();
    differs(meanings.explain(0, 0).sides().get(0), -8, 2.25, -0.1);
    assertEquals("calm", meanings.explain(0, 0).sides().get(0).name());
    assertEquals(
        "This tree has tiers and no merges; ask by tier and cluster: explain(0, 0) is the root.",
        message(() -> meanings.explain(4)));
  }

  private static String message(Runnable slip) {
    return assertThrows(IllegalArgumentException.class, slip::run).getMessage();
  }
}
