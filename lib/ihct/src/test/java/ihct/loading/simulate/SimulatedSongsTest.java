package ihct.loading.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.io.Sha256;
import ihct.loading.LoadingOptions;
import ihct.loading.SongLoader;
import ihct.songs.Songs;
import ihct.songs.ZScores;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedSongsTest {

  private static final SimulationOptions SMALL = new SimulationOptions(40, 5_000, 3, 0.1, 0.1);
  private static final Songs DEMO = SimulatedSongs.generate(SimulationOptions.demo());

  @Test
  void sameOptionsSameSongsOnEveryMachine() {
    Songs songs = SimulatedSongs.generate(SMALL);
    assertEquals(songs.sha256(), SimulatedSongs.generate(SMALL).sha256());
    // Every feature is the quantile of a rank among all tracks, so one song depends on all of them.
    double[] golden = {
      225584.0,
      7.0,
      0.0014630276271687403,
      0.7426886480177812,
      0.8626339850240837,
      0.0,
      0.04599000227740934,
      -2.695082114774003,
      0.20825367540784195,
      99.6592185961147,
      0.7793852166326991
    };
    assertArrayEquals(golden, songs.features(4_000));
  }

  /** Features, classes, keys and genres of tracks as they were when genres had mere numbers. */
  @ParameterizedTest
  @CsvSource({
    "40, 4800, 79507e07a17ded107e16c39d6df170c5ecd7c8c616a2599d4c0090d278eba9c7",
    "200, 24000, 0f9240265f2ea32388ae7f17febefb07149612a40966655066f9c8d1a5dc7ca7",
    "5238, 794000, fb4cca54f299d3221c096822ea5ad63f5e5b402c3da6160e5a4b39ff84477728",
  })
  void nameTellsNothingToTheNumbers(int genres, int songs, String sha256) {
    SimulationOptions options =
        new SimulationOptions(genres, songs, 1, SimulationOptions.PAPER_CLARITY, 0.1);
    assertEquals(sha256, numbers(SimulatedSongs.generate(options)));
  }

  /** Selection keeps the classes where they are, in whatever order their names would stand. */
  @Test
  void selectionKeepsTheOrderOfClasses() throws IOException {
    Songs kept = SongLoader.select(DEMO, "made", LoadingOptions.paper()).songs();
    assertEquals(DEMO.genres(), kept.genres());
    assertNotEquals(DEMO.genres().stream().sorted().toList(), kept.genres());
    assertEquals(numbers(DEMO), numbers(kept));
  }

  private static String numbers(Songs songs) {
    MessageDigest digest = Sha256.begin();
    for (int row = 0; row < songs.size(); row++) {
      int[] genres = songs.trackGenres(row);
      ByteBuffer bytes =
          ByteBuffer.allocate(8 * songs.dimension() + 20 + 4 * genres.length)
              .order(ByteOrder.LITTLE_ENDIAN);
      Arrays.stream(songs.features(row)).forEach(bytes::putDouble);
      bytes.putInt(songs.genre(row)).putLong(songs.trackKey(row)).putLong(songs.artistKey(row));
      Arrays.stream(genres).forEach(bytes::putInt);
      digest.update(bytes.array());
    }
    return Sha256.end(digest);
  }

  @Test
  void titlesAndArtistsAreThereWhereTheyAreAskedFor() {
    assertEquals(Optional.empty(), DEMO.title(0));
    assertEquals(Optional.empty(), DEMO.artist(0));
    Songs named = SimulatedSongs.generateWithNames(SimulationOptions.demo());
    assertEquals(DEMO.sha256(), named.sha256());
    Map<Long, String> titles = new HashMap<>();
    Map<Long, String> artists = new HashMap<>();
    for (int row = 0; row < named.size(); row++) {
      String title = named.title(row).orElseThrow();
      String artist = named.artist(row).orElseThrow();
      assertEquals(title, titles.computeIfAbsent(named.trackKey(row), key -> title));
      assertEquals(artist, artists.computeIfAbsent(named.artistKey(row), key -> artist));
    }
    assertEquals(artists.size(), new HashSet<>(artists.values()).size(), "a name for each artist");
  }

  @Test
  void anotherSeedOtherSongs() {
    Songs other =
        SimulatedSongs.generate(
            new SimulationOptions(40, 4_800, 4, SMALL.clarity(), SMALL.sharedSongs()));
    assertNotEquals(SimulatedSongs.generate(SMALL).sha256(), other.sha256());
  }

  @Test
  void everyGenreHas50To200Songs() {
    assertTrue(Arrays.stream(DEMO.rowsPerGenre()).allMatch(rows -> rows >= 50 && rows <= 200));
    assertEquals(24_000, DEMO.size(), 200, "rounding: at most one song per genre");
    assertEquals(200, DEMO.genres().size());
    assertEquals(SimulatedSongs.genreNames(SimulationOptions.demo()), DEMO.genres());
  }

  /** Each genre's rows are still different tracks, some of which it shares with a relative. */
  @ParameterizedTest
  @CsvSource({"40, 800", "40, 1999", "30, 41", "300, 6000"})
  void fewerThanFiftySongsEachAreSpreadEvenly(int genres, int songs) {
    Songs few = SimulatedSongs.generate(new SimulationOptions(genres, songs, 5, 0.1, 0.1));
    assertEquals(songs, few.size());
    IntSummaryStatistics sizes = Arrays.stream(few.rowsPerGenre()).summaryStatistics();
    assertTrue(sizes.getMax() - sizes.getMin() <= 1, sizes.toString());
    Set<String> rows = new HashSet<>();
    int shared = 0;
    for (int row = 0; row < few.size(); row++) {
      rows.add(few.genre(row) + " " + few.trackKey(row));
      shared += few.trackGenres(row).length > 1 ? 1 : 0;
    }
    assertEquals(songs, rows.size(), "no genre has a track twice");
    assertEquals(songs >= 10 * genres, shared > 0, "a tenth of ten songs is one");
  }

  @Test
  void paperHasItsGenresAndSongs() {
    SimulationOptions paper = SimulationOptions.paper();
    assertEquals(5238, paper.genres());
    assertEquals(794_000, paper.songs());
  }

  /**
   * Quartiles, means and standard deviations as published for the Spotify Tracks Dataset. The means
   * and deviations have no part in the simulation, so they check its shapes. The deviation of the
   * duration is not compared: it is made by a few recordings of up to 87 minutes.
   */
  @ParameterizedTest
  @CsvSource({
    "duration_ms,      174066, 212906, 261506, 228029, 107298",
    "popularity,       17,     35,     50,     33.24,  22.31",
    "acousticness,     0.0169, 0.169,  0.598,  0.3149, 0.3325",
    "danceability,     0.456,  0.58,   0.695,  0.5668, 0.1735",
    "energy,           0.472,  0.685,  0.854,  0.6414, 0.2515",
    "instrumentalness, 0,      4.2e-5, 0.049,  0.1561, 0.3096",
    "liveness,         0.098,  0.132,  0.273,  0.2136, 0.1904",
    "loudness,         -10.013, -7.004, -5.003, -8.259, 5.029",
    "speechiness,      0.0359, 0.0489, 0.0845, 0.0847, 0.1057",
    "tempo,            99.22,  122.02, 140.07, 122.15, 29.98",
    "valence,          0.26,   0.464,  0.683,  0.4741, 0.2593",
  })
  void featuresHaveThePublishedShape(
      String feature, double first, double median, double third, double mean, double deviation) {
    int j = DEMO.features().indexOf(feature);
    double[] sorted =
        distinctTracks(DEMO).mapToDouble(row -> DEMO.feature(row, j)).sorted().toArray();
    int n = sorted.length;
    assertEquals(first, sorted[n / 4], 0.002 * deviation, "ranks decide, so only spacing counts");
    assertEquals(median, sorted[n / 2], 0.002 * deviation, "as before");
    assertEquals(third, sorted[3 * n / 4], 0.002 * deviation, "as before");
    double simulatedMean = Arrays.stream(sorted).average().orElseThrow();
    assertEquals(mean, simulatedMean, 0.12 * deviation, "quartiles do not fix the tails");
    double squares = Arrays.stream(sorted).map(v -> v - simulatedMean).map(v -> v * v).sum();
    if (!feature.equals("duration_ms")) {
      assertEquals(1, Math.sqrt(squares / n) / deviation, 0.35, "spoken tracks are not simulated");
    }
  }

  private static IntStream distinctTracks(Songs songs) {
    Set<Long> seen = new HashSet<>();
    return IntStream.range(0, songs.size()).filter(row -> seen.add(songs.trackKey(row)));
  }

  @Test
  void featuresStayInTheirRange() {
    for (int row = 0; row < DEMO.size(); row++) {
      for (int j = 0; j < 11; j++) {
        double value = DEMO.feature(row, j);
        String feature = DEMO.features().get(j);
        boolean inside =
            switch (feature) {
              case "duration_ms" -> value > 0 && value == Math.rint(value);
              case "popularity" -> value >= 0 && value <= 100 && value == Math.rint(value);
              case "loudness" -> value > -60 && value < 5;
              case "tempo" -> value > 0 && value < 250;
              default -> value >= 0 && value <= 1;
            };
        assertTrue(inside, () -> feature + " " + value);
      }
    }
  }

  @Test
  void instrumentalnessIsPiledUpAtZero() {
    int j = DEMO.features().indexOf("instrumentalness");
    long zeros = distinctTracks(DEMO).filter(row -> DEMO.feature(row, j) == 0).count();
    assertEquals(0.25, zeros / (double) distinctTracks(DEMO).count(), 0.001);
  }

  @Test
  void sharedTrackKeepsItsFeaturesAndArtistUnderEveryGenre() {
    Map<Long, Integer> firstRow = new HashMap<>();
    Map<Long, Set<Integer>> genres = new HashMap<>();
    for (int row = 0; row < DEMO.size(); row++) {
      int first = firstRow.computeIfAbsent(DEMO.trackKey(row), key -> -1);
      if (first < 0) {
        firstRow.put(DEMO.trackKey(row), row);
      } else {
        assertArrayEquals(DEMO.features(first), DEMO.features(row));
        assertEquals(DEMO.artistKey(first), DEMO.artistKey(row));
      }
      boolean added =
          genres.computeIfAbsent(DEMO.trackKey(row), key -> new HashSet<>()).add(DEMO.genre(row));
      assertTrue(added, "a track stands at most once under a genre");
    }
    for (int row = 0; row < DEMO.size(); row++) {
      int[] expected = genres.get(DEMO.trackKey(row)).stream().mapToInt(g -> g).sorted().toArray();
      assertArrayEquals(expected, DEMO.trackGenres(row));
    }
    double several = genres.values().stream().filter(g -> g.size() > 1).count();
    assertEquals(0.1, several / genres.size(), 0.03);
  }

  @Test
  void artistsHaveFiveTracksOnAverage() {
    long artists = IntStream.range(0, DEMO.size()).mapToLong(DEMO::artistKey).distinct().count();
    assertEquals(5, distinctTracks(DEMO).count() / (double) artists, 0.25);
  }

  @Test
  void relativesAreNearerThanStrangers() {
    Songs songs = ZScores.fit(DEMO).apply(DEMO);
    PlantedTree tree = SimulatedSongs.plantedTree(SimulationOptions.demo());
    double[][] means = new double[200][11];
    int[] rows = songs.rowsPerGenre();
    for (int row = 0; row < songs.size(); row++) {
      for (int j = 0; j < 11; j++) {
        means[songs.genre(row)][j] += songs.feature(row, j) / rows[songs.genre(row)];
      }
    }
    double[] near = new double[2];
    double[] far = new double[2];
    for (int a = 0; a < 200; a++) {
      for (int b = 0; b < a; b++) {
        double square = 0;
        for (int j = 0; j < 11; j++) {
          square += (means[a][j] - means[b][j]) * (means[a][j] - means[b][j]);
        }
        double[] sum = tree.clade(a, 16) == tree.clade(b, 16) ? near : far;
        sum[0] += square;
        sum[1]++;
      }
    }
    double ratio = near[0] / near[1] / (far[0] / far[1]);
    assertTrue(ratio < 0.8, "mean squared distance within 16 clades / between them: " + ratio);
  }

  @Test
  void pathsRefineEachOtherAndEndAtTheGenre() {
    PlantedTree tree = SimulatedSongs.plantedTree(SMALL);
    List<String> names = SimulatedSongs.genreNames(SMALL);
    List<List<String>> paths = tree.paths(names);
    assertEquals(40, paths.size());
    for (int g = 0; g < 40; g++) {
      assertEquals(6, paths.get(g).size(), "2, 4, 8, 16, 32 clades and the genre");
      assertEquals(names.get(g), paths.get(g).get(5));
    }
    for (int tier = 0; tier < 5; tier++) {
      Map<String, String> above = new HashMap<>();
      for (List<String> path : paths) {
        String parent = tier == 0 ? "" : path.get(tier - 1);
        assertEquals(parent, above.computeIfAbsent(path.get(tier), key -> parent));
      }
      assertEquals(2 << tier, above.size());
    }
  }

  @Test
  void cladesOutOfRangeNameTheRange() {
    PlantedTree tree = SimulatedSongs.plantedTree(SMALL);
    String message =
        assertThrows(IllegalArgumentException.class, () -> tree.clade(0, 41)).getMessage();
    assertEquals(
        "41 clades asked of a planted tree of 40 genres; the number must be between 1 and 40.",
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|100|0.5|0.1|genres = 1; a simulation needs at least 2.",
        "10|9|0.5|0.1|songs = 9; 10 genres of 1 to 200 songs each have between 10 and 2000.",
        "10|2001|0.5|0.1|songs = 2001; 10 genres of 1 to 200 songs each have between 10 and 2000.",
        "10|600|-0.1|0.1|clarity = -0.1; it must be between 0 (genres alike) and 1 (no overlap).",
        "10|600|NaN|0.1|clarity = NaN; it must be between 0 (genres alike) and 1 (no overlap).",
        "10|600|0.5|0.3|shared songs = 0.3; the share must be between 0 and 0.2.",
      })
  void optionsOutOfRangeNameTheRange(
      int genres, int songs, double clarity, double shared, String text) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new SimulationOptions(genres, songs, 1, clarity, shared))
            .getMessage();
    assertEquals(text, message);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 100, 0, 0",
    "2, 400, 1, 0.2",
    "3, 300, 0.5, 0.2",
    "3, 3, 0.5, 0.2",
    "2, 4, 1, 0.1"
  })
  void extremesWork(int genres, int songs, double clarity, double shared) {
    Songs extreme =
        SimulatedSongs.generate(new SimulationOptions(genres, songs, 1, clarity, shared));
    assertEquals(songs, extreme.size(), 0.02 * songs, "few genres, coarse rounding");
    for (int row = 0; row < extreme.size(); row++) {
      assertTrue(Arrays.stream(extreme.features(row)).allMatch(Double::isFinite));
    }
  }
}
