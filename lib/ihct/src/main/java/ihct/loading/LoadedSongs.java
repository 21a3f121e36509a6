package ihct.loading;

import ihct.songs.Songs;
import java.util.List;
import java.util.Optional;

/**
 * Songs, and where they came from.
 *
 * @param songs the rows that are kept. Labelled rows are ordered by track key, then by genre, so
 *     that they do not depend on the order of the files or of the records in them; rows without
 *     labels stand in reading order.
 * @param genrePaths for each genre the names from the coarsest tier to the genre itself; empty if
 *     no hierarchy was asked for
 * @param coarse rows to learn from of which a coarse name is known alone, which stands in the place
 *     of the genre, ordered likewise; empty if there are none
 */
public record LoadedSongs(
    Songs songs,
    LoadingReport report,
    List<List<String>> genrePaths,
    RowOrigins origins,
    Optional<Songs> coarse) {

  /** Copies the lists. */
  public LoadedSongs {
    genrePaths = genrePaths.stream().map(List::copyOf).toList();
  }
}
