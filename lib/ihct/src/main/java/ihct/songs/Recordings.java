package ihct.songs;

import ihct.keys.Keys;
import ihct.keys.LongIndex;
import ihct.stopping.Stop;

/** Finds the rows that are the same recording. */
public final class Recordings {

  private static final String POPULARITY = "popularity";

  private Recordings() {}

  /**
   * Hashes what each row sounds like: every feature but popularity, which belongs to the release.
   * Where popularity is all there is, it counts.
   */
  public static long[] soundKeys(Songs songs) {
    int popularity = songs.dimension() > 1 ? songs.features().indexOf(POPULARITY) : -1;
    long[] keys = new long[songs.size()];
    for (int row = 0; row < keys.length; row++) {
      Stop.check("comparing recordings");
      long hash = songs.dimension();
      for (int j = 0; j < songs.dimension(); j++) {
        if (j != popularity) {
          // Adding 0.0 makes -0.0 and 0.0, which are equal, the same bits.
          hash = Keys.mix(hash + Double.doubleToLongBits(songs.feature(row, j) + 0.0));
        }
      }
      keys[row] = hash;
    }
    return keys;
  }

  /**
   * Joins tracks that share a sound, directly or by way of others. The key of each row is the
   * smallest track key of its component, which other songs cannot change.
   */
  static long[] componentKeys(Songs songs) {
    long[] sounds = soundKeys(songs);
    LongIndex tracks = new LongIndex();
    LongIndex soundIndex = new LongIndex();
    int[] track = new int[sounds.length];
    int[] trackOfSound = new int[sounds.length];
    int[] root = new int[sounds.length];
    for (int row = 0; row < sounds.length; row++) {
      track[row] = tracks.add(songs.trackKey(row));
      root[track[row]] = track[row];
    }
    for (int row = 0; row < sounds.length; row++) {
      Stop.check("comparing recordings");
      int known = soundIndex.size();
      int sound = soundIndex.add(sounds[row]);
      if (sound == known) {
        trackOfSound[sound] = track[row];
      } else {
        join(root, tracks, track[row], trackOfSound[sound]);
      }
    }
    long[] groups = new long[sounds.length];
    for (int row = 0; row < groups.length; row++) {
      groups[row] = tracks.key(find(root, track[row]));
    }
    return groups;
  }

  private static void join(int[] root, LongIndex tracks, int a, int b) {
    int rootA = find(root, a);
    int rootB = find(root, b);
    if (tracks.key(rootA) <= tracks.key(rootB)) {
      root[rootB] = rootA;
    } else {
      root[rootA] = rootB;
    }
  }

  private static int find(int[] root, int track) {
    int at = track;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }
}
