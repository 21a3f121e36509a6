package ihct.nn.dl4j;

/**
 * Labels that are less than certain (Szegedy et al. 2016): of a label's probability a share s is
 * spread evenly over all N classes of its softmax, its own among them, and the loss is the
 * cross-entropy to that.
 *
 * <p>With t the label's target: loss = −Σ t·ln p, and its gradient by the logits is p − t. For s =
 * 0 both are those of a plain label, bit for bit.
 */
public final class LabelSmoothing {

  private final double share;

  /**
   * Smooths labels.
   *
   * @param share s, 0 to below 1
   */
  public LabelSmoothing(double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "smoothing = " + share + "; it must be at least 0 and below 1.");
    }
    this.share = share;
  }

  /** Whether labels stay as they are. */
  boolean isNone() {
    return share == 0;
  }

  /** What is left for the label besides its part of what is spread. */
  double certain() {
    return 1 - share;
  }

  /** What each class gets. */
  double spread(long classes) {
    return share / classes;
  }

  /**
   * Mixes the losses of a row.
   *
   * @param label −ln p of the label
   * @param mean the mean of −ln p over all classes
   */
  public double loss(double label, double mean) {
    return isNone() ? label : certain() * label + share * mean;
  }

  /**
   * Computes by how much the mean of the logits is below the largest, to which the mean of −ln p is
   * that and the logarithm of the sum of e^(logit − largest); 0 without smoothing, which has no use
   * for it.
   *
   * @param logits the row
   * @param classes how many
   */
  public double meanBelowLargest(float[] logits, int classes) {
    if (isNone()) {
      return 0;
    }
    double sum = 0;
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < classes; i++) {
      sum += logits[i];
      largest = Math.max(largest, logits[i]);
    }
    return largest - sum / classes;
  }

  /**
   * Takes what is spread from scaled probabilities, which thereby become scaled gradients but for
   * what is {@link #certain(float) certain}.
   *
   * @param row scale·p
   * @param classes how many
   * @param scale what p was multiplied by
   */
  public void subtractSpread(float[] row, int classes, float scale) {
    if (!isNone()) {
      float spread = (float) (scale * spread(classes));
      for (int i = 0; i < classes; i++) {
        row[i] -= spread;
      }
    }
  }

  /** What the label itself takes from its scaled probability. */
  public float certain(float scale) {
    return (float) (scale * certain());
  }
}
