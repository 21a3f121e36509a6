package ihct.models.forest;

/**
 * How a song is packed into a {@code long}: rank, row, genre, weight, from the highest bits down.
 *
 * @param weight bits of the weight
 * @param genre bits of the genre
 * @param row bits of the row; the rank has the rest, at least as many
 */
record EntryBits(int weight, int genre, int row) {

  /**
   * Lays out the bits.
   *
   * @param songs how many rows, at least 1
   * @param genres how many classes, at least 1
   * @param weightBits bits of the weight, at least 1
   * @throws IllegalArgumentException if 64 bits are too few
   */
  static EntryBits of(int songs, int genres, int weightBits) {
    int row = bits(songs - 1);
    int genre = bits(genres - 1);
    int most = 1 << Math.min(30, (Long.SIZE - genre - weightBits) / 2);
    if (songs > Math.min(most, EntropyTable.MOST_SONGS)) {
      throw new IllegalArgumentException(
          "%d songs of %d genres are too many for a decision tree or forest; it takes up to %d songs. Lower the cap per genre."
              .formatted(songs, genres, Math.min(most, EntropyTable.MOST_SONGS)));
    }
    return new EntryBits(weightBits, genre, row);
  }

  private static int bits(int largest) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
  }

  /** A song that counts once. */
  long pack(int rank, int rowIndex, int genreIndex) {
    return ((long) rank << rankShift())
        | ((long) rowIndex << rowShift())
        | ((long) genreIndex << weight)
        | 1;
  }

  long withWeight(long entry, int times) {
    return entry & -1L << weight | times;
  }

  long withGenre(long entry, int genreIndex) {
    return entry & ~(((1L << genre) - 1) << weight) | (long) genreIndex << weight;
  }

  int mostWeight() {
    return (1 << weight) - 1;
  }

  int weight(long entry) {
    return (int) entry & mostWeight();
  }

  int genre(long entry) {
    return (int) (entry >>> weight) & ((1 << genre) - 1);
  }

  int row(long entry) {
    return (int) (entry >>> rowShift()) & ((1 << row) - 1);
  }

  boolean differ(long entry, long next) {
    return (entry ^ next) >>> rankShift() != 0;
  }

  private int rowShift() {
    return weight + genre;
  }

  private int rankShift() {
    return weight + genre + row;
  }
}
