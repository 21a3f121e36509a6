package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.DataReport;
import ihct.data.DataSettings;
import ihct.data.SongData;
import ihct.files.RunListener;
import ihct.loading.csv.MalformedDataException;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import ihct.study.Workbench;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splits that came with the data: by a column, and by files. */
class PublishedSplitTest {

  private static final String HEADER = "x,y,leaf,set";
  private static final int ROWS = 120;

  @TempDir Path folder;

  /**
   * Row i: a leaf of one of three kinds; of ten rows six to train, two to validate, two to test.
   */
  private static String row(int i, String set) {
    return "%d.%03d,%d,kind%d,%s".formatted(i % 3, i, -(i % 3), i % 3, set);
  }

  private static String set(int i) {
    return i % 10 < 6 ? "Training" : i % 10 < 8 ? "val" : "TEST";
  }

  private Path file(String name, Stream<String> rows) throws IOException {
    return Files.write(folder.resolve(name), Stream.concat(Stream.of(HEADER), rows).toList());
  }

  private Path whole() throws IOException {
    return file("leaves.csv", IntStream.range(0, ROWS).mapToObj(i -> row(i, set(i))));
  }

  private Path only(String set) throws IOException {
    return file(
        set + ".csv",
        IntStream.range(0, ROWS).filter(i -> set(i).equals(set)).mapToObj(i -> row(i, "-")));
  }

  private static DataSettings data(Path... files) {
    return DataSettings.files(List.of(files))
        .with(all -> all.withColumns(List.of("x", "y"), "leaf", null));
  }

  private static Settings settings(DataSettings data, String split) {
    return Settings.parse(data, split, TreeSettings.paper(), List.of("centroid", "tree"))
        .with(TrainingOptions.of(1, 64, 0.01, 1));
  }

  private static RunFold fold(DataSettings data, String split) throws IOException {
    return RunFold.of(settings(data, split), RunListener.NONE);
  }

  /** The numbers of the rows, by which they were made. */
  private static List<Integer> numbers(RunFold run, Songs scaled) {
    var x = run.fold().scaling().moments().get(0);
    return IntStream.range(0, scaled.size())
        .map(
            row ->
                (int)
                    Math.round(
                        (scaled.feature(row, 0) * x.standardDeviation() + x.mean()) % 1 * 1000))
        .sorted()
        .boxed()
        .toList();
  }

  private static List<Integer> expected(String set) {
    return IntStream.range(0, ROWS).filter(i -> set(i).equals(set)).boxed().toList();
  }

  @Test
  void columnSaysWhereEachRowBelongs() throws IOException {
    RunFold run = fold(data(whole()), "column:set");
    assertEquals(expected("Training"), numbers(run, run.fold().train()));
    assertEquals(expected("val"), numbers(run, run.fold().validation()));
    assertEquals(expected("TEST"), numbers(run, run.fold().test()));
    assertEquals("published column set", run.fold().splitBy());
  }

  @Test
  void filesSayWhereTheirRowsBelong() throws IOException {
    DataSettings parted =
        data(only("Training")).withParts(List.of(only("val")), List.of(only("TEST")));
    RunFold run = fold(parted, "track");
    assertEquals(expected("Training"), numbers(run, run.fold().train()));
    assertEquals(expected("val"), numbers(run, run.fold().validation()));
    assertEquals(expected("TEST"), numbers(run, run.fold().test()));
    assertEquals("published files", run.fold().splitBy());
    assertEquals(
        run.fold().data().songs().sha256(),
        fold(data(whole()), "column:set").fold().data().songs().sha256());
  }

  @Test
  void rowsToTuneOnAreDrawnWhereNoneWerePublished() throws IOException {
    DataSettings parted =
        data(only("Training"), only("val")).withParts(List.of(), List.of(only("TEST")));
    RunFold run = fold(parted, "track");
    assertEquals(expected("TEST"), numbers(run, run.fold().test()));
    List<Integer> both = new ArrayList<>(numbers(run, run.fold().train()));
    assertEquals(10, run.fold().validation().size(), 7, "a tenth of 96");
    assertEquals("published files, validation drawn", run.fold().splitBy());
    both.addAll(numbers(run, run.fold().validation()));
    List<Integer> rest = new ArrayList<>(expected("Training"));
    rest.addAll(expected("val"));
    assertEquals(rest.stream().sorted().toList(), both.stream().sorted().toList());
    assertEquals(
        numbers(run, run.fold().validation()),
        numbers(fold(parted, "track"), fold(parted, "track").fold().validation()));
  }

  @Test
  void anotherSplitOfTheSameRowsIsOtherData() throws IOException {
    Path moved =
        file("moved.csv", IntStream.range(0, ROWS).mapToObj(i -> row(i, i == 0 ? "test" : set(i))));
    assertNotEquals(
        fold(data(whole()), "column:set").fold().data().songs().sha256(),
        fold(data(moved), "column:set").fold().data().songs().sha256());
  }

  @Test
  void rowWithoutAPartIsCountedAndAnUnknownWordIsRefused() throws IOException {
    Path odd =
        file("odd.csv", IntStream.range(0, ROWS).mapToObj(i -> row(i, i == 7 ? "" : set(i))));
    RunFold run = fold(data(odd), "column:set");
    assertEquals("{no part of the split=1}", run.fold().data().rowsLeftOut().toString());
    Path wrong =
        file(
            "wrong.csv", IntStream.range(0, ROWS).mapToObj(i -> row(i, i == 7 ? "fold3" : set(i))));
    String told =
        assertThrows(MalformedDataException.class, () -> fold(data(wrong), "column:set"))
            .getMessage();
    assertTrue(told.contains("wrong.csv:9") && told.contains(": \"fold3\" names"), told);
    assertTrue(told.contains("set"), told);
    assertThrows(MalformedDataException.class, () -> fold(data(odd), "column:nothing"));
  }

  @Test
  void reportsNameTheSplitAndAnsweringItsTestRowsGivesItsScore() throws IOException {
    DataSettings parted =
        data(only("Training")).withParts(List.of(only("val")), List.of(only("TEST")));
    Path out = folder.resolve("out");
    List<RunRecord> records =
        Experiment.run(settings(parted, "track"), out, false, RunListener.NONE);
    assertEquals("published files", records.get(0).conditions().split());
    assertEquals(24, records.get(0).conditions().testRows());
    ModelEvaluation again =
        ModelEvaluation.of(SavedModel.ofRun(out, "tree"), List.of(only("TEST")), RunListener.NONE);
    assertEquals(records.get(1).scores().top1(), again.scores().top1());
    assertEquals(records, Experiment.resume(out, RunListener.NONE));
    String report = String.join("\n", DataReport.of(parted, RunListener.NONE).lines());
    assertTrue(
        report.contains("split by published files: 72 train, 24 validation, 24 test"), report);
  }

  @Test
  void treeIsMadeOfTheRowsThatAreNotForTheTest() throws IOException {
    Path out = folder.resolve("tree");
    Path odd =
        file("odd.csv", Stream.of("9.0,9,kind9,test", "7.0,7,kind3,train", "5.0,5,kind4,val"));
    DataSettings all = data(whole(), odd).with(options -> options.withSplit("set"));
    TreeRun.run(all, TreeSettings.paper(), out, RunListener.NONE);
    String paths = Files.readString(out.resolve("paths.csv"));
    assertTrue(paths.contains("kind4") && !paths.contains("kind9"), paths);
  }

  @Test
  void benchStratifiesIfAsked() throws IOException {
    Settings asked = settings(data(whole()), "track").withStratify(true);
    Workbench bench = Workbench.open(asked, folder.resolve("bench"));
    assertEquals(3, bench.test().genres().size());
    assertNotEquals(
        bench.folder(),
        Workbench.open(asked.withStratify(false), folder.resolve("bench")).folder());
  }

  @Test
  void featureThatIsCalledSplitSplitsNothing() throws IOException {
    String rows = "split,leaf\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n";
    Path train = Files.writeString(folder.resolve("train.csv"), rows);
    Path test = Files.writeString(folder.resolve("test.csv"), rows.replace("1,a", "1.5,a"));
    DataSettings parted =
        DataSettings.files(List.of(train))
            .withParts(List.of(), List.of(test))
            .with(all -> all.withColumns(List.of("split"), "leaf", null));
    assertEquals(
        "published files, validation drawn",
        SongData.load(parted, RunListener.NONE).splitBy(SplitRule.TRACK, false));
  }

  @Test
  void partThatWasNotPublishedIsNamed() throws IOException {
    Path untrained = file("untrained.csv", IntStream.range(0, ROWS).mapToObj(i -> row(i, "test")));
    assertEquals(
        "None of 120 rows is published to train on; write which are.",
        assertThrows(IllegalArgumentException.class, () -> fold(data(untrained), "column:set"))
            .getMessage());
  }

  @Test
  void fileWithoutRowsForItsPartIsNamed() throws IOException {
    Path none = file("header only.csv", Stream.empty());
    for (boolean isTest : new boolean[] {true, false}) {
      DataSettings parted =
          data(only("Training"))
              .withParts(isTest ? List.of() : List.of(none), List.of(isTest ? none : only("TEST")));
      assertEquals(
          "%s: it holds no record that can be used to %s on; name a file that does."
              .formatted(none, isTest ? "test" : "tune"),
          assertThrows(IOException.class, () -> SongData.load(parted, RunListener.NONE))
              .getMessage());
    }
  }

  @Test
  void onlyWhatIsDrawnDependsOnIds() throws IOException {
    DataSettings parted = data(only("Training")).withParts(List.of(), List.of(only("TEST")));
    String moves = "moves the test part";
    assertTrue(("" + DataReport.of(data(whole()), RunListener.NONE).lines()).contains(moves));
    assertFalse(("" + DataReport.of(parted, RunListener.NONE).lines()).contains(moves));
  }

  @Test
  void twoSplitsAtOnceAreRefused() throws IOException {
    DataSettings parted = data(whole()).withParts(List.of(), List.of(only("TEST")));
    assertThrows(IllegalArgumentException.class, () -> settings(parted, "column:set"));
    List<Path> some = List.of(only("val"));
    assertThrows(IllegalArgumentException.class, () -> data(whole()).withParts(some, List.of()));
  }
}
