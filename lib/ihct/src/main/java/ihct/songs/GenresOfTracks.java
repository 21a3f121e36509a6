package ihct.songs;

import ihct.stopping.Stop;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Which genres each track stands under. */
public final class GenresOfTracks {

  private GenresOfTracks() {}

  /**
   * Lists them. Equal lists are one array, since a million of them would cost more than the songs.
   *
   * @param rows how many pairs of a track and a genre there are, each but once
   * @param track the track of a row, 0…{@code tracks}−1
   * @param genre the genre of a row, 0…{@code genres}−1; below 0 for one that does not count
   * @return for each track its genres, ascending; null for a track without one
   */
  public static int[][] of(
      int rows, IntUnaryOperator track, int tracks, IntUnaryOperator genre, int genres) {
    int[] count = new int[tracks];
    for (int row = 0; row < rows; row++) {
      Stop.check("collecting songs");
      count[track.applyAsInt(row)] += genre.applyAsInt(row) >= 0 ? 1 : 0;
    }
    // Most tracks have one genre: those of a genre share one array from the start.
    int[][] single = new int[genres][];
    Arrays.setAll(single, own -> new int[] {own});
    int[][] lists = new int[tracks][];
    for (int row = 0; row < rows; row++) {
      Stop.check("collecting songs");
      int own = genre.applyAsInt(row);
      if (own >= 0) {
        int of = track.applyAsInt(row);
        if (lists[of] == null) {
          lists[of] = count[of] == 1 ? single[own] : new int[count[of]];
        }
        lists[of][--count[of]] = own;
      }
    }
    shareEqual(lists);
    return lists;
  }

  /** Sorts lists, and puts one array in the place of equal ones; null stays. */
  public static void shareEqual(int[][] lists) {
    Map<IntBuffer, int[]> shared = new HashMap<>();
    for (int i = 0; i < lists.length; i++) {
      Stop.check("collecting songs");
      int[] own = lists[i];
      if (own != null && own.length > 1) {
        Arrays.sort(own);
        lists[i] = shared.computeIfAbsent(IntBuffer.wrap(own), key -> own);
      }
    }
  }
}
