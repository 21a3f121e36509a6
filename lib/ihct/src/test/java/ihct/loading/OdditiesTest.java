package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.BadNumber;
import ihct.loading.csv.Place;
import ihct.songs.Songs;
import ihct.songs.ZScores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and classes that are told and not changed, and numbers that cannot be computed with. */
class OdditiesTest {

  private static final String SONG = "200000,40,0.2,0.5,0.6,0,0.1,-7,0.05,120,0.5";

  @TempDir private Path folder;

  private LoadedSongs load(List<String> lines) throws IOException {
    return Tables.load(Tables.write(folder, "t.csv", Tables.table(lines)));
  }

  /** Forty songs, the first of which have other cells. */
  private LoadedSongs load(String... first) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add("t%d,ska,Ann,%s".formatted(i, i < first.length ? first[i] : SONG));
    }
    return load(lines);
  }

  private LoadedSongs classes(String... names) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      lines.add("t%d,%s,Ann,%s".formatted(i, names[i], SONG));
    }
    return load(lines);
  }

  @Test
  void valuesThatNoSongHasAreCounted() throws IOException {
    LoadedSongs loaded =
        load(
            SONG.replace("200000", "-1"),
            SONG.replace("120", "0").replace("0.5,", "0,"),
            SONG.replace("120", "0"),
            SONG.replace("40,", "-1,"));
    assertEquals(
        List.of(
            "\"duration_ms\" holds what no song has in 1 of 40 records, first -1 in line 2",
            "\"popularity\" holds what no song has in 1 of 40 records, first -1 in line 5",
            "\"tempo\" holds what no song has in 2 of 40 records, first 0 in line 3"),
        loaded.report().notes().stream()
            .map(note -> note.replaceAll(".*t.csv: | \\(not measured.*", ""))
            .toList());
    assertTrue(
        loaded.report().notes().get(2).endsWith("In 1 of them danceability is 0, too."),
        loaded.report().notes().get(2));
    assertEquals(40, loaded.songs().size());
  }

  @Test
  void valuesThatSongsHaveAreNot() throws IOException {
    LoadedSongs loaded =
        load(
            SONG.replace("-7", "4.5"),
            SONG.replace("200000", "36000000"),
            SONG.replace("120", "243"),
            SONG.replace("40,", "0,"),
            SONG.replace("0.2", "1"));
    assertEquals(List.of(), loaded.report().notes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e308", "-1.7976931348623157e308", "3e200", "1e160"})
  void aValueTooLargeForSumsOfSquaresIsNamedAndLeftOut(String value) throws IOException {
    LoadedSongs loaded = load(SONG, SONG.replace("-7", value));
    assertEquals(39, loaded.songs().size());
    Place first = loaded.report().leftOut().get(Reason.BAD_FEATURE).first();
    assertEquals(3, first.line());
    assertEquals("loudness", first.column());
    assertEquals(
        folder.resolve("t.csv")
            + ": 1 record left out, as a feature is too large to compute with, first loudness "
            + value
            + " in line 3",
        loaded.report().notes().get(0));
  }

  @Test
  void largeValuesOfOtherFieldsAreKeptAndCanBeScaled() throws IOException {
    Songs songs = load(SONG.replace("-7", "1e140"), SONG.replace("-7", "-1e140")).songs();
    assertEquals(40, songs.size());
    Songs scaled = ZScores.fit(songs).apply(songs);
    for (int row = 0; row < 40; row++) {
      assertTrue(Double.isFinite(scaled.feature(row, 7)));
    }
  }

  @ParameterizedTest
  @CsvSource({"3:07,187000", "1:02:03,3723000", "0:59,59000", "95:00,5700000"})
  void timesAreToldInMilliseconds(String cell, String milliseconds) {
    assertEquals(
        "\"%s\" is no number but a time; write it as %s (ms)".formatted(cell, milliseconds),
        BadNumber.why(cell, cell));
  }

  @Test
  void otherCellsAreJustNoNumbers() {
    assertEquals("\"3:7\" is no finite number", BadNumber.why("3:7", "3:7"));
    assertEquals("\"3:75\" is no finite number", BadNumber.why("3:75", "3:75"));
    assertEquals("\"x\" is no finite number", BadNumber.why("x", "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"166,123", "1 234 567", "0,5", "21.0%", "\u221213.7", "1_000", "50 %"})
  void signsBesideDigitsAreExplained(String cell) {
    assertEquals(
        "\"%s\" is no finite number; write it with a decimal point and a plain minus sign, without groups or %%"
            .formatted(cell),
        BadNumber.why(cell, cell));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "?", "--", "???", "Unknown", "none", "nULL", "(blank)", "\u2014"})
  void namesOfNoClassAreTold(String name) throws IOException {
    List<String> notes = classes("ska", name, "ska").report().notes();
    assertEquals(
        "named as if the class were not known: \"%s\" (1 row). If so: --missing-values \"%s\""
            .formatted(name, name),
        notes.get(0));
    assertEquals(1, notes.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other",
        "nonet",
        "null set",
        "unknown pleasures",
        "\u591c",
        "\ud83c\udfb5",
        "432hz",
        "-1,1",
        "1 0,10",
        "r&b"
      })
  void namesOfClassesAreNot(String name) throws IOException {
    List<String> names = new ArrayList<>(List.of("ska", "ska"));
    names.addAll(List.of(name.split(",")));
    assertEquals(List.of(), classes(names.toArray(String[]::new)).report().notes());
  }

  @Test
  void classesThatDifferInCaseAndBlanksStayApartAndAreTold() throws IOException {
    LoadedSongs loaded = classes("Trip-Hop", "trip hop", "triphop", "ska", "SKA", "dub", "dub ");
    assertEquals(6, loaded.songs().genres().size());
    assertEquals(
        List.of(
            "classes of their own, though their names differ only in case, blanks, hyphens or how a"
                + " number is written: \"SKA\" (1 row), \"ska\" (1 row) (the first of 2 such groups)"),
        loaded.report().notes());
    assertTrue(
        classes("caf\u00e9", "cafe\u0301").report().notes().get(0).contains("names differ only"));
    assertTrue(
        classes("1", "2", "10", "01", "1.0")
            .report()
            .notes()
            .get(0)
            .endsWith("\"01\" (1 row)" + ", \"1\" (1 row), \"1.0\" (1 row)"));
  }
}
