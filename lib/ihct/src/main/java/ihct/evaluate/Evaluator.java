package ihct.evaluate;

import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import java.io.IOException;

/** Puts songs before a trained model, batch by batch. */
public final class Evaluator {

  /** 16 MiB of probabilities: 800 rows at the paper's 5238 genres. */
  private static final int PROBABILITIES_AT_ONCE = 1 << 22;

  private static final int MOST_ROWS_AT_ONCE = 1024;

  /** No feature of a song lies so many standard deviations from the mean. */
  private static final double FAR_OFF = 1e6;

  /** Probabilities in single precision do not sum to 1 exactly. */
  private static final double SLACK = 1e-3;

  private Evaluator() {}

  /** Hears the probabilities of a batch. */
  @FunctionalInterface
  public interface BatchSink {

    /**
     * Takes the probabilities of rows {@code first}…{@code first + rows − 1}.
     *
     * @param probabilities rows×N numbers, row-major; the array is used again afterwards
     */
    void accept(int first, int rows, float[] probabilities) throws IOException;
  }

  /**
   * Computes the probabilities of all songs, in order; memory does not grow with their number.
   *
   * @param songs songs scaled as it was trained
   * @throws IllegalArgumentException if an answer is no finite number, or the probabilities of a
   *     song sum to more than 1
   */
  public static void predict(GenreClassifier model, Songs songs, BatchSink sink)
      throws IOException {
    int classes = model.classes();
    int size = Math.max(1, Math.min(MOST_ROWS_AT_ONCE, PROBABILITIES_AT_ONCE / classes));
    int d = songs.dimension();
    float[] features = new float[size * d];
    float[] probabilities = new float[Math.multiplyExact(size, classes)];
    for (int first = 0; first < songs.size(); first += size) {
      Stop.check("predicting genres");
      int rows = Math.min(size, songs.size() - first);
      for (int i = 0; i < rows; i++) {
        songs.copyFeatures(first + i, features, i * d);
      }
      model.probabilities(features, rows, probabilities);
      requireFinite(probabilities, rows, classes, songs, first);
      requireSums(probabilities, rows, classes, first);
      sink.accept(first, rows, probabilities);
    }
  }

  /** Not one of them may be NaN or infinite: what is made of such numbers says nothing. */
  private static void requireFinite(
      float[] probabilities, int rows, int classes, Songs songs, int first) {
    for (int i = 0; i < rows * classes; i++) {
      if (!Float.isFinite(probabilities[i])) {
        throw new IllegalArgumentException(
            "The model's answer to a row is no finite number. "
                + cause(songs, first + i / classes));
      }
    }
  }

  /** A model of somebody else may answer with numbers that only look like probabilities. */
  private static void requireSums(float[] probabilities, int rows, int classes, int first) {
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        sum += probabilities[row * classes + c];
      }
      if (sum > 1 + SLACK) {
        throw new IllegalArgumentException(
            "The probabilities that the model gives row %d (counted from 0) sum to %.4f; they must not exceed 1."
                .formatted(first + row, sum));
      }
    }
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
