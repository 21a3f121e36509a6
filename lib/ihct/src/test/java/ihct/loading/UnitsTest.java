package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import ihct.loading.schema.AudioFeature;
import ihct.songs.Songs;
import ihct.songs.ZScores;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of features in another unit than the usual one, and what is left alone. */
class UnitsTest {

  private static final int DURATION = 0;
  private static final int POPULARITY = 1;
  private static final int INSTRUMENTALNESS = 5;
  private static final int LOUDNESS = 7;
  private static final int TEMPO = 9;
  private static final List<Integer> SHARES = List.of(2, 3, 4, 5, 6, 8, 10);

  @TempDir private Path folder;

  /** Songs of two genres as their cells stand in a file. */
  private static List<List<String>> songs(int rows, long seed) {
    Random random = new Random(seed);
    List<List<String>> songs = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      List<String> cells = new ArrayList<>();
      for (AudioFeature feature : AudioFeature.values()) {
        double value = feature.quantile(0.001 + 0.998 * random.nextDouble());
        cells.add(BigDecimal.valueOf(Math.rint(value * 1e4) / 1e4).toPlainString());
      }
      songs.add(cells);
    }
    return songs;
  }

  private static List<List<String>> with(
      List<List<String>> songs, List<Integer> columns, UnaryOperator<String> change) {
    List<List<String>> changed = new ArrayList<>();
    for (List<String> song : songs) {
      List<String> cells = new ArrayList<>(song);
      columns.forEach(j -> cells.set(j, change.apply(cells.get(j))));
      changed.add(cells);
    }
    return changed;
  }

  private static UnaryOperator<String> shift(int digits) {
    return cell -> new BigDecimal(cell).scaleByPowerOfTen(digits).toPlainString();
  }

  private static UnaryOperator<String> change(UnaryOperator<Double> by) {
    return cell -> by.apply(Double.valueOf(cell)).toString();
  }

  private Path file(String name, List<List<String>> songs) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < songs.size(); i++) {
      lines.add(
          "%s%d,%s,Ann,%s"
              .formatted(name, i, i % 2 == 0 ? "pop" : "ska", String.join(",", songs.get(i))));
    }
    return Tables.write(folder, name + ".csv", Tables.table(lines));
  }

  private LoadedSongs load(List<List<String>> songs) throws IOException {
    return Tables.load(file("t", songs));
  }

  private static List<String> notes(LoadedSongs loaded) {
    return loaded.report().notes();
  }

  private static ZScores trained(LoadedSongs loaded) {
    return ZScores.fit(loaded.songs());
  }

  private LoadedSongs forModel(ZScores model, List<List<String>> songs) throws IOException {
    return Tables.load(
        List.of(file("t", songs)),
        LoadingOptions.everything(),
        Reading.by(List.of(), model, Map.of(), true));
  }

  @ParameterizedTest
  @CsvSource({
    "0,-3,'in seconds: '",
    "0,3,'in microseconds: '",
    "1,-2,'in a popularity of 0 to 1: '"
  })
  void aPowerOfTenIsTakenOut(int column, int digits, String told) throws IOException {
    List<List<String>> songs = songs(80, 1);
    LoadedSongs expected = load(songs);
    LoadedSongs loaded = load(with(songs, List.of(column), shift(digits)));
    assertEquals(List.of(), notes(expected));
    assertEquals(expected.songs().sha256(), loaded.songs().sha256());
    assertEquals(1, notes(loaded).size());
    assertTrue(notes(loaded).get(0).contains(told), notes(loaded).get(0));
    // Below the line with the path no note names it again.
    assertTrue(
        loaded.report().lines().stream().anyMatch(line -> line.startsWith("  note: " + told)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void perCentIsTakenOutOfAllShares(long seed) throws IOException {
    List<List<String>> songs = songs(200, seed);
    LoadedSongs loaded = load(with(songs, SHARES, shift(2)));
    assertEquals(load(songs).songs().sha256(), loaded.songs().sha256());
    assertTrue(notes(loaded).get(0).contains("in per cent: \"acousticness\""));
  }

  @Test
  void wholePerCentsTellOfAFeatureThatIsSmallInAnyUnit() throws IOException {
    List<List<String>> songs = with(songs(60, 4), SHARES, change(v -> Math.rint(100 * v)));
    List<List<String>> vocal = with(songs, List.of(INSTRUMENTALNESS), c -> "0.0");
    vocal.get(3).set(INSTRUMENTALNESS, "1.0");
    Songs loaded = load(vocal).songs();
    double most = 0;
    for (int row = 0; row < loaded.size(); row++) {
      most = Math.max(most, loaded.feature(row, INSTRUMENTALNESS));
    }
    assertEquals(0.01, most);
  }

  @Test
  void aShareBesidePerCentsStays() throws IOException {
    List<List<String>> songs = songs(100, 5);
    List<Integer> others = SHARES.stream().filter(j -> j != INSTRUMENTALNESS).toList();
    assertEquals(
        load(songs).songs().sha256(), load(with(songs, others, shift(2))).songs().sha256());
  }

  @Test
  void filesInDifferentUnitsComeOutInOne() throws IOException {
    List<List<String>> songs = songs(80, 6);
    Path one = file("a", songs.subList(0, 40));
    List<List<String>> rest = songs.subList(40, 80);
    Path seconds = file("b", with(rest, List.of(DURATION), shift(-3)));
    LoadedSongs mixed = Tables.load(List.of(one, seconds), LoadingOptions.everything());
    file("b", rest);
    LoadedSongs plain = Tables.load(List.of(one, seconds), LoadingOptions.everything());
    assertEquals(plain.songs().sha256(), mixed.songs().sha256());
    assertEquals(List.of(), plain.report().files().get(1).notes());
    assertEquals(1, mixed.report().files().get(1).notes().size());
  }

  @ParameterizedTest
  @CsvSource({
    "0,60000,'Minutes?'",
    "9,60,'Beats per second?'",
    "9,100,'Hundredths?'",
    "7,-1,'With the wrong sign?'"
  })
  void otherGapsAreToldAndRefusedForAModel(int column, double divisor, String guess)
      throws IOException {
    List<List<String>> songs = songs(80, 7);
    LoadedSongs plain = load(songs);
    List<List<String>> other = with(songs, List.of(column), change(v -> v / divisor));
    LoadedSongs loaded = load(other);
    assertEquals(Double.valueOf(other.get(0).get(column)), value(loaded, other.get(0), column));
    assertTrue(notes(loaded).get(0).contains(guess), notes(loaded).get(0));
    MalformedDataException refusal =
        assertThrows(MalformedDataException.class, () -> forModel(trained(plain), other));
    assertTrue(refusal.getMessage().contains(guess), refusal.getMessage());
    assertEquals(Tables.FEATURES.get(column), refusal.column());
    ZScores ofOthers = trained(loaded);
    assertThrows(MalformedDataException.class, () -> forModel(ofOthers, songs));
    forModel(ofOthers, other);
  }

  /** The value of a song that is found by another feature. */
  private static double value(LoadedSongs loaded, List<String> song, int column) {
    int by = column == LOUDNESS ? 10 : LOUDNESS;
    for (int row = 0; row < loaded.songs().size(); row++) {
      if (loaded.songs().feature(row, by) == Double.parseDouble(song.get(by))) {
        return loaded.songs().feature(row, column);
      }
    }
    throw new AssertionError("no such song");
  }

  @Test
  void zScoresAreToldAndNotMixedWithOthers() throws IOException {
    List<List<String>> songs = songs(120, 8);
    LoadedSongs plain = load(songs);
    ZScores scaling = trained(plain);
    List<List<String>> scaled = new ArrayList<>();
    for (List<String> song : songs) {
      List<String> cells = new ArrayList<>();
      for (int j = 0; j < song.size(); j++) {
        ZScores.Moments m = scaling.moments().get(j);
        cells.add("" + (Double.parseDouble(song.get(j)) - m.mean()) / m.standardDeviation());
      }
      scaled.add(cells);
    }
    LoadedSongs loaded = load(scaled);
    assertEquals(1, notes(loaded).size());
    assertTrue(notes(loaded).get(0).contains("in z-scores"), notes(loaded).get(0));
    assertTrue(notes(loaded).get(0).contains("\"loudness\""), notes(loaded).get(0));
    assertThrows(MalformedDataException.class, () -> forModel(scaling, scaled));
    assertThrows(MalformedDataException.class, () -> forModel(trained(loaded), songs));
    assertEquals(loaded.songs().sha256(), forModel(trained(loaded), scaled).songs().sha256());
  }

  @Test
  void rowsGetTheUnitThatTheirModelWasTrainedOn() throws IOException {
    List<List<String>> songs = songs(80, 9);
    List<List<String>> seconds = with(songs, List.of(DURATION), shift(-3));
    ZScores inMilliseconds = trained(load(songs));
    Songs loaded = forModel(inMilliseconds, seconds).songs();
    assertEquals(load(songs).songs().sha256(), loaded.sha256());
    List<ZScores.Moments> moments = new ArrayList<>(inMilliseconds.moments());
    ZScores.Moments m = moments.get(DURATION);
    moments.set(
        DURATION,
        new ZScores.Moments(
            m.feature(), m.mean() / 1000, m.standardDeviation() / 1000)); // an old run's
    ZScores inSeconds = new ZScores(moments);
    LoadedSongs left = forModel(inSeconds, seconds);
    assertEquals(List.of(), notes(left));
    assertEquals(left.songs().sha256(), forModel(inSeconds, songs).songs().sha256());
  }

  @ParameterizedTest
  @CsvSource({
    "audiobooks,0,1200000,60000",
    "previews,0,29700,200",
    "an hour of noise,0,3600000,100000",
    "classical,7,-24,5",
    "quiet,7,-45,3",
    "loud,7,-1.5,1.5",
    "slow,9,70,8",
    "unpopular,1,0,0",
    "popular,1,92,3",
    "acoustic,2,0.99,0.005",
    "metal,2,0.0001,0.00005",
    "spoken,8,0.94,0.02",
    "instrumental,5,0.93,0.03"
  })
  void recordingsOfOneKindAreLeftAlone(String kind, int column, double middle, double spread)
      throws IOException {
    Random random = new Random(10);
    boolean whole = column < 2;
    UnaryOperator<String> one =
        cell -> {
          double value = middle + spread * (2 * random.nextDouble() - 1);
          return Double.toString(whole ? Math.rint(value) : value);
        };
    List<List<String>> usual = songs(90, 10);
    LoadedSongs loaded = load(with(usual, List.of(column), one));
    assertEquals(List.of(), notes(loaded));
    assertEquals(
        List.of(), notes(forModel(trained(load(usual)), with(usual, List.of(column), one))));
    assertEquals(List.of(), notes(forModel(trained(loaded), usual)));
  }

  @Test
  void neverPlayedSongsAndSomeOddOnesAreLeftAlone() throws IOException {
    Random random = new Random(11);
    List<List<String>> songs =
        with(songs(60, 11), List.of(POPULARITY), c -> random.nextInt(3) == 0 ? "1" : "0");
    songs.get(1).set(LOUDNESS, "3.9");
    songs.get(2).set(DURATION, "5400000");
    songs.get(3).set(DURATION, "213.5"); // one value in seconds tells nothing
    LoadedSongs loaded = load(songs);
    assertEquals(List.of(), notes(loaded));
    assertEquals(213.5, value(loaded, songs.get(3), DURATION));
  }

  @Test
  void fewRowsAreNotConvertedAndAModelIsWarned() throws IOException {
    List<List<String>> songs = songs(60, 12);
    ZScores model = trained(load(songs));
    List<List<String>> few = with(songs.subList(0, 29), List.of(DURATION), shift(-3));
    assertEquals(List.of(), notes(load(few)));
    LoadedSongs loaded = forModel(model, few);
    assertEquals(Double.valueOf(few.get(0).get(0)), value(loaded, few.get(0), DURATION));
    assertTrue(notes(loaded).get(0).contains("With fewer than 30 rows"), notes(loaded).get(0));
    assertEquals(List.of(), notes(forModel(model, songs.subList(0, 29))));
  }

  @ParameterizedTest
  @CsvSource({"duration,false", "duration_ms,true"})
  void commonWordsAloneAreNoFeaturesOfSongs(String duration, boolean songs) throws IOException {
    List<String> names = List.of("energy", "tempo", duration);
    List<String> lines = new ArrayList<>(List.of("id,kind," + String.join(",", names)));
    for (int i = 0; i < 40; i++) {
      lines.add("a%d,%s,%d,%d,%d".formatted(i, i % 2 == 0 ? "x" : "y", 3 + i, 90 + i, 200 + i));
    }
    LoadingOptions options =
        LoadingOptions.everything().withColumns(names, "kind", null).withId("id");
    Path file = Tables.write(folder, "motors.csv", String.join("\n", lines));
    List<String> notes = notes(Tables.load(file, options));
    assertEquals(songs, notes.stream().anyMatch(note -> note.contains("in seconds")));
    assertEquals(songs, !notes.isEmpty());
  }

  @Test
  void hugeMediansAreShort() throws IOException {
    String note = notes(load(with(songs(40, 2), List.of(DURATION), c -> "2e140"))).get(0);
    assertTrue(note.contains("median 2E+140 of 40 rows"), note);
  }

  @Test
  void columnsOfOtherFieldsAreComparedButNeverConverted() throws IOException {
    List<String> one = new ArrayList<>(List.of("id,energy,mass,kind"));
    List<String> other = new ArrayList<>(List.of("id,energy,mass,kind"));
    for (int i = 0; i < 40; i++) {
      one.add("a%d,%d,%d,%s".formatted(i, 40 + i, 500 + i, i % 2 == 0 ? "x" : "y"));
      other.add("b%d,%d,%s,%s".formatted(i, 43 + i, (500 + i) / 1000.0, i % 2 == 0 ? "x" : "y"));
    }
    Path first = Tables.write(folder, "one.csv", String.join("\n", one));
    Path second = Tables.write(folder, "other.csv", String.join("\n", other));
    LoadingOptions options =
        LoadingOptions.everything()
            .withColumns(List.of("energy", "mass"), "kind", null)
            .withId("id");
    LoadingReport report = Tables.load(List.of(first, second), options).report();
    assertEquals(List.of(), report.files().get(0).notes());
    List<String> notes = report.files().get(1).notes();
    assertEquals(1, notes.size());
    assertTrue(notes.get(0).contains("\"mass\": median 0.5195 of 40 rows"), notes.get(0));
    ZScores model = trained(Tables.load(List.of(first), options));
    LoadedSongs loaded =
        Tables.load(List.of(second), options, Reading.by(List.of(), model, Map.of(), true));
    assertEquals(1, notes(loaded).size());
    assertEquals(43, loaded.songs().feature(0, 0), 40);
    // New rows are not split, so that no advice on ids for a split is given.
    LoadingOptions plain =
        LoadingOptions.everything().withColumns(List.of("energy", "mass"), "kind", null);
    assertTrue(notes(Tables.load(first, plain)).get(0).contains("--id COLUMN"));
    assertEquals(
        "no column with ids: every record stands for itself",
        notes(Tables.load(List.of(first), plain, Reading.by(List.of(), model, Map.of(), true)))
            .get(0));
  }
}
