package ihct.models;

/**
 * What networks look like where they may differ from the paper's. Every network follows the options
 * that concern it.
 *
 * @param encoding what they see of a song's numbers
 * @param bins inputs per feature of {@link FeatureEncoding#QUANTILES}, 2…1000
 * @param units ReLU units in each hidden layer of Dense and its kin, 1…16,384
 * @param dropout share of hidden units that dropout removes in training, 0 to below 1
 * @param smoothing share of a song's label that is spread over all classes, 0 to below 1
 * @param schedule how the step size changes during a training
 * @param tierWeight by how much the loss of each tier above the last counts in tier heads, 0 or
 *     more
 * @param batchNorm whether the hidden units of Dense, StackNet, tier heads and tree softmax are
 *     normalised in training, over blocks of at most 128 songs (256 in batches of 1,024 or more);
 *     null for not, as before there was a choice
 */
public record NetworkOptions(
    FeatureEncoding encoding,
    int bins,
    int units,
    double dropout,
    double smoothing,
    RateSchedule schedule,
    double tierWeight,
    Boolean batchNorm) {

  /** Each tier above the last counts as much as the genres. */
  public static final double USUAL_TIER_WEIGHT = 1;

  private static final int USUAL_BINS = 16;
  private static final int MOST_BINS = 1000;
  public static final int MOST_UNITS = 1 << 14;

  /** Checks the ranges. */
  public NetworkOptions {
    batchNorm = batchNorm != null && batchNorm;
    require(bins >= 2 && bins <= MOST_BINS, "bins = " + bins + "; there can be 2 to 1000.");
    require(units >= 1 && units <= MOST_UNITS, "units = " + units + "; there can be 1 to 16384.");
    require(
        dropout >= 0 && dropout < 1,
        "dropout = " + dropout + "; it must be at least 0 and below 1.");
    require(
        smoothing >= 0 && smoothing < 1,
        "smoothing = " + smoothing + "; it must be at least 0 and below 1.");
    require(
        tierWeight >= 0 && tierWeight < Double.POSITIVE_INFINITY,
        "tier weight = " + tierWeight + "; it must be at least 0 and finite.");
  }

  /**
   * Networks whose tiers count as much as their genres, without batch normalisation.
   *
   * @param encoding what they see of a song's numbers
   * @param bins inputs per feature of {@link FeatureEncoding#QUANTILES}, 2…1000
   * @param units ReLU units in each hidden layer, 1…16,384
   * @param dropout share of hidden units that dropout removes, 0 to below 1
   * @param smoothing share of a label that is spread over all classes, 0 to below 1
   * @param schedule how the step size changes
   */
  public NetworkOptions(
      FeatureEncoding encoding,
      int bins,
      int units,
      double dropout,
      double smoothing,
      RateSchedule schedule) {
    this(encoding, bins, units, dropout, smoothing, schedule, USUAL_TIER_WEIGHT, false);
  }

  /**
   * Chooses how much tiers count.
   *
   * @param other by how much the loss of each tier above the last counts in tier heads
   * @return the same networks otherwise
   */
  public NetworkOptions withTierWeight(double other) {
    return new NetworkOptions(
        encoding, bins, units, dropout, smoothing, schedule, other, batchNorm);
  }

  /**
   * Chooses whether hidden units are normalised in training.
   *
   * @param other whether
   * @return the same networks otherwise
   */
  public NetworkOptions withBatchNorm(boolean other) {
    return new NetworkOptions(
        encoding, bins, units, dropout, smoothing, schedule, tierWeight, other);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** DL4J drops a layer's inputs: the chance that a unit of the layer before is heard. */
  public double keep() {
    return 1 - dropout;
  }

  /**
   * The paper's networks.
   *
   * @return plain features, 256 units, 10 % dropout, a constant step size
   */
  public static NetworkOptions paper() {
    return new NetworkOptions(
        FeatureEncoding.NONE,
        USUAL_BINS,
        PaperSettings.HIDDEN_UNITS,
        PaperSettings.DROPOUT,
        0,
        RateSchedule.CONSTANT);
  }
}
