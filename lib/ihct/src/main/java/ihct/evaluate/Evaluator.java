package ihct.evaluate;

import ihct.models.BatchShape;
import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import ihct.threads.Team;
import java.io.IOException;
import java.util.function.Supplier;

/** Puts songs before a trained model, batch by batch, and has its answers read row by row. */
public final class Evaluator {

  /** Rows that a thread reads one after the other. */
  private static final int ROWS_OF_A_TASK = 16;

  /** No feature of a song lies so many standard deviations from the mean. */
  private static final double FAR_OFF = 1e6;

  /** Probabilities in single precision do not sum to 1 exactly. */
  private static final double SLACK = 1e-3;

  private static final String PREDICTING = "predicting genres";

  private Evaluator() {}

  /** Reads the probabilities of rows, one at a time. */
  @FunctionalInterface
  public interface RowReader {

    /**
     * Reads a row, while other readers read others: it changes nothing but itself and the row.
     *
     * @param row its number among the songs
     * @param probabilities those of this row and of others; the array is used again afterwards
     * @param offset where the N numbers of the row begin
     * @return what is left to do
     */
    Finding read(int row, float[] probabilities, int offset);
  }

  /** What is done about a row that was read: row by row in their order, on the calling thread. */
  @FunctionalInterface
  public interface Finding {
    void add() throws IOException;
  }

  /**
   * Computes the probabilities of all songs; memory does not grow with their number. Rows are read
   * side by side, and what is found is added in their order, so that it does not depend on the
   * number of threads.
   *
   * @param songs songs scaled as it was trained
   * @param readers makes a reader for each thread
   * @throws IllegalArgumentException if an answer is no finite number, or the probabilities of a
   *     song sum to more than 1
   */
  public static void predict(GenreClassifier model, Songs songs, Supplier<RowReader> readers)
      throws IOException {
    int classes = model.classes();
    int size = Math.min(songs.size(), BatchShape.rowsAtOnce(classes));
    int d = songs.dimension();
    float[] features = new float[size * d];
    float[] probabilities = new float[size * classes];
    Team team = Team.onAllProcessors();
    RowReader[] own = new RowReader[team.threads()];
    for (int first = 0; first < songs.size(); first += size) {
      Stop.check(PREDICTING);
      int rows = Math.min(size, songs.size() - first);
      for (int i = 0; i < rows; i++) {
        songs.copyFeatures(first + i, features, i * d);
      }
      model.probabilities(features, rows, probabilities);
      Finding[] found = new Finding[rows];
      int from = first;
      team.each(
          PREDICTING,
          (rows + ROWS_OF_A_TASK - 1) / ROWS_OF_A_TASK,
          (task, thread) -> {
            own[thread] = own[thread] == null ? readers.get() : own[thread];
            int end = Math.min(rows, (task + 1) * ROWS_OF_A_TASK);
            for (int i = task * ROWS_OF_A_TASK; i < end; i++) {
              int row = from + i;
              String fault = fault(probabilities, i * classes, classes, songs, row);
              found[i] =
                  fault == null
                      ? own[thread].read(row, probabilities, i * classes)
                      : () -> {
                        throw new IllegalArgumentException(fault);
                      };
            }
          });
      for (Finding finding : found) {
        finding.add();
      }
    }
  }

  /**
   * What is wrong with a row, or null. Not one number may be NaN or infinite, since what is made of
   * such numbers says nothing; and a model of somebody else may answer with numbers that only look
   * like probabilities.
   */
  private static String fault(
      float[] probabilities, int offset, int classes, Songs songs, int row) {
    double sum = 0;
    for (int c = offset; c < offset + classes; c++) {
      sum += probabilities[c];
    }
    if (!Double.isFinite(sum)) {
      return "The model's answer to a row is no finite number. " + cause(songs, row);
    }
    return sum > 1 + SLACK
        ? "The probabilities that the model gives row %d (counted from 0) sum to %.4f; they must not exceed 1."
            .formatted(row, sum)
        : null;
  }

  /** Names the feature that lies farthest off, or else the training. */
  private static String cause(Songs songs, int row) {
    int most = 0;
    for (int j = 1; j < songs.dimension(); j++) {
      if (Math.abs(songs.feature(row, j)) > Math.abs(songs.feature(row, most))) {
        most = j;
      }
    }
    double deviations = songs.feature(row, most);
    return Math.abs(deviations) < FAR_OFF
        ? "Its training has diverged: train it again with a lower learning rate."
        : "The row's %s lies %.1g standard deviations from the training songs' mean; mend or drop it."
            .formatted(songs.features().get(most), deviations);
  }
}
