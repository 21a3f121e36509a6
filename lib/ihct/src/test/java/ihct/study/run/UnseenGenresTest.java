package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.DataSettings;
import ihct.evaluate.UnseenScores;
import ihct.files.Json;
import ihct.files.RunListener;
import ihct.models.TrainingOptions;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six frogs in three genera of two families stand on a line; newts and others are never seen. */
class UnseenGenresTest {

  /** Species, genus, family, and where on the line. */
  private static final List<List<String>> SEEN =
      List.of(
          List.of("gray", "Hyla", "Hylidae", "0"),
          List.of("green", "Hyla", "Hylidae", "2"),
          List.of("chorus", "Pseudacris", "Hylidae", "6"),
          List.of("cane", "Rhinella", "Bufonidae", "20"),
          List.of("sand", "Rhinella", "Bufonidae", "22"));

  private static final List<List<String>> UNSEEN =
      List.of(
          List.of("pine", "Hyla", "Hylidae", "1"), // genus known
          List.of("casque", "Triprion", "Hylidae", "5"), // family known
          List.of("Rhinella", "", "Bufonidae", "21"), // named by its genus alone
          List.of("olm", "Proteus", "Proteidae", "21")); // nothing known

  private static final String HEADER = "id,place,still,species,genus,family,pond\n";

  @TempDir static Path folder;
  private static Path train;
  private static Path test;
  private static Path tree;

  @BeforeAll
  static void write() throws IOException {
    train = Files.writeString(folder.resolve("train.csv"), HEADER + rows(SEEN, 0, 12));
    test =
        Files.writeString(
            folder.resolve("test.csv"), HEADER + rows(SEEN, 100, 4) + rows(UNSEEN, 200, 4));
    tree =
        Files.writeString(
            folder.resolve("tree.csv"),
            "child,parent\nHylidae,\nBufonidae,\nProteidae,\nHyla,Hylidae\nPseudacris,Hylidae\n"
                + "Triprion,Hylidae\nRhinella,Bufonidae\nProteus,Proteidae\n"
                + Stream.of(SEEN, UNSEEN)
                    .flatMap(List::stream)
                    .filter(frog -> !frog.get(1).isEmpty())
                    .map(frog -> frog.get(0) + "," + frog.get(1) + "\n")
                    .collect(Collectors.joining()));
  }

  private static String rows(List<List<String>> frogs, int from, int each) {
    StringBuilder csv = new StringBuilder();
    int id = from;
    for (int i = 0; i < each; i++) {
      for (List<String> frog : frogs) {
        double place = Double.parseDouble(frog.get(3)) + i / 50.0 + from / 10_000.0;
        csv.append(
            "%d,%s,%d,%s,%s,%s,%d%n"
                .formatted(id, place, i % 3, frog.get(0), frog.get(1), frog.get(2), id / 3));
        id++;
      }
    }
    return csv.toString();
  }

  private static Path run(String name, boolean byColumns, TreeSettings settings, List<Path> tests)
      throws IOException {
    DataSettings data =
        DataSettings.files(List.of(train))
            .withParts(List.of(), tests)
            .with(
                all ->
                    all.withColumns(List.of("place", "still"), "species", null)
                        .withId("id")
                        .withHierarchy(
                            byColumns ? List.of("family", "genus", "species") : List.of()));
    Path out = folder.resolve(name);
    Experiment.run(
        Settings.parse(data, "track", settings, List.of("centroid", "random"))
            .with(TrainingOptions.of(1, 64, 0.01, 1)),
        out,
        true,
        RunListener.NONE);
    return out;
  }

  private static TreeSettings known() {
    return TreeSettings.paper().withSource("known:" + tree, 1);
  }

  private static ModelEvaluation evaluated(Path out, Path rows) throws IOException {
    return ModelEvaluation.of(SavedModel.ofRun(out, "centroid"), List.of(rows), RunListener.NONE);
  }

  private static void assertMeasured(UnseenScores unseen) {
    assertEquals(12, unseen.rows());
    assertEquals(
        Map.of("pine", "Hyla 2 4", "casque", "Hylidae 1 4", "Rhinella", "Rhinella 2 4"),
        unseen.genres().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    of ->
                        "%s %d %d"
                            .formatted(
                                of.getValue().parent(),
                                of.getValue().tier(),
                                of.getValue().rows()))));
    assertEquals(1, unseen.summed());
    assertEquals(1, unseen.likeliest());
  }

  @Test
  void rowsAreMeasuredByTheParentsThatTheirColumnsTell() throws Exception {
    ModelEvaluation evaluation =
        evaluated(run("columns", true, TreeSettings.paper(), List.of()), test);
    assertEquals(20, evaluation.testRows());
    assertEquals(Map.of("olm", 4), evaluation.unknownGenres());
    assertEquals(4, evaluation.unknownGenreRows());
    assertMeasured(
        evaluation.unseen()); // a class of the name of a node below the same one is that node
    String lines = String.join("\n", evaluation.lines());
    assertTrue(
        lines.contains(
            "rows of 3 classes that the model never saw, by their parents in the known tree: 12 (Rhinella,"
                + " casque, pine)\n  right parent by summed probabilities: 100.00 %\n"
                + "  right parent of the likeliest class: 100.00 %\n  difference: +0.00 points (95 %:"
                + " +0.00…+0.00, by 12 groups or records)\n  leak: 0.0 % of the rows"),
        lines);
    assertTrue(
        lines.endsWith("rows of 1 classes that the model never saw, not scored: 4 (olm)"), lines);
    Path json = folder.resolve("scores.json");
    Files.writeString(json, evaluation.json());
    assertTrue(Files.readString(json).contains("\"unseenRows\" : 12"));
  }

  @Test
  void rowsAreMeasuredByTheParentsThatTheTreesFileTells() throws Exception {
    Path out = run("file", false, known(), List.of());
    ModelEvaluation evaluation = evaluated(out, test);
    assertMeasured(evaluation.unseen());
    assertEquals(Map.of("olm", 4), evaluation.unknownGenres());
    String text = Files.readString(tree);
    try {
      Files.writeString(tree, text.replace("green,Hyla", "green,Rhinella"));
      ModelEvaluation changed = evaluated(out, test);
      assertNull(changed.unseen());
      assertEquals(16, changed.unknownGenreRows());
      assertTrue(
          changed
              .lines()
              .contains(
                  "parents of classes that the model never saw: not known; %s is not as it was when the models were trained."
                      .formatted(tree)),
          changed.lines()::toString);
      Files.delete(tree);
      assertTrue(
          evaluated(out, test).lines().stream()
              .anyMatch(
                  line -> line.startsWith("parents of classes that the model never saw: not")));
    } finally {
      Files.writeString(tree, text);
    }
  }

  @Test
  void rowsOfUnseenGenresAloneAreEnough() throws Exception {
    Path out = run("alone", false, known(), List.of());
    Path alone = Files.writeString(folder.resolve("alone.csv"), HEADER + rows(UNSEEN, 300, 4));
    ModelEvaluation evaluation = evaluated(out, alone);
    assertMeasured(evaluation.unseen());
    assertNull(evaluation.scores());
    assertNull(evaluation.leak());
    assertNotNull(evaluation.unseenLeak());
    assertEquals(0, evaluation.testRows());
    assertEquals("centroid on alone.csv: 0 rows scored", evaluation.lines().get(0));
    Files.writeString(folder.resolve("alone.json"), evaluation.json());
    assertEquals(
        12, Json.node(Files.readString(folder.resolve("alone.json"))).get("unseenRows").asInt());
  }

  @Test
  void runMeasuresThemAndPutsThemOnRecord() throws Exception {
    for (boolean byColumns : new boolean[] {false, true}) {
      TreeSettings settings = byColumns ? TreeSettings.paper() : known();
      Path out = run("run" + byColumns, byColumns, settings, List.of(test));
      List<RunRecord> records = new ResultFile(out).read();
      assertEquals(List.of("centroid", "random"), records.stream().map(RunRecord::model).toList());
      if (!byColumns) {
        assertMeasured(records.get(0).unseen());
      }
      assertEquals(12, records.get(1).unseen().rows());
      assertEquals(20, records.get(0).scores().rows());
      assertEquals(RecordLines.line(records.get(0)), reread(records.get(0)));
      String caption =
          "The right parent of 3 classes without training rows (12 test rows), by summed probabilities"
              + " and of the likeliest class; the difference with its 95 % interval";
      assertTrue(ResultTable.text(records).contains(caption), ResultTable.text(records));
      assertTrue(Files.readString(out.resolve("report.html")).contains(caption));
      assertTrue(Files.readString(out.resolve("results.csv")).contains(",unseenRows,"));
    }
  }

  private static String reread(RunRecord record) throws IOException {
    return RecordLines.line(RecordLines.parse(RecordLines.line(record)));
  }

  @Test
  void withoutAKnownTreeTheyAreCountedAsBefore() throws Exception {
    for (TreeSettings settings :
        List.of(
            TreeSettings.paper(), TreeSettings.paper().withSource("permuted:known:" + tree, 1))) {
      Path out = run("inferred", false, settings, List.of(test));
      assertNull(new ResultFile(out).read().get(0).unseen());
      assertTrue(!Files.readString(out.resolve("results.jsonl")).contains("unseen"));
      ModelEvaluation evaluation = evaluated(out, test);
      assertNull(evaluation.unseen());
      assertNull(evaluation.parentsUnknown());
      assertEquals(16, evaluation.unknownGenreRows());
    }
  }

  @Test
  void newRowsNeedNoColumnsOfTheTreeAndMayContradictThemselves() throws Exception {
    Path out = run("odd", true, TreeSettings.paper(), List.of());
    String text = Files.readString(test);
    Path without =
        Files.writeString(folder.resolve("without.csv"), text.replaceFirst("genus", "kin"));
    assertNull(evaluated(out, without).unseen());
    assertEquals(16, evaluated(out, without).unknownGenreRows());
    Path odd =
        Files.writeString(
            folder.resolve("odd.csv"),
            text.replaceFirst("pine,Hyla,Hylidae", "pine,Rhinella,Bufonidae")
                .replace("casque,Triprion,Hylidae", "casque,Triprion,")
                .replaceFirst("gray,Hyla,Hylidae", "gray,Rhinella,Bufonidae"));
    List<String> notes = new ArrayList<>();
    ModelEvaluation evaluation =
        ModelEvaluation.of(
            SavedModel.ofRun(out, "centroid"),
            List.of(odd),
            new RunListener() {
              @Override
              public void note(String note) {
                notes.add(note);
              }
            });
    assertEquals(List.of("Rhinella"), List.copyOf(evaluation.unseen().genres().keySet()));
    assertEquals(20, evaluation.testRows());
    assertTrue(
        notes
            .toString()
            .contains(
                "3 classes stand at several places of the hierarchy columns, or below a blank one, and so"
                    + " at none: casque, gray, pine"),
        notes::toString);
    StringBuilder csv = new StringBuilder();
    Predictions.of(SavedModel.ofRun(out, "centroid"), List.of(odd), "genus", 1, RunListener.NONE)
        .write(Predictions.csv(csv));
    assertTrue(csv.toString().contains("Rhinella"));
  }

  @Test
  void unknownParentsAloneAreRefused() throws Exception {
    Path out = run("refused", true, TreeSettings.paper(), List.of());
    Path olm =
        Files.writeString(folder.resolve("olm.csv"), HEADER + "1,2,1,olm,Proteus,Proteidae,3\n");
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> evaluated(out, olm))
            .getMessage()
            .startsWith("None of the 1 rows of olm.csv has one of the 5 classes"));
    assertNotNull(evaluated(out, test).unseen());
  }
}
