package ihct.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.DataSettings;
import ihct.data.Scale;
import ihct.files.Json;
import ihct.files.Names;
import ihct.files.RunListener;
import ihct.loading.LabelMode;
import ihct.models.TrainingOptions;
import ihct.study.run.Experiment;
import ihct.study.run.RunRecord;
import ihct.study.run.Samples;
import ihct.study.run.SavedRun;
import ihct.study.run.Settings;
import ihct.study.run.TreeRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeSettingsTest {

  @TempDir Path folder;

  @Test
  void sourceIsReadAsItIsWritten() {
    for (String text :
        List.of(
            "means", "permuted", "random", "permuted:kmeans", "random:known:a b.nwk", "known")) {
      assertEquals(text, TreeSource.parse(text).toString());
    }
    assertEquals(TreeSource.parse("permuted"), TreeSource.parse("Permuted:Means"));
    assertEquals("known", TreeSource.parse("known:C:/x.nwk").words());
    assertEquals("C:/x.nwk", TreeSource.parse("known:C:/x.nwk").file());
    for (String wrong : List.of("", "known:", "permuted:", "random:permuted", "means:x")) {
      assertThrows(IllegalArgumentException.class, () -> TreeSource.parse(wrong), wrong);
    }
    assertEquals(
        "Distance \"whitened\" is between mean songs, and \"weights\" clusters weights; choose"
            + " euclidean or cosine.",
        assertThrows(
                IllegalArgumentException.class,
                () -> TreeSettings.parse("ward", "whitened", "all").withSource("weights", 1))
            .getMessage());
  }

  @Test
  void settingsOfEarlierVersionsAreRead() {
    String text =
        "{\"source\":\"%s\",\"linkage\":\"ward\",\"distance\":\"cosine\",\"schedule\":\"all\",\"seed\":4,\"file\":\"%s\"}";
    TreeSettings ward = TreeSettings.parse("ward", "cosine", "all");
    assertEquals(
        ward.withSource("permuted", 4),
        Json.read("run", text.formatted("permuted", ""), TreeSettings.class));
    assertEquals(
        ward.withSource("known:a.nwk", 4),
        Json.read("run", text.formatted("means", "a.nwk"), TreeSettings.class));
  }

  @Test
  void runIsMadeOfIt() throws Exception {
    Path frogs = Samples.frogs(folder);
    DataSettings data =
        DataSettings.files(List.of(frogs))
            .with(
                all ->
                    all.withColumns(List.of("low", "high"), "species", "animal")
                        .withLabels(LabelMode.SINGLE));
    Settings settings =
        Settings.parse(
                data, "artist", TreeSettings.paper().withSource("random", 5), List.of("stacknet"))
            .with(TrainingOptions.of(1, 64, 0.01, 1));
    Path out = folder.resolve("out");
    List<RunRecord> records = Experiment.run(settings, out, false, RunListener.NONE);
    assertEquals("random", records.get(0).conditions().tree());
    assertEquals(settings, SavedRun.open(out).settings());
    assertTrue(Files.readString(out.resolve("tree.json")).contains("\"source\" : \"random\""));
  }

  @Test
  void treeKnownByColumnsHasControls() throws Exception {
    DataSettings data =
        DataSettings.files(List.of(Samples.frogs(folder)))
            .with(
                all ->
                    all.withColumns(List.of("low", "high"), "species", "animal")
                        .withLabels(LabelMode.SINGLE));
    DataSettings families = data.with(all -> all.withHierarchy(List.of("family")));
    for (String source : List.of("means", "known", "permuted:known", "random:known")) {
      Path out = folder.resolve(source.replace(':', '-'));
      TreeRun.run(families, TreeSettings.paper().withSource(source, 2), out, RunListener.NONE);
      String json = Files.readString(out.resolve("tree.json"));
      String words = source.equals("means") ? "known" : source;
      assertTrue(json.contains("\"source\" : \"" + words + "\""), json);
      assertTrue(json.contains("\"tiers\" : [ 2, 3 ]"), json);
      assertEquals(source.contains(":"), json.contains("\"seed\" : 2"), json);
    }
    assertEquals(
        "Tree \"permuted:known\" is known by columns of the data; name them by --hierarchy, or give"
            + " a file: permuted:known:FILE.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    TreeRun.run(
                        data,
                        TreeSettings.paper().withSource("permuted:known", 2),
                        folder.resolve("none"),
                        RunListener.NONE))
            .getMessage());
  }

  @Test
  void learntTreeIsThatOfARun() throws Exception {
    DataSettings data = DataSettings.simulated(Scale.SMALL);
    TreeSettings tree = TreeSettings.paper().withSource("confusion", 1);
    TrainingOptions training = TrainingOptions.of(1, 256, 0.01, 3);
    Path out = folder.resolve("tree");
    TreeRun.run(data, tree, training, out, RunListener.NONE);
    String json = Files.readString(out.resolve("tree.json"));
    assertTrue(json.contains("\"epochs\" : 1"), json);
    Settings run =
        Settings.parse(data, "track", tree, List.of("random"))
            .with(TrainingOptions.of(1, 256, 0.01, 3));
    Experiment.run(run, folder.resolve("run"), false, RunListener.NONE);
    assertEquals(json, Files.readString(folder.resolve("run/tree.json")));
    assertEquals(run, SavedRun.open(folder.resolve("run")).settings());
  }

  @Test
  void knownTreeIsReadFromEveryFormat() throws Exception {
    Path frogs = Samples.frogs(folder);
    DataSettings data =
        DataSettings.files(List.of(frogs))
            .with(
                all ->
                    all.withColumns(List.of("low", "high"), "species", "animal")
                        .withLabels(LabelMode.SINGLE));
    Path newick =
        Files.writeString(
            folder.resolve("frogs.nwk"), "((tree_frog:1,'green, toad')hyla,'cane toad':2,olm);\n");
    Path table =
        Files.writeString(
            folder.resolve("frogs.csv.tree"),
            "Child,Parent\ntree frog,hyla\n\"green, toad\",hyla\ncane toad,\nhyla,\n");
    Path nested =
        Files.writeString(
            folder.resolve("frogs.json"),
            """
            {"children": [
              {"name": "hyla", "children": [{"name": "tree frog"}, {"name": "green, toad"}]},
              {"name": "cane toad"}, {"name": "olm"}]}
            """);
    String rows = "hyla;tree frog\nhyla;green, toad\ncane toad;\nolm;\n";
    Path levels = Files.writeString(folder.resolve("levels.csv"), "genus;species\n" + rows);
    Path bare = Files.writeString(folder.resolve("bare.csv"), rows);
    for (Path file : List.of(newick, table, nested, levels, bare)) {
      Path out = folder.resolve(file.getFileName() + " out");
      TreeRun.run(data, TreeSettings.paper().withSource("known:" + file, 1), out, RunListener.NONE);
      assertEquals(
          List.of("genre,tier1,tier2", "cane toad,0,0", "\"green, toad\",1,1", "tree frog,1,2"),
          Files.readAllLines(out.resolve("tiers.csv")));
      assertEquals(
          file.equals(levels) ? "genre,genus,species" : "genre,tier1,tier2",
          Files.readAllLines(out.resolve("paths.csv")).get(0));
    }
    assertTrue(
        Files.readString(folder.resolve("bare.csv out/tree.json"))
            .contains("bare.csv, a table of levels, whose first line is a row\""));
    Path lacking = Files.writeString(folder.resolve("few.nwk"), "(tree_frog,'green, toad');");
    assertEquals(
        lacking
            + ": The tree lacks 1 of 3 classes: cane toad. Add them, or leave their rows out (--absent-classes drop), or put each right below the root (own).",
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

  private static void read(Path file) throws IOException {
    KnownTreeFile.read(file, List.of("a"), AbsentClasses.OWN);
  }

  @Test
  void faultsOfAKnownTreeAreNamedWithTheirLine() throws Exception {
    Path table =
        Files.writeString(folder.resolve("t.csv"), "child,parent\n\na,x\n\"b\nb\",x\na,y\n");
    assertEquals(
        table
            + ": line 6: \"a\" stands below \"y\" here and below \"x\" in line 3; a tree needs one"
            + " parent for each.",
        assertThrows(IllegalArgumentException.class, () -> read(table)).getMessage());
    Path other = Files.writeString(folder.resolve("o.csv"), "name\na\n");
    assertEquals(
        other
            + ":1: a known tree needs the columns child and parent, or genre and then its path, or its"
            + " levels from coarse to fine, or to be in Newick format or nested JSON; this has [name].",
        assertThrows(IOException.class, () -> read(other)).getMessage());
    Path roots = Files.writeString(folder.resolve("r.JSON"), "[{\"name\": \"a\"}]");
    assertEquals(
        roots + ": root must have a list \"children\" that is not empty; it is [{\"name\":\"a\"}].",
        assertThrows(IllegalArgumentException.class, () -> read(roots)).getMessage());
    Path newick = Files.writeString(folder.resolve("n.nwk"), "((a,b);");
    assertEquals(
        newick + ": character 7: a bracket is not closed.",
        assertThrows(IllegalArgumentException.class, () -> read(newick)).getMessage());
  }

  @Test
  void unknownSourceAndSecondTreeAreRefused() {
    assertEquals(
        "Tree \"oak\" is not known; choose one of "
            + Names.all(TreeBase.class)
            + ":FILE, permuted, random, permuted:SOURCE, random:SOURCE.",
        assertThrows(IllegalArgumentException.class, () -> TreeSource.parse("oak")).getMessage());
    DataSettings known =
        DataSettings.files(List.of(Path.of("a.csv"))).with(all -> all.withHierarchy(List.of("b")));
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
