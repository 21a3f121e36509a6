package ihct.models;

import ihct.hierarchy.Ihct;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Turns what the RNN says of a song, a distribution over child indices at each tier, into genres.
 *
 * <p>The RNN's tiers are independent of each other, so that most sequences of child indices name no
 * genre. {@link #exact} looks at the N sequences that do; {@link #greedy} follows the likeliest
 * child index at each tier, wherever that leads.
 */
final class PathDecoder {

  private final Ihct ihct;
  private final int[][] parent;
  private final int[][] childIndex;

  PathDecoder(Ihct ihct) {
    this.ihct = ihct;
    this.parent = new int[ihct.tiers()][];
    this.childIndex = new int[ihct.tiers()][];
    for (int tier = 1; tier <= ihct.tiers(); tier++) {
      int clusters = ihct.clusters(tier);
      parent[tier - 1] = new int[clusters];
      childIndex[tier - 1] = new int[clusters];
      for (int cluster = 0; cluster < clusters; cluster++) {
        parent[tier - 1][cluster] = ihct.parent(tier, cluster);
        childIndex[tier - 1][cluster] = ihct.childIndex(tier, cluster);
      }
    }
  }

  /**
   * Exact decoding: P(leaf) ∝ Π over tiers of p(tier, child index on the leaf's path), the
   * distribution of the path given that it is one of the tree's. A cluster's sum of logarithms is
   * its parent's plus one more, so a song costs O(sum of the tier sizes).
   *
   * @param steps probabilities of the child indices; tier t (1-based) of song i starts at {@code
   *     ((t − 1)·rows + i)·O}
   * @param rows songs in the batch
   * @param song which of them
   * @param leaves receives the N probabilities
   * @param offset where they go
   */
  void exact(float[] steps, int rows, int song, float[] leaves, int offset) {
    double[] above = {0};
    for (int tier = 0; tier < parent.length; tier++) {
      int step = (tier * rows + song) * ihct.maxChildren();
      double[] scores = new double[parent[tier].length];
      for (int cluster = 0; cluster < scores.length; cluster++) {
        double p = Math.max(steps[step + childIndex[tier][cluster]], Float.MIN_NORMAL);
        scores[cluster] = above[parent[tier][cluster]] + Math.log(p);
      }
      above = scores;
    }
    softmax(above, leaves, offset);
  }

  private static void softmax(double[] scores, float[] probabilities, int offset) {
    double highest = Arrays.stream(scores).max().orElseThrow();
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(scores[i] - highest);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      probabilities[offset + i] = (float) (scores[i] / sum);
    }
  }

  /**
   * Greedy decoding: the likeliest child index at every tier.
   *
   * @param steps as for {@link #exact}
   * @param rows songs in the batch
   * @param song which of them
   * @return the leaf reached, or none if the sequence leaves the tree
   */
  OptionalInt greedy(float[] steps, int rows, int song) {
    int width = ihct.maxChildren();
    int[] path = new int[parent.length];
    for (int tier = 0; tier < path.length; tier++) {
      path[tier] = ValidationAccuracy.highest(steps, (tier * rows + song) * width, width);
    }
    return ihct.leafAt(path);
  }
}
