package ihct.experiment;

import ihct.linkage.Linkage;
import ihct.linkage.Metric;

/**
 * How the tree of genres is inferred.
 *
 * @param linkage how far apart two clusters are
 * @param distance how far apart two genre means are
 * @param schedule which cuts become tiers: "powers-of-two", "halving", "all", or increasing cluster
 *     counts such as "3,6,9,12"
 */
public record TreeSettings(Linkage linkage, Metric distance, String schedule) {

  /**
   * The paper's usual tree.
   *
   * @return complete linkage of Euclidean distances, cut at the powers of two (S1)
   */
  public static TreeSettings paper() {
    return new TreeSettings(Linkage.COMPLETE, Metric.EUCLIDEAN, "powers-of-two");
  }

  /**
   * Reads the settings as the user writes them.
   *
   * @param linkage complete, wpgma, upgma, ward or single
   * @param distance euclidean or cosine
   * @param schedule see {@link #schedule}; checked against the number of genres once it is known
   * @return the settings
   * @throws IllegalArgumentException for an unknown linkage or distance; the message lists them
   */
  public static TreeSettings parse(String linkage, String distance, String schedule) {
    return new TreeSettings(
        Names.parse(Linkage.class, "Linkage", linkage),
        Names.parse(Metric.class, "Distance", distance),
        schedule);
  }
}
