package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.loading.csv.Place;
import ihct.loading.schema.LabelForm;
import ihct.songs.Songs;
import ihct.tries.Property;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** Songs and report are those of {@link NaiveLoading}, on tables with every oddity in them. */
class LoadingOracleTest {

  @TempDir Path folder;

  @Property(tries = 300)
  void smallTablesAreLoadedAsTheyShould(long seed) throws IOException {
    holdsForATable(seed, 1 + new Random(seed).nextInt(150));
  }

  /** So large that there are many blocks. */
  @Property(tries = 3)
  void largeTablesAreLoadedAsTheyShould(long seed) throws IOException {
    holdsForATable(seed, 40_000);
  }

  private void holdsForATable(long seed, int lines) throws IOException {
    String text = new OddTable(new Random(seed)).text(lines);
    Path plain = Tables.write(folder, "t.csv", text);
    Path packed = Tables.gzip(folder, "t.csv.gz", text);
    NaiveLoading expected = NaiveLoading.of(plain);
    if (!expected.rows.isEmpty()) {
      // The tables are too small and too odd for a look at what their labels hold.
      LoadingOptions options = LoadingOptions.everything().withLabelForm(LabelForm.ONE);
      LoadedSongs loaded = Tables.load(plain, options);
      holdsTheSame(expected, loaded);
      assertEquals(loaded.songs().sha256(), Tables.load(packed, options).songs().sha256());
    }
  }

  private static void holdsTheSame(NaiveLoading expected, LoadedSongs loaded) {
    LoadingReport report = loaded.report();
    Map<Reason, Integer> leftOut = new HashMap<>();
    Map<Reason, Place> first = new HashMap<>();
    report
        .leftOut()
        .forEach(
            (reason, left) -> {
              leftOut.put(reason, left.rows());
              first.put(reason, left.first());
            });
    assertEquals(expected.leftOut, leftOut);
    assertEquals(expected.firstLeftOut, first);
    assertEquals(expected.records, report.recordsRead());
    assertEquals(expected.records, report.rowsRead());
    assertEquals(expected.rows.size(), report.recordsKept());
    assertEquals(expected.genresOfTrack.size(), report.tracks());
    assertEquals(
        expected.withoutTrack > 0,
        report
            .notes()
            .contains(
                expected.withoutTrack
                    + (expected.withoutTrack == 1 ? " record" : " records")
                    + " without a track id, each taken as a track of its own"));
    Songs songs = loaded.songs();
    assertEquals(expected.rows.size(), songs.size());
    for (int row = 0; row < songs.size(); row++) {
      NaiveLoading.Row one = expected.rows.get(row);
      assertEquals(one.track(), songs.trackKey(row));
      assertEquals(one.genre(), songs.genres().get(songs.genre(row)));
      assertEquals(one.artist(), songs.artistKey(row));
      assertEquals(one.line(), loaded.origins().line(row));
      assertArrayEquals(one.features(), songs.features(row));
      List<String> genres = new ArrayList<>();
      for (int genre : songs.trackGenres(row)) {
        genres.add(songs.genres().get(genre));
      }
      assertEquals(List.copyOf(expected.genresOfTrack.get(one.track())), genres);
    }
  }
}
