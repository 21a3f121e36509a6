package ihct.songs;

import java.util.List;
import java.util.Objects;

/**
 * Songs of which only a coarse name is known, such as "rock", beside songs with genres. They have
 * the same features, scaled alike; {@link Songs#genres} of them are the coarse names.
 *
 * @param songs n songs, perhaps none
 * @param leaves by coarse name, the indices of the genres that it may stand for, ascending; empty
 *     if nothing is known of where the names belong
 */
public record CoarseSongs(Songs songs, List<List<Integer>> leaves) {

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if there are not as many lists as names
   */
  public CoarseSongs {
    Objects.requireNonNull(songs, "songs");
    leaves = leaves.stream().map(List::copyOf).toList();
    if (!leaves.isEmpty() && leaves.size() != songs.genres().size()) {
      throw new IllegalArgumentException(
          "%d lists of genres for %d coarse names; give each name one."
              .formatted(leaves.size(), songs.genres().size()));
    }
  }

  /** Songs whose coarse names stand for nobody knows which genres. */
  public static CoarseSongs unplaced(Songs songs) {
    return new CoarseSongs(songs, List.of());
  }

  /** Whether it is known which genres each name stands for. */
  public boolean isPlaced() {
    return !leaves.isEmpty();
  }

  /** The coarse names. */
  public List<String> names() {
    return songs.genres();
  }
}
