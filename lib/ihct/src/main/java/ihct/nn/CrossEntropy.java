package ihct.nn;

import ihct.nn.dl4j.LabelSmoothing;

/** Softmax and cross-entropy of some logits, and its gradient, in place. */
final class CrossEntropy {

  /** e^-87, to which the exponentials are cut off, over the largest sum of them. */
  private static final double SMALLEST_PROBABILITY = Float.MIN_NORMAL;

  private final LabelSmoothing smoothing;

  /**
   * Prepares for labels.
   *
   * @param smoothing the share of a label that is spread evenly over the units of its softmax
   */
  CrossEntropy(double smoothing) {
    this.smoothing = new LabelSmoothing(smoothing);
  }

  /**
   * Turns logits into gradients of their loss.
   *
   * @param row logits, overwritten
   * @param length how many
   * @param target the right one
   * @param share what the gradients are multiplied by
   * @param scratch at least as long, overwritten
   * @return the loss, without the share
   */
  double gradients(float[] row, int length, int target, float share, float[] scratch) {
    double below = smoothing.meanBelowLargest(row, length);
    float sum = Softmax.exponentials(row, length, scratch);
    double own = -Math.log(Math.max(row[target] / (double) sum, SMALLEST_PROBABILITY));
    Softmax.scale(row, length, share / sum);
    smoothing.subtractTarget(row, length, target, share);
    return smoothing.loss(own, below + Math.log(sum));
  }
}
