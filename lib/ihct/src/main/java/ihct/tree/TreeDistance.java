package ihct.tree;

import ihct.linkage.Metric;

/** How far apart the points are from which a tree is made: mean songs, or rows of weights. */
public enum TreeDistance {
  /** The straight-line distance; of mean songs in standard deviations. */
  EUCLIDEAN(Metric.EUCLIDEAN),

  /** One minus the cosine of the angle between them, 0…2. */
  COSINE(Metric.COSINE),

  /**
   * Mahalanobis' distance by the covariance of songs within their own genres: the straight-line
   * distance once that covariance is made the identity, as linear discriminant analysis does. The
   * unit is a standard deviation within genres. Only mean songs have such a covariance. A ridge of
   * 10⁻⁶ on its diagonal lets it be inverted whatever the songs are.
   *
   * @see ihct.songs.WithinCovariance
   * @see ihct.linkage.Whitening
   */
  WHITENED(Metric.EUCLIDEAN);

  private final Metric metric;

  TreeDistance(Metric metric) {
    this.metric = metric;
  }

  /** What to measure, for {@link #WHITENED} between whitened points. */
  public Metric metric() {
    return metric;
  }

  static TreeDistance of(Metric metric) {
    return metric == Metric.COSINE ? COSINE : EUCLIDEAN;
  }
}
