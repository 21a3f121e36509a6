package ihct.metrics;

/**
 * How much one answerer is ahead of another on the same rows, and how sure that is.
 *
 * @param estimate the difference of the means, or the relative one
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param standardError the spread of the estimate over resamples
 * @param p two-sided: how often a resample lies on the other side of 0, doubled; at least
 *     2/(resamples + 1), as none of finitely many is no proof of never
 * @param groups how many groups of rows were resampled
 * @param rows how many rows were compared
 */
public record Effect(
    double estimate,
    double low,
    double high,
    double standardError,
    double p,
    int groups,
    long rows) {

  /** 97.5 % and 80 % quantiles of the standard normal distribution, added. */
  private static final double BOTH_QUANTILES = 1.959963984540054 + 0.8416212335729143;

  /**
   * The power of the comparison: the smallest true effect that as many rows show in four of five
   * cases, at a level of 5 %.
   *
   * @return in the unit of the estimate
   */
  public double detectable() {
    return BOTH_QUANTILES * standardError;
  }

  /** Whether the interval leaves 0 out: both ends lie on one side of it. */
  public boolean isShown() {
    return low > 0 || high < 0;
  }

  /**
   * Tells the same in another unit.
   *
   * @param factor such as 100 for percentage points
   * @return the effect, its interval and spread multiplied
   */
  public Effect times(double factor) {
    return new Effect(
        factor * estimate, factor * low, factor * high, factor * standardError, p, groups, rows);
  }
}
