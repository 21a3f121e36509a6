package ihct.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.DataSettings;
import ihct.files.RunListener;
import ihct.loading.LabelMode;
import ihct.loading.LoadedSongs;
import ihct.loading.LoadingOptions;
import ihct.loading.Reason;
import ihct.loading.SongLoader;
import ihct.songs.Songs;
import ihct.study.PlanRun;
import ihct.study.plan.Plan;
import ihct.study.plan.PlanFile;
import ihct.study.run.Experiment;
import ihct.study.run.ModelEvaluation;
import ihct.study.run.RunRecord;
import ihct.study.run.Samples;
import ihct.study.run.SavedModel;
import ihct.study.run.SavedRun;
import ihct.study.run.Settings;
import ihct.study.run.TreeRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the 180 rows of frogs one cannot be read, and 60 are of cane toads, which trees here lack. */
class AbsentClassesTest {

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();
  private final RunListener noting =
      new RunListener() {
        @Override
        public void note(String text) {
          notes.add(text);
        }
      };

  private Path frogs;
  private Path few;

  @BeforeEach
  void writeFiles() throws Exception {
    frogs = Samples.frogs(folder);
    few = Files.writeString(folder.resolve("few.nwk"), "((tree_frog,'green, toad')hyla,newt);");
  }

  private static DataSettings data(Path file) {
    return DataSettings.files(List.of(file))
        .with(all -> all.withColumns(List.of("low", "high"), "species", "animal"));
  }

  private TreeSettings tree(String absent) {
    return TreeSettings.paper().withSource("known:" + few, 1).withAbsentClasses(absent);
  }

  private Settings run(Path file, String absent) {
    return Settings.parse(data(file), "artist", tree(absent), List.of("centroid"));
  }

  @Test
  void ownPutsEachRightBelowTheRoot() throws Exception {
    Path out = folder.resolve("own");
    TreeRun.run(data(frogs), tree("own"), out, noting);
    assertEquals(
        List.of("genre,tier1,tier2", "cane toad,0,0", "\"green, toad\",1,1", "tree frog,1,2"),
        Files.readAllLines(out.resolve("tiers.csv")));
    assertEquals(
        List.of(
            "genre,tier1,tier2",
            "cane toad,cane toad,",
            "\"green, toad\",hyla,\"green, toad\"",
            "tree frog,hyla,tree frog"),
        Files.readAllLines(out.resolve("paths.csv")));
    String told = few + ", 1 class not named there right below the root: cane toad";
    assertTrue(Files.readString(out.resolve("tree.json")).contains(told));
    RunRecord record =
        Experiment.run(run(frogs, "own"), folder.resolve("run"), false, noting).get(0);
    assertEquals(told, record.conditions().schedule());
    assertEquals(List.of(2, 3), record.conditions().tiers());
    assertTrue(Files.readString(folder.resolve("run/report.html")).contains(told));
  }

  @Test
  void droppedRowsAreCountedAndTheOthersAreThoseOfAFileWithoutThem() throws Exception {
    Path out = folder.resolve("run");
    RunRecord record = Experiment.run(run(frogs, "drop"), out, false, noting).get(0);
    assertEquals(
        Map.of("missing or non-finite feature", 1, "class not in the known tree", 60),
        record.conditions().rowsLeftOut());
    assertEquals(180, record.conditions().rowsRead());
    assertEquals(
        119,
        record.conditions().trainRows()
            + record.conditions().validationRows()
            + record.conditions().testRows());
    String told = "1 of 3 classes dropped, as the known tree does not name them: cane toad";
    assertTrue(notes.contains(told), "" + notes);
    assertTrue(Files.readString(out.resolve("report.html")).contains(told));
    assertTrue(
        notes.contains(
            "60 rows left out, class not in the known tree, first "
                + frogs
                + ":3: class \"cane toad\""),
        "" + notes);

    List<String> lines = new ArrayList<>(Files.readAllLines(frogs));
    lines.removeIf(line -> line.contains("cane toad"));
    Path without = Files.write(folder.resolve("without.csv"), lines);
    RunRecord same =
        Experiment.run(run(without, "refuse"), folder.resolve("without"), false, RunListener.NONE)
            .get(0);
    assertEquals(same.conditions().dataSha256(), record.conditions().dataSha256());
    assertEquals(same.scores(), record.scores());
  }

  @Test
  void savedRunFindsItsOwnRowsAgain() throws Exception {
    Path out = folder.resolve("run");
    Settings settings = run(frogs, "drop");
    Experiment.run(settings, out, false, noting);
    assertEquals(settings, SavedRun.open(out).settings());
    ModelEvaluation scores =
        ModelEvaluation.of(SavedModel.ofRun(out, "centroid"), List.of(frogs), RunListener.NONE);
    assertNull(scores.leakUnknown());
    assertEquals(Map.of("cane toad", 60), scores.unknownGenres());
    assertEquals(1, Experiment.resume(out, RunListener.NONE).size());
  }

  /** Its rarest genre is not in the tree, but another one is. */
  @Test
  void trackGoesToItsRarestGenreThatTheTreeNames() throws Exception {
    Songs songs =
        new Songs(
            List.of("x"),
            List.of("pop", "rare", "rock"),
            new double[] {1, 1, 1, 2, 3, 4},
            new int[] {0, 1, 2, 0, 0, 2},
            new long[] {7, 7, 7, 8, 9, 10},
            null,
            new int[][] {{0, 1, 2}, {0, 1, 2}, {0, 1, 2}, {0}, {0}, {2}});
    LoadedSongs kept =
        SongLoader.select(
            songs,
            "made",
            LoadingOptions.everything().withLabels(LabelMode.SINGLE),
            genres -> genres.stream().filter(genre -> !genre.equals("rare")).toList());
    assertEquals(List.of("pop", "rock"), kept.songs().genres());
    assertEquals(4, kept.songs().size());
    assertEquals("rock", kept.songs().genres().get(kept.songs().genre(0)));
    assertEquals(2, kept.songs().trackGenreCount(0));
    assertEquals(1, kept.report().leftOut().get(Reason.NOT_IN_TREE).rows());
    assertEquals(1, kept.report().leftOut().get(Reason.RARER_GENRE).rows());
  }

  @Test
  void armsOfAPlanAreTestedOnTheSameRows() throws Exception {
    Plan plan =
        Plan.of("absent")
            .seeds(1)
            .reference("centroid")
            .tree("means", tree -> tree)
            .tree("few", tree -> tree.source("known:" + few).absentClasses("drop"))
            .data(
                "frogs",
                d ->
                    d.files(frogs.toString())
                        .features("low", "high")
                        .label("species")
                        .group("animal")
                        .split("artist")
                        .trees("means"))
            .arm("centroid", arm -> arm.model("centroid"))
            .arm("heads", arm -> arm.model("tier-heads").trees("few").train(Map.of("epochs", 1)))
            .build();
    assertEquals(plan, PlanFile.parse("plan", PlanFile.text(plan)));
    Path out = folder.resolve("study");
    PlanRun.of(plan, List.of(folder), out, RunListener.NONE).run(false);
    List<String> results = Files.readAllLines(out.resolve("results.jsonl"));
    assertEquals(2, results.size());
    for (String result : results) {
      assertTrue(result.contains("\"class not in the known tree\":60"), result);
    }
  }

  @Test
  void whatCannotBeDoneIsRefused() throws Exception {
    for (String way : List.of("own", "drop")) {
      Files.writeString(few, "(newt,olm);");
      Exception refused =
          assertThrows(
              Exception.class,
              () -> TreeRun.run(data(frogs), tree(way), folder.resolve("none"), noting));
      String all =
          way.equals("own")
              ? few
                  + ": The tree lacks 3 of 3 classes: cane toad, green, toad, tree frog. Add them,"
              : "no row can be used.";
      assertTrue(refused.getMessage().contains(all), refused.getMessage());
    }
    assertEquals(
        "What becomes of absent classes, \"keep\" is not known; choose one of refuse, drop, own.",
        assertThrows(IllegalArgumentException.class, () -> tree("keep")).getMessage());
  }
}
