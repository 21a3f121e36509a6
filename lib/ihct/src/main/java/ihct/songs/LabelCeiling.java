package ihct.songs;

import ihct.keys.LongIndex;
import ihct.stopping.Stop;
import java.util.BitSet;

/**
 * The best top-1 accuracy that songs allow.
 *
 * <p>A model that sees only the features must give all rows of a track the same answer, and of a
 * track's m rows, one per genre, that answer is right for one at most. So no such model can be
 * right on more than (distinct tracks) / (rows). Three tracks with 1, 1 and 2 genres: 3/4.
 */
public final class LabelCeiling {

  private LabelCeiling() {}

  /**
   * {@return distinct tracks over rows of distinct (track, genre), such as a test part, in (0, 1];
   * 1 when there are no rows. Cost: O(n)}
   */
  public static double of(Songs songs) {
    return of(firstOfTracks(songs).cardinality(), songs.size());
  }

  public static double of(int tracks, int rows) {
    return rows == 0 ? 1 : (double) tracks / rows;
  }

  /** Marks the first row of each track. */
  public static BitSet firstOfTracks(Songs songs) {
    boolean byTrack = standByTrack(songs); // As loaded songs do: then no index is needed.
    BitSet first = new BitSet(songs.size());
    LongIndex tracks = new LongIndex();
    for (int row = 0; row < songs.size(); row++) {
      Stop.check("counting songs");
      long key = songs.trackKey(row);
      int known = tracks.size();
      first.set(
          row, byTrack ? row == 0 || key != songs.trackKey(row - 1) : tracks.add(key) == known);
    }
    return first;
  }

  private static boolean standByTrack(Songs songs) {
    for (int row = 1; row < songs.size(); row++) {
      Stop.check("counting songs");
      if (songs.trackKey(row) < songs.trackKey(row - 1)) {
        return false;
      }
    }
    return true;
  }
}
