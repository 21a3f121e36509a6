package ihct.models;

/** What networks get to see of a song's numbers. */
public enum FeatureEncoding {
  /** The z-scored features as they are, as in the paper. */
  NONE,
  /**
   * Each feature by its rank among the training songs, as a quantile of the normal distribution.
   */
  RANK_GAUSS,
  /** Each feature as several inputs, one per range of quantiles, filled from the left. */
  QUANTILES
}
