package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.keys.Keys;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.Text;
import ihct.loading.simulate.SimulatedSongs;
import ihct.loading.simulate.SimulationOptions;
import ihct.songs.Songs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectTest {

  private static final Songs MADE =
      SimulatedSongs.generate(new SimulationOptions(20, 2_400, 3, 0.1, 0.2));

  private static LoadedSongs select(LoadingOptions options) throws IOException {
    return SongLoader.select(MADE, "made", options);
  }

  @Test
  void usualLimitsOfARunKeepEverySimulatedSong() throws IOException {
    LoadedSongs left = select(LoadingOptions.paper());
    assertEquals(MADE.sha256(), left.songs().sha256());
    assertEquals(Map.of(), left.report().leftOut());
    assertEquals(MADE.size(), left.report().rowsRead());
    for (int row = 0; row < MADE.size(); row++) {
      assertArrayEquals(MADE.trackGenres(row), left.songs().trackGenres(row));
      assertEquals(MADE.artistKey(row), left.songs().artistKey(row));
    }
  }

  /** The oracle: the same rows, written to a file and loaded from it by the same options. */
  @ParameterizedTest
  @CsvSource({"EVERY,1,2147483647", "EVERY,90,100", "SINGLE,1,2147483647", "SINGLE,90,100"})
  void madeSongsAreLeftOutLikeThoseOfAFile(LabelMode labels, int min, int max, @TempDir Path folder)
      throws IOException {
    LoadingOptions options = LoadingOptions.everything().withLabels(labels).withLimits(min, max);
    Songs made = asInFiles();
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < MADE.size(); row++) {
      lines.add(
          Tables.line(
              Long.toHexString(MADE.trackKey(row)), made.genres().get(made.genre(row)), "Ann", 1));
    }
    LoadedSongs left = SongLoader.select(made, "made", options);
    LoadedSongs read = Tables.load(Tables.write(folder, "t.csv", Tables.table(lines)), options);
    assertEquals(read.songs().genres(), left.songs().genres());
    assertIterableEquals(described(read.songs()), described(left.songs()));
    assertEquals(counts(read.report()), counts(left.report()));
    assertEquals(read.report().tracks(), left.report().tracks());
    assertEquals(read.report().severalGenres(), left.report().severalGenres());
  }

  @Test
  void sameOptionsGiveTheSameSongs() throws IOException {
    LoadingOptions options = LoadingOptions.everything().withLimits(1, 60);
    String once = select(options).songs().sha256();
    assertEquals(once, select(options).songs().sha256());
    assertNotEquals(MADE.sha256(), once);
  }

  @Test
  void recordsAreTracks() throws IOException {
    LoadingReport report = select(LoadingOptions.everything()).report();
    assertEquals(report.tracks(), report.recordsRead());
    assertEquals(report.tracks(), report.recordsKept());
    assertTrue(report.recordsRead() < report.rowsRead());
  }

  @Test
  void nothingLeftIsRefusedWithTheReason() {
    int rows = MADE.rowsPerGenre()[0];
    assertEquals(
        "made: no row can be used. too few rows in the genre: %s, first made: genre \"%s\" has %d tracks;"
                .formatted(Text.format("%,d", MADE.size()), MADE.genres().get(0), rows)
            + " at least 201 are asked.",
        assertThrows(
                MalformedDataException.class,
                () -> select(LoadingOptions.everything().withLimits(201, LoadingOptions.NO_CAP)))
            .getMessage());
  }

  /**
   * The made songs under the keys that the loader gives their track ids, and under names whose
   * order is that of the classes, as the loader's always is.
   */
  private static Songs asInFiles() {
    Keys keys = new Keys();
    int rows = MADE.size();
    long[] tracks = new long[rows];
    int[][] trackGenres = new int[rows][];
    for (int row = 0; row < rows; row++) {
      tracks[row] = keys.key(Long.toHexString(MADE.trackKey(row)));
      trackGenres[row] = MADE.trackGenres(row);
    }
    return new Songs(
        List.of("x"),
        IntStream.range(0, MADE.genres().size()).mapToObj("genre %02d"::formatted).toList(),
        new double[rows],
        MADE.y(),
        tracks,
        null,
        trackGenres);
  }

  private static List<String> described(Songs songs) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < songs.size(); row++) {
      rows.add(
          "%x under %d of %s"
              .formatted(
                  songs.trackKey(row), songs.genre(row), Arrays.toString(songs.trackGenres(row))));
    }
    Collections.sort(rows);
    return rows;
  }

  private static Map<Reason, Integer> counts(LoadingReport report) {
    Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
    report.leftOut().forEach((reason, left) -> counts.put(reason, left.rows()));
    return counts;
  }
}
