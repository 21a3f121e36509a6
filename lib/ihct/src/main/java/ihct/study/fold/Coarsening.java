package ihct.study.fold;

import ihct.keys.Keys;
import ihct.songs.CoarseSongs;
import ihct.songs.Songs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A training part of which few songs keep their genre. The others are known by the name right above
 * it in a known tree, as in a catalogue that calls most songs "rock". Those of a genre that has no
 * sibling would tell it all the same, and are left out.
 *
 * @param fine the songs that keep their genre
 * @param coarse the others
 */
record Coarsening(Songs fine, CoarseSongs coarse) {

  /**
   * Draws the songs that keep their genre.
   *
   * @param songs of each genre, at least 1; all of one that has no more
   * @param seed another seed, another draw
   * @param paths by genre, its path in the tree, coarse to fine
   * @throws IllegalArgumentException if a genre has no path of two names or more
   */
  static Coarsening of(Songs train, int songs, long seed, Map<String, List<String>> paths) {
    List<String> parents = train.genres().stream().map(genre -> parent(genre, paths)).toList();
    List<String> names = parents.stream().distinct().sorted().toList();
    List<List<Integer>> leaves =
        names.stream()
            .map(
                name ->
                    IntStream.range(0, parents.size())
                        .filter(genre -> parents.get(genre).equals(name))
                        .boxed()
                        .toList())
            .toList();
    int[] drawn =
        IntStream.range(0, train.size())
            .boxed()
            .sorted(
                Comparator.comparingLong(
                        (Integer row) -> Keys.mix(train.trackKey(row) ^ Keys.mix(seed)))
                    .thenComparingInt(row -> row))
            .mapToInt(row -> row)
            .toArray();
    int[] seen = new int[parents.size()];
    List<Integer> fine = new ArrayList<>();
    List<Integer> coarse = new ArrayList<>();
    for (int row : drawn) {
      int genre = train.genre(row);
      if (seen[genre]++ < songs) {
        fine.add(row);
      } else if (leaves.get(names.indexOf(parents.get(genre))).size() > 1) {
        coarse.add(row);
      }
    }
    return new Coarsening(
        train.rows(ascending(fine)),
        new CoarseSongs(
            train
                .rows(ascending(coarse))
                .withGenreOf(names, genre -> names.indexOf(parents.get(genre))),
            leaves));
  }

  private static int[] ascending(List<Integer> rows) {
    return rows.stream().mapToInt(row -> row).sorted().toArray();
  }

  private static String parent(String genre, Map<String, List<String>> paths) {
    List<String> path = paths.getOrDefault(genre, List.of());
    if (path.size() < 2) {
      throw new IllegalArgumentException(
          "Genre \"%s\" has nothing above it, by which songs without a genre could be called. Name a hierarchy, coarse to fine."
              .formatted(genre));
    }
    return path.get(path.size() - 2);
  }
}
