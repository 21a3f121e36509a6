package ihct.experiment;

import ihct.linkage.Linkage;
import ihct.linkage.Metric;

/**
 * How the tree of genres is inferred.
 *
 * @param source what it is made from
 * @param linkage how far apart two clusters are
 * @param distance how far apart two genre means are
 * @param schedule which cuts become tiers: "powers-of-two", "halving", "all", or increasing cluster
 *     counts such as "3,6,9,12"
 * @param seed starts the generator of a random or permuted tree
 */
public record TreeSettings(
    TreeSource source, Linkage linkage, Metric distance, String schedule, long seed) {

  /**
   * A tree of the genres' mean songs.
   *
   * @param linkage how far apart two clusters are
   * @param distance how far apart two genre means are
   * @param schedule which cuts become tiers
   */
  public TreeSettings(Linkage linkage, Metric distance, String schedule) {
    this(TreeSource.MEANS, linkage, distance, schedule, 1);
  }

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

  /** Refuses to infer a tree where one is known. */
  void requireNoOther(DataSettings data) {
    if (!data.hierarchy().isEmpty() && source != TreeSource.MEANS) {
      throw new IllegalArgumentException(
          "The tree is known by the columns %s, so none can be made from %s; leave out one of both."
              .formatted(String.join(", ", data.hierarchy()), Names.of(source)));
    }
  }

  /**
   * Makes the tree from something else.
   *
   * @param from means, distributions, permuted or random
   * @param treeSeed starts the generator of a random or permuted tree
   * @return settings with this source
   * @throws IllegalArgumentException for an unknown source; the message lists them
   */
  public TreeSettings withSource(String from, long treeSeed) {
    return new TreeSettings(
        Names.parse(TreeSource.class, "Tree", from), linkage, distance, schedule, treeSeed);
  }
}
