package ihct.metrics;

/**
 * One pass over the validation part that fits a temperature T: probabilities become p^(1/T),
 * divided by their sum. A few passes of Newton's method find a minimum of the log loss; nothing is
 * kept of the rows but two sums.
 *
 * <pre>{@code
 * double inverse = 1;
 * for (int pass = 0; pass < 8; pass++) {
 *   TemperaturePass at = new TemperaturePass(inverse);
 *   // at.add(…) for every batch
 *   inverse = at.next();
 * }
 * double temperature = 1 / inverse;
 * }</pre>
 *
 * <p>A class of probability 0 stays there, whatever the temperature.
 *
 * <p><b>Floor.</b> The loss that is minimised is the one that is reported: as in {@link ScoreMeter}
 * no probability counts as less than {@value ScoreMeter#SMALLEST_PROBABILITY}. A row below that
 * costs as much at a slightly other temperature, and has no say in the next one; else a single song
 * that a model thinks next to impossible would choose the temperature of all others. Where no row
 * is below, the loss is convex in 1/T and has one minimum; elsewhere it may have several, so start
 * near the lowest.
 *
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al. (2017), On calibration of modern
 *     neural networks</a>
 */
public final class TemperaturePass {

  /** The least 1/T that {@link #next} goes to. */
  public static final double LEAST = 0.02;

  /** The greatest 1/T that {@link #next} goes to. */
  public static final double MOST = 50;

  private static final double MOST_LOSS = -Math.log(ScoreMeter.SMALLEST_PROBABILITY);

  private final double inverse;
  private double loss;
  private double slope;
  private double curvature;
  private long rows;

  /**
   * Starts a pass.
   *
   * @param inverse 1/T, positive; 1 leaves probabilities as they are
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public TemperaturePass(double inverse) {
    if (!(inverse > 0) || Double.isInfinite(inverse)) {
      throw new IllegalArgumentException("1/T = " + inverse + "; it must be positive and finite.");
    }
    this.inverse = inverse;
  }

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
      if (probabilities[from + truth[row]] > 0) {
        addRow(probabilities, from, from + classes, from + truth[row]);
      } else {
        addLoss(Double.POSITIVE_INFINITY);
      }
    }
  }

  /** No probability counts as less than the smallest, as in {@link ScoreMeter}. */
  private void addLoss(double ofRow) {
    loss += Math.min(ofRow, MOST_LOSS);
    rows++;
  }

  private void addRow(float[] probabilities, int from, int to, int truth) {
    double reference = Math.log(largest(probabilities, from, to));
    double sum = 0;
    double first = 0;
    double second = 0;
    for (int c = from; c < to; c++) {
      if (probabilities[c] > 0) {
        double logit = Math.log(probabilities[c]) - reference;
        double weight = Math.exp(inverse * logit);
        sum += weight;
        first += weight * logit;
        second += weight * logit * logit;
      }
    }
    double mean = first / sum;
    double logitOfTruth = Math.log(probabilities[truth]) - reference;
    double ofRow = Math.log(sum) - inverse * logitOfTruth;
    addLoss(ofRow);
    if (ofRow >= MOST_LOSS) {
      return; // the floor is level
    }
    slope += mean - logitOfTruth;
    curvature += second / sum - mean * mean;
  }

  /** The 1/T of this pass. */
  public double inverse() {
    return inverse;
  }

  /** The mean log loss of the rows at this temperature, in nats; NaN without any. */
  public double logLoss() {
    return loss / rows;
  }

  /**
   * Goes towards the minimum: Newton's step, but to no more than double and no less than half, and
   * within 1/50 and 50.
   *
   * @return the next 1/T; this one where no row says anything
   */
  public double next() {
    if (slope == 0) {
      return inverse; // no row says anything, or this is the minimum
    }
    double step = curvature > 0 ? slope / curvature : Math.copySign(inverse, slope);
    double bounded = Math.max(inverse / 2, Math.min(2 * inverse, inverse - step));
    return Math.max(LEAST, Math.min(MOST, bounded));
  }

  /**
   * Adds rows to the log loss, and replaces their probabilities by those at this temperature;
   * {@link #next} is not asked for then.
   *
   * @param probabilities rows×N numbers, row-major, not negative; overwritten
   * @param classes N
   * @param truth the true class of each row; its length is the number of rows
   */
  public void scale(float[] probabilities, int classes, int[] truth) {
    for (int row = 0; row < truth.length; row++) {
      int from = row * classes;
      float ofTruth = probabilities[from + truth[row]];
      float largest = largest(probabilities, from, from + classes);
      double sum = scaleRow(probabilities, from, from + classes, largest);
      addLoss(
          ofTruth > 0
              ? Math.log(sum) - inverse * Math.log(ofTruth / largest)
              : Double.POSITIVE_INFINITY);
    }
  }

  /** Replaces a row; returns the sum by which it was divided. */
  private double scaleRow(float[] probabilities, int from, int to, float largest) {
    double sum = 0;
    for (int c = from; c < to; c++) {
      if (probabilities[c] > 0) {
        double weight = Math.exp(inverse * Math.log(probabilities[c] / largest));
        sum += weight;
        probabilities[c] = (float) weight;
      }
    }
    for (int c = from; c < to && sum > 0; c++) {
      probabilities[c] = (float) (probabilities[c] / sum);
    }
    return sum;
  }

  private static float largest(float[] probabilities, int from, int to) {
    float largest = 0;
    for (int c = from; c < to; c++) {
      largest = Math.max(largest, probabilities[c]);
    }
    return largest;
  }
}
