package ihct.models.gaussian;

import java.util.Arrays;

/** Logarithms of shares. */
final class Logs {

  private Logs() {}

  /** The logarithms of the shares of a whole; −∞ for nothing. */
  static double[] ofShares(int[] counts) {
    long sum = Arrays.stream(counts).asLongStream().sum();
    return Arrays.stream(counts).mapToDouble(n -> StrictMath.log(n / (double) sum)).toArray();
  }

  /** The logarithm of the sum of what some logarithms, not all −∞, stand for. */
  static double sum(double[] logs) {
    double most = Arrays.stream(logs).max().orElseThrow();
    double sum = 0;
    for (double log : logs) {
      sum += StrictMath.exp(log - most);
    }
    return most + StrictMath.log(sum);
  }
}
