package ihct.study;

import ihct.experiment.TreeSettings;

/**
 * A tree by name.
 *
 * @param source what it is made from, as for {@code ihct tree --tree}; or "columns": the tree that
 *     the data know, which simulated songs do as well
 * @param linkage the linkage; complete if absent
 * @param distance the distance; euclidean if absent
 * @param tiers the tiers; powers-of-two if absent
 */
public record PlanTree(String source, String linkage, String distance, String tiers) {

  /** The tree that the data know. */
  static final String COLUMNS = "columns";

  /** Fills in what the plan leaves out. */
  public PlanTree {
    source = source == null ? "means" : source;
    linkage = linkage == null ? "complete" : linkage;
    distance = distance == null ? "euclidean" : distance;
    tiers = tiers == null ? "powers-of-two" : tiers;
  }

  /** The settings under a seed, which starts the generator of trees that need one. */
  TreeSettings settings(long seed) {
    return TreeSettings.parse(linkage, distance, tiers).withSource(source, seed);
  }
}
