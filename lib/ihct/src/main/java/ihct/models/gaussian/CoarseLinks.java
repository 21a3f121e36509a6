package ihct.models.gaussian;

import ihct.songs.CoarseSongs;
import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How likely each coarse name is for the songs of each genre: ln π(name | genre).
 *
 * <p>A known tree says 0 or −∞. Without one it is inferred: coarse songs, with their names as
 * classes, have densities of their own, and π(name | genre) is proportional to the root of the
 * product over the genre's songs of P(name | song), no less than e^{@value #FLOOR}.
 *
 * @param logs by name, then genre
 */
record CoarseLinks(double[][] logs) {

  /** ln of the least link that is inferred. */
  static final double FLOOR = -12;

  /** As how many songs the pooled covariance counts when links are inferred. */
  private static final double PRIOR = 50;

  /**
   * The links of a known tree.
   *
   * @param places by genre, the genre in whose place it stands; itself, but for a control
   */
  static CoarseLinks known(CoarseSongs coarse, List<Integer> places) {
    double[][] logs = new double[coarse.names().size()][places.size()];
    for (int name = 0; name < logs.length; name++) {
      Arrays.fill(logs[name], Double.NEGATIVE_INFINITY);
      for (int genre : coarse.leaves().get(name)) {
        logs[name][places.get(genre)] = 0;
      }
    }
    return new CoarseLinks(logs);
  }

  /**
   * Infers links.
   *
   * @param coarse songs with coarse names
   * @param fine songs with genres
   */
  static CoarseLinks inferred(Points coarse, Points fine) {
    ClassMoments moments = ClassMoments.of(coarse);
    ClassDensities densities = ClassDensities.fit(moments, PRIOR);
    double[] shares = Logs.ofShares(coarse.counts());
    int[] names = densities.seen();
    double[][] logs = new double[coarse.classes()][fine.classes()];
    Block block = new Block(coarse.classes(), coarse.dimension());
    for (int first = 0; first < fine.size(); first += Block.ROWS) {
      Stop.check("linking coarse names and genres");
      block.fill(fine.values(), first, Math.min(Block.ROWS, fine.size() - first));
      densities.logDensities(block, names, shares);
      for (int row = 0; row < block.rows(); row++) {
        double all = block.logSum(names, row);
        for (int name : names) {
          logs[name][fine.label(first + row)] += (block.log(name, row) - all) / 2;
        }
      }
    }
    for (int genre = 0; genre < fine.classes(); genre++) {
      int c = genre;
      double all = Logs.sum(IntStream.of(names).mapToDouble(name -> logs[name][c]).toArray());
      for (int name : names) {
        logs[name][genre] = Math.max(FLOOR, logs[name][genre] - all);
      }
    }
    return new CoarseLinks(logs);
  }
}
