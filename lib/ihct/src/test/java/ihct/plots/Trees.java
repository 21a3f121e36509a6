package ihct.plots;

import ihct.linkage.Agglomerative;
import ihct.linkage.CondensedDistances;
import ihct.linkage.Dendrogram;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import java.util.List;
import java.util.Random;

/** Trees to draw. */
final class Trees {

  static final List<String> SIX_NAMES = List.of("0 m", "3 m", "4 m", "8 m", "14 m", "21 m");

  private Trees() {}

  /** The points 0, 3, 4, 8, 14 and 21 on a line, by complete linkage. */
  static Dendrogram sixPoints() {
    return tree(new double[][] {{0}, {3}, {4}, {8}, {14}, {21}});
  }

  static Dendrogram random(int leaves) {
    return random(leaves, leaves);
  }

  /** Another one. */
  static Dendrogram other(int leaves) {
    return random(leaves, leaves + 1);
  }

  private static Dendrogram random(int leaves, int seed) {
    Random random = new Random(seed);
    double[][] points = new double[leaves][];
    for (int i = 0; i < leaves; i++) {
      points[i] = random.doubles(4, -2, 2).toArray();
    }
    return tree(points);
  }

  private static Dendrogram tree(double[][] points) {
    return Agglomerative.cluster(
        CondensedDistances.between(points, Metric.EUCLIDEAN), LinkageRule.COMPLETE);
  }
}
