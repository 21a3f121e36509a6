package ihct.bench;

import java.util.Arrays;

/**
 * What two dendrograms of the same points must agree in: the sum of their heights, and the heights
 * at which 1,000 pairs of points first meet. Node numbers may differ.
 */
final class MergeProof {

  private static final int PAIRS = 1000;

  private final int[] parent;
  private final double[] height;
  private final int leaves;

  MergeProof(int leaves) {
    this.leaves = leaves;
    this.parent = new int[2 * leaves - 1];
    this.height = new double[2 * leaves - 1];
  }

  /** Merge number i joins two nodes; leaves are 0…n−1, merge i makes node n + i. */
  void merge(int i, int left, int right, double at) {
    parent[left] = leaves + i;
    parent[right] = leaves + i;
    height[leaves + i] = at;
  }

  void into(Result result) {
    double[] cophenetic = new double[PAIRS];
    long state = 1;
    for (int i = 0; i < PAIRS; i++) {
      state = next(state);
      int a = point(state);
      state = next(state);
      int b = point(state);
      cophenetic[i] = meeting(a, b);
    }
    result.proof("sum of heights", Arrays.stream(height).sum());
    result.proof("cophenetic distances", cophenetic);
  }

  /** The generator of ISO C's example, which Python computes as easily. */
  private static long next(long state) {
    return (state * 1_103_515_245L + 12_345) % (1L << 31);
  }

  /** Its low digits repeat soon. */
  private int point(long state) {
    return (int) ((state >> 10) % leaves);
  }

  private double meeting(int a, int b) {
    while (a != b) {
      if (a < b) {
        a = parent[a];
      } else {
        b = parent[b];
      }
    }
    return height[a];
  }
}
