package ihct.experiment;

import ihct.linkage.CondensedDistances;
import ihct.linkage.ControlTrees;
import ihct.linkage.Dendrogram;
import ihct.linkage.NormalDistances;
import ihct.loading.GenreDistributions;
import ihct.loading.GenreMeans;
import ihct.loading.Songs;

/** What a tree over the genres is made from. The last two are controls that know nothing. */
public enum TreeSource {
  /** The mean song of each genre, as in the paper. */
  MEANS,
  /** Mean and covariance of each genre; the distance is Bhattacharyya's. */
  DISTRIBUTIONS {
    @Override
    CondensedDistances distances(Songs songs, TreeSettings settings) {
      GenreDistributions genres = GenreDistributions.of(songs);
      return NormalDistances.bhattacharyya(genres.means(), genres.covariances());
    }

    @Override
    String distanceName(TreeSettings settings) {
      return "bhattacharyya";
    }
  },
  /** The tree of the means with its leaves in other places. */
  PERMUTED {
    @Override
    Dendrogram changed(Dendrogram tree, long seed) {
      return ControlTrees.permuted(tree, seed);
    }
  },
  /** A tree of random merges, with as many clusters in each tier. */
  RANDOM {
    @Override
    Dendrogram changed(Dendrogram tree, long seed) {
      return ControlTrees.random(tree, seed);
    }
  };

  /** How far apart the genres are. */
  CondensedDistances distances(Songs songs, TreeSettings settings) {
    return CondensedDistances.between(GenreMeans.of(songs), settings.distance());
  }

  /** The name of that distance. */
  String distanceName(TreeSettings settings) {
    return Names.of(settings.distance());
  }

  /** What becomes of the tree that linkage makes of the distances. */
  Dendrogram changed(Dendrogram tree, long seed) {
    return tree;
  }
}
