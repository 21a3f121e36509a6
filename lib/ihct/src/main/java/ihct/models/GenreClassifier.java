package ihct.models;

import java.io.IOException;

/**
 * A trained model: songs in, probabilities over the N genres out.
 *
 * <p>Models are used batch by batch, so that nobody ever holds n×N floats.
 */
public interface GenreClassifier {

  /**
   * Counts the classes.
   *
   * @return N
   */
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

  /**
   * Tells whether training was interrupted: such a model is the best of the epochs that were
   * complete by then. It can be used, but its scores say little about what it would have become.
   *
   * @return false for a model that was trained to the end, and for one read from a file
   */
  default boolean stopped() {
    return false;
  }

  /**
   * Counts the numbers that training chose: weights and biases, thresholds and leaf counts.
   *
   * @return the number of parameters
   */
  long parameters();

  /**
   * Names the kind of model in model files.
   *
   * @return such as "dense"
   */
  String kind();

  /**
   * Writes the trained numbers. What the model shares with its run (genres, scaling, tree) is added
   * by the run. See {@link ModelWriter#write}.
   *
   * @param out a model file that is being made
   * @throws IOException if it cannot be written
   */
  void write(ModelWriter out) throws IOException;
}
