package ihct.linkage;

import ihct.linkage.Agglomerative.Join;
import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The nearest-neighbour chain: from any cluster go to its nearest neighbour, from there to its
 * nearest neighbour, and so on, until two clusters are nearest to each other. Those join. With a
 * reducible rule nothing that happens elsewhere can separate them, so the joins are those of the
 * plain algorithm in another order, and what is left of the chain stays valid.
 *
 * <p>Each step scans the clusters once and there are at most 3n steps, hence O(n²).
 */
final class NeighbourChain {

  private final Linkage rule;
  private final double[] distance;
  private final int[] rowOffset;
  private final int[] size;
  private final int[] chain;
  private int chainLength;

  /** The items that still stand for a cluster, ascending; {@code clusters} of them. */
  private final int[] alive;

  private int clusters;

  NeighbourChain(CondensedDistances distances, Linkage rule) {
    int n = distances.items();
    this.rule = rule;
    this.distance = distances.toArray();
    this.rowOffset = new int[n];
    Arrays.setAll(rowOffset, i -> CondensedDistances.rowOffset(i, n));
    this.size = new int[n];
    Arrays.fill(size, 1);
    this.chain = new int[n];
    this.alive = new int[n];
    Arrays.setAll(alive, i -> i);
    this.clusters = n;
  }

  /** Joins everything; can be called once. */
  List<Join> joins() {
    List<Join> joins = new ArrayList<>(clusters);
    while (clusters > 1) {
      Stop.check("linking clusters");
      if (chainLength == 0) {
        chain[chainLength++] = alive[0];
      }
      int tip = chain[chainLength - 1];
      int neighbour = nearest(tip);
      if (chainLength > 1 && neighbour == chain[chainLength - 2]) {
        chainLength -= 2;
        joins.add(join(Math.min(tip, neighbour), Math.max(tip, neighbour)));
      } else {
        chain[chainLength++] = neighbour;
      }
    }
    return joins;
  }

  /**
   * The cluster nearest to {@code tip}. The one before it in the chain wins a tie: otherwise equal
   * distances could lead the chain in a circle.
   */
  private int nearest(int tip) {
    int best = chainLength > 1 ? chain[chainLength - 2] : -1;
    double shortest = best < 0 ? Double.POSITIVE_INFINITY : distance[index(tip, best)];
    for (int k = 0; k < clusters; k++) {
      int other = alive[k];
      if (other != tip && distance[index(tip, other)] < shortest) {
        best = other;
        shortest = distance[index(tip, other)];
      }
    }
    return best;
  }

  /** Joins two clusters; the later item stands for both from now on. */
  private Join join(int gone, int kept) {
    double height = distance[index(gone, kept)];
    int place = Arrays.binarySearch(alive, 0, clusters, gone);
    System.arraycopy(alive, place + 1, alive, place, clusters - place - 1);
    clusters--;
    for (int k = 0; k < clusters; k++) {
      int other = alive[k];
      if (other != kept) {
        int toKept = index(kept, other);
        distance[toKept] =
            rule.merged(distance[index(gone, other)], distance[toKept], size[gone], size[kept]);
      }
    }
    size[kept] += size[gone];
    return new Join(gone, kept, height);
  }

  private int index(int i, int j) {
    return i < j ? rowOffset[i] + j : rowOffset[j] + i;
  }
}
