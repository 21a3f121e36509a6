package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.songs.LabelCeiling;
import ihct.songs.Songs;
import ihct.tries.Property;
import ihct.tries.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** Laws of loading, on made tables with every fault in them. */
class LoadingPropertiesTest {

  @TempDir Path folder;

  /** Up to 400 lines; one in eight has some fault, many repeat a (track, genre). */
  private static List<String> lines(Random random) {
    List<String> lines = new ArrayList<>();
    int count = 100 + random.nextInt(300);
    for (int i = 0; i < count; i++) {
      int track = random.nextInt(60);
      String genre = "g" + (int) (8 * random.nextDouble() * random.nextDouble());
      String line = Tables.line("t" + track, genre, "a" + track % 7, track);
      lines.add(
          switch (random.nextInt(24)) {
            case 0 -> line + ",one too many";
            case 1 -> line.replace("," + genre + ",", ",NA,");
            case 2 -> line.replace(track + ".05", "NaN");
            default -> line;
          });
    }
    return lines;
  }

  private LoadedSongs load(List<String> lines, LoadingOptions options) throws IOException {
    return Tables.load(Tables.write(folder, "t.csv", Tables.table(lines)), options);
  }

  private static LoadingOptions options(LabelMode mode, int min, int max) {
    return LoadingOptions.everything().withLabels(mode).withLimits(min, max);
  }

  @Property(tries = 100)
  void everyRowIsAccountedFor(long seed, LabelMode mode, @Range(min = 1, max = 8) int min)
      throws IOException {
    List<String> lines = lines(new Random(seed));
    LoadedSongs loaded = load(lines, options(mode, min, min + 10));
    LoadingReport report = loaded.report();
    int left = report.leftOut().values().stream().mapToInt(LoadingReport.LeftOut::rows).sum();
    assertEquals(lines.size(), report.rowsRead(), "one genre each");
    assertEquals(lines.size(), report.recordsRead());
    assertEquals(report.rowsRead(), report.rowsKept() + left);
    assertEquals(loaded.songs().size(), report.rowsKept());
    for (int rows : loaded.songs().rowsPerGenre()) {
      assertTrue(rows >= min && rows <= min + 10, rows + " rows");
    }
  }

  @Property(tries = 100)
  void orderOfTheRecordsLeavesNoTrace(long seed, LabelMode mode) throws IOException {
    Random random = new Random(seed);
    List<String> lines = lines(random);
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, random);
    assertEquals(
        load(lines, options(mode, 3, 12)).songs().sha256(),
        load(shuffled, options(mode, 3, 12)).songs().sha256());
  }

  @Property(tries = 100)
  void everyRowCarriesItsOwnGenreAmongItsTracks(long seed, LabelMode mode) throws IOException {
    Songs songs = load(lines(new Random(seed)), options(mode, 2, 12)).songs();
    assertEquals(songs.genres().stream().sorted().toList(), songs.genres());
    for (int row = 0; row < songs.size(); row++) {
      assertTrue(songs.trackHasGenre(row, songs.genre(row)));
      int[] genres = songs.trackGenres(row);
      int[] sorted = genres.clone();
      Arrays.sort(sorted);
      assertTrue(Arrays.equals(sorted, genres));
    }
  }

  @Property(tries = 100)
  void singleKeepsEachTrackOnceAtMost(long seed) throws IOException {
    Songs songs = load(lines(new Random(seed)), options(LabelMode.SINGLE, 2, 12)).songs();
    assertEquals(1.0, LabelCeiling.of(songs));
  }
}
