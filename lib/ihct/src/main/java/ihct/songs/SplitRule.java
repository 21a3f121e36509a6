package ihct.songs;

import ihct.keys.Keys;

/** What a split keeps on one side. */
public enum SplitRule {
  /**
   * Nothing: every (track, genre) is drawn by itself, as in the paper. The same track then stands
   * in training under one genre and in the test under another.
   */
  ROW {
    @Override
    public long[] groups(Songs songs) {
      Keys keys = new Keys();
      long[] genres = songs.genres().stream().mapToLong(keys::key).toArray();
      long[] groups = new long[songs.size()];
      for (int row = 0; row < groups.length; row++) {
        // By the genre's name, not its index: that moves when a genre is added.
        groups[row] = songs.trackKey(row) ^ Keys.mix(genres[songs.genre(row)]);
      }
      return groups;
    }
  },
  /**
   * All rows of a track, and all tracks with identical features: on a streaming service the same
   * recording stands under several ids (single, album, compilation). Identical means equal in every
   * feature but popularity, which belongs to the release.
   */
  TRACK {
    @Override
    public long[] groups(Songs songs) {
      return Recordings.componentKeys(songs);
    }
  },
  /** All rows of an artist, or of the group that the user named. */
  ARTIST {
    @Override
    public long[] groups(Songs songs) {
      if (!songs.hasArtists()) {
        throw new IllegalArgumentException(
            "A split by artist needs songs that know their artist, and these do not. "
                + "Split by track, or name the column that groups the rows (--group COLUMN).");
      }
      long[] groups = new long[songs.size()];
      for (int row = 0; row < groups.length; row++) {
        groups[row] = songs.artistKey(row);
      }
      return groups;
    }
  };

  /**
   * {@return the key of each row's group; rows of one group have the same key. The songs may be a
   * whole part of a split by this rule}
   *
   * @throws IllegalArgumentException if the rule is {@link #ARTIST} and the songs know no artists
   */
  public abstract long[] groups(Songs songs);
}
