package ihct.tree;

import ihct.linkage.Whitening;
import ihct.songs.GenreMeans;
import ihct.songs.Songs;
import ihct.songs.WithinCovariance;

/** The points that trees are made from. */
final class TreePoints {

  private TreePoints() {}

  /** The mean song of each genre, whitened if its distance asks for that. */
  static double[][] means(Songs songs, TreeDistance distance) {
    double[][] means = GenreMeans.of(songs);
    return distance == TreeDistance.WHITENED
        ? Whitening.of(means, WithinCovariance.of(songs, means))
        : means;
  }
}
