package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ihct.data.DataReport;
import ihct.data.DataSettings;
import ihct.files.RunListener;
import ihct.loading.LoadingOptions;
import ihct.models.Kinds;
import ihct.models.TrainingOptions;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Data that break formulas: every command and every model has a defined result or says why not. */
class DegenerateDataTest {

  private static final List<String> ALL = Kinds.names();

  @TempDir Path folder;

  /**
   * Some data.
   *
   * @param line makes the line of a row: three features, genre, artist
   * @param split how it is parted
   * @param models those to train
   * @param refusal part of the message if no model can be trained; empty if all can
   * @param treeRefusal the same of the tree
   */
  private record Data(
      String name,
      int rows,
      IntFunction<String> line,
      String split,
      List<String> models,
      String refusal,
      String treeRefusal) {}

  private static Data works(String name, int rows, String split, IntFunction<String> line) {
    return new Data(name, rows, line, split, ALL, "", "");
  }

  private static Data refused(
      String name, int rows, String split, String refusal, IntFunction<String> line) {
    return new Data(name, rows, line, split, List.of("centroid"), refusal, "");
  }

  private static Stream<Data> all() {
    Random random = new Random(3);
    IntFunction<String> cloud =
        i -> "%s,%s,%s".formatted(random.nextGaussian(), random.nextGaussian(), i % 7);
    return Stream.of(
        new Data(
            "one genre",
            40,
            i -> cloud.apply(i) + ",only,a" + i,
            "row",
            List.of("centroid"),
            "1 class has training rows; a classifier needs at least 2.",
            "holds 1 class; a tree needs at least 2"),
        works("two genres", 40, "row", i -> cloud.apply(i) + ",g" + i % 2 + ",a" + i),
        refused(
            "one row a genre",
            20,
            "row",
            "each part needs at least 1",
            i -> cloud.apply(i) + ",g" + i + ",a" + i),
        works("all rows equal", 60, "row", i -> "1,2,3,g" + i % 3 + ",a" + i),
        refused(
            "all rows equal, kept together",
            60,
            "track",
            "each part needs at least 1",
            i -> "1,2,3,g" + i % 3 + ",a" + i),
        works(
            "constant features",
            60,
            "row",
            i -> "0,-7.5," + random.nextGaussian() + ",g" + i % 3 + ",a" + i),
        works(
            "two values", 60, "row", i -> "%d,%d,%d,g%d,a%d".formatted(i % 2, i % 2, 1, i % 4, i)),
        works(
            "a genre of one artist",
            120,
            "artist",
            i -> cloud.apply(i) + (i < 8 ? ",rare,lonely" : ",g" + i % 3 + ",a" + i % 30)),
        refused(
            "every genre of one artist",
            60,
            "artist",
            "each part needs at least 1",
            i -> cloud.apply(i) + ",g" + i % 6 + ",a" + i % 6),
        works("1e30 apart", 60, "row", i -> "%de30,%s,0,g%d,a%d".formatted(i % 3, i % 2, i % 3, i)),
        works(
            "1e30 and 1e-30 in one feature",
            60,
            "row",
            i -> "%s,%s,0,g%d,a%d".formatted(i == 5 ? "1e30" : i + "e-30", i % 2, i % 3, i)),
        works(
            "more genres than training rows can show",
            90,
            "row",
            i -> cloud.apply(i) + ",g" + i % 40 + ",a" + i),
        new Data(
            "2,500 genres with ties everywhere",
            5_000,
            i ->
                "%d,%d,%d,g%d,a%d".formatted(i % 2_500 % 5, i % 2_500 / 5 % 5, i % 3, i % 2_500, i),
            "row",
            List.of("random", "majority", "centroid", "tree", "dense"),
            "",
            ""));
  }

  @TestFactory
  Stream<DynamicTest> everyModelHasAResultOrSaysWhyNot() {
    return all().map(data -> dynamicTest(data.name(), () -> check(data)));
  }

  private void check(Data data) throws IOException {
    Path file = folder.resolve(data.name().replace(' ', '-') + ".csv");
    String lines =
        IntStream.range(0, data.rows()).mapToObj(data.line()).collect(Collectors.joining("\n"));
    Files.writeString(file, "a,b,c,genre,artist\n" + lines + "\n");
    DataSettings songs =
        DataSettings.files(List.of(file))
            .with(
                all ->
                    all.withColumns(List.of("a", "b", "c"), "genre", "artist")
                        .withLimits(1, LoadingOptions.NO_CAP));
    checkReport(songs, data);
    checkTree(songs, data);
    Settings settings =
        Settings.parse(songs, data.split(), TreeSettings.paper(), data.models())
            .with(TrainingOptions.of(1, 256, 0.001, 1));
    Path out = folder.resolve(data.name() + " out");
    if (!data.refusal().isEmpty()) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> Experiment.run(settings, out, false, RunListener.NONE))
              .getMessage();
      assertTrue(message.contains(data.refusal()), message);
      return;
    }
    List<RunRecord> records = Experiment.run(settings, out, false, RunListener.NONE);
    assertFalse(records.size() < data.models().size());
    for (RunRecord record : records) {
      assertDefined(record);
    }
    SavedModel saved = SavedModel.ofRun(out, data.models().get(data.models().size() - 1));
    StringBuilder csv = new StringBuilder();
    Predictions.of(saved, List.of(file), null, 1, RunListener.NONE).write(Predictions.csv(csv));
    assertEquals(data.rows() + 1, csv.toString().lines().count(), "a prediction per row");
  }

  private static void checkReport(DataSettings songs, Data data) throws IOException {
    DataReport report = DataReport.of(songs, RunListener.NONE);
    assertFalse(report.lines().isEmpty(), data.name());
  }

  private void checkTree(DataSettings songs, Data data) throws IOException {
    Path out = folder.resolve(data.name() + " tree");
    if (data.treeRefusal().isEmpty()) {
      TreeRun.run(songs, TreeSettings.paper(), out, RunListener.NONE);
      String tree = Files.readString(out.resolve("tree.json"));
      assertFalse(tree.contains("NaN") || tree.contains("Infinity"), data.name());
      return;
    }
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> TreeRun.run(songs, TreeSettings.paper(), out, RunListener.NONE))
            .getMessage();
    assertTrue(message.contains(data.treeRefusal()), message);
  }

  private static void assertDefined(RunRecord record) {
    for (double share :
        new double[] {
          record.scores().top1(),
          record.scores().top5(),
          record.scores().top10(),
          record.scores().anyGenre(),
          record.scores().macroF1()
        }) {
      assertTrue(share >= 0 && share <= 1, () -> record.model() + " has " + share);
    }
    assertTrue(record.scores().logLoss() >= 0, record.model()); // not NaN
    assertFalse(Double.isInfinite(record.scores().logLoss()), record.model());
  }
}
