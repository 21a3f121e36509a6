package ihct.hierarchy;

import ihct.linkage.ControlTrees;
import ihct.linkage.Dendrogram;

/**
 * Hierarchies that know nothing of the classes, to judge a known one against. {@link ControlTrees}
 * makes such dendrograms.
 *
 * @see <a href="https://arxiv.org/abs/2101.11095">del Moral et al. (2021), Pitfalls of assessing
 *     extracted hierarchies</a>
 */
public final class ControlTiers {

  private ControlTiers() {}

  /**
   * The same hierarchy with its classes in other places: every tier keeps the sizes of its
   * clusters, and who is near to whom is left to chance.
   *
   * @param seed the same seed gives the same places
   * @return a hierarchy of the same classes
   */
  public static Ihct permuted(Ihct tree, long seed) {
    return tree.permuted(ControlTrees.places(tree.classes(), seed));
  }

  /**
   * The cuts of a tree of random merges, with as many clusters in each tier as a hierarchy has, but
   * neither their sizes nor their classes.
   *
   * @param seed the same seed gives the same tree
   * @return a hierarchy of the same classes
   */
  public static Ihct random(Ihct tree, long seed) {
    Dendrogram merges = ControlTrees.random(tree.classes(), seed);
    int[][] tiers = new int[tree.tiers()][];
    for (int tier = 1; tier <= tree.tiers(); tier++) {
      tiers[tier - 1] = merges.cut(tree.clusters(tier));
    }
    return Ihct.ofTiers(tiers);
  }
}
