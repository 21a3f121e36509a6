package ihct.metrics;

/** How often each answer was given to each truth. */
public final class Confusion {

  private Confusion() {}

  /**
   * Counts answers, as shares of the rows of each truth.
   *
   * @param truth the true cluster of each row, 0…k−1
   * @param answers the answered cluster of each row, 0…k−1; −1 where there was no answer
   * @param k how many clusters there are
   * @return k×k shares: [t][a] is the share of the rows of truth t that were answered a. A row of
   *     the table sums to 1, less its rows without an answer; it is NaN for a truth without rows
   * @throws IllegalArgumentException if the arrays differ in length or hold other clusters
   */
  public static double[][] shares(int[] truth, int[] answers, int k) {
    if (truth.length != answers.length) {
      throw new IllegalArgumentException(
          "%d truths and %d answers; there must be one answer per row."
              .formatted(truth.length, answers.length));
    }
    double[][] counts = new double[k][k];
    int[] rows = new int[k];
    for (int row = 0; row < truth.length; row++) {
      check(truth[row], 0, k, "Truth", row);
      check(answers[row], -1, k, "Answer", row);
      rows[truth[row]]++;
      if (answers[row] >= 0) {
        counts[truth[row]][answers[row]]++;
      }
    }
    for (int t = 0; t < k; t++) {
      for (int a = 0; a < k; a++) {
        counts[t][a] /= rows[t]; // 0 ⁄ 0 is NaN, as promised
      }
    }
    return counts;
  }

  private static void check(int cluster, int least, int k, String what, int row) {
    if (cluster < least || cluster >= k) {
      throw new IllegalArgumentException(
          "%s of row %d is cluster %d; there are clusters 0…%d."
              .formatted(what, row, cluster, k - 1));
    }
  }
}
