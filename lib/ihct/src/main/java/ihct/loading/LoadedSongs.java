package ihct.loading;

import ihct.songs.Songs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Songs, and where they came from.
 *
 * @param songs the rows that are kept. Labelled rows are ordered by track key, then by genre, so
 *     that they do not depend on the order of the files or of the records in them; rows without
 *     labels stand in reading order.
 * @param report what was read and what was left out
 * @param genrePaths for each genre the names from the coarsest tier to the genre itself; empty if
 *     no hierarchy was asked for
 * @param origins where each row was read
 */
public record LoadedSongs(
    Songs songs, LoadingReport report, List<List<String>> genrePaths, RowOrigins origins) {

  /** Copies the lists. */
  public LoadedSongs {
    genrePaths = genrePaths.stream().map(List::copyOf).toList();
  }

  /**
   * Gives the known paths of some of the genres, those of a split's training part for instance.
   *
   * @param genres names of loaded genres
   * @return their paths in that order; none if no hierarchy was asked for
   * @throws IllegalArgumentException if a genre is not among those loaded
   */
  public List<List<String>> genrePaths(List<String> genres) {
    if (genrePaths.isEmpty()) {
      return List.of();
    }
    Map<String, List<String>> byGenre = new HashMap<>();
    genrePaths.forEach(path -> byGenre.put(path.get(path.size() - 1), path));
    List<List<String>> paths = new ArrayList<>();
    for (String genre : genres) {
      List<String> path = byGenre.get(genre);
      if (path == null) {
        throw new IllegalArgumentException(
            "Genre \"%s\" is not one of the %d that were loaded."
                .formatted(genre, genrePaths.size()));
      }
      paths.add(path);
    }
    return List.copyOf(paths);
  }
}
