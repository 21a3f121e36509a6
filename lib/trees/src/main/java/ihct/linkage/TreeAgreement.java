package ihct.linkage;

import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How alike two trees of the same leaves are, beside {@link
 * Dendrogram#copheneticCorrelation(Dendrogram)}.
 */
public final class TreeAgreement {

  private TreeAgreement() {}

  /**
   * Baker's gamma: Spearman's correlation, over all pairs of leaves, of the merges at which they
   * meet, counted from the first. Heights play no part.
   *
   * <p><b>Ties.</b> All pairs of a merge have their mean rank. Of merges of equal height the order
   * decides. <b>Cost.</b> O(n²) time, O(n) memory for each thread.
   *
   * @param a a tree
   * @param b another of as many leaves
   * @return −1…1; NaN with fewer than 3 leaves
   * @throws IllegalArgumentException if it has another number of leaves
   * @see <a href="https://doi.org/10.1080/01621459.1974.10482971">Baker (1974), stability of two
   *     hierarchical grouping techniques</a>
   */
  public static double bakersGamma(Dendrogram a, Dendrogram b) {
    return ranked(a).copheneticCorrelation(ranked(b));
  }

  /** The same tree with the mean ranks of a merge's pairs for its height. */
  private static Dendrogram ranked(Dendrogram tree) {
    List<Merge> ranked = new ArrayList<>();
    double before = 0;
    for (Merge merge : tree.merges()) {
      double pairs = (double) tree.size(merge.left()) * tree.size(merge.right());
      ranked.add(new Merge(merge.left(), merge.right(), before + (pairs + 1) / 2, merge.size()));
      before += pairs;
    }
    return Dendrogram.of(ranked);
  }

  /**
   * The distance of Robinson and Foulds between rooted trees: how many clusters are in one of them
   * alone. Leaves and the root, which all trees have, do not count.
   *
   * <p><b>Cost.</b> O(n): leaves are numbered as they stand in one tree, where each cluster is a
   * range of numbers (Day).
   *
   * @param a a tree
   * @param b another of as many leaves
   * @return 0…2(n−2); 0 if they have the same clusters
   * @throws IllegalArgumentException if it has another number of leaves
   * @see <a href="https://doi.org/10.1016/0025-5564(81)90043-2">Robinson and Foulds (1981)</a>
   * @see <a href="https://doi.org/10.1007/BF01908061">Day (1985), optimal algorithms for comparing
   *     trees</a>
   */
  public static int robinsonFoulds(Dendrogram a, Dendrogram b) {
    requireSame(a.leaves(), b.leaves());
    int[] order = a.leafOrder();
    int[] place = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      place[order[i]] = i;
    }
    Set<Range> clusters = new HashSet<>(ranges(a, place));
    clusters.retainAll(new HashSet<>(ranges(b, place)));
    return 2 * (Math.max(a.leaves(), 2) - 2 - clusters.size());
  }

  /** Numbers without a gap. */
  private record Range(int first, int last) {}

  /** The clusters below the root whose leaves stand side by side. */
  private static List<Range> ranges(Dendrogram tree, int[] place) {
    int n = tree.leaves();
    int[] first = new int[2 * n - 1];
    int[] last = new int[2 * n - 1];
    for (int leaf = 0; leaf < n; leaf++) {
      first[leaf] = place[leaf];
      last[leaf] = place[leaf];
    }
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < n - 2; i++) {
      Merge merge = tree.merges().get(i);
      first[n + i] = Math.min(first[merge.left()], first[merge.right()]);
      last[n + i] = Math.max(last[merge.left()], last[merge.right()]);
      if (last[n + i] - first[n + i] + 1 == merge.size()) {
        ranges.add(new Range(first[n + i], last[n + i]));
      }
    }
    return ranges;
  }

  /**
   * The adjusted Rand index of two partitions, such as two cuts: the share of pairs that are
   * together in both, or in neither, set to 0 for what chance gives and to 1 for equal ones.
   *
   * @param a by item its cluster, 0, 1, …
   * @param b likewise
   * @return at most 1; 1 also where each puts all items into one cluster, or each alone
   * @throws IllegalArgumentException if there are other items
   * @see <a href="https://doi.org/10.1007/BF01908075">Hubert and Arabie (1985), comparing
   *     partitions</a>
   */
  public static double adjustedRand(int[] a, int[] b) {
    requireSame(a.length, b.length);
    Map<Long, Integer> both = new HashMap<>();
    Map<Long, Integer> ofA = new HashMap<>();
    Map<Long, Integer> ofB = new HashMap<>();
    for (int i = 0; i < a.length; i++) {
      Stop.check("comparing cuts");
      both.merge((long) a[i] << Integer.SIZE | b[i], 1, Integer::sum);
      ofA.merge((long) a[i], 1, Integer::sum);
      ofB.merge((long) b[i], 1, Integer::sum);
    }
    double together = pairs(both);
    double inA = pairs(ofA);
    double inB = pairs(ofB);
    double all = a.length * (a.length - 1.0) / 2;
    double chance = all == 0 ? 0 : inA * inB / all;
    double most = (inA + inB) / 2;
    return most == chance ? 1 : (together - chance) / (most - chance);
  }

  private static double pairs(Map<Long, Integer> sizes) {
    double pairs = 0;
    for (int size : sizes.values()) {
      pairs += size * (size - 1.0) / 2;
    }
    return pairs;
  }

  private static void requireSame(int a, int b) {
    if (a != b) {
      throw new IllegalArgumentException(
          "One has %d leaves and the other %d; compare what both have.".formatted(a, b));
    }
  }
}
