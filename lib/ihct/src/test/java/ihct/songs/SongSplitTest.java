package ihct.songs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.keys.Keys;
import ihct.tries.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SongSplitTest {

  private static final List<String> FEATURES = List.of("popularity", "tempo", "energy");

  /**
   * Tracks of 1 to 3 of at least 3 genres; every fifth is an earlier recording under another id.
   */
  private static Songs songs(Random random, int tracks, int genres) {
    List<double[]> values = new ArrayList<>();
    List<Integer> genre = new ArrayList<>();
    List<Long> track = new ArrayList<>();
    List<int[]> of = new ArrayList<>();
    List<double[]> sounds = new ArrayList<>();
    for (int t = 0; t < tracks; t++) {
      double[] sound =
          t > 0 && t % 5 == 0
              ? sounds.get(random.nextInt(sounds.size())).clone()
              : new double[] {0, random.nextGaussian() * 30 + 120, random.nextDouble()};
      sound[0] = random.nextInt(100);
      sounds.add(sound);
      int[] own = random.ints(0, genres).distinct().limit(1 + random.nextInt(3)).sorted().toArray();
      for (int g : own) {
        values.add(sound);
        genre.add(g);
        track.add(Keys.mix(t + 1));
        of.add(own);
      }
    }
    double[] flat = values.stream().flatMapToDouble(Arrays::stream).toArray();
    List<String> names = new ArrayList<>();
    for (int g = 0; g < genres; g++) {
      names.add("g" + g);
    }
    long[] keys = track.stream().mapToLong(Long::longValue).toArray();
    long[] artists = track.stream().mapToLong(k -> Math.floorMod(k, 40L)).toArray();
    return new Songs(
        FEATURES,
        names,
        flat,
        genre.stream().mapToInt(Integer::intValue).toArray(),
        keys,
        artists,
        of.toArray(int[][]::new));
  }

  private static Map<String, Integer> places(SongSplit split) {
    Map<String, Integer> places = new HashMap<>();
    List<Songs> parts = List.of(split.train(), split.validation(), split.test());
    for (int part = 0; part < 3; part++) {
      Songs songs = parts.get(part);
      for (int row = 0; row < songs.size(); row++) {
        places.put(songs.trackKey(row) + songs.genres().get(songs.genre(row)), part);
      }
    }
    return places;
  }

  private static void sharesNothing(SongSplit split, BiFunction<Songs, Integer, Object> group) {
    Map<Object, Integer> partOf = new HashMap<>();
    List<Songs> parts = List.of(split.train(), split.validation(), split.test());
    for (int part = 0; part < 3; part++) {
      for (int row = 0; row < parts.get(part).size(); row++) {
        Integer other = partOf.putIfAbsent(group.apply(parts.get(part), row), part);
        assertTrue(other == null || other == part, "one group in two parts");
      }
    }
  }

  @Property(tries = 50)
  void noTrackAndNoRecordingIsInTwoParts(long seed) {
    SongSplit split = SongSplit.of(songs(new Random(seed), 300, 6), SplitRule.TRACK);
    sharesNothing(split, Songs::trackKey);
    sharesNothing(split, (s, row) -> List.of(s.feature(row, 1), s.feature(row, 2)));
    SplitLeak leak = SplitLeak.of(split);
    assertEquals(0.0, leak.sameTrack());
    assertEquals(0.0, leak.identicalFeatures());
    assertTrue(leak.sameArtist().getAsDouble() > 0);
  }

  @Property(tries = 50)
  void noArtistIsInTwoParts(long seed) {
    SongSplit split = SongSplit.of(songs(new Random(seed), 300, 6), SplitRule.ARTIST);
    sharesNothing(split, Songs::artistKey);
    assertEquals(OptionalDouble.of(0), SplitLeak.of(split).sameArtist());
  }

  @Property(tries = 50)
  void splitByRowLeaksTheTrack(long seed) {
    SongSplit split = SongSplit.of(songs(new Random(seed), 600, 6), SplitRule.ROW);
    SplitLeak leak = SplitLeak.of(split);
    assertTrue(leak.sameTrack() > 0.2 && leak.sameTrack() < 1, leak.toString());
    assertTrue(leak.identicalFeatures() >= leak.sameTrack(), leak.toString());
  }

  @Property(tries = 50)
  void addingSongsMovesNobody(long seed, SplitRule rule) {
    Songs all = songs(new Random(seed), 300, 6);
    // Without popularity in the way: the first half of the tracks, twins of later ones among them.
    int[] half = IntStream.range(0, all.size() / 2).toArray();
    Songs few = all.rows(half);
    Map<String, Integer> after = places(SongSplit.of(all, rule));
    long moved =
        places(SongSplit.of(few, rule)).entrySet().stream()
            .filter(e -> !e.getValue().equals(after.get(e.getKey())))
            .count();
    if (rule == SplitRule.TRACK) {
      // Only components that a later twin with a smaller key joined may move.
      assertTrue(moved < few.size() / 4, moved + " of " + few.size());
    } else {
      assertEquals(0, moved);
    }
  }

  @Property(tries = 20)
  void addingUnrelatedSongsMovesNobodyByTrack(long seed) {
    Songs some = songs(new Random(seed), 200, 6);
    Songs others = songs(new Random(seed + 1), 200, 6);
    int n = some.size();
    int m = others.size();
    double[] values = new double[3 * (n + m)];
    int[] genre = new int[n + m];
    long[] tracks = new long[n + m];
    int[][] of = new int[n + m][];
    for (int row = 0; row < n + m; row++) {
      Songs from = row < n ? some : others;
      int at = row < n ? row : row - n;
      System.arraycopy(from.features(at), 0, values, 3 * row, 3);
      genre[row] = from.genre(at);
      tracks[row] = row < n ? from.trackKey(at) : ~from.trackKey(at);
      of[row] = from.trackGenres(at);
    }
    Songs both = new Songs(FEATURES, some.genres(), values, genre, tracks, null, of);
    Map<String, Integer> after = places(SongSplit.of(both, SplitRule.TRACK));
    places(SongSplit.of(some, SplitRule.TRACK))
        .forEach((row, part) -> assertEquals(part, after.get(row), row));
  }

  @Test
  void partsAreEightyTenTen() {
    Songs songs = songs(new Random(1), 20_000, 6);
    for (SplitRule rule : List.of(SplitRule.ROW, SplitRule.TRACK)) {
      SongSplit split = SongSplit.of(songs, rule);
      // Tolerance: four standard deviations of 16,000 components of at most a few rows.
      assertEquals(0.8, (double) split.train().size() / songs.size(), 0.016, rule.toString());
      assertEquals(0.1, (double) split.validation().size() / songs.size(), 0.012, rule.toString());
      assertEquals(0.1, (double) split.test().size() / songs.size(), 0.012, rule.toString());
      assertEquals(rule, split.rule());
    }
  }

  @Test
  void popularityDoesNotMakeARecordingAnother() {
    Songs songs =
        new Songs(
            FEATURES,
            List.of("a"),
            new double[] {1, 120, -0.0, 2, 120, 0.0, 1, 121, 0},
            new int[3],
            new long[] {7, 5, 6},
            null,
            new int[][] {{0}, {0}, {0}});
    assertArrayEquals(new long[] {5, 5, 6}, SplitRule.TRACK.groups(songs));
  }

  @Property(tries = 50)
  void genreWithoutTrainingRowsIsTakenOutOfAllPartsAndNamed(long seed) {
    Songs songs = songs(new Random(seed), 60, 40);
    SongSplit split = SongSplit.of(songs, SplitRule.TRACK);
    List<String> kept = split.train().genres();
    assertEquals(kept, split.validation().genres());
    assertEquals(kept, split.test().genres());
    for (int rows : split.train().rowsPerGenre()) {
      assertTrue(rows > 0);
    }
    assertEquals(40, kept.size() + split.genresWithoutTrainingRows().size());
    assertFalse(kept.stream().anyMatch(split.genresWithoutTrainingRows()::contains));
    assertEquals(
        songs.size(),
        split.train().size()
            + split.validation().size()
            + split.test().size()
            + split.rowsWithoutTrainingGenre());
  }

  @Property(tries = 30)
  void genresLeftOutAreTestedByAllRowsWhoseGroupsNothingIsLearntFrom(long seed) {
    Songs songs = songs(new Random(seed), 200, 6);
    Set<String> out = Set.of("g1", "g4");
    SongSplit usual = SongSplit.of(songs, SplitRule.TRACK);
    SongSplit split = SongSplit.of(songs, SplitRule.TRACK, 0, false, out);
    assertEquals(List.of("g0", "g2", "g3", "g5"), split.train().genres());
    assertEquals(List.of("g1", "g4"), split.unseenTest().genres());
    assertEquals(usual.test().withGenres(split.train().genres()).size(), split.test().size());
    long[] groups = SplitRule.TRACK.groups(songs);
    Set<Long> learnt = new HashSet<>();
    for (Songs part : List.of(split.train(), split.validation())) {
      for (int row = 0; row < part.size(); row++) {
        for (int other = 0; other < songs.size(); other++) {
          if (songs.trackKey(other) == part.trackKey(row)) {
            learnt.add(groups[other]);
          }
        }
      }
    }
    List<Long> expected = new ArrayList<>();
    for (int row = 0; row < songs.size(); row++) {
      if (out.contains(songs.genres().get(songs.genre(row))) && !learnt.contains(groups[row])) {
        expected.add(songs.trackKey(row));
      }
    }
    Songs unseen = split.unseenTest();
    assertEquals(expected, IntStream.range(0, unseen.size()).mapToObj(unseen::trackKey).toList());
    assertFalse(expected.isEmpty());
  }

  @Test
  void splitByArtistNeedsArtists() {
    Songs songs =
        new Songs(
            List.of("x"),
            List.of("a"),
            new double[1],
            new int[1],
            new long[1],
            null,
            new int[][] {{0}});
    assertEquals(
        "A split by artist needs songs that know their artist, and these do not. "
            + "Split by track, or name the column that groups the rows (--group COLUMN).",
        assertThrows(IllegalArgumentException.class, () -> SongSplit.of(songs, SplitRule.ARTIST))
            .getMessage());
  }

  @Test
  void splitWithoutTrainingRowsIsRefused() {
    Songs none = songs(new Random(1), 10, 3).rows(new int[0]);
    assertEquals(
        "None of 0 rows fell into the training part of a split by TRACK; load more songs.",
        assertThrows(IllegalArgumentException.class, () -> SongSplit.of(none, SplitRule.TRACK))
            .getMessage());
  }

  @Property(tries = 30)
  void trainingPartHasMeanZeroAndDeviationOneAfterScaling(long seed) {
    SongSplit split = SongSplit.of(songs(new Random(seed), 300, 6), SplitRule.TRACK);
    Songs scaled = ZScores.fit(split.train()).apply(split.train());
    for (int j = 0; j < scaled.dimension(); j++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < scaled.size(); row++) {
        sum += scaled.feature(row, j);
        squares += scaled.feature(row, j) * scaled.feature(row, j);
      }
      // About 500 sums of numbers near 1 in double.
      assertEquals(0, sum / scaled.size(), 1e-12);
      assertEquals(1, squares / scaled.size(), 1e-12);
    }
  }

  @Test
  void meansOfGenresByHand() {
    Songs songs =
        new Songs(
            List.of("x", "y"),
            List.of("a", "b", "c"),
            new double[] {1, 2, 3, 4, 5, 9},
            new int[] {0, 0, 1},
            new long[3],
            null,
            new int[][] {{0}, {0}, {1}});
    assertArrayEquals(
        new double[][] {{2, 3}, {5, 9}}, GenreMeans.of(songs.withGenres(List.of("a", "b"))));
    assertEquals(
        "Genre \"c\" (number 3 of 3) has no row, so it has no mean. Leave it out with withGenres.",
        assertThrows(IllegalArgumentException.class, () -> GenreMeans.of(songs)).getMessage());
  }

  /** How many groups each genre has in each part. */
  private static int[][] groupsPerGenre(SongSplit split, int genres) {
    int[][] counts = new int[3][genres];
    List<Songs> parts = List.of(split.train(), split.validation(), split.test());
    for (int part = 0; part < 3; part++) {
      Songs songs = parts.get(part);
      for (int genre = 0; genre < genres; genre++) {
        String name = "g" + genre;
        counts[part][genre] =
            (int)
                IntStream.range(0, songs.size())
                    .filter(row -> songs.genres().get(songs.genre(row)).equals(name))
                    .mapToLong(songs::artistKey)
                    .distinct()
                    .count();
      }
    }
    return counts;
  }

  @Property(tries = 200)
  void stratifiedSplitLeavesNoGenreWithoutRows(long seed) {
    Random random = new Random(seed);
    int genres = 8 + random.nextInt(12);
    Songs all = songs(random, 20 + random.nextInt(40), genres);
    int[] one = IntStream.range(0, all.size()).filter(r -> oneOfTrack(all, r)).toArray();
    Songs songs = all.rows(one); // artists have several genres, tracks one
    SongSplit plain = SongSplit.of(songs, SplitRule.ARTIST, seed);
    SongSplit split = SongSplit.of(songs, SplitRule.ARTIST, seed, true);
    sharesNothing(split, Songs::artistKey);
    assertEquals(
        List.of(),
        split.genresWithoutTrainingRows().stream().filter(g -> rows(songs, g) > 0).toList());
    int[][] counts = groupsPerGenre(split, genres);
    int[] loose = new int[genres];
    for (int genre = 0; genre < genres; genre++) {
      int groups = counts[0][genre] + counts[1][genre] + counts[2][genre];
      loose[genre] = groups >= 3 && counts[2][genre] == 0 ? 1 : 0;
    }
    // A group that holds the last of another genre cannot be given away.
    assertTrue(Arrays.stream(loose).sum() <= genres / 4, () -> Arrays.toString(loose));
    assertTrue(missing(split, genres) <= missing(plain, genres));
  }

  private static boolean oneOfTrack(Songs songs, int row) {
    return row == 0 || songs.trackKey(row) != songs.trackKey(row - 1);
  }

  private static long rows(Songs songs, String genre) {
    return IntStream.range(0, songs.size())
        .filter(row -> songs.genres().get(songs.genre(row)).equals(genre))
        .count();
  }

  private static long missing(SongSplit split, int genres) {
    int[][] counts = groupsPerGenre(split, genres);
    return IntStream.range(0, genres).filter(g -> counts[0][g] * counts[2][g] == 0).count();
  }

  @Property(tries = 100)
  void everyGenreOfThreeGroupsIsTestedWhereGroupsHaveOneGenre(long seed) {
    Random random = new Random(seed);
    int genres = 30;
    double[][] x = new double[4 * genres][1];
    List<String> labels = new ArrayList<>();
    for (int row = 0; row < x.length; row++) {
      x[row][0] = random.nextDouble();
      labels.add("g" + (row % 4 < 1 + random.nextInt(4) ? row / 4 : random.nextInt(genres)));
    }
    Songs songs = Songs.of(x, labels);
    SongSplit split = SongSplit.of(songs, SplitRule.TRACK, seed, true);
    assertEquals(List.of(), split.genresWithoutTrainingRows());
    int[] test = split.test().rowsPerGenre();
    int[] all = songs.rowsPerGenre();
    for (int genre = 0; genre < all.length; genre++) {
      assertTrue(all[genre] < 3 || test[genre] > 0, songs.genres().get(genre));
    }
  }

  @Test
  void stratifyingMovesNothingThatNeedNotMove() {
    Songs songs = songs(new Random(4), 3000, 4);
    assertEquals(
        places(SongSplit.of(songs, SplitRule.TRACK)),
        places(SongSplit.of(songs, SplitRule.TRACK, 0, true)));
  }
}
