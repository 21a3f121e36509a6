package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ihct.keys.LongIndex;
import ihct.songs.LabelCeiling;
import ihct.songs.Recordings;
import ihct.songs.SongSplit;
import ihct.songs.Songs;
import ihct.songs.SplitLeak;
import ihct.songs.SplitRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published tables themselves; counts were taken by an independent script in Python. */
class RealDataTest {

  private static Path file(String name) {
    String folder = System.getenv("IHCT_DATA");
    assumeTrue(folder != null, "IHCT_DATA names no folder with the published tables");
    Path file = Path.of(folder, name);
    assumeTrue(Files.exists(file), file + " is not there");
    return file;
  }

  private static int left(LoadedSongs loaded, Reason reason) {
    return loaded.report().leftOut().get(reason).rows();
  }

  @Test
  void genreSet() throws IOException {
    LoadedSongs loaded = Tables.load(file("spotify-114/dataset.csv.gz"));
    assertEquals(114_000, loaded.report().recordsRead());
    assertEquals(450, left(loaded, Reason.REPEATED));
    assertEquals(1, loaded.report().leftOut().size());
    assertEquals(114, loaded.report().genres());
    assertEquals(89_741, loaded.report().tracks());
    assertEquals(16_299.0 / 89_741, loaded.report().severalGenres());
    assertEquals(89_741.0 / 113_550, loaded.report().ceiling());
  }

  @Test
  void sevenPercentOfTheGenreSetAreTwins() throws IOException {
    Songs songs = Tables.load(file("spotify-114/dataset.csv.gz")).songs();
    LongIndex tracks = new LongIndex();
    LongIndex sounds = new LongIndex();
    long[] keys = Recordings.soundKeys(songs);
    for (int row = 0; row < songs.size(); row++) {
      tracks.add(songs.trackKey(row));
      sounds.add(keys[row]);
    }
    assertEquals(0.0698, 1 - (double) sounds.size() / tracks.size(), 0.0001);
  }

  @Test
  void genreSetAtTwoHundredPerGenreIsNearTheCeilingReportedElsewhere() throws IOException {
    LoadedSongs loaded =
        Tables.load(
            file("spotify-114/dataset.csv.gz"), LoadingOptions.everything().withLimits(1, 200));
    assertEquals(22_800, loaded.report().rowsKept());
    SongSplit split = SongSplit.of(loaded.songs(), SplitRule.TRACK);
    assertEquals(new SplitLeak(0, 0, SplitLeak.of(split).sameArtist()), SplitLeak.of(split));
    // 77.8 % with another hash; a standard deviation is near one point.
    assertEquals(0.778, LabelCeiling.of(split.test()), 0.03);
    assertTrue(split.test().size() > 2000 && split.test().size() < 2600);
  }

  @Test
  void everyNoiseTracks() throws IOException {
    LoadedSongs loaded = Tables.load(file("every-noise-tracks/tracks.csv.gz"));
    assertEquals(55_784, loaded.report().recordsRead());
    assertEquals(8, left(loaded, Reason.NO_GENRE));
    assertEquals(166_359, loaded.report().rowsKept());
    assertEquals(2_902, loaded.report().genres());
  }

  @Test
  void spotifySongsWithItsKnownTree() throws IOException {
    LoadedSongs loaded =
        Tables.load(
            file("tidytuesday/spotify_songs.zip"),
            LoadingOptions.everything()
                .withHierarchy(List.of("playlist_genre", "playlist_subgenre")));
    assertEquals(32_833, loaded.report().rowsKept());
    assertEquals(28_356, loaded.report().tracks());
    assertEquals(24, loaded.genrePaths().size());
    assertEquals(6, loaded.genrePaths().stream().map(path -> path.get(0)).distinct().count());
  }

  @Test
  void genreAndArtistMeans() throws IOException {
    assertEquals(2_973, Tables.load(file("genre-means/data_by_genres.csv")).report().genres());
    LoadedSongs artists = Tables.load(file("genre-means/data_w_genres.csv"));
    assertEquals(22_727, artists.report().recordsRead());
    assertEquals(6_324, left(artists, Reason.NO_GENRE));
    assertEquals(2_604, artists.report().genres());
  }

  @Test
  void genreMap() throws IOException {
    LoadedSongs map = Tables.load(file("genre-names/every-noise-genres.csv"));
    assertEquals(6_291, map.report().genres());
    assertEquals(2, map.songs().dimension());
  }

  @Test
  void frogCalls() throws IOException {
    List<String> features = new ArrayList<>();
    for (int i = 1; i <= 22; i++) {
      features.add("MFCCs_" + i);
    }
    LoadedSongs frogs =
        Tables.load(
            file("anuran-calls/Frogs_MFCCs.csv"),
            LoadingOptions.everything()
                .withColumns(features, "Species", "RecordID")
                .withHierarchy(List.of("Family", "Genus", "Species")));
    assertEquals(7_195, frogs.songs().size());
    assertEquals(10, frogs.report().genres());
    assertEquals(8, frogs.genrePaths().stream().map(path -> path.get(1)).distinct().count());
    assertEquals(4, frogs.genrePaths().stream().map(path -> path.get(0)).distinct().count());
  }
}
