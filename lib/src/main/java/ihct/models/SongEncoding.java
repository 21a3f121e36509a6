package ihct.models;

/**
 * Turns the z-scored features of a song into the inputs of a network. It is fitted to the training
 * songs and belongs to the network from then on. Safe for several threads at once.
 */
interface SongEncoding {

  /** Features of a song, d. */
  int dimension();

  /** Inputs that the network gets for a song. */
  int inputs();

  /**
   * Encodes one song.
   *
   * @param song d features from a place on
   * @param from where they begin
   * @param inputs receives {@link #inputs} numbers
   * @param to where they go
   */
  void encode(float[] song, int from, float[] inputs, int to);

  /** The features as they are. */
  static SongEncoding none(int dimension) {
    return new SongEncoding() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public int inputs() {
        return dimension;
      }

      @Override
      public void encode(float[] song, int from, float[] inputs, int to) {
        System.arraycopy(song, from, inputs, to, dimension);
      }
    };
  }
}
