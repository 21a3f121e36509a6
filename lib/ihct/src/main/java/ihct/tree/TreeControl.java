package ihct.tree;

import ihct.hierarchy.ControlTiers;
import ihct.hierarchy.Ihct;
import ihct.linkage.ControlTrees;
import ihct.linkage.Dendrogram;

/**
 * What becomes of a tree, so that it knows nothing of the genres and others can be judged by it.
 */
public enum TreeControl {
  /** It stays as it is. */
  NONE {
    @Override
    Dendrogram of(Dendrogram tree, long seed) {
      return tree;
    }

    @Override
    Ihct of(Ihct tiers, long seed) {
      return tiers;
    }
  },
  /** The same tree with its genres in other places. */
  PERMUTED {
    @Override
    Dendrogram of(Dendrogram tree, long seed) {
      return ControlTrees.permuted(tree, seed);
    }

    @Override
    Ihct of(Ihct tiers, long seed) {
      return ControlTiers.permuted(tiers, seed);
    }
  },
  /** A tree of random merges, with as many clusters in each tier. */
  RANDOM {
    @Override
    Dendrogram of(Dendrogram tree, long seed) {
      return ControlTrees.random(tree, seed);
    }

    @Override
    Ihct of(Ihct tiers, long seed) {
      return ControlTiers.random(tiers, seed);
    }
  };

  /** What becomes of a dendrogram. */
  abstract Dendrogram of(Dendrogram tree, long seed);

  /** What becomes of known tiers. */
  abstract Ihct of(Ihct tiers, long seed);
}
