package ihct.models.boosting;

import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import java.io.IOException;
import java.util.Arrays;

/** A tree whose leaves hold a number for each class. */
final class VectorTree {

  /** Stands where an inner node has its feature. */
  static final int LEAF = -1;

  /**
   * The nodes in preorder: the feature asked, or {@link #LEAF}. A left child follows its parent.
   */
  private final int[] feature;

  private final float[] threshold;

  /** The right child of an inner node, the number of a leaf. */
  private final int[] next;

  /** N of each leaf. */
  private final float[] values;

  VectorTree(int[] feature, float[] threshold, int[] next, float[] values) {
    this.feature = feature;
    this.threshold = threshold;
    this.next = next;
    this.values = values;
  }

  /**
   * Adds the numbers of a song's leaf.
   *
   * @param songs features
   * @param song where the song's begin
   * @param scores what they are added to
   * @param at where the song's N begin
   * @param classes N
   */
  void add(float[] songs, int song, float[] scores, int at, int classes) {
    int node = 0;
    while (feature[node] != LEAF) {
      node = songs[song + feature[node]] <= threshold[node] ? node + 1 : next[node];
    }
    int value = next[node] * classes;
    for (int c = 0; c < classes; c++) {
      scores[at + c] += values[value + c];
    }
  }

  /** Counts the thresholds and the numbers of the leaves. */
  long parameters() {
    return Arrays.stream(feature).filter(f -> f != LEAF).count() + values.length;
  }

  void write(ModelWriter out) throws IOException {
    out.integer("nodes", feature.length);
    out.ints("feature", feature);
    out.floats("threshold", threshold);
    out.ints("next", next);
    out.floats("values", values);
  }

  static VectorTree read(ModelReader in, int dimension, int classes) throws IOException {
    int nodes = in.integer("nodes", 1, Integer.MAX_VALUE / classes);
    int[] feature = in.ints("feature", nodes, LEAF, dimension - 1);
    float[] threshold = in.floats("threshold", nodes);
    int[] next = in.ints("next", nodes, 0, nodes - 1);
    int leaves = 0;
    // Children stand behind their parent, so that every walk ends; leaves are numbered in order.
    for (int node = 0; node < nodes; node++) {
      boolean sound = feature[node] == LEAF ? next[node] == leaves++ : next[node] > node + 1;
      if (!sound) {
        throw in.damaged("node %d leads to %d".formatted(node, next[node]));
      }
    }
    if (feature[nodes - 1] != LEAF) {
      throw in.damaged("its last node is no leaf");
    }
    return new VectorTree(feature, threshold, next, in.floats("values", leaves * classes));
  }
}
