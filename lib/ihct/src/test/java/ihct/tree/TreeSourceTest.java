package ihct.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.files.Names;
import ihct.files.RunListener;
import ihct.linkage.Agglomerative;
import ihct.linkage.BalancedKMeans;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import ihct.linkage.TwoLevelLinkage;
import ihct.loading.simulate.SimulatedSongs;
import ihct.loading.simulate.SimulationOptions;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.networks.Dense;
import ihct.songs.GenreMeans;
import ihct.songs.Songs;
import ihct.songs.ZScores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeSourceTest {

  private static final Songs SONGS = songs();

  private static Songs songs() {
    Songs made = SimulatedSongs.generate(new SimulationOptions(40, 4_000, 1, 0.5, 0.1));
    return ZScores.fit(made).apply(made);
  }

  private static final TrainingOptions TRAINING = TrainingOptions.of(2, 256, 0.01, 1);

  /** All that are cut into tiers. */
  private static final List<TreeBase> INFERRED = basesThatHeed("schedule");

  private static List<TreeBase> basesThatHeed(String setting) {
    return Arrays.stream(TreeBase.values()).filter(base -> base.heeds(setting)).toList();
  }

  private static GenreTree tree(TreeSettings settings) {
    return of(settings, SONGS);
  }

  private static GenreTree tree(String source, long seed) {
    return tree(TreeSettings.paper().withSource(source, seed));
  }

  @Test
  void everySourceGivesATreeOfTheSameTiers() {
    for (TreeBase each : INFERRED) {
      String base = Names.of(each);
      for (String source : List.of(base, "permuted:" + base, "random:" + base)) {
        GenreTree tree = tree(source, 1);
        assertEquals(List.of(2, 4, 8, 16, 32, 40), tree.ihct().schedule());
        assertEquals(source.replaceFirst(":means", ""), tree.source());
        assertEquals(6, tree.ihct().path(7).length);
        assertTrue(tree.dendrogram().orElseThrow().isMonotone(), source);
        assertEquals(each.isLearnt() ? Optional.of(TRAINING) : Optional.empty(), tree.training());
        assertEquals(
            !source.equals(base) || each.heeds("seed") ? OptionalLong.of(1) : OptionalLong.empty(),
            tree.seed());
      }
    }
    assertEquals("bhattacharyya", tree("distributions", 1).distance());
    assertEquals("confusion", tree("random:confusion", 1).distance());
    assertEquals("balanced", tree("kmeans", 1).linkage());
  }

  @Test
  void twoLevelsAreClustersOfTheMeansAndTheirLinkage() {
    GenreTree tree = tree("two-level", 3);
    double[][] means = GenreMeans.of(SONGS);
    assertEquals(
        TwoLevelLinkage.cluster(means, Metric.EUCLIDEAN, LinkageRule.COMPLETE, 3).merges(),
        tree.dendrogram().orElseThrow().merges());
    assertArrayEquals(
        BalancedKMeans.cluster(means, Metric.EUCLIDEAN, 3).cut(8), tree.ihct().clustersOfLeaves(3));
  }

  @Test
  void inferredTreesRenderDistancesAndControlsDoNot() {
    for (String base : basesThatHeed("linkage").stream().map(Names::of).toList()) {
      if (base.equals("two-level")) {
        assertTrue(tree(base, 1).copheneticCorrelation().isEmpty(), "pairs are not compared");
        continue;
      }
      double correlation = tree(base, 1).copheneticCorrelation().orElseThrow();
      assertTrue(correlation > 0.35, () -> base + " " + correlation);
      for (String control : List.of("permuted:", "random:")) {
        double chance = tree(control + base, 1).copheneticCorrelation().orElseThrow();
        assertTrue(Math.abs(chance) < 0.25, () -> control + base + " " + chance);
      }
    }
    double halves = tree("kmeans", 1).copheneticCorrelation().orElseThrow();
    double chance = tree("permuted:kmeans", 1).copheneticCorrelation().orElseThrow();
    assertTrue(halves > chance + 0.2, () -> halves + " and " + chance);
  }

  @Test
  void seedMakesTheControl() {
    for (String control :
        List.of("permuted", "random", "random:distributions", "kmeans", "two-level")) {
      assertEquals(
          tree(control, 3).dendrogram().orElseThrow().merges(),
          tree(control, 3).dendrogram().orElseThrow().merges());
      assertNotEquals(
          tree(control, 3).dendrogram().orElseThrow().merges(),
          tree(control, 4).dendrogram().orElseThrow().merges());
    }
    assertEquals(
        tree("permuted", 3).ihct().schedule(), tree("permuted:means", 3).ihct().schedule());
    assertEquals(
        tree("permuted", 3).dendrogram().orElseThrow().merges(),
        tree("permuted:means", 3).dendrogram().orElseThrow().merges());
  }

  @Test
  void controlOfATreeIsTheControlOfItsSource() {
    for (String base : INFERRED.stream().map(Names::of).toList()) {
      GenreTree tree = tree(base, 4);
      for (TreeControl control : List.of(TreeControl.PERMUTED, TreeControl.RANDOM)) {
        GenreTree made = tree(Names.of(control) + ":" + base, 4);
        GenreTree derived = tree.controlled(control, 4);
        assertEquals(
            made.dendrogram().orElseThrow().merges(), derived.dendrogram().orElseThrow().merges());
        assertArrayEquals(made.ihct().clustersOfLeaves(3), derived.ihct().clustersOfLeaves(3));
        assertEquals(made.ihct().schedule(), derived.ihct().schedule());
        assertEquals(made.source(), derived.source());
        assertEquals(made.training(), derived.training());
        assertEquals(made.seed(), derived.seed());
        assertThrows(IllegalArgumentException.class, () -> derived.controlled(control, 1));
      }
      assertEquals(tree, tree.controlled(TreeControl.NONE, 4));
    }
  }

  @Test
  void weightsAreTheRowsOfTheOutputLayer() {
    double[][] rows = Dense.fit(Training.of(SONGS, SONGS).with(TRAINING)).outputWeights();
    assertEquals(40, rows.length);
    assertEquals(256, rows[0].length);
    for (String metric : List.of("euclidean", "cosine")) {
      TreeSettings settings = TreeSettings.parse("ward", metric, "all").withSource("weights", 1);
      assertEquals(
          Agglomerative.cluster(rows, settings.distance().metric(), LinkageRule.WARD).merges(),
          tree(settings).dendrogram().orElseThrow().merges());
    }
  }

  @Test
  void namesMakeKnownTiers() {
    assertEquals(
        "No two of the 40 classes share the last word of their names, so the names make no tree."
            + " Infer it, or give a known one.",
        assertThrows(IllegalArgumentException.class, () -> tree("names", 1)).getMessage());
    List<String> names = new ArrayList<>();
    for (int genre = 0; genre < 40; genre++) {
      names.add("g%02d %s".formatted(genre, genre < 30 ? "House" : genre < 39 ? "Metal" : "odd"));
    }
    Songs named =
        new Songs(
            SONGS.features(),
            names,
            values(),
            SONGS.y(),
            IntStream.range(0, SONGS.size()).mapToLong(SONGS::trackKey).toArray(),
            null,
            IntStream.range(0, SONGS.size()).mapToObj(SONGS::trackGenres).toArray(int[][]::new));
    for (String source : List.of("names", "permuted:names", "random:names")) {
      GenreTree tree = made(source, named);
      assertEquals(List.of(3, 40), tree.ihct().schedule());
      assertEquals(source, tree.source());
      assertEquals("last words", tree.schedule());
      assertEquals(Optional.empty(), tree.dendrogram());
    }
    assertArrayEquals(
        made("permuted:names", named).ihct().clustersOfLeaves(1),
        made("names", named).controlled(TreeControl.PERMUTED, 1).ihct().clustersOfLeaves(1));
    assertEquals(30, sizes(made("names", named))[2]);
    assertEquals(30, sizes(made("permuted:names", named))[2]);
    assertNotEquals(
        Arrays.toString(made("names", named).ihct().clustersOfLeaves(1)),
        Arrays.toString(made("permuted:names", named).ihct().clustersOfLeaves(1)));
  }

  private static GenreTree made(String source, Songs songs) {
    return of(TreeSettings.paper().withSource(source, 1), songs);
  }

  private static int[] sizes(GenreTree tree) {
    int[] sizes = new int[tree.ihct().clusters(1)];
    for (int cluster : tree.ihct().clustersOfLeaves(1)) {
      sizes[cluster]++;
    }
    Arrays.sort(sizes);
    return sizes;
  }

  private static double[] values() {
    return IntStream.range(0, SONGS.size())
        .boxed()
        .flatMapToDouble(row -> Arrays.stream(SONGS.features(row)))
        .toArray();
  }

  /** What a mixture of the features does to songs does nothing to their whitened distances. */
  @Test
  void whitenedTreeStaysWhenFeaturesAreMixed() {
    int d = SONGS.dimension();
    double[] mixed = values();
    for (int row = 0; row < SONGS.size(); row++) {
      for (int j = d - 1; j > 0; j--) {
        mixed[row * d + j] = 2 * mixed[row * d + j] - 0.7 * mixed[row * d + j - 1];
      }
    }
    for (String source : List.of("means", "kmeans")) {
      TreeSettings settings = TreeSettings.parse("ward", "whitened", "all").withSource(source, 1);
      GenreTree plain = tree(settings);
      GenreTree other = of(settings, SONGS.withValues(mixed));
      assertEquals("whitened", plain.distance());
      for (int tier = 1; tier <= 39; tier++) {
        assertArrayEquals(
            plain.ihct().clustersOfLeaves(tier), other.ihct().clustersOfLeaves(tier), source);
      }
    }
    TreeSettings euclidean = TreeSettings.parse("ward", "euclidean", "all");
    assertNotEquals(
        Arrays.toString(tree(euclidean).ihct().clustersOfLeaves(8)),
        Arrays.toString(of(euclidean, SONGS.withValues(mixed)).ihct().clustersOfLeaves(8)));
  }

  private static GenreTree of(TreeSettings settings, Songs songs) {
    try {
      return GenreTree.of(settings, songs, songs, TRAINING, RunListener.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void confusionNeedsValidationSongs() {
    assertEquals(
        "A tree of confusion needs songs that a model may confuse, and the validation part is"
            + " empty. Give more data.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    GenreTree.of(
                        TreeSettings.paper().withSource("confusion", 1),
                        SONGS,
                        SONGS.rows(new int[0]),
                        TRAINING,
                        RunListener.NONE))
            .getMessage());
  }
}
