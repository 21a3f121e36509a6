package ihct.metrics;

/**
 * Whether probabilities mean what they say: of the answers given with 0.7, seven in ten should be
 * right. Batches of rows are added, or single answers; nothing is kept of them but sums.
 *
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. (2017), On calibration of modern
 *     neural networks</a>
 */
public final class Calibration {

  /** Equally wide bins of confidence, as is usual. */
  public static final int BINS = 15;

  private final long[] right = new long[BINS];
  private final double[] confidence = new double[BINS];
  private final double[] variance = new double[BINS];
  private double squares;
  private long count;

  /** Starts without rows. */
  public Calibration() {}

  /**
   * Adds rows.
   *
   * @param probabilities rows×N numbers, row-major, not negative
   * @param classes N
   * @param truth the true class of each row; its length is the number of rows
   */
  public void add(float[] probabilities, int classes, int[] truth) {
    for (int row = 0; row < truth.length; row++) {
      add(read(probabilities, row * classes, classes, truth[row]));
    }
  }

  /**
   * What a row says of itself.
   *
   * @param confidence the probability of its answer; 0 for none
   * @param right whether the answer is the true class
   * @param squares the squared distance from 1 at the true class and 0 elsewhere
   */
  public record Row(double confidence, boolean right, double squares) {}

  /** Reads the row whose N probabilities begin at a place; it is not added. */
  public static Row read(float[] probabilities, int from, int classes, int truth) {
    int best = from;
    double sumOfSquares = 0;
    for (int c = from; c < from + classes; c++) {
      double p = probabilities[c];
      sumOfSquares += p * p;
      best = p > probabilities[best] ? c : best;
    }
    double p = probabilities[best];
    return new Row(
        p, p > 0 && best == from + truth, sumOfSquares - 2 * probabilities[from + truth] + 1);
  }

  /** Adds a row. */
  public void add(Row row) {
    addAnswer(row.confidence(), row.right());
    squares += row.squares();
  }

  /**
   * Adds a row of which no more is known than its answer. {@link #brier} needs all probabilities,
   * and is NaN from then on.
   *
   * @param confidence the probability of the answer; 0 for none
   * @param isRight whether the answer is the true class
   * @throws IllegalArgumentException if the confidence is no probability
   */
  public void add(double confidence, boolean isRight) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "The confidence " + confidence + " is no probability; it must be 0 to 1.");
    }
    addAnswer(confidence, isRight);
    squares = Double.NaN;
  }

  private void addAnswer(double p, boolean isRight) {
    int bin = Math.min(BINS - 1, (int) (p * BINS));
    confidence[bin] += p;
    variance[bin] += p * (1 - p);
    right[bin] += isRight ? 1 : 0;
    count++;
  }

  /**
   * The expected calibration error: in each bin of confidence the distance of the share of right
   * answers from the mean confidence, averaged over the rows.
   *
   * @return 0 for perfect calibration, at most 1; NaN without rows
   */
  public double expectedError() {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(right[bin] - confidence[bin]);
    }
    return sum / count;
  }

  /**
   * The expected calibration error that chance alone gives: what a perfectly calibrated model would
   * show on average, with as many rows and the same confidences. Rows are taken as independent, and
   * the number of right answers in a bin as normally distributed around the sum of confidences:
   * then it is off by √(2⁄π · Σ p(1 − p)) on average. That is rough in bins of a few rows, which
   * weigh little.
   *
   * @return 0 where all answers are sure, less the more rows there are; NaN without rows
   */
  public double chanceError() {
    double sum = 0;
    for (double ofBin : variance) {
      sum += Math.sqrt(2 / Math.PI * ofBin);
    }
    return sum / count;
  }

  /**
   * Brier's score: the mean squared distance of a row's probabilities from 1 at its true class and
   * 0 elsewhere.
   *
   * @return 0 at best, 2 at worst; NaN without rows, or if of any only the answer is known
   */
  public double brier() {
    return squares / count;
  }
}
