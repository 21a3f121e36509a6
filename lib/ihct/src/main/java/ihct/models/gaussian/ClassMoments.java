package ihct.models.gaussian;

import ihct.stopping.Stop;

/**
 * The weighted count, mean and scatter of each class: Σw, Σwx / Σw and Σw(x − mean)(x − mean)ᵀ.
 *
 * <p>They are kept as sums of {@link Block products} about 0, the middle of features that were made
 * normal by their ranks. All classes together take N·K doubles.
 */
final class ClassMoments {

  private final int classes;
  private final int d;
  private final int columns;
  private final double[] sums;

  ClassMoments(int classes, int d) {
    this.classes = classes;
    this.d = d;
    this.columns = Block.columns(d);
    this.sums = new double[Math.multiplyExact(classes, columns)];
  }

  /** Measures songs that weigh 1 each. Cost: O(n·d²). */
  static ClassMoments of(Points points) {
    ClassMoments moments = new ClassMoments(points.classes(), points.dimension());
    double[] products = new double[moments.columns];
    for (int row = 0; row < points.size(); row++) {
      Stop.check("measuring genres");
      Block.products(points.values(), row * points.dimension(), points.dimension(), products, 0);
      moments.add(points.label(row), 1, products, 0);
    }
    return moments;
  }

  /** Adds a song's products, from a place on. */
  void add(int c, double weight, double[] products, int from) {
    int to = c * columns;
    for (int k = 0; k < columns; k++) {
      sums[to + k] += weight * products[from + k];
    }
  }

  void add(ClassMoments others) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += others.sums[i];
    }
  }

  int classes() {
    return classes;
  }

  int dimension() {
    return d;
  }

  /** Σw. */
  double count(int c) {
    return sums[(c + 1) * columns - 1];
  }

  /** The d coordinates of the mean; NaN without songs. */
  double[] mean(int c) {
    double[] mean = new double[d];
    for (int j = 0; j < d; j++) {
      mean[j] = sums[(c + 1) * columns - 1 - d + j] / count(c);
    }
    return mean;
  }

  /** The d×d numbers of the scatter around the mean. */
  double[][] scatter(int c) {
    double[] mean = mean(c);
    double[][] scatter = new double[d][d];
    int at = c * columns;
    for (int j = 0; j < d; j++) {
      for (int k = j; k < d; k++) {
        scatter[j][k] = sums[at++] - count(c) * mean[j] * mean[k];
        scatter[k][j] = scatter[j][k];
      }
    }
    return scatter;
  }
}
