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
 * @param file a known tree, in Newick format or as a table of child and parent, which replaces the
 *     inferred one; empty to infer it
 */
public record TreeSettings(
    TreeSource source, Linkage linkage, Metric distance, String schedule, long seed, String file) {

  private static final String KNOWN = "known:";

  /**
   * A tree of the genres' mean songs.
   *
   * @param linkage how far apart two clusters are
   * @param distance how far apart two genre means are
   * @param schedule which cuts become tiers
   */
  public TreeSettings(Linkage linkage, Metric distance, String schedule) {
    this(TreeSource.MEANS, linkage, distance, schedule, 1, "");
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

  /** Refuses a second tree where one is known by columns. */
  void requireNoOther(DataSettings data) {
    if (!data.hierarchy().isEmpty() && (source != TreeSource.MEANS || !file.isEmpty())) {
      throw new IllegalArgumentException(
          "The tree is known by the columns %s, so it cannot be %s; leave out one of both."
              .formatted(
                  String.join(", ", data.hierarchy()),
                  file.isEmpty() ? "made from " + Names.of(source) : KNOWN + file));
    }
  }

  /**
   * Takes the tree from something else.
   *
   * @param from means, distributions, permuted or random; or {@code known:FILE} for a tree in
   *     Newick format or a table of the columns child and parent
   * @param treeSeed starts the generator of a random or permuted tree
   * @return settings with this source
   * @throws IllegalArgumentException for an unknown source; the message lists them
   */
  public TreeSettings withSource(String from, long treeSeed) {
    String text = from.strip();
    if (text.startsWith(KNOWN) && text.length() > KNOWN.length()) {
      return new TreeSettings(
          TreeSource.MEANS, linkage, distance, schedule, treeSeed, text.substring(KNOWN.length()));
    }
    TreeSource parsed;
    try {
      parsed = Names.parse(TreeSource.class, "Tree", text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage().replaceFirst("\\.$", ", or known:FILE."), e);
    }
    return new TreeSettings(parsed, linkage, distance, schedule, treeSeed, "");
  }
}
