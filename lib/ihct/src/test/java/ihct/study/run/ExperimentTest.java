package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.data.DataSettings;
import ihct.files.RunListener;
import ihct.models.TrainingOptions;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {

  private static final List<String> MEASURED =
      List.of(
          "trainSeconds", "samplesPerSecond", "peakHeapMiB", "peakResidentMiB", "evaluateSeconds");

  @TempDir Path folder;
  private DataSettings frogs;

  @BeforeEach
  void catchFrogs() throws IOException {
    frogs =
        DataSettings.files(List.of(Samples.frogs(folder)))
            .with(all -> all.withColumns(List.of("low", "high"), "species", "animal"));
  }

  private static Settings settings(DataSettings data, String... models) {
    return Settings.parse(data, "artist", TreeSettings.paper(), List.of(models));
  }

  private List<RunRecord> run(Settings settings, String out) throws IOException {
    return Experiment.run(settings, folder.resolve(out), false, RunListener.NONE);
  }

  @Test
  void separatedKindsAreLearntAndEverythingIsWritten() throws Exception {
    List<RunRecord> records = run(settings(frogs, "majority", "centroid", "tree", "forest"), "out");

    assertEquals(
        List.of("majority", "centroid", "tree", "forest"),
        records.stream().map(RunRecord::model).toList());
    Conditions conditions = records.get(0).conditions();
    assertEquals(3, conditions.classes());
    assertEquals(List.of(2, 3), conditions.tiers());
    assertEquals(2, conditions.maxChildren());
    assertEquals(1, conditions.ceiling());
    assertEquals(180, conditions.rowsRead());
    assertEquals(1, conditions.rowsLeftOut().get("missing or non-finite feature"));
    assertEquals(179, conditions.trainRows() + conditions.validationRows() + conditions.testRows());
    // Means one apart with a deviation of 1/9: hardly a song is nearer to another kind's mean.
    assertTrue(records.get(1).scores().top1() > 0.9, "centroid");
    assertTrue(records.get(2).scores().top1() > 0.9, "tree");
    assertTrue(records.get(3).scores().top1() > 0.9, "forest");
    assertTrue(records.get(0).scores().top1() < 0.7, "majority");
    for (String name :
        List.of(
            "run.json",
            "results.csv",
            "report.html",
            "tree.json",
            "tree.nwk",
            "tree.npy",
            "tiers.csv",
            "paths.csv",
            "models/centroid.zip",
            "models/forest.zip",
            "models/majority.zip",
            "models/tree.zip")) {
      assertTrue(Files.exists(folder.resolve("out").resolve(name)), name);
    }
    assertEquals(4, Files.readAllLines(folder.resolve("out/results.jsonl")).size());
  }

  @Test
  void withoutATreeWhatNeedsOneStaysEmpty() throws Exception {
    Settings none =
        Settings.parse(
            frogs,
            "artist",
            TreeSettings.paper().withSource("none", 1),
            List.of("majority", "centroid"));
    List<RunRecord> records = run(none, "none");
    List<RunRecord> usual = run(settings(frogs, "majority", "centroid"), "usual");
    for (int i = 0; i < 2; i++) {
      RunRecord record = records.get(i);
      assertEquals(usual.get(i).scores().ofNoTree(), record.scores());
      assertEquals(List.of(), record.scores().tierAccuracy());
      assertEquals(List.of(), record.reliability().summedTierAccuracy());
      assertNull(record.reliability().hierarchicalDistance());
      assertNull(record.reliability().mistakeSeverity());
      assertEquals(usual.get(i).reliability().brier(), record.reliability().brier());
    }
    Conditions conditions = records.get(0).conditions();
    assertEquals("none", conditions.tree());
    assertEquals("none", conditions.linkage());
    assertEquals(List.of(), conditions.tiers());
    Path out = folder.resolve("none");
    assertFalse(Files.exists(out.resolve("tree.json")));
    assertFalse(Files.exists(out.resolve("paths.csv")));
    String report = Files.readString(out.resolve("report.html"));
    assertTrue(report.contains("The run has no tree, so figures by tiers"), report);
    assertEquals(records, Experiment.resume(out, RunListener.NONE));
    ModelEvaluation again =
        ModelEvaluation.of(
            SavedModel.ofRun(out, "centroid"),
            List.of(folder.resolve("frogs.csv")),
            RunListener.NONE);
    assertEquals(List.of(), again.tiers());
    assertEquals(List.of(), again.scores().tierAccuracy());
    String text = String.join("\n", again.lines());
    assertFalse(text.contains("tier"), text);
  }

  @Test
  void aModelThatFollowsATreeNeedsOne() {
    TreeSettings none = TreeSettings.paper().withSource("none", 1);
    assertEquals(
        "Model \"tree-softmax\" follows a tree, and --tree none makes none. Choose another tree, or"
            + " leave the model out.",
        assertThrows(
                IllegalArgumentException.class,
                () -> Settings.parse(frogs, "artist", none, List.of("dense", "tree-softmax")))
            .getMessage());
    assertEquals(
        "Tree \"none\" is for runs whose models follow no tree; name what to make one from.",
        assertThrows(
                IllegalArgumentException.class,
                () -> TreeRun.run(frogs, none, folder.resolve("tree"), RunListener.NONE))
            .getMessage());
    assertEquals(
        "Tree \"permuted:none\" would be a control of no tree; name what to make it of, such as"
            + " permuted:means.",
        assertThrows(
                IllegalArgumentException.class,
                () -> TreeSettings.paper().withSource("permuted:none", 1))
            .getMessage());
  }

  @Test
  void aStoppedRunKeepsFinishedModelsOnly() throws IOException {
    RunListener button =
        new RunListener() {
          @Override
          public void epoch(int epoch, double loss, double accuracy, double seconds) {
            Thread.currentThread().interrupt();
          }
        };
    Settings settings =
        settings(frogs, "centroid", "dense").with(TrainingOptions.of(5, 64, 0.01, 1));
    Path out = folder.resolve("stopped");
    CancellationException stop =
        assertThrows(
            CancellationException.class, () -> Experiment.run(settings, out, false, button));
    assertTrue(Thread.interrupted(), "The flag was cleared.");
    assertEquals(
        "Stopped while training dense; only models trained to the end are kept.",
        stop.getMessage());
    assertEquals(1, Files.readAllLines(out.resolve("results.jsonl")).size());
    assertTrue(Files.exists(out.resolve("models/centroid.zip")));
    assertFalse(Files.exists(out.resolve("models/dense.zip")));
  }

  @Test
  void sameSettingsSameRecords() throws Exception {
    Settings settings =
        settings(frogs, "random", "centroid", "tree", "forest", "dense")
            .with(TrainingOptions.of(2, 32, 0.01, 5));
    run(settings, "one");
    run(settings, "two");
    assertEquals(unmeasured("one"), unmeasured("two"));
  }

  private List<ObjectNode> unmeasured(String out) throws IOException {
    List<ObjectNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(out).resolve("results.jsonl"))) {
      ObjectNode record = (ObjectNode) new ObjectMapper().readTree(line);
      MEASURED.forEach(name -> assertFalse(record.remove(name) == null, name));
      record.get("curve").forEach(epoch -> ((ObjectNode) epoch).remove("seconds"));
      records.add(record);
    }
    return records;
  }

  @Test
  void networksRecordTheirCurve() throws Exception {
    TrainingFigures dense =
        run(settings(frogs, "dense").with(TrainingOptions.of(3, 16, 0.01, 1)), "out")
            .get(0)
            .training();
    assertEquals(3, dense.epochs());
    assertEquals(3, dense.curve().size());
    assertTrue(dense.bestEpoch() >= 1 && dense.bestEpoch() <= 3);
  }

  @Test
  void rnnIsReadInTwoWays() throws Exception {
    List<RunRecord> records =
        run(settings(frogs, "rnn").with(TrainingOptions.of(1, 64, 0.01, 1)), "out");
    assertEquals(List.of("rnn", "rnn-greedy"), records.stream().map(RunRecord::model).toList());
    assertEquals(0, records.get(0).scores().unanswered());
    assertEquals(
        records.get(0).training().trainSeconds(), records.get(1).training().trainSeconds());
  }

  @Test
  void knownTreeReplacesTheInferredOne() throws Exception {
    DataSettings known = frogs.with(all -> all.withHierarchy(List.of("family", "species")));
    Conditions conditions = run(settings(known, "majority"), "out").get(0).conditions();
    assertEquals("known", conditions.linkage());
    assertEquals("family,species", conditions.schedule());
    assertEquals(List.of(2, 3), conditions.tiers());
    assertFalse(Files.exists(folder.resolve("out/tree.nwk")));
  }

  @Test
  void abortedRunKeepsTheModelsThatHadFinished() {
    RunListener breaking =
        new RunListener() {
          @Override
          public void stage(String what) {
            if (what.equals("Training tree")) {
              throw new IllegalStateException("power cut");
            }
          }
        };
    Path out = folder.resolve("out");
    assertThrows(
        IllegalStateException.class,
        () -> Experiment.run(settings(frogs, "centroid", "tree"), out, false, breaking));
    assertEquals(1, readAllLines(out.resolve("results.jsonl")).size());
    assertEquals(2, readAllLines(out.resolve("results.csv")).size());
  }

  private static List<String> readAllLines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void oldRunStaysIfTheNewDataAreMissing() throws Exception {
    run(settings(frogs, "majority"), "out");
    DataSettings missing = DataSettings.files(List.of(folder.resolve("none.csv")));
    assertThrows(
        NoSuchFileException.class,
        () ->
            Experiment.run(
                settings(missing, "majority"), folder.resolve("out"), true, RunListener.NONE));
    assertEquals(1, Files.readAllLines(folder.resolve("out/results.jsonl")).size());
  }

  @Test
  void forcedRunReplacesTheOldOne() throws Exception {
    run(settings(frogs, "majority", "centroid"), "out");
    Experiment.run(settings(frogs, "tree"), folder.resolve("out"), true, RunListener.NONE);
    assertEquals(1, Files.readAllLines(folder.resolve("out/results.jsonl")).size());
    assertFalse(Files.exists(folder.resolve("out/models/centroid.zip")));
  }

  @Test
  void oneGenreIsRefused() throws Exception {
    Path olms = Files.writeString(folder.resolve("olms.csv"), "x,kind\n1,olm\n2,olm\n3,olm\n");
    DataSettings one =
        DataSettings.files(List.of(olms)).with(all -> all.withColumns(List.of("x"), "kind", null));
    Settings settings = Settings.parse(one, "row", TreeSettings.paper(), List.of("majority"));
    assertEquals(
        "1 class has training rows; a classifier needs at least 2. Give more data or lower"
            + " --min-per-genre.",
        assertThrows(IllegalArgumentException.class, () -> run(settings, "out")).getMessage());
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
