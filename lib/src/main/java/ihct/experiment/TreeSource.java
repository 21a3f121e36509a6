package ihct.experiment;

import ihct.linkage.Agglomerative;
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
  MEANS {
    @Override
    CondensedDistances distances(Songs songs, TreeSettings settings) {
      return CondensedDistances.between(GenreMeans.of(songs), settings.distance());
    }

    @Override
    Dendrogram tree(Songs songs, TreeSettings settings) {
      // Of the points, which takes less memory than of their distances.
      return Agglomerative.cluster(GenreMeans.of(songs), settings.distance(), settings.linkage());
    }
  },
  /** Mean and covariance of each genre; the distance is Bhattacharyya's. */
  DISTRIBUTIONS {
    @Override
    CondensedDistances distances(Songs songs, TreeSettings settings) {
      GenreDistributions genres = GenreDistributions.of(songs);
      return NormalDistances.bhattacharyya(genres.means(), genres.covariances());
    }

    @Override
    Dendrogram tree(Songs songs, TreeSettings settings) {
      return Agglomerative.cluster(distances(songs, settings), settings.linkage());
    }
  },
  /** The tree of the means with its leaves in other places. */
  PERMUTED {
    @Override
    CondensedDistances distances(Songs songs, TreeSettings settings) {
      return MEANS.distances(songs, settings);
    }

    @Override
    Dendrogram tree(Songs songs, TreeSettings settings) {
      return ControlTrees.permuted(MEANS.tree(songs, settings), settings.seed());
    }
  },
  /** A tree of random merges, with as many clusters in each tier. */
  RANDOM {
    @Override
    CondensedDistances distances(Songs songs, TreeSettings settings) {
      return MEANS.distances(songs, settings);
    }

    @Override
    Dendrogram tree(Songs songs, TreeSettings settings) {
      return ControlTrees.random(MEANS.tree(songs, settings), settings.seed());
    }
  };

  /** What the tree renders, more or less. */
  abstract CondensedDistances distances(Songs songs, TreeSettings settings);

  abstract Dendrogram tree(Songs songs, TreeSettings settings);

  /** The name of the distance between genres. */
  String distanceName(TreeSettings settings) {
    return this == DISTRIBUTIONS ? "bhattacharyya" : Names.of(settings.distance());
  }
}
