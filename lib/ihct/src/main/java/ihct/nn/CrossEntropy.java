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
    double own = loss(row[target] / (double) sum);
    Softmax.scale(row, length, share / sum);
    smoothing.subtractSpread(row, length, share);
    row[target] -= smoothing.certain(share);
    return smoothing.loss(own, below + Math.log(sum));
  }

  /**
   * Likewise for a label that several classes share: the target of each is by how much of the
   * label's probability is its own.
   *
   * @param label whose classes are units
   */
  double gradients(float[] row, int length, SharedLabel label, float share, float[] scratch) {
    int[] classes = label.classes();
    double below = smoothing.meanBelowLargest(row, length);
    float sum = Softmax.exponentials(row, length, scratch);
    double together = 0;
    for (int i = 0; i < classes.length; i++) {
      scratch[i] = label.shares()[i] * row[classes[i]];
      together += scratch[i];
    }
    Softmax.scale(row, length, share / sum);
    smoothing.subtractSpread(row, length, share);
    for (int i = 0; i < classes.length; i++) {
      row[classes[i]] -= (float) (smoothing.certain(share) * (scratch[i] / together));
    }
    return smoothing.loss(loss(together / sum), below + Math.log(sum));
  }

  private static double loss(double probability) {
    return -Math.log(Math.max(probability, SMALLEST_PROBABILITY));
  }
}
