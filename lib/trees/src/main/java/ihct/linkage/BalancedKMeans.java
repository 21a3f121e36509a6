package ihct.linkage;

import ihct.stopping.Stop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * Top-down clustering into halves: all items are parted in two by 2-means, both parts are parted
 * again, and so on, and the two parts of a cluster never differ by more than one item. Trees of
 * other clusterings can be very uneven; this one is as even as can be.
 *
 * @see <a href="https://doi.org/10.1145/3178876.3185998">Prabhu et al. (2018), Parabel</a>
 * @see <a href="https://arxiv.org/abs/1904.08249">Khandagale et al. (2020), Bonsai</a>
 */
public final class BalancedKMeans {

  /** Rounds mostly end by themselves after ten or twenty. */
  private static final int MOST_ROUNDS = 100;

  private final double[][] points;
  private final SplittableRandom random;

  private BalancedKMeans(double[][] points, long seed) {
    this.points = points;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Parts points again and again.
   *
   * <p>Two items drawn at random are the first two centres. In each round the half of the cluster
   * that is nearer to the first centre than to the second, compared with the rest, goes to the
   * first; then the centres move to their means; it ends when nothing changes. Of an odd number the
   * first centre gets one more. By {@link Metric#COSINE} points are first brought to length 1.
   *
   * <p><b>Heights.</b> Parting gives no distances, so a cluster of m items has the height log₂ m: 1
   * for a pair, log₂ n for the root. Parents are larger, and so higher, than their parts. Of
   * clusters of one size the one of more partings above it counts as lower. So a cut undoes the
   * largest clusters first, and where the number of clusters is a power of two their sizes differ
   * by one at most. <b>Cost.</b> O(n·(d + log n)) time for a round of each of the log₂ n levels.
   *
   * @param points one row of d finite coordinates per item; at least one row; not changed
   * @param metric how far apart they are
   * @param seed the same seed gives the same tree
   * @return the n−1 merges that undo the partings
   * @throws IllegalArgumentException if there are no points, if rows differ in length, if a
   *     coordinate is not finite, or if the metric is undefined for a point
   */
  public static Dendrogram cluster(double[][] points, Metric metric, long seed) {
    List<Agglomerative.Join> joins = new ArrayList<>();
    of(points, metric, seed).parts(points.length, joins);
    Collections.reverse(joins); // those with more partings above them stand first
    return Agglomerative.tree(joins, points.length);
  }

  /**
   * The clusters of a cut of that tree, without what is below them.
   *
   * @param k how many, a power of two
   * @return the items of each in ascending order, clusters by their first item
   */
  static int[][] clusters(double[][] points, Metric metric, int k, long seed) {
    return of(points, metric, seed).parts(k, new ArrayList<>()).stream()
        .sorted(Comparator.comparingInt(items -> items[0]))
        .toArray(int[][]::new);
  }

  private static BalancedKMeans of(double[][] points, Metric metric, long seed) {
    if (points.length == 0) {
      throw new IllegalArgumentException(
          "No points were given; a dendrogram needs at least one leaf.");
    }
    double[][] prepared = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      prepared[i] = Coordinates.prepare(points, i, metric);
    }
    return new BalancedKMeans(prepared, seed);
  }

  /** Parts level by level until there are enough parts; adds each parting as a join. */
  private List<int[]> parts(int enough, List<Agglomerative.Join> joins) {
    List<int[]> single = new ArrayList<>();
    Queue<int[]> whole = new ArrayDeque<>();
    int[] all = new int[points.length];
    Arrays.setAll(all, i -> i);
    whole.add(all);
    while (single.size() + whole.size() < enough) {
      int[] items = whole.remove();
      if (items.length == 1) {
        single.add(items);
      } else {
        int half = (items.length + 1) / 2;
        part(items, half);
        joins.add(
            new Agglomerative.Join(items[0], items[half], Math.log(items.length) / Math.log(2)));
        whole.add(Arrays.copyOf(items, half));
        whole.add(Arrays.copyOfRange(items, half, items.length));
      }
    }
    single.addAll(whole);
    return single;
  }

  /** Puts the items of the first part before those of the second, each in ascending order. */
  private void part(int[] items, int half) {
    int first = random.nextInt(items.length);
    int second = random.nextInt(items.length - 1);
    double[] a = points[items[first]];
    double[] b = points[items[second < first ? second : second + 1]];
    int[] before = null;
    for (int round = 0; round < MOST_ROUNDS && !Arrays.equals(items, before); round++) {
      Stop.check("parting clusters");
      before = items.clone();
      partByNearness(items, half, a, b);
      a = mean(items, 0, half);
      b = mean(items, half, items.length);
    }
  }

  /**
   * Puts the half of the items first that is nearer to a than to b, compared with the rest; of
   * equally near ones the first. Of the squared distances only the products with the centres differ
   * between items in that.
   */
  private void partByNearness(int[] items, int half, double[] a, double[] b) {
    int[] ascending = items.clone();
    Arrays.sort(ascending);
    double[] nearness = new double[items.length];
    for (int i = 0; i < items.length; i++) {
      double[] point = points[ascending[i]];
      for (int c = 0; c < point.length; c++) {
        nearness[i] += point[c] * (a[c] - b[c]);
      }
    }
    double[] sorted = nearness.clone();
    Arrays.sort(sorted);
    double least = sorted[items.length - half];
    int ties = 0; // with the least near item of the first part, that belong to it
    for (int i = items.length - half; i < items.length; i++) {
      ties += Double.compare(sorted[i], least) == 0 ? 1 : 0;
    }
    int first = 0;
    int second = half;
    for (int i = 0; i < items.length; i++) {
      int compared = Double.compare(nearness[i], least);
      if (compared > 0 || compared == 0 && ties-- > 0) {
        items[first++] = ascending[i];
      } else {
        items[second++] = ascending[i];
      }
    }
  }

  private double[] mean(int[] items, int from, int to) {
    double[] mean = new double[points[0].length];
    for (int i = from; i < to; i++) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += points[items[i]][c] / (to - from);
      }
    }
    return mean;
  }
}
