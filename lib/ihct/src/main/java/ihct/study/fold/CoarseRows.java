package ihct.study.fold;

import ihct.songs.CoarseSongs;
import ihct.songs.Part;
import ihct.songs.Recordings;
import ihct.songs.SongSplit;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import ihct.songs.ZScores;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Rows with coarse names that may be trained on: they must not tell what is in the other parts.
 *
 * @param songs the rows, scaled
 * @param leftOut how many are not among them, by reason
 */
record CoarseRows(CoarseSongs songs, Map<String, Integer> leftOut) {

  private static final String HELD = "in another part of the split";
  private static final String ALONE = "of a genre without siblings";
  private static final String NOWHERE = "above no genre";

  /**
   * Leaves out what was drawn for the validation or test part by the split's rule (tracks and
   * recordings, or artists; nothing in a split by row), and what the data put there themselves.
   *
   * @param songs under coarse names, unscaled
   */
  static CoarseRows of(Songs songs, SongSplit split, ZScores scaling) {
    Songs some = toTrain(songs, split);
    return unplaced(scaling.apply(some)).without(HELD, songs.size() - some.size());
  }

  static Songs toTrain(Songs songs, SongSplit split) {
    IntPredicate held = held(songs, split);
    return songs.rows(
        IntStream.range(0, songs.size())
            .filter(row -> !held.test(row))
            .filter(row -> !songs.isParted() || songs.part(row) == Part.TRAIN)
            .toArray());
  }

  /** Those of a training part whose other songs keep their genres. */
  static CoarseRows of(Coarsening few, List<List<String>> above) {
    return unplaced(few.coarse()).without(ALONE, few.alone()).placed(above);
  }

  /** Names of songs that are left out stand for nothing. */
  private static CoarseRows unplaced(Songs songs) {
    return new CoarseRows(
        CoarseSongs.unplaced(
            songs.withGenres(
                songs.genres().stream().filter(songs.rowsByGenre()::containsKey).toList())),
        Map.of());
  }

  private CoarseRows without(String why, int rows) {
    Map<String, Integer> all = new TreeMap<>(leftOut);
    if (rows > 0) {
      all.put(why, rows);
    }
    return new CoarseRows(songs, all);
  }

  /**
   * Finds the genres that the names stand above, whatever their case; rows of others are left out.
   *
   * @param above by genre, the names above it
   */
  CoarseRows placed(List<List<String>> above) {
    Map<String, List<Integer>> leaves = new LinkedHashMap<>();
    for (String name : songs.names()) {
      List<Integer> below =
          IntStream.range(0, above.size())
              .filter(g -> above.get(g).stream().anyMatch(name::equalsIgnoreCase))
              .boxed()
              .toList();
      if (!below.isEmpty()) {
        leaves.put(name, below);
      }
    }
    Songs some = songs.songs().withGenres(List.copyOf(leaves.keySet()));
    return new CoarseRows(new CoarseSongs(some, List.copyOf(leaves.values())), leftOut)
        .without(NOWHERE, songs.songs().size() - some.size());
  }

  private static IntPredicate held(Songs songs, SongSplit split) {
    if (split.rule() == SplitRule.ROW) {
      return row -> false;
    }
    if (split.rule() == SplitRule.ARTIST) {
      Set<Long> artists = keys(split, SplitRule.ARTIST::groups);
      long[] own = SplitRule.ARTIST.groups(songs);
      return row -> artists.contains(own[row]);
    }
    Set<Long> tracks =
        keys(split, some -> IntStream.range(0, some.size()).mapToLong(some::trackKey).toArray());
    Set<Long> sounds = keys(split, Recordings::soundKeys);
    long[] own = Recordings.soundKeys(songs);
    return row -> tracks.contains(songs.trackKey(row)) || sounds.contains(own[row]);
  }

  /** Of what was drawn for other parts; what the data put there, they put there knowingly. */
  private static Set<Long> keys(SongSplit split, Function<Songs, long[]> each) {
    Set<Long> keys = new HashSet<>();
    for (Songs part : List.of(split.validation(), split.test())) {
      long[] all = each.apply(part);
      for (int row = 0; row < all.length; row++) {
        if (!part.isParted() || part.part(row) == Part.TRAIN) {
          keys.add(all[row]);
        }
      }
    }
    return keys;
  }
}
