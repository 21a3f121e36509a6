package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.data.DataSettings;
import ihct.data.Leak;
import ihct.data.SongData;
import ihct.files.Json;
import ihct.files.RunListener;
import ihct.files.UserErrors;
import ihct.loading.LabelMode;
import ihct.metrics.Scores;
import ihct.models.TrainingOptions;
import ihct.songs.SongSplit;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedRunTest {

  /** One trained run for all tests, which only read it. */
  @TempDir static Path trained;

  private static Path out;
  private static Path frogs;
  private static List<RunRecord> records;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    frogs = Samples.frogs(trained);
    out = trained.resolve("out");
    DataSettings data =
        DataSettings.files(List.of(frogs))
            .with(
                all ->
                    all.withColumns(List.of("low", "high"), "species", "animal")
                        .withLabels(LabelMode.SINGLE));
    Settings settings =
        Settings.parse(data, "artist", TreeSettings.paper(), List.of("centroid", "forest", "rnn"))
            .with(TrainingOptions.of(1, 64, 0.01, 1));
    records = Experiment.run(settings, out, false, RunListener.NONE);
  }

  @Test
  void savedRunIsReadAsItWasWritten() throws Exception {
    SavedRun run = SavedRun.open(out);
    run.write(folder);
    assertEquals(run, SavedRun.open(folder));
    assertEquals(List.of("cane toad", "green, toad", "tree frog"), run.genres());
    assertEquals(List.of("low", "high"), run.settings().data().options().features());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(frogs));
    assertEquals(
        List.of(new SavedRun.FileHash(frogs.toString(), HexFormat.of().formatHex(digest))),
        run.files());
    assertEquals(records.get(0).conditions().tiers(), run.tree().schedule());
    assertArrayEquals(new int[] {0, 1, 2}, run.tree().clustersOfLeaves(run.tree().tiers()));
  }

  @Test
  void evaluationOfTheSameRowsGivesNearlyTheTestScore() throws Exception {
    ModelEvaluation evaluation =
        ModelEvaluation.of(SavedModel.ofRun(out, "centroid"), List.of(frogs), RunListener.NONE);
    assertEquals(179, evaluation.testRows());
    assertEquals(0, evaluation.unknownGenreRows());
    assertTrue(evaluation.scores().top1() > 0.9);
    assertEquals(Map.of("missing or non-finite feature", 1), evaluation.rowsLeftOut());
  }

  /** Writes the lines of some rows as a file of their own. */
  private Path written(String name, Songs songs) throws IOException {
    Set<List<Double>> wanted =
        IntStream.range(0, songs.size())
            .mapToObj(row -> List.of(songs.feature(row, 0), songs.feature(row, 1)))
            .collect(Collectors.toSet());
    List<String> lines = Files.readAllLines(frogs);
    Stream<String> some =
        lines.stream()
            .skip(1)
            .filter(line -> !line.startsWith("3,")) // has no first feature
            .filter(line -> wanted.contains(features(line)));
    return Files.write(folder.resolve(name), Stream.concat(Stream.of(lines.get(0)), some).toList());
  }

  private static List<Double> features(String line) {
    String[] cells = line.split(",", 4);
    return List.of(Double.valueOf(cells[1]), Double.valueOf(cells[2]));
  }

  private static SongSplit split() throws IOException {
    SongData dataset = SongData.load(SavedRun.open(out).settings().data(), RunListener.NONE);
    return SongSplit.of(dataset.songs(), SplitRule.ARTIST);
  }

  @Test
  void testPartOfTheRunGetsTheRunsFigures() throws Exception {
    Path test = written("test.csv", split().test());
    for (RunRecord record : records) {
      ModelEvaluation evaluation =
          ModelEvaluation.of(
              SavedModel.ofRun(out, record.model()), List.of(test), RunListener.NONE);
      assertAlike(Json.tree(record.scores()), Json.tree(evaluation.scores()));
      assertAlike(Json.tree(record.reliability()), Json.tree(evaluation.reliability()));
      assertEquals(record.conditions().ceiling(), evaluation.ceiling());
      assertEquals(evaluation.scored(), evaluation.testPart());
      assertEquals(0, evaluation.classDifference());
      assertEquals(new Leak(null, 0.0, 0.0), evaluation.leak());
    }
  }

  /** Rows are added up in another order, as the new file has no groups. */
  private static void assertAlike(JsonNode expected, JsonNode seen) {
    assertEquals(
        expected.toString().replaceAll("[0-9.E-]+", "#"),
        seen.toString().replaceAll("[0-9.E-]+", "#"));
    for (Map.Entry<String, JsonNode> field : expected.properties()) {
      assertEquals(
          field.getValue().asDouble(), seen.get(field.getKey()).asDouble(), 1e-6, field.getKey());
    }
  }

  @Test
  void rowsOfTheTrainingPartAreFound() throws Exception {
    Songs test = split().test();
    int seen = 2 * test.size();
    Songs train = split().train().rows(IntStream.range(0, seen).toArray());
    Path both =
        Files.writeString(
            folder.resolve("both.csv"),
            Files.readString(written("test.csv", test))
                + Files.readString(written("train.csv", train)).replaceFirst(".*\n", ""));
    ModelEvaluation evaluation =
        ModelEvaluation.of(SavedModel.ofRun(out, "centroid"), List.of(both), RunListener.NONE);
    assertEquals(2 / 3.0, evaluation.leak().identicalFeatures(), 1e-12);
    assertEquals(2 / 3.0, evaluation.leak().sameArtist(), 1e-12);
    Path nameless =
        Files.writeString(
            folder.resolve("nameless.csv"), Files.readString(both).replaceFirst("animal", "by"));
    assertNull(
        ModelEvaluation.of(SavedModel.ofRun(out, "centroid"), List.of(nameless), RunListener.NONE)
            .leak()
            .sameArtist());
    assertTrue(
        evaluation.lines().stream()
            .anyMatch(line -> line.contains("66.7 % of the rows have a row of identical features")),
        evaluation.lines()::toString);
  }

  @Test
  void movedModelKeepsItsTemperatureAndSaysThatTheLeakIsNotKnown() throws Exception {
    Path moved = Files.createDirectories(folder.resolve("elsewhere"));
    Path own = Samples.frogs(moved);
    DataSettings data =
        DataSettings.files(List.of(own))
            .with(all -> all.withColumns(List.of("low", "high"), "species", "animal"));
    Settings settings =
        Settings.parse(data, "artist", TreeSettings.paper(), List.of("centroid"))
            .with(TrainingOptions.of(1, 64, 0.01, 1));
    RunRecord record =
        Experiment.run(settings, moved.resolve("out"), false, RunListener.NONE).get(0);
    Files.writeString(own, Files.readString(own).replaceFirst("\n0,", "\n0,1"));
    SavedModel model = SavedModel.ofFile(moved.resolve("out/models/centroid.zip"));
    ModelEvaluation changed = ModelEvaluation.of(model, List.of(frogs), RunListener.NONE);
    assertEquals(record.reliability().temperature(), changed.reliability().temperature());
    assertNull(changed.leak());
    Files.delete(own);
    ModelEvaluation gone = ModelEvaluation.of(model, List.of(frogs), RunListener.NONE);
    assertTrue(
        gone.lines().stream().anyMatch(line -> line.startsWith("leak: not known; ")),
        gone.lines()::toString);
    assertEquals(changed.scores(), gone.scores());
  }

  @Test
  void newRowsAreKnownByTheRunsColumnOfIdsIfTheyHaveIt() throws Exception {
    Path own = Samples.frogs(Files.createDirectories(folder.resolve("ids")));
    DataSettings data =
        DataSettings.files(List.of(own))
            .with(all -> all.withColumns(List.of("low", "high"), "species", null).withId("id"));
    Settings settings =
        Settings.parse(data, "track", TreeSettings.paper(), List.of("centroid"))
            .with(TrainingOptions.of(1, 64, 0.01, 1));
    Experiment.run(settings, folder.resolve("by id"), false, RunListener.NONE);
    SavedModel model = SavedModel.ofRun(folder.resolve("by id"), "centroid");
    Leak all = ModelEvaluation.of(model, List.of(own), RunListener.NONE).leak();
    assertEquals(all.identicalFeatures(), all.sameTrack(), 0.01);
    Path nameless = folder.resolve("nameless.csv");
    Files.writeString(nameless, Files.readString(own).replaceFirst("id", "number"));
    assertNull(ModelEvaluation.of(model, List.of(nameless), RunListener.NONE).leak().sameTrack());
  }

  @Test
  void runsOfEarlierVersionsAreReadAndDoNotTell() throws Exception {
    String text = Files.readString(out.resolve("run.json"));
    String earlier = text.replaceFirst(",\\s*\"test\" : \\{[^}]*\\}", "");
    assertTrue(earlier.length() < text.length());
    Files.writeString(folder.resolve("run.json"), earlier);
    SavedRun run = SavedRun.open(folder);
    assertNull(run.test());
    SavedModel model =
        new SavedModel("centroid", SavedModel.ofRun(out, "centroid").classifier(), run, List.of());
    ModelEvaluation evaluation = ModelEvaluation.of(model, List.of(frogs), RunListener.NONE);
    assertNull(evaluation.reliability().temperature());
    assertNull(evaluation.classDifference());
    assertNotNull(evaluation.reliability().brier());
    String lines = String.join("\n", evaluation.lines());
    assertTrue(lines.contains("temperature: not known"), lines);
    assertTrue(lines.contains("test part: not known"), lines);
    assertTrue(lines.contains("\nleak: 8"), lines);
  }

  @Test
  void forestOfTheRunAnswersForItsOwnRows() throws Exception {
    ModelEvaluation evaluation =
        ModelEvaluation.of(SavedModel.ofRun(out, "forest"), List.of(frogs), RunListener.NONE);
    assertTrue(evaluation.scores().top1() > 0.98, () -> "top-1 " + evaluation.scores().top1());
    StringBuilder csv = new StringBuilder();
    Predictions.of(SavedModel.ofRun(out, "forest"), List.of(frogs), null, 1, RunListener.NONE)
        .write(Predictions.csv(csv));
    assertEquals(1 + 179, csv.toString().lines().count());
  }

  @Test
  void unknownGenresAreCountedApart() throws Exception {
    Path more =
        Files.writeString(
            folder.resolve("more.csv"),
            """
            low,high,species,animal
            0.0,0.1,tree frog,1
            2.0,0.1,"green, toad",2
            1.0,0.1,olm,3
            """);
    ModelEvaluation evaluation =
        ModelEvaluation.of(SavedModel.ofRun(out, "centroid"), List.of(more), RunListener.NONE);
    assertEquals(2, evaluation.testRows());
    assertEquals(1, evaluation.scores().top1());
    assertEquals(Map.of("olm", 1), evaluation.unknownGenres());
    assertTrue(
        evaluation
            .lines()
            .contains("rows of 1 classes that the model never saw, not scored: 1 (olm)"));
    Path json = folder.resolve("scores.json");
    Files.writeString(json, evaluation.json());
    assertTrue(Files.readString(json).contains("\"top1\" : 1.0"));
  }

  @Test
  void onlyUnknownGenresAreRefused() throws Exception {
    Path other =
        Files.writeString(folder.resolve("olm.csv"), "low,high,species,animal\n1,2,olm,3\n");
    assertEquals(
        "None of the 1 rows of olm.csv has one of the 3 classes the model was trained on: theirs are \"olm\"; the model's are \"cane toad\", \"green, toad\", \"tree frog\"."
            + " Give rows with such classes, or use predict.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    ModelEvaluation.of(
                        SavedModel.ofRun(out, "centroid"), List.of(other), RunListener.NONE))
            .getMessage());
  }

  /** By no option that these commands lack. */
  @Test
  void rowsWithoutALabelAreToldWhatToDo() throws Exception {
    Path other = Files.writeString(folder.resolve("unlabelled.csv"), "low,high,kind\n1,2,olm\n");
    assertEquals(
        other
            + ":1: no column \"species\", named as the label; nearest \"high\". It has: low, high, kind."
            + " Give the columns the names that they have in the files of the run; or use predict, which"
            + " needs no label.",
        assertThrows(
                IOException.class,
                () ->
                    ModelEvaluation.of(
                        SavedModel.ofRun(out, "centroid"), List.of(other), RunListener.NONE))
            .getMessage());
  }

  @Test
  void predictionsAreCsvBestFirst() throws Exception {
    Path rows = Files.writeString(folder.resolve("new, rows.csv"), "low,high\n2.0,0.1\n0.0,0.2\n");
    StringBuilder csv = new StringBuilder();
    Predictions.of(SavedModel.ofRun(out, "centroid"), List.of(rows), null, 2, RunListener.NONE)
        .write(Predictions.csv(csv));
    List<String> lines = csv.toString().lines().toList();
    assertEquals("file,line,track,rank,genre,probability", lines.get(0));
    assertEquals(5, lines.size());
    String first = "\"" + rows + "\",2,,1,\"green, toad\",";
    assertTrue(lines.get(1).startsWith(first), lines.get(1));
    assertTrue(lines.get(3).startsWith("\"" + rows + "\",3,,1,tree frog,"), lines.get(3));
    double better = Double.parseDouble(lines.get(1).substring(first.length()));
    double worse = Double.parseDouble(lines.get(2).substring(lines.get(2).lastIndexOf(',') + 1));
    assertTrue(better >= worse && worse > 0);
  }

  @Test
  void moreThanAllGenresGivesAllGenres() throws Exception {
    StringBuilder csv = new StringBuilder();
    Predictions.of(SavedModel.ofRun(out, "rnn"), List.of(frogs), null, 99, RunListener.NONE)
        .write(Predictions.csv(csv));
    assertEquals(1 + 3 * 179, csv.toString().lines().count());
    assertEquals(
        "top = 0; it must be at least 1.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Predictions.of(
                            SavedModel.ofRun(out, "rnn"), List.of(frogs), null, 0, RunListener.NONE)
                        .write(Predictions.csv(csv)))
            .getMessage());
  }

  @Test
  void greedyReadingIsOpenedByItsOwnName() throws Exception {
    Scores scores =
        ModelEvaluation.of(SavedModel.ofRun(out, "rnn-greedy"), List.of(frogs), RunListener.NONE)
            .scores();
    assertEquals(179, scores.rows());
  }

  @Test
  void modelFileStandsForItself() throws Exception {
    Path moved = folder.resolve("moved.zip");
    Files.copy(out.resolve("models/forest.zip"), moved);
    StringBuilder expected = new StringBuilder();
    Predictions.of(SavedModel.ofRun(out, "forest"), List.of(frogs), null, 2, RunListener.NONE)
        .write(Predictions.csv(expected));
    StringBuilder csv = new StringBuilder();
    Predictions.of(SavedModel.ofFile(moved), List.of(frogs), null, 2, RunListener.NONE)
        .write(Predictions.csv(csv));
    assertEquals(expected.toString(), csv.toString());
    assertEquals("forest", SavedModel.ofFile(moved).name());
  }

  @Test
  void missingModelNamesThoseThatAreThere() {
    assertEquals(
        out + " holds no trained model \"dense\"; it has: centroid, forest, rnn.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    ModelEvaluation.of(
                        SavedModel.ofRun(out, "dense"), List.of(frogs), RunListener.NONE))
            .getMessage());
  }

  @Test
  void simulatedSongsCannotBeReadAgain() {
    assertEquals(
        "Simulated songs exist only inside a run, which scores them itself; name CSV files.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    ModelEvaluation.of(
                        SavedModel.ofRun(out, "centroid"),
                        List.of(Path.of("simulated")),
                        RunListener.NONE))
            .getMessage());
  }

  @Test
  void folderWithoutARunIsExplained() {
    assertEquals(
        folder + " holds no run.json; name the folder that \"run --out\" made.",
        UserErrors.explain(assertThrows(IOException.class, () -> SavedRun.open(folder)))
            .orElseThrow());
  }

  @Test
  void damagedRunIsExplainedInOneLine() throws Exception {
    String text = Files.readString(out.resolve("run.json"));
    Path file = Files.writeString(folder.resolve("run.json"), text.substring(0, 200));
    String message =
        assertThrows(IllegalArgumentException.class, () -> SavedRun.open(folder)).getMessage();
    assertTrue(message.startsWith(file + " cannot be understood: "), message);
    assertEquals(1, message.lines().count());
    Files.writeString(file, text.replace("\"format\" : 2", "\"format\" : 3"));
    assertEquals(
        file + " has format 3; this version reads format 2. Train again.",
        assertThrows(IllegalArgumentException.class, () -> SavedRun.open(folder)).getMessage());
  }

  @Test
  void misspeltFieldIsRefusedWhereverItStands() throws Exception {
    Path file = folder.resolve("run.json");
    JsonNode run = Json.node(Files.readString(out.resolve("run.json")));
    List<ObjectNode> objects = new ArrayList<>();
    collect(run, objects);
    assertTrue(objects.contains(run.at("/settings/data")));
    for (ObjectNode object : objects) {
      for (String name : List.copyOf(names(object))) {
        JsonNode value = object.remove(name);
        object.set(name + "x", value);
        Files.writeString(file, run.toString());
        String message =
            assertThrows(IllegalArgumentException.class, () -> SavedRun.open(folder)).getMessage();
        assertTrue(message.startsWith(file + " cannot be understood: "), message);
        assertTrue(message.contains(name + "x\" is not known here; known are "), message);
        object.remove(name + "x");
        object.set(name, value);
      }
    }
    Files.writeString(file, run.toString());
    assertEquals(SavedRun.open(out), SavedRun.open(folder));
    Files.writeString(file, run.toString().replace("minPerGenre", "minPerGenr"));
    assertEquals(
        file
            + " cannot be understood: \"minPerGenr\" is not known here; known are files, validation,"
            + " test, scale, genres, songsPerGenre, labels, minPerGenre, maxPerGenre, features, label, group, hierarchy, labelForm, id,"
            + " missingValues, columns, split, log, categories, coarseLabel. It must be as a run wrote it.",
        assertThrows(IllegalArgumentException.class, () -> SavedRun.open(folder)).getMessage());
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> collect(child, objects));
  }

  private static List<String> names(ObjectNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
