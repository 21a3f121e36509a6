package ihct.models.mix;

import java.util.Arrays;

/**
 * How well a log-linear mixture does on songs, and how that changes with its weights: the mean of
 * ln p of the true genre, its gradient, and the negative of its curvature.
 *
 * <p>Logarithms are taken relative to the true genre: with d(c) the vector of the members' ln p of
 * class c less their ln p of the truth, the mixture's ln p of the truth is −ln Σ e^(w·d). Its
 * gradient by w is minus the mean of d under the mixture, its curvature minus the covariance of d
 * there; so it is concave in w. A member that says the same of all classes has d = 0, and exactly
 * no gradient and no curvature, where differences of large logarithms would leave some noise.
 */
final class LogLinearMoments {

  private double mean;
  private final double[] gradient;
  private final double[][] curvature;

  /** Zero moments of a number of members. */
  LogLinearMoments(int members) {
    gradient = new double[members];
    curvature = new double[members][members];
  }

  /** Mean ln p of the truth. */
  double mean() {
    return mean;
  }

  /** Its slope by a weight. */
  double gradient(int i) {
    return gradient[i];
  }

  /** Minus its second derivative by two weights. */
  double curvature(int i, int j) {
    return curvature[i][j];
  }

  /** Adds others, multiplied by a number. */
  void add(LogLinearMoments other, double factor) {
    mean += factor * other.mean;
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += factor * other.gradient[i];
      for (int j = 0; j < gradient.length; j++) {
        curvature[i][j] += factor * other.curvature[i][j];
      }
    }
  }

  /**
   * Adds a song.
   *
   * @param weights of the members
   * @param logs members×N, ln p of each class less ln p of the truth
   * @param p N numbers to work in
   */
  void addSong(double[] weights, double[][] logs, double[] p) {
    int count = weights.length;
    Arrays.fill(p, 0);
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < p.length; c++) {
        p[c] += weights[i] * logs[i][c];
      }
    }
    mean -= normalise(p);
    double[] means = new double[count];
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < p.length; c++) {
        means[i] += p[c] * logs[i][c];
      }
      gradient[i] -= means[i];
    }
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        double covariance = 0;
        for (int c = 0; c < p.length; c++) {
          covariance += p[c] * (logs[i][c] - means[i]) * (logs[j][c] - means[j]);
        }
        curvature[i][j] += covariance;
        curvature[j][i] += i == j ? 0 : covariance;
      }
    }
  }

  /** Turns logarithms into probabilities; returns the logarithm of their sum before. */
  private static double normalise(double[] logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    double sum = 0;
    for (int c = 0; c < logs.length; c++) {
      logs[c] = Math.exp(logs[c] - largest);
      sum += logs[c];
    }
    for (int c = 0; c < logs.length; c++) {
      logs[c] /= sum;
    }
    return largest + Math.log(sum);
  }
}
