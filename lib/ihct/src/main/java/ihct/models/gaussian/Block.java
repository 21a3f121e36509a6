package ihct.models.gaussian;

import java.util.Arrays;

/**
 * Up to {@value #ROWS} songs whose densities are computed together, and their products: x_j·x_k for
 * j ≤ k, then the x_j, then 1, in all d(d+1)/2 + d + 1 numbers K.
 */
final class Block {

  /** Songs side by side: what a class needs of them fits into the first cache. */
  static final int ROWS = 64;

  private final int d;
  private final int columns;

  /** By song, then product. */
  private final double[] bySong;

  /** By product, then song. */
  private final double[] byProduct;

  /** By class, then song. */
  private final double[] logs;

  private final double[] most = new double[ROWS];
  private final double[] sum = new double[ROWS];
  private int rows;

  Block(int classes, int d) {
    this.d = d;
    this.columns = columns(d);
    this.bySong = new double[ROWS * columns];
    this.byProduct = new double[columns * ROWS];
    this.logs = new double[Math.multiplyExact(classes, ROWS)];
  }

  /** How many products a song has. */
  static int columns(int d) {
    return d * (d + 1) / 2 + d + 1;
  }

  /** Writes the K products of a song. */
  static void products(float[] x, int from, int d, double[] products, int to) {
    int at = to;
    for (int j = 0; j < d; j++) {
      for (int k = j; k < d; k++) {
        products[at++] = (double) x[from + j] * x[from + k];
      }
    }
    for (int j = 0; j < d; j++) {
      products[at++] = x[from + j];
    }
    products[at] = 1;
  }

  /** Takes songs in, of d numbers each. */
  void fill(float[] x, int first, int count) {
    rows = count;
    for (int row = 0; row < rows; row++) {
      products(x, (first + row) * d, d, bySong, row * columns);
      for (int k = 0; k < columns; k++) {
        byProduct[k * ROWS + row] = bySong[row * columns + k];
      }
    }
  }

  int rows() {
    return rows;
  }

  /** What a song adds to the sums of a class, from a place on. */
  double[] bySong() {
    return bySong;
  }

  /** The logarithm that stands for a class and a song. */
  double log(int c, int row) {
    return logs[c * ROWS + row];
  }

  /** Sums, for a class and each song, the products times factors; see {@link #log}. */
  void multiply(int c, double[] factors) {
    int to = c * ROWS;
    Arrays.fill(logs, to, to + rows, 0);
    for (int k = 0; k < columns; k++) {
      double factor = factors[c * columns + k];
      int from = k * ROWS;
      for (int row = 0; row < rows; row++) {
        logs[to + row] += factor * byProduct[from + row];
      }
    }
  }

  /** Makes logarithms of densities of squared distances: peak − half·ln(1 + distance/freedom). */
  void toLogs(int c, double peak, double half, double freedom) {
    for (int i = c * ROWS; i < c * ROWS + rows; i++) {
      logs[i] = peak - half * Math.log(1 + Math.max(0, logs[i]) / freedom);
    }
  }

  /**
   * Turns logarithms of densities into each song's shares of some classes, which sum to 1.
   *
   * @param temperature what logarithms are divided by
   */
  void share(int[] classes, double temperature) {
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    Arrays.fill(sum, 0);
    for (int c : classes) {
      for (int row = 0; row < rows; row++) {
        most[row] = Math.max(most[row], logs[c * ROWS + row]);
      }
    }
    for (int c : classes) {
      for (int row = 0; row < rows; row++) {
        double share = Math.exp((logs[c * ROWS + row] - most[row]) / temperature);
        logs[c * ROWS + row] = share;
        sum[row] += share;
      }
    }
    for (int c : classes) {
      for (int row = 0; row < rows; row++) {
        logs[c * ROWS + row] /= sum[row];
      }
    }
  }

  /** The logarithm of the sum over some classes of what the logarithms of a song stand for. */
  double logSum(int[] classes, int row) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int c : classes) {
      greatest = Math.max(greatest, logs[c * ROWS + row]);
    }
    double total = 0;
    for (int c : classes) {
      total += Math.exp(logs[c * ROWS + row] - greatest);
    }
    return greatest + Math.log(total);
  }
}
