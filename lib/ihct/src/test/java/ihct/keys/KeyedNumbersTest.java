package ihct.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeyedNumbersTest {

  private static Map<Long, Set<Integer>> pairs(KeyedNumbers tracks) {
    Map<Long, Set<Integer>> all = new HashMap<>();
    tracks.forEach(
        (track, genre) ->
            assertTrue(all.computeIfAbsent(track, t -> new TreeSet<>()).add(genre), "twice"));
    return all;
  }

  @Property(tries = 100)
  void holdsWhatSetsHold(long seed) {
    Random random = new Random(seed);
    int many = 1 + random.nextInt(3000);
    KeyedNumbers tracks = new KeyedNumbers();
    if (random.nextBoolean()) {
      tracks.expect(random.nextInt(2 * many)); // too few, too many
    }
    Map<Long, Set<Integer>> expected = new HashMap<>();
    for (int i = 0; i < many; i++) {
      long track = random.nextInt(1 + many / 2) - 3;
      int genre = random.nextInt(9);
      boolean isNew = expected.computeIfAbsent(track, t -> new TreeSet<>()).add(genre);
      assertEquals(isNew, tracks.add(track, genre));
    }
    assertEquals(expected, pairs(tracks));
    Set<Long> seen = new HashSet<>();
    tracks.forEachTrack(track -> assertTrue(seen.add(track), "twice"));
    assertEquals(expected.keySet(), seen);
    int[] rank = {5, 4, 3, 2, 1, 0, 8, 7, 6};
    expected.forEach(
        (track, genres) -> {
          int[] found = tracks.genres(track);
          Arrays.sort(found);
          assertArrayEquals(genres.stream().mapToInt(g -> g).toArray(), found);
          assertEquals(genres.size() == 1, tracks.hasOne(track));
          assertEquals(
              genres.stream().min(Comparator.comparing(g -> rank[g])).orElseThrow(),
              tracks.least(track, rank));
        });
    assertFalse(tracks.contains(many + 1L));
    assertEquals(0, tracks.genres(many + 1L).length);
  }

  @Test
  void pairIsTakenOnceAndStaysTakenWhileOthersAreAdded() {
    KeyedNumbers tracks = new KeyedNumbers();
    tracks.add(7, 0);
    tracks.add(7, 1);
    assertTrue(tracks.contains(7));
    assertFalse(tracks.isTaken(7));
    assertTrue(tracks.take(7, 1));
    assertTrue(tracks.isTaken(7));
    for (int track = 100; track < 20_000; track++) {
      tracks.add(track, 3);
    }
    assertFalse(tracks.take(7, 1));
    assertFalse(tracks.add(7, 1));
    assertTrue(tracks.take(7, 0));
    assertFalse(tracks.take(7, 5), "never added");
    assertEquals(Set.of(0, 1), pairs(tracks).get(7L));
  }

  @Test
  void numbersGiveWayToTheGenresThatTheyStoodFor() {
    KeyedNumbers tracks = new KeyedNumbers();
    tracks.add(1, 0);
    tracks.add(1, 1);
    tracks.add(2, 1);
    tracks.add(3, 2);
    int[][] genres = {{4}, {4, 5}, {}};
    tracks.replace(number -> genres[number]);
    assertEquals(Map.of(1L, Set.of(4, 5), 2L, Set.of(4, 5)), pairs(tracks));
  }

  /** Beyond a million slots they grow by a quarter. */
  @Test
  void holdsMillions() {
    KeyedNumbers tracks = new KeyedNumbers();
    for (int track = 0; track < 2_000_000; track++) {
      assertTrue(tracks.add(track, track % 7));
    }
    long[] sum = {0, 0};
    tracks.forEach(
        (track, genre) -> {
          sum[0]++;
          sum[1] += track % 7 == genre ? track : 0;
        });
    assertEquals(2_000_000, sum[0]);
    assertEquals(1_999_999L * 1_000_000, sum[1]);
  }
}
