package ihct.models;

/**
 * A trained model: songs in, probabilities over the N genres out.
 *
 * <p>Models are used batch by batch, so that nobody ever holds n×N floats.
 */
public interface GenreClassifier {

  /** Number of classes, N. */
  int classes();

  /**
   * Computes the genre probabilities of a batch of songs.
   *
   * <p>A class of probability 0 is no answer: it is never among a song's top k. A model that has no
   * answer at all for a song leaves its row all 0; every other row sums to 1.
   *
   * @param songs z-scored features, {@code rows}×d, row-major
   * @param rows how many songs
   * @param probabilities receives {@code rows}×N values, row-major; earlier content is overwritten
   */
  void probabilities(float[] songs, int rows, float[] probabilities);
}
