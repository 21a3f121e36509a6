package ihct.models;

/** Checks that the arrays of {@link GenreClassifier#probabilities} are large enough. */
public final class BatchShape {

  private BatchShape() {}

  /**
   * Refuses a batch whose arrays are too short.
   *
   * @param songs features of the batch, rows×d
   * @param rows songs in the batch, 0 or more
   * @param dimension d, the number of features the model was trained on
   * @param probabilities the target, rows×N
   * @param classes N
   * @throws IllegalArgumentException if an array is too short; the message gives both lengths
   */
  public static void check(
      float[] songs, int rows, int dimension, float[] probabilities, int classes) {
    if (rows < 0) {
      throw new IllegalArgumentException("rows = " + rows + "; it must be 0 or more.");
    }
    if (songs.length < (long) rows * dimension) {
      throw new IllegalArgumentException(
          "%d songs of %d features need %d floats; the batch holds %d."
              .formatted(rows, dimension, (long) rows * dimension, songs.length));
    }
    if (probabilities.length < (long) rows * classes) {
      throw new IllegalArgumentException(
          "Probabilities of %d songs over %d genres need %d floats; the target holds %d."
              .formatted(rows, classes, (long) rows * classes, probabilities.length));
    }
  }

  /**
   * Refuses to learn from nothing.
   *
   * @param songs how many training songs there are
   * @throws IllegalArgumentException if there is none
   */
  public static void checkTraining(int songs) {
    if (songs == 0) {
      throw new IllegalArgumentException(
          "There is no song to learn from: the training part is empty. "
              + "Lower the least number of songs per genre, or give more songs.");
    }
  }
}
