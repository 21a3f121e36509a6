package ihct.loading;

import ihct.stopping.Stop;

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
   * Computes the ceiling. Cost: O(n).
   *
   * @param songs rows of distinct (track, genre), such as a test part
   * @return distinct tracks over rows, in (0, 1]; 1 when there are no rows
   */
  public static double of(Songs songs) {
    LongIndex tracks = new LongIndex();
    for (int row = 0; row < songs.size(); row++) {
      Stop.check("counting songs");
      tracks.add(songs.trackKey(row));
    }
    return songs.size() == 0 ? 1 : (double) tracks.size() / songs.size();
  }
}
