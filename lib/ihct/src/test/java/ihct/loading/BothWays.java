package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.songs.Part;
import ihct.songs.Songs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads files as small and as large ones are, read once and read twice. Songs, report and refusals
 * must be the same; all tests of loading go through here.
 */
final class BothWays {

  private BothWays() {}

  static LoadedSongs load(
      List<Path> files, Map<Path, Part> parts, LoadingOptions options, Reading reading)
      throws IOException {
    LoadedSongs once;
    try {
      once = SongLoader.load(files, parts, options, reading, false);
    } catch (IOException | IllegalArgumentException e) {
      assertEquals(e.toString(), refusal(files, parts, options, reading), files.toString());
      throw e;
    }
    assertSame(once, SongLoader.load(files, parts, options, reading, true), files.toString());
    return once;
  }

  private static String refusal(
      List<Path> files, Map<Path, Part> parts, LoadingOptions options, Reading reading) {
    try {
      SongLoader.load(files, parts, options, reading, true);
      return "not refused";
    } catch (IOException | IllegalArgumentException e) {
      return e.toString();
    }
  }

  private static void assertSame(LoadedSongs once, LoadedSongs twice, String which) {
    assertEquals(once.report(), twice.report(), which);
    assertEquals(once.genrePaths(), twice.genrePaths(), which);
    assertSame(once.songs(), twice.songs(), which);
    assertEquals(once.coarse().isPresent(), twice.coarse().isPresent(), which);
    Optional<Songs> coarse = twice.coarse();
    once.coarse().ifPresent(songs -> assertSame(songs, coarse.orElseThrow(), which));
    for (int row = 0; row < once.songs().size(); row++) {
      assertEquals(once.origins().file(row), twice.origins().file(row), which);
      assertEquals(once.origins().line(row), twice.origins().line(row), which);
      assertEquals(once.origins().track(row), twice.origins().track(row), which);
    }
  }

  static void assertSame(Songs once, Songs twice, String which) {
    assertEquals(once.sha256(), twice.sha256(), which);
    assertEquals(once.hasArtists(), twice.hasArtists(), which);
    for (int row = 0; row < once.size(); row++) {
      assertArrayEquals(once.trackGenres(row), twice.trackGenres(row), which);
      assertEquals(once.title(row), twice.title(row), which);
      assertEquals(once.artist(row), twice.artist(row), which);
      if (once.hasArtists()) {
        assertEquals(once.artistKey(row), twice.artistKey(row), which);
      }
    }
  }
}
