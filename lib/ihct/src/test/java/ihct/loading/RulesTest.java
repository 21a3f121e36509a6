package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.keys.Keys;
import ihct.songs.SongSplit;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

  @TempDir Path folder;

  private LoadedSongs load(LoadingOptions options, String... lines) throws IOException {
    return Tables.load(Tables.write(folder, "t.csv", Tables.table(List.of(lines))), options);
  }

  @Test
  void reportReadsLikeThis() throws IOException {
    Path path =
        Tables.write(
            folder,
            "t.csv",
            Tables.table(
                List.of(
                    Tables.line("t1", "pop", "Ann", 1),
                    Tables.line("t1", "rock", "Ann", 1),
                    Tables.line("t1", "pop", "Ann", 1),
                    Tables.line("t2", "pop", "Bob", 2),
                    Tables.line("t3", "rock", "NA", 3),
                    Tables.line("t4", "NA", "Bob", 4),
                    Tables.line("t5", "pop", "Bob", 5) + ",more",
                    Tables.line("t6", "pop", "Bob", 6).replace("6.10", ""),
                    Tables.line("t7", "polka", "Bob", 7))));
    LoadedSongs loaded =
        Tables.load(path, LoadingOptions.everything().withLimits(2, LoadingOptions.NO_CAP));
    assertEquals(
        """
        file: %1$s
          sha256: %2$s
          schema: 114 genres (dataset.csv), 9 records
          columns: duration_ms <- duration_ms, popularity <- popularity, acousticness <- acousticness, danceability <- danceability, energy <- energy, instrumentalness <- instrumentalness, liveness <- liveness, loudness <- loudness, speechiness <- speechiness, tempo <- tempo, valence <- valence, genre <- track_genre, track <- track_id, artist <- artists
          note: 1 of 3 genres left out, as --min-per-genre asks for 2 rows in each; 1 keeps all
        records: 9 read, 4 kept
        rows (track, genre): 9 read, 4 kept
          left out, unreadable row: 1, first %1$s:8: 15 cells where the header has 14
          left out, missing or non-finite feature: 1, first %1$s:9:tempo: the cell is empty
          left out, no genre: 1, first %1$s:7:track_genre: the genre is "NA"
          left out, repeated (track, genre): 1, first %1$s:4: its track stands under "pop" before
          left out, too few rows in the genre: 1, first %1$s:10: genre "polka" has 1 track; at least 2 are asked
        tracks: 3, 33.3 %% of them with several genres
        genres: 2 with 2 to 2 rows (median 2.0)
        multi-label ceiling of top-1 accuracy: 75.0 %%"""
            .formatted(path, Tables.sha256(path)),
        String.join("\n", loaded.report().lines()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NA",
        "nan",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "1d",
        "0x1p3",
        "a",
        "-",
        "1,5"
      })
  void cellThatIsNoFiniteNumberIsABadFeature(String cell) throws IOException {
    LoadedSongs loaded =
        load(
            LoadingOptions.everything(),
            Tables.line("t1", "pop", "Ann", 1),
            Tables.line("t2", "pop", "Ann", 2).replace("2.08", "\"" + cell + "\""));
    assertEquals(1, loaded.songs().size());
    LoadingReport.LeftOut left = loaded.report().leftOut().get(Reason.BAD_FEATURE);
    assertEquals(1, left.rows());
    assertEquals(3, left.first().line());
    assertEquals("loudness", left.first().column());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-12.5", "1.01e-06", "4.63E-05", "+1", ".5", "7.", " 3 "})
  void decimalNumbersAreReadAsTheyStand(String cell) throws IOException {
    LoadedSongs loaded =
        load(LoadingOptions.everything(), Tables.line("t1", "pop", "Ann", 1).replace("1.08", cell));
    assertEquals(Double.parseDouble(cell), loaded.songs().feature(0, 7));
  }

  @Test
  void missingNamesAreNoReasonToLeaveARowOut() throws IOException {
    LoadedSongs loaded =
        load(
            LoadingOptions.everything(),
            Tables.line("t1", "pop", "NA", 1),
            Tables.line("t2", "pop", "", 2));
    assertEquals(2, loaded.songs().size());
    assertTrue(loaded.songs().artistKey(0) != loaded.songs().artistKey(1), "not lumped into one");
  }

  @Test
  void recordsWithoutTrackIdAreToldAloud() throws IOException {
    LoadedSongs loaded =
        load(
            LoadingOptions.everything(),
            Tables.line("", "pop", "Ann", 1),
            Tables.line("", "pop", "Ann", 1));
    assertEquals(2, loaded.report().tracks());
    assertEquals(
        List.of("2 records without a track id, each taken as a track of its own"),
        loaded.report().notes());
  }

  @Test
  void listThatCannotBeReadNamesTheColumn() throws IOException {
    Path path =
        Tables.write(
            folder,
            "t.csv",
            "track_id,artist_genres,"
                + String.join(",", Tables.FEATURES)
                + "\nt1,['pop'],"
                + Tables.numbers(1)
                + "\nt2,['pop,"
                + Tables.numbers(2)
                + "\n");
    assertEquals(
        path
            + ":3:artist_genres: not a list of texts: expected the closing ' at character 6 of \"['pop\"",
        Tables.load(path).report().leftOut().get(Reason.UNREADABLE_ROW).first().toString());
  }

  @Test
  void genreTwiceInOneListIsARepeatedRow() throws IOException {
    Path path =
        Tables.write(
            folder,
            "t.csv",
            "track_id,artist_genres,"
                + String.join(",", Tables.FEATURES)
                + "\nt1,\"['pop', 'pop', '']\","
                + Tables.numbers(1)
                + "\n");
    LoadingReport report = Tables.load(path).report();
    assertEquals(3, report.rowsRead());
    assertEquals(1, report.rowsKept());
    assertEquals(1, report.leftOut().get(Reason.REPEATED).rows());
    assertEquals(1, report.leftOut().get(Reason.NO_GENRE).rows());
  }

  @Test
  void quoteLeftOpenAtTheEndIsAnUnreadableRow() throws IOException {
    Path path =
        Tables.write(
            folder,
            "t.csv",
            "track_id,track_genre,"
                + String.join(",", Tables.FEATURES)
                + ",note\nt1,pop,"
                + Tables.numbers(1)
                + ",fine\nt2,pop,"
                + Tables.numbers(2)
                + ",\"open\nt3,pop,"
                + Tables.numbers(3)
                + ",lost\n");
    LoadedSongs loaded = Tables.load(path);
    assertEquals(1, loaded.songs().size());
    assertEquals(
        path + ":3: a quote is opened and never closed, so that all that follows is one record",
        loaded.report().leftOut().get(Reason.UNREADABLE_ROW).first().toString());
  }

  @Test
  void rowsStandByTrackThenGenre() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      lines.add(Tables.line("t1", "g" + i, "Ann", 1));
      lines.add(Tables.line("t" + i, "g" + i % 7, "Ann", i));
    }
    Collections.shuffle(lines, new Random(1));
    Songs songs = load(LoadingOptions.everything(), lines.toArray(String[]::new)).songs();
    for (int row = 1; row < songs.size(); row++) {
      int byTrack = Long.compare(songs.trackKey(row - 1), songs.trackKey(row));
      assertTrue(byTrack < 0 || (byTrack == 0 && songs.genre(row - 1) < songs.genre(row)));
    }
  }

  @Test
  void capKeepsTheSameTracksInEveryGenre() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int track = 0; track < 50; track++) {
      lines.add(Tables.line("t" + track, "pop", "Ann", track));
      lines.add(Tables.line("t" + track, "rock", "Ann", track));
    }
    LoadedSongs loaded =
        load(LoadingOptions.everything().withLimits(1, 10), lines.toArray(String[]::new));
    assertArrayEquals(new int[] {10, 10}, loaded.songs().rowsPerGenre());
    assertEquals(10, loaded.report().tracks());
    assertEquals(80, loaded.report().leftOut().get(Reason.OVER_CAP).rows());
  }

  @Test
  void capDoesNotChooseThePart() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int track = 0; track < 2000; track++) {
      lines.add(Tables.line("t" + track, "pop", "Ann", track));
    }
    Songs songs =
        load(LoadingOptions.everything().withLimits(1, 500), lines.toArray(String[]::new)).songs();
    // 500 draws at 10 %: 50 expected, standard deviation 6.7; the draw is fixed, so is the result.
    assertEquals(50, SongSplit.of(songs, SplitRule.TRACK).test().size(), 20);
  }

  @Test
  void singleKeepsTheRarestGenreAndRemembersTheOthers() throws IOException {
    LoadedSongs loaded =
        load(
            LoadingOptions.everything().withLabels(LabelMode.SINGLE),
            Tables.line("t1", "pop", "Ann", 1),
            Tables.line("t1", "rock", "Ann", 1),
            Tables.line("t2", "pop", "Ann", 2));
    Songs songs = loaded.songs();
    assertEquals(2, songs.size());
    int row = songs.trackKey(0) == new Keys().key("t1") ? 0 : 1;
    assertEquals("rock", songs.genres().get(songs.genre(row)));
    assertArrayEquals(new int[] {0, 1}, songs.trackGenres(row));
    assertEquals(1, loaded.report().leftOut().get(Reason.RARER_GENRE).rows());
    assertEquals(0.5, loaded.report().severalGenres());
    assertEquals(1.0, loaded.report().ceiling());
  }

  @Test
  void singleGivesTracksOfAGenreThatShrankTooMuchToTheirNextRarest() throws IOException {
    // a: t1 t2; b: t1 t2 t3; c: t3 t4 t5 t6. The rarest first: a keeps t1 t2, b is left with t3
    // alone, too few; so b goes and t3 falls to c.
    LoadedSongs loaded =
        load(
            LoadingOptions.everything()
                .withLabels(LabelMode.SINGLE)
                .withLimits(2, LoadingOptions.NO_CAP),
            Tables.line("t1", "a", "Ann", 1),
            Tables.line("t2", "a", "Ann", 2),
            Tables.line("t1", "b", "Ann", 1),
            Tables.line("t2", "b", "Ann", 2),
            Tables.line("t3", "b", "Ann", 3),
            Tables.line("t3", "c", "Ann", 3),
            Tables.line("t4", "c", "Ann", 4),
            Tables.line("t5", "c", "Ann", 5),
            Tables.line("t6", "c", "Ann", 6));
    assertEquals(List.of("a", "c"), loaded.songs().genres());
    assertArrayEquals(new int[] {2, 4}, loaded.songs().rowsPerGenre());
    LoadingReport.LeftOut left = loaded.report().leftOut().get(Reason.TOO_FEW);
    assertEquals(3, left.rows());
    assertTrue(
        left.first()
            .toString()
            .endsWith(
                ":4: genre \"b\" has 3 tracks, too many of which have a rarer genre; at least 2 are asked"),
        left.first().toString());
    assertTrue(
        loaded.report().notes().toString().contains("genres left out, as --min-per-genre asks"),
        () -> loaded.report().notes().toString());
  }

  @Test
  void reportRefusesAnAccountThatDoesNotAddUp() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new LoadingReport(
                    List.of(),
                    List.of(),
                    LabelMode.EVERY,
                    3,
                    2,
                    5,
                    1,
                    Map.of("rock", 2),
                    Map.of(Reason.NO_GENRE, new LoadingReport.LeftOut(1, null)),
                    1,
                    1,
                    1,
                    1,
                    1,
                    0,
                    1,
                    Map.of()));
    assertEquals(
        "5 rows read, but 1 kept, 2 with coarse names and 1 left out; 2 of 3 records kept.",
        e.getMessage());
  }
}
