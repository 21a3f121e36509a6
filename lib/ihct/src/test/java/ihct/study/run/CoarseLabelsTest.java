package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.DataReport;
import ihct.data.DataSettings;
import ihct.data.SongData;
import ihct.files.Json;
import ihct.files.RunListener;
import ihct.loading.LoadingOptions;
import ihct.loading.csv.MalformedDataException;
import ihct.models.GenreClassifier;
import ihct.models.TrainingOptions;
import ihct.models.gaussian.Gaussian;
import ihct.songs.CoarseSongs;
import ihct.songs.Songs;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that carry a coarse name alone: loaded, kept out of the test, and learnt from. */
class CoarseLabelsTest {

  private static final String HEADER = "x,y,artist,family,kind";
  private static final List<String> MODELS = List.of("centroid", "gaussian");

  @TempDir Path folder;

  /** Kind k of family k/2; the artist plays one row of each kind, and one with the family alone. */
  private static List<String> rows(int perKind) {
    Random random = new Random(5);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 6 * perKind; i++) {
      int kind = i % 6;
      for (String label : List.of("kind" + kind, "")) {
        rows.add(
            "%s,%s,artist%d,family%d,%s"
                .formatted(
                    3 * Math.sin(kind / 2 * 2) + Math.cos(5 * kind) + 0.4 * random.nextGaussian(),
                    3 * Math.cos(kind / 2 * 2) + Math.sin(5 * kind) + 0.4 * random.nextGaussian(),
                    i / 6,
                    kind / 2,
                    label));
      }
    }
    return rows;
  }

  private Path file(List<String> rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    lines.addAll(rows);
    return Files.write(folder.resolve("songs.csv"), lines);
  }

  private static DataSettings data(Path file, UnaryOperator<LoadingOptions> how) {
    return DataSettings.files(List.of(file))
        .with(all -> how.apply(all.withColumns(List.of("x", "y"), "kind", "artist")));
  }

  private static DataSettings unplaced(Path file) {
    return data(file, all -> all.withCoarseLabel("family"));
  }

  private static DataSettings placed(Path file) {
    return data(file, all -> all.withHierarchy(List.of("family")));
  }

  private static Settings settings(DataSettings data, String split) {
    return Settings.parse(data, split, TreeSettings.paper(), MODELS)
        .with(TrainingOptions.of(1, 64, 0.01, 1));
  }

  private static RunFold fold(DataSettings data, String split) throws IOException {
    return RunFold.of(settings(data, split), RunListener.NONE);
  }

  private RunFold byTree(List<String> rows, String tree) throws IOException {
    TreeSettings settings = TreeSettings.paper().withSource(tree, 1);
    return RunFold.of(
        Settings.parse(unplaced(file(rows)), "artist", settings, MODELS), RunListener.NONE);
  }

  private static SongData load(DataSettings data) throws IOException {
    return SongData.load(data, RunListener.NONE);
  }

  private static Set<Long> artists(Songs songs) {
    return IntStream.range(0, songs.size())
        .mapToObj(songs::artistKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyRowIsOfOneSort() throws IOException {
    List<String> rows = rows(10);
    rows.add("1,1,artist1,,");
    rows.add("1,none,artist1,family1,");
    SongData data = load(unplaced(file(rows)));
    assertEquals(60, data.songs().size());
    Songs coarse = data.coarseSongs().orElseThrow();
    assertEquals(60, coarse.size());
    assertEquals(List.of("family0", "family1", "family2"), coarse.genres());
    assertEquals(data.songs().features(), coarse.features());
    String report = String.join("\n", data.reportLines());
    assertTrue(report.contains("122 read, 60 kept"), report);
    assertTrue(
        report.contains("with a coarse name alone: 60, under 3 names: family0, family1, family2"),
        report);
    assertTrue(report.contains("left out, missing or non-finite feature: 1, first"), report);
    assertTrue(report.contains("left out, no class: 1, first"), report);
    assertEquals(Map.of("family0", 20, "family1", 20, "family2", 20), data.report().coarseRows());
    Path json = folder.resolve("data.json");
    Files.writeString(json, DataReport.of(unplaced(file(rows)), RunListener.NONE).json());
    assertEquals(20, Json.node(Files.readString(json)).at("/coarseRows/family1").asInt());
  }

  @Test
  void coarseRowsOfTheTestsArtistsAreLeftOut() throws IOException {
    RunFold run = fold(unplaced(file(rows(40))), "artist");
    Songs coarse = run.fold().coarse().orElseThrow().songs();
    Set<Long> held = artists(run.fold().test());
    held.addAll(artists(run.fold().validation()));
    assertFalse(artists(coarse).stream().anyMatch(held::contains));
    assertEquals(6 * (40 - held.size()), coarse.size());
  }

  @Test
  void recordingsOfTheTestAreLeftOut() throws IOException {
    List<String> rows = rows(40);
    // each labelled row once more, under its family alone
    List<String> twice = new ArrayList<>();
    for (String row : rows) {
      if (row.contains("kind")) {
        twice.add(row);
        twice.add(row.substring(0, row.lastIndexOf(',') + 1));
      }
    }
    RunFold run = fold(unplaced(file(twice)), "track");
    assertEquals(run.fold().train().size(), run.fold().coarse().orElseThrow().songs().size());
  }

  /** Where the data say what to test on and validation rows are drawn of the others. */
  @Test
  void recordingsOfADrawnValidationPartAreLeftOut() throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER + ",set"));
    List<String> labelled = rows(40).stream().filter(row -> row.contains("kind")).toList();
    for (int i = 0; i < labelled.size(); i++) {
      String row = labelled.get(i);
      String set = i % 5 == 0 ? ",test" : ",train";
      lines.add(row + set);
      lines.add(row.substring(0, row.lastIndexOf(',') + 1) + set);
    }
    Path file = Files.write(folder.resolve("split.csv"), lines);
    RunFold run = fold(unplaced(file), "column:set");
    assertTrue(run.fold().validation().size() > 0);
    assertEquals(run.fold().train().size(), run.fold().coarse().orElseThrow().songs().size());
  }

  @Test
  void tiersOfAHierarchyAreKnownPlaces() throws IOException {
    CoarseSongs coarse = fold(placed(file(rows(20))), "artist").fold().coarse().orElseThrow();
    assertEquals(List.of("family0", "family1", "family2"), coarse.names());
    assertEquals(List.of(List.of(0, 1), List.of(2, 3), List.of(4, 5)), coarse.leaves());
    assertEquals(
        List.of(), fold(unplaced(file(rows(20))), "artist").fold().coarse().orElseThrow().leaves());
  }

  /** Known trees tell where coarse names belong, whether in a file or by the genres' own names. */
  @Test
  void knownTreesArePlacesToo() throws IOException {
    List<String> rows = rows(20);
    Path tree =
        Files.writeString(
            folder.resolve("t.nwk"),
            "(kind4,kind5,(kind0,kind1)family0,(kind2,kind3)Family1);"); // nothing of family2
    RunFold run = byTree(rows, "known:" + tree);
    CoarseSongs coarse = run.fold().coarse().orElseThrow();
    assertEquals(List.of("family0", "family1"), coarse.names());
    assertEquals(List.of(List.of(0, 1), List.of(2, 3)), coarse.leaves());
    assertEquals(40, run.fold().data().coarseSongs().orElseThrow().rowsByGenre().get("family2"));
    int held = run.fold().coarseLeftOut().get("in another part of the split");
    assertEquals(
        120, coarse.songs().size() + held + run.fold().coarseLeftOut().get("above no class"));
    List<String> named =
        rows.stream()
            .map(row -> row.replaceFirst("family(.),kind(.)", "Family$1,$2-family$1"))
            .toList();
    List<String> alike =
        named.stream().map(row -> row.replaceFirst("family(.),$", "FAMILY$1,")).toList();
    CoarseSongs ofNames = byTree(alike, "names").fold().coarse().orElseThrow();
    assertEquals(List.of("FAMILY0", "FAMILY1", "FAMILY2"), ofNames.names());
    assertEquals(List.of(List.of(0, 1), List.of(2, 3), List.of(4, 5)), ofNames.leaves());
    for (String without : List.of("means", "random:known:" + tree)) {
      assertFalse(byTree(rows, without).fold().coarse().orElseThrow().isPlaced());
    }
  }

  @Test
  void fingerprintCoversThem() throws IOException {
    List<String> rows = rows(10);
    SongData with = load(unplaced(file(rows)));
    SongData without = load(data(file(rows), all -> all));
    assertEquals(without.songs().sha256(), with.songs().sha256());
    assertEquals(without.songs().sha256(), without.sha256());
    assertNotEquals(without.sha256(), with.sha256());
  }

  /** Four rows of each kind to learn from, and hundreds of the families. */
  @Test
  void densitiesLearnFromThemAndOthersDoNot() throws IOException {
    List<String> all = rows(60);
    List<String> few = new ArrayList<>();
    int[] seen = new int[6];
    for (String row : all) {
      int kind = row.contains("kind") ? row.charAt(row.length() - 1) - '0' : -1;
      boolean trains = kind < 0 || seen[kind]++ < 4;
      few.add(row + "," + (trains ? "train" : "test"));
    }
    List<String> lines = new ArrayList<>(List.of(HEADER + ",set"));
    lines.addAll(few);
    Path file = Files.write(folder.resolve("split.csv"), lines);
    RunFold with = fold(unplaced(file), "column:set");
    RunFold without = fold(data(file, options -> options), "column:set");
    assertTrue(with.fold().coarse().isPresent());
    Gaussian coarse = (Gaussian) Gaussian.KIND.fit(with.training());
    Gaussian fine = (Gaussian) Gaussian.KIND.fit(without.training());
    assertTrue(coarse.coarseWeight() > 0);
    assertTrue(right(coarse, with) > right(fine, without), right(coarse, with) + "");
  }

  private static long right(GenreClassifier model, RunFold run) {
    Songs test = run.fold().test();
    float[] songs = new float[test.size() * test.dimension()];
    IntStream.range(0, test.size())
        .forEach(row -> test.copyFeatures(row, songs, row * test.dimension()));
    int n = model.classes();
    float[] p = new float[test.size() * n];
    model.probabilities(songs, test.size(), p);
    return IntStream.range(0, test.size())
        .filter(
            row ->
                IntStream.range(0, n).allMatch(c -> p[row * n + c] <= p[row * n + test.genre(row)]))
        .count();
  }

  @Test
  void savedRunSaysTheColumnAndReadsItAgain() throws IOException {
    Path out = folder.resolve("out");
    Experiment.run(settings(unplaced(file(rows(20))), "artist"), out, false, RunListener.NONE);
    String run = Files.readString(out.resolve("run.json"));
    assertTrue(run.contains("\"coarseLabel\" : \"family\""), run);
    SavedRun saved = SavedRun.open(out);
    assertEquals("family", saved.settings().data().options().coarseLabel());
    assertEquals(120, load(saved.settings().data()).coarseSongs().orElseThrow().size());
  }

  /** Records, report and evaluation tell the same counts, and the centroid learnt from none. */
  @Test
  void countsAreToldWhereverRowsAre() throws IOException {
    List<String> rows = rows(20);
    Path out = folder.resolve("out");
    Settings settings = settings(unplaced(file(rows)), "artist");
    List<RunRecord> records = Experiment.run(settings, out, false, RunListener.NONE);
    RunFold run = RunFold.of(settings, RunListener.NONE);
    Map<String, Integer> names = run.fold().coarse().orElseThrow().songs().rowsByGenre();
    int trained = names.values().stream().mapToInt(n -> n).sum();
    assertTrue(trained > 0 && trained < 120);
    for (RunRecord record : records) {
      assertEquals(record, RecordLines.parse(RecordLines.line(record)));
      assertEquals(names, record.conditions().coarseRows());
      assertEquals(
          Map.of("in another part of the split", 120 - trained),
          record.conditions().coarseRowsLeftOut());
      assertEquals(240, record.conditions().rowsRead());
    }
    assertEquals(Map.of(), records.get(0).training().chosen());
    Map<String, Double> chosen = records.get(1).training().chosen();
    Gaussian model = (Gaussian) SavedModel.ofRun(out, "gaussian").classifier();
    assertEquals(
        Map.of(
            "coarseWeight", model.coarseWeight(),
            "gaussianPrior", model.prior(),
            "temperature", model.temperature()),
        chosen);
    String told = " train (and " + trained + " with a coarse name alone), ";
    String used = "gaussian used coarseWeight " + model.coarseWeight() + ", gaussianPrior ";
    for (String text :
        List.of(ResultTable.text(records), Files.readString(out.resolve("report.html")))) {
      assertTrue(text.contains(told) && text.contains(used), text);
    }
    assertEquals(names, SavedRun.open(out).coarseRows());
    String gaussian = evaluation(out, "gaussian");
    assertTrue(
        gaussian.contains(
            "trained on, too: " + trained + " rows with a coarse name alone (family0, family1,"),
        gaussian);
    assertFalse(evaluation(out, "centroid").contains("coarse"));
  }

  private String evaluation(Path out, String model) throws IOException {
    return String.join(
        "\n",
        ModelEvaluation.of(
                SavedModel.ofRun(out, model),
                List.of(folder.resolve("songs.csv")),
                RunListener.NONE)
            .lines());
  }

  /** Rows whose label comes to be known later: a model that was trained on them has seen them. */
  @Test
  void evaluationKnowsThatTheyWereTrainedOn() throws IOException {
    List<String> rows = rows(20);
    Path out = folder.resolve("out");
    Experiment.run(settings(unplaced(file(rows)), "row"), out, false, RunListener.NONE);
    List<String> later = new ArrayList<>(List.of(HEADER));
    for (String row : rows) {
      if (!row.contains("kind")) {
        later.add(row + "kind0");
      }
    }
    Path file = Files.write(folder.resolve("later.csv"), later);
    for (String model : MODELS) {
      double seen =
          ModelEvaluation.of(SavedModel.ofRun(out, model), List.of(file), RunListener.NONE)
              .leak()
              .identicalFeatures();
      assertEquals(model.equals("gaussian") ? 1 : 0, seen, model);
    }
  }

  @Test
  void whatCannotBeMeantIsRefused() throws IOException {
    List<String> rows = rows(10);
    rows.add("1,1,artist1,kind3,");
    String clash =
        assertThrows(MalformedDataException.class, () -> load(unplaced(file(rows)))).getMessage();
    assertTrue(clash.contains("\"kind3\" is a coarse name here"), clash);
    Path labelled = file(rows(10).stream().filter(row -> row.contains("kind")).toList());
    String none =
        assertThrows(MalformedDataException.class, () -> load(unplaced(labelled))).getMessage();
    assertTrue(none.contains("no row without a label fills it"), none);
    assertTrue(load(placed(labelled)).coarseSongs().isEmpty());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            data(labelled, all -> all.withHierarchy(List.of("family")).withCoarseLabel("artist")));
    assertThrows(
        IllegalArgumentException.class, () -> data(labelled, all -> all.withCoarseLabel("x")));
  }
}
