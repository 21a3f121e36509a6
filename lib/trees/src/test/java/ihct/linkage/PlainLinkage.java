package ihct.linkage;

import java.util.ArrayList;
import java.util.List;

/**
 * The linkage algorithms without any shortcut, over a full matrix: what the fast ones must agree
 * with to the last digit, ties included.
 */
final class PlainLinkage {

  private PlainLinkage() {}

  /** Pairs of items and heights, in the order they are found. */
  static List<Agglomerative.Join> joins(CondensedDistances distances, LinkageRule rule) {
    return rule == LinkageRule.SINGLE ? spanningTree(distances) : chain(distances, rule);
  }

  private static List<Agglomerative.Join> chain(CondensedDistances distances, LinkageRule rule) {
    int n = distances.items();
    double[][] d = new double[n][n];
    int[] size = new int[n];
    for (int i = 0; i < n; i++) {
      size[i] = 1;
      for (int j = 0; j < n; j++) {
        d[i][j] = distances.get(i, j);
      }
    }
    List<Agglomerative.Join> joins = new ArrayList<>();
    List<Integer> chain = new ArrayList<>();
    while (joins.size() < n - 1) {
      if (chain.isEmpty()) {
        chain.add(firstAlive(size));
      }
      int tip = chain.get(chain.size() - 1);
      int before = chain.size() > 1 ? chain.get(chain.size() - 2) : -1;
      int nearest = before;
      for (int k = 0; k < n; k++) {
        if (k != tip && size[k] > 0 && (nearest < 0 || d[tip][k] < d[tip][nearest])) {
          nearest = k;
        }
      }
      if (nearest != before) {
        chain.add(nearest);
        continue;
      }
      chain.subList(chain.size() - 2, chain.size()).clear();
      int gone = Math.min(tip, before);
      int kept = Math.max(tip, before);
      double height = d[gone][kept];
      joins.add(new Agglomerative.Join(gone, kept, height));
      for (int k = 0; k < n; k++) {
        double merged =
            k == gone || k == kept || size[k] == 0
                ? 0
                : rule.merged(d[gone][k], d[kept][k], height, size[gone], size[kept], size[k]);
        d[kept][k] = merged;
        d[k][kept] = merged;
      }
      size[kept] += size[gone];
      size[gone] = 0;
    }
    return joins;
  }

  private static int firstAlive(int[] size) {
    int first = 0;
    while (size[first] == 0) {
      first++;
    }
    return first;
  }

  private static List<Agglomerative.Join> spanningTree(CondensedDistances distances) {
    int n = distances.items();
    double[] toTree = new double[n];
    boolean[] reached = new boolean[n];
    for (int k = 0; k < n; k++) {
      toTree[k] = Double.POSITIVE_INFINITY;
    }
    List<Agglomerative.Join> joins = new ArrayList<>();
    int last = 0;
    reached[0] = true;
    while (joins.size() < n - 1) {
      int nearest = -1;
      for (int k = 0; k < n; k++) {
        if (!reached[k]) {
          toTree[k] = Math.min(toTree[k], distances.get(last, k));
          nearest = nearest < 0 || toTree[k] < toTree[nearest] ? k : nearest;
        }
      }
      joins.add(new Agglomerative.Join(last, nearest, toTree[nearest]));
      reached[nearest] = true;
      last = nearest;
    }
    return joins;
  }
}
