package ihct.models.encode;

import ihct.songs.Songs;

/**
 * Songs as a network sees them, encoded row by row when they are asked for.
 *
 * @param songs z-scored songs of as many features as the encoding has
 * @param encoding what the network sees of them
 */
public record EncodedSongs(Songs songs, SongEncoding encoding) {

  public EncodedSongs {
    if (songs.dimension() != encoding.dimension()) {
      throw new IllegalArgumentException(
          "The songs have %d features; the network was made for %d."
              .formatted(songs.dimension(), encoding.dimension()));
    }
  }

  /** Number of songs. */
  public int size() {
    return songs.size();
  }

  /** Numbers for each song. */
  public int inputs() {
    return encoding.inputs();
  }

  /** A song's genre. */
  public int genre(int row) {
    return songs.genre(row);
  }

  /**
   * Encodes one song.
   *
   * @param row which song
   * @param target receives {@link #inputs} numbers
   * @param offset where they go
   */
  public void copyInputs(int row, float[] target, int offset) {
    float[] features = new float[encoding.dimension()];
    songs.copyFeatures(row, features, 0);
    encoding.encode(features, 0, target, offset);
  }
}
