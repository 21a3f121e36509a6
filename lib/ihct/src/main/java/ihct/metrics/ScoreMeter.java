package ihct.metrics;

import ihct.hierarchy.Ihct;
import java.util.Arrays;

/**
 * Scores predicted probabilities, batch by batch.
 *
 * <p><b>Rank.</b> The rank of a class is 1 + the number of classes with a larger probability + the
 * number of classes with the same probability and a smaller index. The prediction is the class of
 * rank 1, and a row is a top-k hit when its true class has rank k or less. A class of probability 0
 * is no answer: it is never predicted and never a hit, so a row of zeros is wrong in every respect.
 *
 * <p><b>Cost.</b> O(N + I) per row for N classes and I tiers; memory is O(N + I), whatever the
 * number of rows. Not for several threads at once.
 */
public final class ScoreMeter {

  /** Probabilities below this are raised to it before the logarithm, as −ln 0 has no mean. */
  public static final double SMALLEST_PROBABILITY = 1e-7;

  private final Ihct tree;
  private final int classes;
  private final ClassCounts counts;
  private final long[] tierHits;
  private long rows;
  private long unanswered;
  private long top1;
  private long top5;
  private long top10;
  private long anyGenre;
  private double lossSum;

  private ScoreMeter(Ihct tree) {
    this.tree = tree;
    this.classes = tree.classes();
    this.counts = new ClassCounts(classes);
    this.tierHits = new long[tree.tiers()];
  }

  /**
   * Starts with no rows.
   *
   * @param tree the tree over the N classes; its tiers are scored one by one
   */
  public static ScoreMeter of(Ihct tree) {
    return new ScoreMeter(tree);
  }

  /**
   * Adds a batch of predictions. Nothing is kept of the arrays.
   *
   * @param probabilities at least rows×N numbers, row-major, none NaN or negative
   * @param truth the true class of each row, 0…N−1; its length is the number of rows
   * @param genres which genres each row's track carries
   * @throws IllegalArgumentException if there are fewer numbers than rows×N, a class is out of
   *     range, or a probability is NaN or negative; the message names row and class
   */
  public void add(float[] probabilities, int[] truth, TrackGenres genres) {
    long needed = (long) truth.length * classes;
    if (probabilities.length < needed) {
      throw new IllegalArgumentException(
          "%d rows of %d classes need %d probabilities; got %d."
              .formatted(truth.length, classes, needed, probabilities.length));
    }
    for (int row = 0; row < truth.length; row++) {
      if (truth[row] < 0 || truth[row] >= classes) {
        throw new IllegalArgumentException(
            "Row %d of the batch has class %d; it must be between 0 and %d."
                .formatted(row, truth[row], classes - 1));
      }
      Row read = read(probabilities, row, truth[row]);
      add(read, read.predicted() >= 0 && genres.carries(row, read.predicted()));
    }
  }

  /**
   * What a row says of itself.
   *
   * @param truth its true class
   * @param predicted the class of rank 1; −1 for no answer
   * @param ofTruth the probability of the true class
   * @param rank of the true class
   */
  public record Row(int truth, int predicted, float ofTruth, int rank) {}

  /**
   * Reads a row, which is not added; several threads may do so.
   *
   * @param row its number among the rows of the probabilities
   */
  public Row read(float[] probabilities, int row, int truth) {
    int offset = row * classes;
    int predicted = mostProbable(probabilities, offset, row);
    return new Row(
        truth, predicted, probabilities[offset + truth], rank(probabilities, offset, truth));
  }

  /**
   * Adds a row.
   *
   * @param carried whether its track carries the class that is predicted
   */
  public void add(Row row, boolean carried) {
    rows++;
    counts.add(row.truth(), row.predicted());
    lossSum -= Math.log(Math.max(row.ofTruth(), SMALLEST_PROBABILITY));
    if (row.predicted() < 0) {
      unanswered++;
      return;
    }
    if (row.ofTruth() > 0) {
      addRank(row.rank());
    }
    if (carried) {
      anyGenre++;
    }
    for (int tier = 1; tier <= tierHits.length; tier++) {
      if (tree.cluster(tier, row.predicted()) == tree.cluster(tier, row.truth())) {
        tierHits[tier - 1]++;
      }
    }
  }

  private void addRank(int rank) {
    if (rank <= 1) {
      top1++;
    }
    if (rank <= 5) {
      top5++;
    }
    if (rank <= 10) {
      top10++;
    }
  }

  /** The class of rank 1, or −1 where all probabilities are 0. */
  private int mostProbable(float[] probabilities, int offset, int row) {
    int best = -1;
    float highest = 0;
    for (int c = 0; c < classes; c++) {
      float p = probabilities[offset + c];
      // Also false for NaN, which no comparison would otherwise notice.
      if (!(p >= 0)) {
        throw new IllegalArgumentException(
            "Row %d of the batch gives class %d the probability %s; it must be 0 or more."
                .formatted(row, c, p));
      }
      if (p > highest) {
        highest = p;
        best = c;
      }
    }
    return best;
  }

  private int rank(float[] probabilities, int offset, int truth) {
    float own = probabilities[offset + truth];
    int rank = 1;
    for (int c = 0; c < classes; c++) {
      float p = probabilities[offset + c];
      if (p > own || (p == own && c < truth)) {
        rank++;
      }
    }
    return rank;
  }

  /**
   * Sums up the rows added so far.
   *
   * @throws IllegalStateException if no row was added
   */
  public Scores scores() {
    if (rows == 0) {
      throw new IllegalStateException("No row was added, so there is nothing to score.");
    }
    double n = rows;
    return new Scores(
        rows,
        unanswered,
        top1 / n,
        top5 / n,
        top10 / n,
        anyGenre / n,
        counts.macroF1(),
        Arrays.stream(tierHits).mapToObj(hits -> hits / n).toList(),
        lossSum / n);
  }
}
