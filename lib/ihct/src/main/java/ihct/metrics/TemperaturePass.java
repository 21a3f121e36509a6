package ihct.metrics;

import java.util.Arrays;

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
    double[] logits = new double[classes];
    double[] weights = new double[classes];
    for (int row = 0; row < truth.length; row++) {
      logits(probabilities, row * classes, logits);
      weigh(logits, Double.NaN, weights);
      add(read(logits, weights, truth[row]));
    }
  }

  /**
   * What a row says of a temperature.
   *
   * @param loss its log loss, by which no floor is seen yet
   * @param slope of the loss by 1/T
   * @param curvature its second derivative
   */
  public record Row(double loss, double slope, double curvature) {}

  /**
   * Computes what all temperatures have in common of a row.
   *
   * @param probabilities not negative
   * @param from where those of the row begin
   * @param logits receives the natural logarithms of its N probabilities over the largest; −∞ for 0
   */
  public static void logits(float[] probabilities, int from, double[] logits) {
    double reference = Math.log(largest(probabilities, from, from + logits.length));
    for (int c = 0; c < logits.length; c++) {
      float p = probabilities[from + c];
      logits[c] = p > 0 ? Math.log(p) - reference : Double.NEGATIVE_INFINITY;
    }
  }

  /**
   * Computes e^(logit/T) of a row.
   *
   * @param before the 1/T of which the weights are there already: those of its double are their
   *     squares, and those of its half their roots; NaN for none
   * @param weights overwritten
   */
  public void weigh(double[] logits, double before, double[] weights) {
    if (inverse == 2 * before) {
      Arrays.setAll(weights, c -> weights[c] * weights[c]);
    } else if (inverse == before / 2) {
      Arrays.setAll(weights, c -> Math.sqrt(weights[c]));
    } else {
      Arrays.setAll(weights, c -> Math.exp(inverse * logits[c]));
    }
  }

  /** Reads a row, which is not added; several threads may do so. */
  public Row read(double[] logits, double[] weights, int truth) {
    if (logits[truth] == Double.NEGATIVE_INFINITY) {
      return new Row(Double.POSITIVE_INFINITY, 0, 0);
    }
    double sum = 0;
    double first = 0;
    double second = 0;
    for (int c = 0; c < logits.length; c++) {
      double logit = logits[c];
      if (logit > Double.NEGATIVE_INFINITY) {
        sum += weights[c];
        first += weights[c] * logit;
        second += weights[c] * logit * logit;
      }
    }
    double mean = first / sum;
    double ofRow = Math.log(sum) - inverse * logits[truth];
    return ofRow >= MOST_LOSS
        ? new Row(ofRow, 0, 0) // the floor is level
        : new Row(ofRow, mean - logits[truth], second / sum - mean * mean);
  }

  /** Adds a row. No probability counts as less than the smallest, as in {@link ScoreMeter}. */
  public void add(Row row) {
    loss += Math.min(row.loss(), MOST_LOSS);
    slope += row.slope();
    curvature += row.curvature();
    rows++;
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
      add(scale(probabilities, row * classes, classes, truth[row]));
    }
  }

  /** Replaces the probabilities of a row, which is not added; several threads may do so. */
  public Row scale(float[] probabilities, int from, int classes, int truth) {
    int to = from + classes;
    float ofTruth = probabilities[from + truth];
    float largest = largest(probabilities, from, to);
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
    double ofRow = Math.log(sum) - inverse * Math.log(ofTruth / largest);
    return new Row(ofTruth > 0 ? ofRow : Double.POSITIVE_INFINITY, 0, 0);
  }

  private static float largest(float[] probabilities, int from, int to) {
    float largest = 0;
    for (int c = from; c < to; c++) {
      largest = Math.max(largest, probabilities[c]);
    }
    return largest;
  }
}
