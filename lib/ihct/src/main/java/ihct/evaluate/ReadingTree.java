package ihct.evaluate;

import ihct.hierarchy.ClassTree;
import ihct.hierarchy.Ihct;
import ihct.linkage.Dendrogram;
import java.util.Optional;

/**
 * A tree by which answers are read.
 *
 * @param name its name in the plan
 * @param ihct its tiers
 * @param dendrogram its merges; none if the tree was known
 */
public record ReadingTree(String name, Ihct ihct, Optional<Dendrogram> dendrogram) {

  /** The tiers as nodes, whose heights count tiers. */
  ClassTree tiers() {
    return ClassTree.of(ihct);
  }

  /** As many nodes as the tree has, to hedge with: those of the dendrogram if there is one. */
  ClassTree nodes() {
    return dendrogram.filter(Dendrogram::isMonotone).map(ClassTree::of).orElseGet(this::tiers);
  }
}
