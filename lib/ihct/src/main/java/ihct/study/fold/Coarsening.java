package ihct.study.fold;

import ihct.keys.Keys;
import ihct.songs.Songs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A training part of which few songs keep their genre. The others are known by the name right above
 * it in a known tree, as in a catalogue that calls most songs "rock". Those of a genre that has no
 * sibling would tell it all the same, and are left out.
 *
 * @param fine the songs that keep their genre
 * @param coarse the others, under the names above
 * @param alone how many were left out, as their genre has no sibling
 */
record Coarsening(Songs fine, Songs coarse, int alone) {

  /**
   * Draws the songs that keep their genre.
   *
   * @param songs of each genre, at least 1; all of one that has no more
   * @param seed another seed, another draw
   * @param above by genre, the names above it, coarse to fine
   * @throws IllegalArgumentException if no two genres stand below the same name
   */
  static Coarsening of(Songs train, int songs, long seed, List<List<String>> above) {
    List<String> parents =
        above.stream().map(names -> names.isEmpty() ? "" : names.get(names.size() - 1)).toList();
    List<String> names =
        parents.stream()
            .filter(name -> !name.isEmpty() && parents.indexOf(name) != parents.lastIndexOf(name))
            .distinct()
            .sorted()
            .toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "No two genres have the same name above them, by which songs without a genre could be called. Name a known tree in which they have.");
    }
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
      } else if (names.contains(parents.get(genre))) {
        coarse.add(row);
      }
    }
    return new Coarsening(
        train.rows(ascending(fine)),
        train
            .rows(ascending(coarse))
            .withGenreOf(names, genre -> names.indexOf(parents.get(genre))),
        train.size() - fine.size() - coarse.size());
  }

  private static int[] ascending(List<Integer> rows) {
    return rows.stream().mapToInt(row -> row).sorted().toArray();
  }
}
