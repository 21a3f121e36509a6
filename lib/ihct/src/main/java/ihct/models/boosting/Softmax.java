package ihct.models.boosting;

/** From logits to probabilities. */
final class Softmax {

  private Softmax() {}

  /**
   * Computes the probabilities of one song.
   *
   * @param logits N from a place on
   * @param at that place
   * @param probabilities where they go, maybe the same array
   * @param to their place
   * @param classes N
   * @return the logarithm of the sum of exp(logit)
   */
  static double of(float[] logits, int at, float[] probabilities, int to, int classes) {
    float most = Float.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      most = Math.max(most, logits[at + c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      float weight = (float) StrictMath.exp(logits[at + c] - most);
      probabilities[to + c] = weight;
      sum += weight;
    }
    for (int c = 0; c < classes; c++) {
      probabilities[to + c] = (float) (probabilities[to + c] / sum);
    }
    return most + StrictMath.log(sum);
  }
}
