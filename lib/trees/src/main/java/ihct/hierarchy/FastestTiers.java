package ihct.hierarchy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tiers of least cost for a model that decides among siblings, from the root down to a class,
 * and computes the decisions on its way alone: many tiers are many small products, few tiers are
 * large ones.
 *
 * <p>A decision among m siblings costs m + {@value #OVERHEAD}: a product for each sibling, and what
 * a product of any size costs besides, counted in siblings. A cluster that the next tier leaves
 * whole has nothing to decide and costs nothing. A tree costs what the classes cost on average. The
 * number is what epochs of a tree softmax of 5,000 and 20,000 classes took, rounded; it is fixed
 * and no time is measured, so that the same tree has the same tiers on every machine.
 */
public final class FastestTiers {

  /** What a small product costs beside its siblings, in siblings. */
  static final int OVERHEAD = 16;

  /** The most tiers that are chosen, that of the classes among them. */
  static final int MOST = 3;

  /** Of tiers that lie closer together than this, the coarser one stands for all. */
  private static final double STEP = 1.25;

  private FastestTiers() {}

  /** Cluster counts for N classes where every cluster has as many parts as every other. */
  static List<Integer> balanced(int n) {
    int best = 1;
    for (int tiers = 2; tiers <= MOST; tiers++) {
      best = cost(n, tiers) < cost(n, best) ? tiers : best;
    }
    int tiers = best;
    return IntStream.rangeClosed(1, tiers)
        .mapToObj(tier -> tier == tiers ? n : (int) Math.round(root(n, (double) tier / tiers)))
        .toList();
  }

  private static double cost(int n, int tiers) {
    return tiers * (root(n, 1.0 / tiers) + OVERHEAD);
  }

  private static double root(int n, double exponent) {
    return StrictMath.pow(n, exponent);
  }

  /**
   * Chooses tiers of a tree: at most {@value #MOST}, those that cost least.
   *
   * <p>Of equal costs the fewest tiers are chosen, and of these the coarsest. Where a tier has less
   * than a quarter more clusters than one before it, only the coarser one is looked at. O(N) for
   * each pair of those, at most some fifty.
   *
   * @param tree any
   * @return the numbers of the chosen tiers, increasing; the last is I
   */
  public static int[] of(Ihct tree) {
    int[] candidates = candidates(tree);
    int end = candidates.length - 1;
    long[] cost = new long[candidates.length];
    int[][] above = new int[MOST + 1][candidates.length];
    Arrays.fill(cost, Long.MAX_VALUE);
    cost[0] = 0; // the root
    long least = Long.MAX_VALUE;
    int fewest = 1;
    long[][] steps = steps(tree, candidates);
    for (int tiers = 1; tiers <= MOST; tiers++) {
      long[] next = new long[candidates.length];
      Arrays.fill(next, Long.MAX_VALUE);
      for (int to = 1; to <= end; to++) {
        for (int from = 0; from < to; from++) {
          if (cost[from] != Long.MAX_VALUE && cost[from] + steps[from][to] < next[to]) {
            next[to] = cost[from] + steps[from][to];
            above[tiers][to] = from;
          }
        }
      }
      cost = next;
      if (cost[end] < least) {
        least = cost[end];
        fewest = tiers;
      }
    }
    int[] chosen = new int[fewest];
    for (int tiers = fewest, at = end; tiers >= 1; at = above[tiers][at], tiers--) {
      chosen[tiers - 1] = candidates[at];
    }
    return chosen;
  }

  /** The root, the tiers that may be chosen, and the last. */
  private static int[] candidates(Ihct tree) {
    List<Integer> candidates = new ArrayList<>(List.of(0));
    double enough = 1;
    for (int tier = 1; tier < tree.tiers(); tier++) {
      if (tree.clusters(tier) >= enough) {
        candidates.add(tier);
        enough = STEP * tree.clusters(tier);
      }
    }
    candidates.add(tree.tiers());
    return candidates.stream().mapToInt(Integer::intValue).toArray();
  }

  /** What the decisions between two candidates cost all classes together. */
  private static long[][] steps(Ihct tree, int[] candidates) {
    int[][] clusters = new int[candidates.length][];
    Arrays.setAll(
        clusters,
        i -> candidates[i] == 0 ? new int[tree.classes()] : tree.clustersOfLeaves(candidates[i]));
    long[][] steps = new long[candidates.length][candidates.length];
    for (int from = 0; from < candidates.length; from++) {
      for (int to = from + 1; to < candidates.length; to++) {
        steps[from][to] =
            step(
                clusters[from],
                tree.clusters(candidates[from]),
                clusters[to],
                tree.clusters(candidates[to]));
      }
    }
    return steps;
  }

  private static long step(int[] coarse, int coarseCount, int[] fine, int fineCount) {
    int[] children = new int[coarseCount];
    boolean[] met = new boolean[fineCount];
    for (int leaf = 0; leaf < fine.length; leaf++) {
      if (!met[fine[leaf]]) {
        met[fine[leaf]] = true;
        children[coarse[leaf]]++;
      }
    }
    long cost = 0;
    for (int cluster : coarse) {
      cost += children[cluster] > 1 ? children[cluster] + OVERHEAD : 0;
    }
    return cost;
  }
}
