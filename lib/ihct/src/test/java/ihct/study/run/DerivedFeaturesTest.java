package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.DataSettings;
import ihct.data.SongData;
import ihct.files.RunListener;
import ihct.loading.LoadingOptions;
import ihct.loading.csv.MalformedDataException;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logarithms of features, and columns of categories. */
class DerivedFeaturesTest {

  private static final String HEADER = "price,width,colour,kind";
  private static final List<String> COLOURS = List.of("red", "green", "blue");

  private static final List<String> SONGS =
      List.of(
          ("duration_ms,popularity,acousticness,danceability,energy,instrumentalness,liveness,"
                  + "loudness,speechiness,tempo,valence")
              .split(","));

  @TempDir Path folder;

  private Path write(String name, List<String> rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    lines.addAll(rows);
    return Files.write(folder.resolve(name), lines);
  }

  /** The colour tells the kind, mostly; four rows of 600 have colours of their own. */
  private static List<String> rows(int count, long seed) {
    Random random = new Random(seed);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int kind = i % 3;
      String colour = i % 150 == 7 ? "odd" + i : COLOURS.get(i % 10 < 8 ? kind : (kind + 1) % 3);
      rows.add(
          "%.3f,%.4f,%s,k%d"
              .formatted(
                  Math.exp(random.nextGaussian() * 3 + kind), random.nextGaussian(), colour, kind));
    }
    return rows;
  }

  private static LoadingOptions options(UnaryOperator<LoadingOptions> change) {
    return change.apply(
        LoadingOptions.everything().withColumns(List.of("price", "width"), "kind", null));
  }

  private static SongData load(Path file, UnaryOperator<LoadingOptions> change) throws IOException {
    return SongData.load(
        DataSettings.files(List.of(file)).with(all -> options(change)), RunListener.NONE);
  }

  private static LoadingOptions derived(LoadingOptions plain) {
    return plain.withLog(List.of("Price")).withCategories(List.of("colour"));
  }

  @Test
  void featuresAreThoseOfTheFormulas() throws IOException {
    List<String> rows = rows(600, 1);
    Path file = write("t.csv", rows);
    Songs songs = load(file, DerivedFeaturesTest::derived).songs();
    assertEquals(
        List.of(
            "log(price)", "width", "colour=blue", "colour=green", "colour=red", "colour=(rare)"),
        songs.features());
    Songs plain = load(file, all -> all).songs();
    assertEquals(600, songs.size());
    int[] colours = new int[4];
    for (int row = 0; row < songs.size(); row++) {
      int ones = 0;
      for (int j = 2; j < 6; j++) {
        ones += (int) songs.feature(row, j);
        colours[j - 2] += (int) songs.feature(row, j);
      }
      assertEquals(1, ones);
    }
    assertEquals(4, colours[3], "odd7, odd157, odd307, odd457");
    for (int c = 0; c < 3; c++) {
      String name = List.of("blue", "green", "red").get(c);
      assertEquals(
          rows.stream().filter(row -> row.contains("," + name + ",")).count(), colours[c], name);
    }
    double logs = IntStream.range(0, 600).mapToDouble(row -> songs.feature(row, 0)).sum();
    double expected =
        IntStream.range(0, 600).mapToDouble(row -> Math.log1p(plain.feature(row, 0))).sum();
    assertEquals(expected, logs, 1e-9);
    String report = String.join("\n", load(file, DerivedFeaturesTest::derived).reportLines());
    assertTrue(report.contains("4 of 7 values in column colour share one feature"), report);
  }

  @Test
  void orderOfRowsLeavesNoTrace() throws IOException {
    List<String> rows = new ArrayList<>(rows(600, 1));
    rows.addAll(List.of("1.000,2.0000,red,k0", "1.000,2.0000,blue,k0")); // one text but for colour
    String sha = load(write("a.csv", rows), DerivedFeaturesTest::derived).songs().sha256();
    Collections.reverse(rows);
    assertEquals(sha, load(write("b.csv", rows), DerivedFeaturesTest::derived).songs().sha256());
  }

  @Test
  void rawFileGivesTheScoreOfTheRun() throws IOException {
    Path train = write("train.csv", rows(600, 1));
    List<String> others = new ArrayList<>(rows(150, 2));
    others.set(3, others.get(3).replaceAll(",[a-z]+,", ",violet,"));
    others.set(4, others.get(4).replaceAll(",[a-z]+,", ",,"));
    Path test = write("test.csv", others);
    DataSettings data =
        DataSettings.files(List.of(train))
            .withParts(List.of(), List.of(test))
            .with(all -> derived(options(plain -> plain.withFeatures(List.of("p*", "width")))));
    Settings settings =
        Settings.parse(data, "track", TreeSettings.paper(), List.of("tree", "dense"))
            .with(TrainingOptions.of(3, 64, 0.01, 1));
    Path out = folder.resolve("out");
    List<RunRecord> records = Experiment.run(settings, out, false, RunListener.NONE);
    for (RunRecord record : records) {
      ModelEvaluation again =
          ModelEvaluation.of(
              SavedModel.ofRun(out, record.model()), List.of(test), RunListener.NONE);
      assertEquals(150, again.scores().rows());
      assertEquals(record.scores().top1(), again.scores().top1(), record.model());
      assertEquals(record.scores().logLoss(), again.scores().logLoss(), 1e-12, record.model());
    }
    assertTrue(records.get(0).scores().top1() > 0.7, "colours tell");
    SavedRun saved = SavedRun.open(out);
    assertTrue(saved.rareValues().get("colour").contains("odd7"));
    assertTrue(!saved.rareValues().get("colour").contains("red"));
    assertEquals(List.of("price", "width", "colour"), saved.newRows(List.of(test)).features());
    List<String> notes =
        SongData.read(
                List.of(test), saved.newRows(List.of(test)), saved.reading(true), RunListener.NONE)
            .report()
            .notes();
    assertTrue(notes.toString().contains("1 row with nothing in column colour"), notes::toString);
    Path unseen = write("new.csv", List.of("1.0,1.0,puce,k0", "1.0,1.0,odd7,k1"));
    SongData read =
        SongData.read(
            List.of(unseen),
            saved.newRows(List.of(unseen)),
            saved.reading(false),
            RunListener.NONE);
    int rare = saved.features().indexOf("colour=(rare)");
    assertEquals(0, read.songs().feature(0, rare));
    assertEquals(1, read.songs().feature(1, rare));
    assertTrue(read.report().notes().toString().contains("puce"));
  }

  @Test
  void valuesOfTheTestPartAloneHaveNoFeature() throws IOException {
    List<String> others =
        rows(300, 2).stream().map(row -> row.replaceAll(",[a-z]+,", ",violet,")).toList();
    DataSettings data =
        DataSettings.files(List.of(write("train.csv", rows(600, 1))))
            .withParts(List.of(), List.of(write("test.csv", others)))
            .with(all -> derived(options(plain -> plain)));
    SongData loaded = SongData.load(data, RunListener.NONE);
    assertTrue(!loaded.songs().features().contains("colour=violet"));
    assertTrue(loaded.report().notes().toString().contains("violet"));
  }

  @Test
  void tableOfCategoriesAloneIsRead() throws IOException {
    SongData data =
        load(
            write("t.csv", rows(600, 1)),
            all -> all.withFeatures(List.of("colour")).withCategories(List.of("Colour")));
    assertEquals(4, data.songs().dimension());
    assertEquals(600, data.songs().size());
  }

  @Test
  void whatHasNoLogarithmIsLeftOutByItsLine() throws IOException {
    List<String> rows = new ArrayList<>(rows(60, 1));
    rows.set(10, "-1,2,red,k1");
    SongData data = load(write("t.csv", rows), DerivedFeaturesTest::derived);
    assertEquals("{missing or non-finite feature=1}", data.rowsLeftOut().toString());
    String report = String.join("\n", data.reportLines());
    assertTrue(report.contains("t.csv:12") && report.contains("has no logarithm"), report);
    String told =
        assertThrows(
                MalformedDataException.class,
                () -> load(write("t.csv", rows), all -> all.withLog(List.of("weight"))))
            .getMessage();
    assertTrue(told.contains("no feature \"weight\""), told);
    assertThrows(
        MalformedDataException.class,
        () -> load(write("t.csv", rows), all -> all.withCategories(List.of("shade"))));
  }

  @Test
  void labelFoundByItsHeaderIsNoCategory() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("songs.csv"),
            String.join(",", SONGS) + ",genre\n" + "0.5,".repeat(SONGS.size()) + "pop\n");
    DataSettings named =
        DataSettings.files(List.of(file)).with(all -> all.withCategories(List.of("genre")));
    String told =
        assertThrows(MalformedDataException.class, () -> SongData.load(named, RunListener.NONE))
            .getMessage();
    assertTrue(told.contains("is the label"), told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"colour=red", "log(price)"})
  void featureThatIsCalledAsADerivedOneIsRefused(String name) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.csv"), "price," + name + ",colour,kind\n1,2,red,a\n2,3,blue,b\n");
    String told =
        assertThrows(
                MalformedDataException.class,
                () -> load(file, all -> derived(all.withFeatures(List.of("price", name)))))
            .getMessage();
    assertTrue(told.contains("Rename it"), told);
  }
}
