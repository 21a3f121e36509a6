package ihct.metrics;

/** Knows which genres the track of a row carries, its own genre among them. */
@FunctionalInterface
public interface TrackGenres {

  /**
   * Tells whether a row's track carries a genre.
   *
   * @param row the row's place in the batch, 0…rows−1
   * @param genre the genre asked about, 0…N−1
   * @return true if the track stands in the data under that genre
   */
  boolean carries(int row, int genre);
}
