package ihct.metrics;

/**
 * Whether probabilities mean what they say: of the answers given with 0.7, seven in ten should be
 * right. Batches of rows are added; nothing is kept of them but sums.
 *
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. (2017), On calibration of modern
 *     neural networks</a>
 */
public final class Calibration {

  /** Equally wide bins of confidence, as is usual. */
  public static final int BINS = 15;

  private final long[] rows = new long[BINS];
  private final long[] right = new long[BINS];
  private final double[] confidence = new double[BINS];
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
      int from = row * classes;
      int best = from;
      double sumOfSquares = 0;
      for (int c = from; c < from + classes; c++) {
        double p = probabilities[c];
        sumOfSquares += p * p;
        best = p > probabilities[best] ? c : best;
      }
      double p = probabilities[best];
      int bin = Math.min(BINS - 1, (int) (p * BINS));
      rows[bin]++;
      confidence[bin] += p;
      right[bin] += p > 0 && best == from + truth[row] ? 1 : 0;
      squares += sumOfSquares - 2 * probabilities[from + truth[row]] + 1;
      count++;
    }
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
   * Brier's score: the mean squared distance of a row's probabilities from 1 at its true class and
   * 0 elsewhere.
   *
   * @return 0 at best, 2 at worst; NaN without rows
   */
  public double brier() {
    return squares / count;
  }
}
