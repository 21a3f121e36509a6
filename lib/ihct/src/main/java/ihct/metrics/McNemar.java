package ihct.metrics;

/**
 * McNemar's test of two answerers on the same rows: of the rows on which just one of them is right,
 * is it each as often? This is the mid-p version: the p-value is exact, from the binomial
 * distribution, but counts only half the probability of what was seen, so that it is smaller than
 * the plain exact one. It takes rows as independent of each other, which the songs of one artist
 * are not; see {@link PairedBootstrap}.
 *
 * @param onlyFirst rows on which the first alone is right
 * @param onlySecond rows on which the second alone is right
 * @param p two-sided, 0…1
 * @see <a href="https://doi.org/10.1007/BF02295996">McNemar (1947)</a>
 * @see <a href="https://doi.org/10.1186/1471-2288-13-91">Fagerland, Lydersen and Laake (2013), on
 *     the mid-p version</a>
 */
public record McNemar(long onlyFirst, long onlySecond, double p) {

  /**
   * Tests two answerers row by row.
   *
   * @param first 1 for each row that the first has right, else 0
   * @param second the same of the second
   */
  public static McNemar of(double[] first, double[] second) {
    long onlyFirst = 0;
    long onlySecond = 0;
    for (int row = 0; row < first.length; row++) {
      onlyFirst += first[row] > second[row] ? 1 : 0;
      onlySecond += first[row] < second[row] ? 1 : 0;
    }
    return of(onlyFirst, onlySecond);
  }

  /**
   * Tests by counts.
   *
   * @param onlyFirst rows on which the first alone is right
   * @param onlySecond rows on which the second alone is right
   * @return the test; p is 1 where there is no such row
   * @throws IllegalArgumentException if a count is negative
   */
  public static McNemar of(long onlyFirst, long onlySecond) {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException(
          "%d and %d rows; counts cannot be negative.".formatted(onlyFirst, onlySecond));
    }
    long n = onlyFirst + onlySecond;
    long fewer = Math.min(onlyFirst, onlySecond);
    if (2 * fewer == n) {
      return new McNemar(onlyFirst, onlySecond, 1);
    }
    // P(X = k) of n fair coins, from its logarithm at k = fewer downwards
    double log = -n * Math.log(2);
    for (long k = 1; k <= fewer; k++) {
      log += Math.log((double) (n - k + 1) / k);
    }
    double term = 1;
    double below = 0;
    for (long k = fewer; k > 0 && term > 1e-18; k--) {
      term *= (double) k / (n - k + 1);
      below += term;
    }
    double p = 2 * Math.exp(log) * (0.5 + below);
    return new McNemar(onlyFirst, onlySecond, Math.min(1, p));
  }
}
