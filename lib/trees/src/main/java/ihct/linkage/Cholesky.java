package ihct.linkage;

import java.util.Arrays;

/** The root L of a positive definite matrix C = L Lᵀ, lower triangular. */
final class Cholesky {

  private static final int NUMBERS_SHOWN = 9;

  private Cholesky() {}

  /**
   * Replaces the lower triangle of a matrix by its root. Cost: O(d³).
   *
   * @param matrix d×d, row-major; what stands above the diagonal is neither read nor changed
   * @param d its rows
   * @return ln |matrix|; NaN if it is not positive definite, and the matrix is spoilt then
   */
  static double decompose(double[] matrix, int d) {
    double sum = 0;
    for (int k = 0; k < d; k++) {
      for (int l = 0; l <= k; l++) {
        double rest = matrix[k * d + l];
        for (int m = 0; m < l; m++) {
          rest -= matrix[k * d + m] * matrix[l * d + m];
        }
        if (l < k) {
          matrix[k * d + l] = rest / matrix[l * d + l];
        } else if (rest > 0 && rest < Double.POSITIVE_INFINITY) {
          matrix[k * d + k] = Math.sqrt(rest);
          sum += Math.log(rest);
        } else {
          return Double.NaN;
        }
      }
    }
    return sum;
  }

  /** Finds x with L x = b, in place of b. */
  static void solve(double[] root, double[] b) {
    int d = b.length;
    for (int k = 0; k < d; k++) {
      double rest = b[k];
      for (int l = 0; l < k; l++) {
        rest -= root[k * d + l] * b[l];
      }
      b[k] = rest / root[k * d + k];
    }
  }

  /** The first numbers of a matrix, for messages. */
  static String show(double[] matrix) {
    return Arrays.toString(Arrays.copyOf(matrix, Math.min(NUMBERS_SHOWN, matrix.length)));
  }
}
