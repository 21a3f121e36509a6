package ihct.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.SimulatedSongs;
import ihct.loading.SimulationOptions;
import ihct.loading.Songs;
import ihct.loading.Standardizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeSourceTest {

  private static final Songs SONGS = songs();

  @TempDir Path folder;

  private static Songs songs() {
    Songs made = SimulatedSongs.generate(new SimulationOptions(40, 4_000, 1, 0.5, 0.1));
    return Standardizer.fit(made).apply(made);
  }

  private static GenreTree tree(String source, long seed) {
    return GenreTree.infer(SONGS, TreeSettings.paper().withSource(source, seed));
  }

  @Test
  void everySourceGivesATreeOfTheSameTiers() {
    for (TreeSource source : TreeSource.values()) {
      GenreTree tree = tree(Names.of(source), 1);
      assertEquals(List.of(2, 4, 8, 16, 32, 40), tree.ihct().schedule());
      assertEquals(Names.of(source), tree.source());
      assertEquals(tree.ihct().path(7).length, 6);
    }
    assertEquals("bhattacharyya", tree("distributions", 1).distance());
  }

  @Test
  void inferredTreesRenderDistancesAndControlsDoNot() {
    double means = tree("means", 1).copheneticCorrelation().orElseThrow();
    double distributions = tree("distributions", 1).copheneticCorrelation().orElseThrow();
    assertTrue(means > 0.35, () -> "means " + means);
    assertTrue(distributions > 0.35, () -> "distributions " + distributions);
    for (String control : List.of("permuted", "random")) {
      double correlation = tree(control, 1).copheneticCorrelation().orElseThrow();
      assertTrue(Math.abs(correlation) < 0.25, () -> control + " " + correlation);
    }
  }

  @Test
  void seedMakesTheControl() {
    for (String control : List.of("permuted", "random")) {
      assertEquals(
          tree(control, 3).dendrogram().orElseThrow().merges(),
          tree(control, 3).dendrogram().orElseThrow().merges());
      assertNotEquals(
          tree(control, 3).dendrogram().orElseThrow().merges(),
          tree(control, 4).dendrogram().orElseThrow().merges());
    }
  }

  @Test
  void runIsMadeOfIt() throws Exception {
    Path frogs = Samples.frogs(folder);
    DataSettings data =
        DataSettings.files(List.of(frogs))
            .withColumns(List.of("low", "high"), "species", "animal")
            .withLabels("single");
    Settings settings =
        Settings.parse(
                data, "artist", TreeSettings.paper().withSource("random", 5), List.of("stacknet"))
            .withTraining(1, 64, 0.01, 1);
    Path out = folder.resolve("out");
    List<RunRecord> records = Experiment.run(settings, out, false, RunListener.NONE);
    assertEquals("random", records.get(0).conditions().tree());
    assertEquals(settings, SavedRun.open(out).settings());
    assertTrue(Files.readString(out.resolve("tree.json")).contains("\"source\" : \"random\""));
  }

  @Test
  void unknownSourceAndSecondTreeAreRefused() {
    assertEquals(
        "Tree \"oak\" is not known; choose one of means, distributions, permuted, random.",
        assertThrows(IllegalArgumentException.class, () -> tree("oak", 1)).getMessage());
    DataSettings known = DataSettings.files(List.of(Path.of("a.csv"))).withHierarchy(List.of("b"));
    assertEquals(
        "The tree is known by the columns b, so none can be made from random; leave out one of both.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Settings.parse(
                        known,
                        "row",
                        TreeSettings.paper().withSource("random", 1),
                        List.of("dense")))
            .getMessage());
  }
}
