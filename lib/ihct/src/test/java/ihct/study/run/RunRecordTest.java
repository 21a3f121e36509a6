package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.evaluate.Reliability;
import ihct.files.Json;
import ihct.models.EpochResult;
import ihct.models.TrainingOptions;
import ihct.models.forest.GenreForest;
import ihct.study.fold.TrainedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordTest {

  /** What readers of results.jsonl rely on. */
  private static final List<String> PROMISED =
      List.of(
          "model",
          "top1",
          "top5",
          "top10",
          "anyGenre",
          "macroF1",
          "tierAccuracy",
          "logLoss",
          "brier",
          "calibrationError",
          "temperature",
          "scaledLogLoss",
          "scaledCalibrationError",
          "hierarchicalDistance",
          "mistakeSeverity",
          "summedTierAccuracy",
          "trainSeconds",
          "samplesPerSecond",
          "epochs",
          "parameters",
          "peakHeapMiB",
          "options",
          "split",
          "classes",
          "trainRows",
          "validationRows",
          "testRows",
          "ceiling",
          "tree",
          "linkage",
          "distance",
          "tiers",
          "maxChildren",
          "dataSha256",
          "version",
          "java",
          "backend");

  private static final String FLAT =
      "\"seed\":7,\"batch\":256,\"learningRate\":0.001,\"encoding\":\"none\",\"bins\":null,"
          + "\"units\":256,\"dropout\":0.1,\"smoothing\":0.0,\"rateSchedule\":\"constant\","
          + "\"tierWeight\":1.0,\"batchNorm\":false,\"forestTrees\":50,\"forestDepth\":16,"
          + "\"forestFeatures\":0,\"forestLeastSongs\":1,";

  @TempDir Path folder;

  @Test
  void lineHasEveryPromisedFieldFlat() {
    ObjectNode fields = Json.tree(Samples.record("dense"));
    for (String name : PROMISED) {
      assertTrue(fields.has(name), name);
    }
    assertEquals(0.25, fields.get("top1").asDouble());
    assertEquals("[0.5,0.25]", fields.get("tierAccuracy").toString());
    assertEquals("[2,3]", fields.get("tiers").toString());
    assertEquals(3, fields.get("invalidPaths").asLong());
  }

  @Test
  void lineStartsWithTheScores() {
    List<String> names = new ArrayList<>();
    Json.tree(Samples.record("dense")).fieldNames().forEachRemaining(names::add);
    assertEquals(PROMISED.subList(0, 8), names.subList(0, 8));
  }

  @Test
  void figuresThatAreMissingAreReadAgain() throws Exception {
    RunFolder run = RunFolder.create(folder);
    run.results().append(List.of(Samples.record("dense")));
    Path results = folder.resolve("results.jsonl");
    String text = Files.readString(results);
    Files.writeString(
        results,
        text.replaceAll("\"(top5|trainSeconds|samplesPerSecond)\":[^,]+", "\"$1\":\"NaN\""));
    List<RunRecord> missing = run.results().read();
    assertEquals(Double.NaN, missing.get(0).scores().top5());
    assertEquals(Double.NaN, missing.get(0).training().trainSeconds());
    RunFolder again = RunFolder.create(folder.resolve("again"));
    again.results().append(missing);
    assertEquals(missing, again.results().read());
  }

  @Test
  void linesOfEarlierVersionsAreReadAndOfLaterOnesRefused() throws Exception {
    RunFolder run = RunFolder.create(folder);
    run.results().append(List.of(Samples.record("dense"), Samples.record("rnn")));
    Path results = folder.resolve("results.jsonl");
    List<RunRecord> records = run.results().read();
    String text = Files.readString(results);
    // As before there were schemas, and trees of other things than means.
    Files.writeString(
        results, text.replace("\"schema\":3,", "").replace("\"tree\":\"means\",", ""));
    assertEquals(records, run.results().read());
    // As schema 2 told options, and as before networks and forests had any.
    for (String flat : List.of(FLAT, FLAT.replaceFirst("\"encoding\".*", ""))) {
      Files.writeString(
          results,
          text.replace("\"schema\":3,", "\"schema\":2,")
              .replaceAll("\"options\":\\{.*?\\},", flat));
      Conditions read = run.results().read().get(1).conditions();
      assertEquals(records.get(1).conditions().options(), read.options().complete());
      assertEquals(records.get(1).conditions().dataSha256(), read.dataSha256());
    }
    Files.writeString(
        results,
        text.replace("\"schema\":3,", "\"schema\":2,")
            .replaceAll(
                "\"options\":\\{.*?\\},",
                FLAT.replace("\"forestDepth\":16", "\"forestDepth\":null")));
    assertEquals(
        GenreForest.NO_LIMIT,
        run.results().read().get(0).conditions().options().get(GenreForest.DEPTH));
    String withoutReliability = text.replaceAll("\"brier\".*?\"trainSeconds\"", "\"trainSeconds\"");
    Files.writeString(results, withoutReliability);
    assertEquals(
        new Reliability(null, null, null, null, null, null, null, null),
        run.results().read().get(0).reliability());
    Files.writeString(results, text.replace("\"schema\":3,", "\"schema\":4,"));
    assertEquals(
        results
            + ", line 1 is no result that this version reads: it has schema 4, and schemas 1 to 3 are known. Use a newer version.",
        assertThrows(IllegalArgumentException.class, () -> run.results().read()).getMessage());
  }

  @Test
  void damagedLinesAreRefusedAndNoFigureIsTakenForZero() throws Exception {
    RunFolder run = RunFolder.create(folder);
    run.results().append(List.of(Samples.record("dense")));
    Path results = folder.resolve("results.jsonl");
    String line = Files.readString(results).strip();
    Map<String, String> failures = new LinkedHashMap<>();
    for (String other : List.of("null", "[]", "3")) {
      failures.put(other, "it must be an object, { }.");
    }
    failures.put(line + line, "More stands behind its end; leave that out.");
    failures.put(line.replace("\"top1\"", "\"topOne\""), "\"top1\" must be a number.");
    failures.put(line.replace("\"top1\":0.25", "\"top1\":\"x\""), "\"top1\" must be a number.");
    failures.put(line.replace("[0.5,", "[null,"), "\"tierAccuracy\" must be a number.");
    failures.put(
        line.replace("\"schema\":3", "\"schema\":\"x\""),
        "it has schema x, and schemas 1 to 3 are known. Use a newer version.");
    failures.put(
        "{\"schema\":1,\"plan\":\"p\",\"arm\":\"a\",\"tree\":\"\"}",
        "\"scores\" must be an object, { }.");
    for (Map.Entry<String, String> failure : failures.entrySet()) {
      Files.writeString(results, failure.getKey() + "\n");
      assertEquals(
          results + ", line 1 is no result that this version reads: " + failure.getValue(),
          assertThrows(IllegalArgumentException.class, () -> run.results().read()).getMessage());
    }
  }

  @Test
  void whatWasCutOffIsNoResult() throws Exception {
    RunFolder run = RunFolder.create(folder);
    run.results().append(List.of(Samples.record("dense"), Samples.record("rnn")));
    Path results = folder.resolve("results.jsonl");
    String text = Files.readString(results);
    for (int length : new int[] {text.length() - 1, text.length() - 20}) {
      Files.writeString(results, text.substring(0, length));
      assertEquals(1, run.results().read().size());
    }
    assertEquals(Optional.of(folder.resolve("results.torn")), run.results().setTornLineAside());
    run.results().append(List.of(Samples.record("rnn")));
    assertEquals(text, Files.readString(results));
  }

  @Test
  void resultsAreOneLinePerModelAndATableOfTheSameFields() throws Exception {
    RunFolder run = RunFolder.create(folder);
    run.results().append(List.of(Samples.record("dense")));
    run.results().append(List.of(Samples.record("rnn")));
    run.writeTable(List.of(Samples.record("dense"), Samples.record("rnn")));
    List<String> lines = Files.readAllLines(folder.resolve("results.jsonl"));
    assertEquals(2, lines.size());
    assertTrue(
        lines.get(1).startsWith("{\"schema\":3,\"model\":\"rnn\",\"top1\":0.25,"), lines.get(1));
    String options =
        TrainingOptions.of(30, 256, 0.001, 7).complete().byName().entrySet().stream()
            .map(Object::toString)
            .collect(Collectors.joining(";"));
    assertEquals(
        Golden.read("results.csv").replace("OPTIONS", options),
        Files.readString(folder.resolve("results.csv")));
  }

  @Test
  void tableSetsThePaperBeside() {
    assertEquals(
        Golden.read("results.txt"),
        ResultTable.text(
                List.of(
                    Samples.record("random"),
                    Samples.record("majority"),
                    Samples.record("dense"),
                    Samples.record("rnn-greedy")))
            + "\n");
  }

  @Test
  void epochTimesAreThoseOfAllNetworksOfAModel() {
    RunRecord dense = Samples.record("dense");
    assertEquals(
        List.of("dense: 1.0 s an epoch; the paper's 30 epochs take about 30 s"),
        ResultTable.epochTimes(List.of(dense, Samples.record("rnn-greedy"))));
    List<EpochResult> curve = new ArrayList<>();
    for (int epoch = 1; epoch <= 2; epoch++) {
      curve.add(new EpochResult("tier 1", epoch, 1, 0.1, true, 100));
      curve.add(new EpochResult("tier 2", epoch, 1, 0.1, true, 199 + epoch * 2 / 3.0));
    }
    TrainingFigures figures =
        TrainingFigures.of(TrainedModel.of("stacknet", null, curve, 600), 10, 1);
    RunRecord stack =
        new RunRecord(
            "stacknet",
            dense.scores(),
            dense.reliability(),
            figures,
            dense.conditions(),
            null,
            null);
    assertEquals(
        List.of(
            "stacknet: 300.0 s an epoch of its 2 networks; the paper's 30 epochs take about 2 h 30 min"),
        ResultTable.epochTimes(List.of(stack)));
  }
}
