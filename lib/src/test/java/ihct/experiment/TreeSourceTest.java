package ihct.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.SimulatedSongs;
import ihct.loading.SimulationOptions;
import ihct.loading.Songs;
import ihct.loading.Standardizer;
import java.io.IOException;
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
  void knownTreeIsReadFromEitherFormat() throws Exception {
    Path frogs = Samples.frogs(folder);
    DataSettings data =
        DataSettings.files(List.of(frogs))
            .withColumns(List.of("low", "high"), "species", "animal")
            .withLabels("single");
    Path newick =
        Files.writeString(
            folder.resolve("frogs.nwk"), "((tree_frog:1,'green, toad')hyla,'cane toad':2,olm);\n");
    Path table =
        Files.writeString(
            folder.resolve("frogs.csv.tree"),
            "Child,Parent\ntree frog,hyla\n\"green, toad\",hyla\ncane toad,\nhyla,\n");
    for (Path file : List.of(newick, table)) {
      Path out = folder.resolve(file.getFileName() + " out");
      TreeRun.run(data, TreeSettings.paper().withSource("known:" + file, 1), out, RunListener.NONE);
      assertEquals(
          List.of("genre,tier1,tier2", "cane toad,0,0", "\"green, toad\",1,1", "tree frog,1,2"),
          Files.readAllLines(out.resolve("tiers.csv")));
    }
    Path lacking = Files.writeString(folder.resolve("few.nwk"), "(tree_frog,'green, toad');");
    assertEquals(
        lacking
            + ": The tree lacks 1 of 3 classes: cane toad. Add them, or leave them out of the data.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    TreeRun.run(
                        data,
                        TreeSettings.paper().withSource("known:" + lacking, 1),
                        folder.resolve("lacking"),
                        RunListener.NONE))
            .getMessage());
  }

  @Test
  void faultsOfAKnownTreeAreNamedWithTheirLine() throws Exception {
    Path table =
        Files.writeString(folder.resolve("t.csv"), "child,parent\n\na,x\n\"b\nb\",x\na,y\n");
    assertEquals(
        table
            + ": line 6: \"a\" stands below \"y\" here and below \"x\" in line 3; a tree needs one"
            + " parent for each.",
        assertThrows(IllegalArgumentException.class, () -> KnownTreeFile.paths(table, List.of("a")))
            .getMessage());
    Path other = Files.writeString(folder.resolve("o.csv"), "genre,above\na,x\n");
    assertEquals(
        other
            + ":1: a known tree needs the columns child and parent, or to be in Newick format; this"
            + " has [genre, above].",
        assertThrows(IOException.class, () -> KnownTreeFile.paths(other, List.of("a")))
            .getMessage());
    Path newick = Files.writeString(folder.resolve("n.nwk"), "((a,b);");
    assertEquals(
        newick + ": character 7: a bracket is not closed.",
        assertThrows(
                IllegalArgumentException.class, () -> KnownTreeFile.paths(newick, List.of("a")))
            .getMessage());
  }

  @Test
  void unknownSourceAndSecondTreeAreRefused() {
    assertEquals(
        "Tree \"oak\" is not known; choose one of means, distributions, permuted, random, or known:FILE.",
        assertThrows(IllegalArgumentException.class, () -> tree("oak", 1)).getMessage());
    DataSettings known = DataSettings.files(List.of(Path.of("a.csv"))).withHierarchy(List.of("b"));
    assertEquals(
        "The tree is known by the columns b, so it cannot be made from random; leave out one of both.",
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
