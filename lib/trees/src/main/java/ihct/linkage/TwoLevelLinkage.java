package ihct.linkage;

import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Linkage of very many items, for which there is neither the memory nor the time to compare each
 * with each: they are parted into about √n clusters by {@link BalancedKMeans}, the items of each
 * cluster are linked, and above them the clusters' centres.
 */
public final class TwoLevelLinkage {

  private TwoLevelLinkage() {}

  /**
   * Builds the dendrogram of {@code n} points.
   *
   * <p>There are k clusters, the power of two nearest to √n, whose sizes differ by one at most; a
   * centre is the mean of its cluster, whatever its size, of points of length 1 by {@link
   * Metric#COSINE}. A cut into k gives back the clusters.
   *
   * <p><b>Heights.</b> Below the clusters they are those of the linkage. Above, the largest of
   * these is added to the height at which the centres join, so that all clusters are whole before
   * any two of them join. <b>Cost.</b> O(n·√n·d) time and O(n·d) memory.
   *
   * @param points one row of d finite coordinates per item; at least one row; not changed
   * @param metric the distance between points, and between centres
   * @param rule the distance between clusters
   * @param seed the same seed gives the same tree
   * @return the n−1 merges by rising height; none when n = 1
   * @throws IllegalArgumentException if there are no points, if rows differ in length, if a
   *     coordinate or a distance is not finite, or if the metric is undefined for a point or for a
   *     centre
   */
  public static Dendrogram cluster(double[][] points, Metric metric, LinkageRule rule, long seed) {
    Objects.requireNonNull(rule, "rule");
    int n = points.length;
    int[][] items = BalancedKMeans.clusters(points, metric, clusters(Math.max(1, n)), seed);
    List<Agglomerative.Join> joins = new ArrayList<>(n);
    double[][] centres = new double[items.length][];
    double highest = 0;
    for (int c = 0; c < items.length; c++) {
      Stop.check("linking clusters");
      double[][] own = Arrays.stream(items[c]).mapToObj(i -> points[i]).toArray(double[][]::new);
      centres[c] = mean(own, metric);
      Dendrogram tree = Agglomerative.cluster(own, metric, rule);
      add(joins, tree, items[c], 0);
      highest = Math.max(highest, root(tree));
    }
    int[] first = Arrays.stream(items).mapToInt(cluster -> cluster[0]).toArray();
    add(joins, Agglomerative.cluster(centres, metric, rule), first, highest);
    return Agglomerative.tree(joins, n);
  }

  /** The power of two nearest to √n, in powers. */
  static int clusters(int n) {
    return 1 << (int) StrictMath.rint(StrictMath.log(n) / StrictMath.log(4));
  }

  private static double[] mean(double[][] points, Metric metric) {
    double[] mean = new double[points[0].length];
    for (int i = 0; i < points.length; i++) {
      double[] point = Coordinates.prepare(points, i, metric);
      for (int j = 0; j < mean.length; j++) {
        mean[j] += point[j] / points.length;
      }
    }
    return mean;
  }

  private static double root(Dendrogram tree) {
    return tree.leaves() == 1 ? 0 : tree.merges().get(tree.leaves() - 2).height();
  }

  /**
   * Adds the merges of a tree as joins of items.
   *
   * @param item which stands for each leaf
   * @param lift is added to each height
   */
  private static void add(
      List<Agglomerative.Join> joins, Dendrogram tree, int[] item, double lift) {
    int n = tree.leaves();
    int[] member = Arrays.copyOf(item, 2 * n - 1);
    for (int i = 0; i < n - 1; i++) {
      Merge merge = tree.merges().get(i);
      member[n + i] = member[merge.left()];
      joins.add(
          new Agglomerative.Join(
              member[merge.left()], member[merge.right()], merge.height() + lift));
    }
  }
}
