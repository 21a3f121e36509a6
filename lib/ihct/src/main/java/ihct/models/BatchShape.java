package ihct.models;

import java.util.stream.LongStream;

/**
 * How many songs are put before a model at once, and whether the arrays of {@link
 * GenreClassifier#probabilities} are large enough for them.
 */
public final class BatchShape {

  private static final int MOST_ROWS = 1024;

  /** 128 MiB of probabilities: 256 rows of 100,000 genres. */
  private static final int MOST_PROBABILITIES = 1 << 25;

  /** Networks are computed in blocks of half as many rows: there is one for each of two threads. */
  private static final int EVEN_ROWS = 256;

  private BatchShape() {}

  /**
   * Tells how many songs are best put before a model at once.
   *
   * @param classes N
   * @return at most 1,024, and fewer of so many classes that 128 MiB would not hold their
   *     probabilities
   */
  public static int rowsAtOnce(int classes) {
    int rows = Math.max(1, Math.min(MOST_ROWS, MOST_PROBABILITIES / classes));
    return rows < EVEN_ROWS ? rows : rows - rows % EVEN_ROWS;
  }

  /**
   * Chooses some rows that stand for all.
   *
   * @param size how many there are
   * @param most how many are enough, at least 1
   * @return all, or as many as are enough, evenly spaced
   */
  public static int[] evenly(int size, long most) {
    long count = Math.min(size, most);
    return LongStream.range(0, count).mapToInt(i -> (int) (i * size / count)).toArray();
  }

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
