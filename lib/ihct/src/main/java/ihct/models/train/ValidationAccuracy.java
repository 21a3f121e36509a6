package ihct.models.train;

import ihct.models.BatchShape;
import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import ihct.threads.Team;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/** Top-1 accuracy on the validation part, by which the best epoch is chosen. */
public final class ValidationAccuracy {

  private static final int ROWS_OF_A_BLOCK = 128;

  /** Scores of an epoch at most: 21,474 rows of 100,000 classes. */
  private static final long MOST_SCORES = 1L << 31;

  private ValidationAccuracy() {}

  /** Computes probabilities of a batch; {@link GenreClassifier#probabilities} has this form. */
  public interface Scorer {
    void score(float[] songs, int rows, float[] probabilities);
  }

  /**
   * Share of rows whose label has the highest score; NaN if there are no rows. Of more than 2³¹/N
   * rows as many evenly spaced ones are scored: else validation would take as long as an epoch of a
   * model whose steps cost less than its answers.
   *
   * @param songs z-scored songs
   * @param label the label of a row
   * @param classes width of the scores
   */
  public static double of(Songs songs, IntUnaryOperator label, int classes, Scorer scorer) {
    return of(songs, label, classes, scorer, MOST_SCORES);
  }

  static double of(
      Songs songs, IntUnaryOperator label, int classes, Scorer scorer, long mostScores) {
    int[] rows = BatchShape.evenly(songs.size(), mostScores / classes);
    int atOnce = Math.min(rows.length, BatchShape.rowsAtOnce(classes));
    float[] probabilities = new float[atOnce * classes];
    AtomicInteger hits = new AtomicInteger();
    for (int from = 0; from < rows.length; from += atOnce) {
      Stop.check("validating");
      int to = Math.min(rows.length, from + atOnce);
      int first = from;
      scorer.score(Batches.features(songs, rows, from, to), to - from, probabilities);
      Team.onAllProcessors()
          .each(
              "validating",
              (to - from + ROWS_OF_A_BLOCK - 1) / ROWS_OF_A_BLOCK,
              (block, thread) ->
                  hits.addAndGet(
                      hits(
                          block,
                          to - first,
                          probabilities,
                          classes,
                          i -> label.applyAsInt(rows[first + i]))));
    }
    return (double) hits.get() / rows.length;
  }

  private static int hits(
      int block, int count, float[] probabilities, int classes, IntUnaryOperator label) {
    int hits = 0;
    int end = Math.min(count, (block + 1) * ROWS_OF_A_BLOCK);
    for (int i = block * ROWS_OF_A_BLOCK; i < end; i++) {
      if (highest(probabilities, i * classes, classes) == label.applyAsInt(i)) {
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
