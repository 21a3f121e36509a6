package ihct.study.fold;

import ihct.songs.CoarseSongs;
import ihct.songs.Part;
import ihct.songs.Recordings;
import ihct.songs.SongSplit;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Rows with coarse names that may be trained on: they must not tell what is in the other parts. */
final class CoarseRows {

  private CoarseRows() {}

  /**
   * Leaves out what was drawn for the validation or test part by the split's rule (tracks and
   * recordings, or artists; nothing in a split by row), what the data put there themselves, and
   * names that stand above no genre of a known tree.
   *
   * @param songs under coarse names
   * @param paths by genre, its path in a known tree; empty without one
   */
  static CoarseSongs of(Songs songs, SongSplit split, Map<String, List<String>> paths) {
    List<List<Integer>> leaves = leaves(songs.genres(), split.train().genres(), paths);
    IntPredicate held = held(songs, split);
    Songs train =
        songs.rows(
            IntStream.range(0, songs.size())
                .filter(row -> !held.test(row))
                .filter(row -> !songs.isParted() || songs.part(row) == Part.TRAIN)
                .filter(row -> leaves.isEmpty() || !leaves.get(songs.genre(row)).isEmpty())
                .toArray());
    int[] rows = train.rowsPerGenre();
    List<Integer> kept = IntStream.range(0, rows.length).filter(g -> rows[g] > 0).boxed().toList();
    return new CoarseSongs(
        train.withGenres(kept.stream().map(songs.genres()::get).toList()),
        leaves.isEmpty() ? leaves : kept.stream().map(leaves::get).toList());
  }

  private static List<List<Integer>> leaves(
      List<String> names, List<String> genres, Map<String, List<String>> paths) {
    return paths.isEmpty()
        ? List.of()
        : names.stream()
            .map(
                name ->
                    IntStream.range(0, genres.size())
                        .filter(g -> isAbove(name, paths.getOrDefault(genres.get(g), List.of(""))))
                        .boxed()
                        .toList())
            .toList();
  }

  private static boolean isAbove(String name, List<String> path) {
    return path.subList(0, path.size() - 1).contains(name);
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
