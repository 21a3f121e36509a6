package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.models.train.ValidationAccuracy;
import ihct.nn.Softmax;
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

  /**
   * Child indices that occur at each tier; the network's softmax is as wide as the most of them.
   */
  private final int[] width;

  PathDecoder(Ihct ihct) {
    this.ihct = ihct;
    this.parent = new int[ihct.tiers()][];
    this.childIndex = new int[ihct.tiers()][];
    this.width = new int[ihct.tiers()];
    for (int tier = 1; tier <= ihct.tiers(); tier++) {
      int clusters = ihct.clusters(tier);
      int[] parents = new int[clusters];
      int[] indices = new int[clusters];
      for (int cluster = 0; cluster < clusters; cluster++) {
        parents[cluster] = ihct.parent(tier, cluster);
        indices[cluster] = ihct.childIndex(tier, cluster);
      }
      parent[tier - 1] = parents;
      childIndex[tier - 1] = indices;
      width[tier - 1] = Arrays.stream(indices).max().orElseThrow() + 1;
    }
  }

  /** Working memory of one thread. */
  final class Scratch {
    private final float[] logs = new float[ihct.maxChildren()];
    private float[] scores = new float[ihct.classes()];
    private float[] above = new float[ihct.classes()];
  }

  /**
   * Exact decoding: P(leaf) ∝ Π over tiers of p(tier, child index on the leaf's path), the
   * distribution of the path given that it is one of the tree's. A cluster's sum of logarithms is
   * its parent's plus one more, so a song costs O(sum of the tier sizes).
   *
   * <p>At each tier logarithms are taken relative to the largest probability: that changes all
   * leaves' sums alike, and those of likely leaves stay small, so that floats are precise enough.
   *
   * @param steps probabilities of one song's child indices; tier t (1-based) starts at (t − 1)·O
   * @param leaves receives the N probabilities
   * @param offset where they go
   * @param scratch this thread's, overwritten
   */
  void exact(float[] steps, float[] leaves, int offset, Scratch scratch) {
    scratch.scores[0] = 0;
    for (int tier = 0; tier < parent.length; tier++) {
      logarithms(steps, tier * ihct.maxChildren(), width[tier], scratch.logs);
      float[] above = scratch.scores;
      scratch.scores = scratch.above;
      scratch.above = above;
      descend(scratch.scores, above, parent[tier], scratch.logs, childIndex[tier]);
    }
    float sum = Softmax.exponentials(scratch.scores, ihct.classes(), scratch.above);
    Softmax.scale(scratch.scores, ihct.classes(), 1 / sum);
    System.arraycopy(scratch.scores, 0, leaves, offset, ihct.classes());
  }

  private static void logarithms(float[] steps, int first, int count, float[] logs) {
    float largest = Float.MIN_NORMAL;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, steps[first + i]);
    }
    double reference = Math.log(largest);
    for (int i = 0; i < count; i++) {
      logs[i] = (float) (Math.log(Math.max(steps[first + i], Float.MIN_NORMAL)) - reference);
    }
  }

  private static void descend(
      float[] scores, float[] above, int[] parent, float[] logs, int[] childIndex) {
    for (int cluster = 0; cluster < parent.length; cluster++) {
      scores[cluster] = above[parent[cluster]] + logs[childIndex[cluster]];
    }
  }

  /**
   * Greedy decoding: the likeliest child index at every tier.
   *
   * @param steps as for {@link #exact}
   * @return the leaf reached, or none if the sequence leaves the tree
   */
  OptionalInt greedy(float[] steps) {
    int width = ihct.maxChildren();
    int[] path = new int[parent.length];
    for (int tier = 0; tier < path.length; tier++) {
      path[tier] = ValidationAccuracy.highest(steps, tier * width, width);
    }
    return ihct.leafAt(path);
  }
}
