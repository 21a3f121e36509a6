package ihct.models.train;

import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import ihct.threads.Team;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Top-1 accuracy on the validation part, by which the best epoch is chosen. */
public final class ValidationAccuracy {

  /** Bounds the probabilities held at once to some 20 MB at 5238 classes. */
  private static final int ROWS_AT_ONCE = 1024;

  private static final int ROWS_OF_A_BLOCK = 128;

  private ValidationAccuracy() {}

  /** Computes probabilities of a batch; {@link GenreClassifier#probabilities} has this form. */
  public interface Scorer {
    void score(float[] songs, int rows, float[] probabilities);
  }

  /**
   * Share of rows whose label has the highest score; NaN if there are no rows.
   *
   * @param songs z-scored songs
   * @param label the label of a row
   * @param classes width of the scores
   */
  public static double of(Songs songs, IntUnaryOperator label, int classes, Scorer scorer) {
    int[] rows = IntStream.range(0, songs.size()).toArray();
    float[] probabilities = new float[Math.min(rows.length, ROWS_AT_ONCE) * classes];
    AtomicInteger hits = new AtomicInteger();
    for (int from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      Stop.check("validating");
      int to = Math.min(rows.length, from + ROWS_AT_ONCE);
      int first = from;
      scorer.score(Batches.features(songs, rows, from, to), to - from, probabilities);
      Team.onAllProcessors()
          .each(
              "validating",
              (to - from + ROWS_OF_A_BLOCK - 1) / ROWS_OF_A_BLOCK,
              (block, thread) ->
                  hits.addAndGet(hits(block, to - first, probabilities, classes, label, first)));
    }
    return (double) hits.get() / rows.length;
  }

  private static int hits(
      int block, int count, float[] probabilities, int classes, IntUnaryOperator label, int first) {
    int hits = 0;
    int end = Math.min(count, (block + 1) * ROWS_OF_A_BLOCK);
    for (int i = block * ROWS_OF_A_BLOCK; i < end; i++) {
      if (highest(probabilities, i * classes, classes) == label.applyAsInt(first + i)) {
        hits++;
      }
    }
    return hits;
  }

  /** The first place of the highest value. */
  public static int highest(float[] values, int offset, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[offset + i] > values[offset + best]) {
        best = i;
      }
    }
    return best;
  }
}
