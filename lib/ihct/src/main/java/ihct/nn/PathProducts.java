package ihct.nn;

/** Probabilities of classes as products of those of the decisions on their paths. */
final class PathProducts {

  private PathProducts() {}

  /**
   * Turns the logits of a tree into the probabilities of the classes, in O(units).
   *
   * @param units logits, overwritten
   * @param scratch at least as long, overwritten
   * @param classes receives the probabilities
   * @param offset where they begin
   */
  static void of(Segments tree, float[] units, float[] scratch, float[] classes, int offset) {
    if (tree.count() == 1) {
      float sum = Softmax.exponentials(units, tree.units(), scratch);
      Softmax.scale(units, tree.units(), 1 / sum);
    } else {
      for (int s = 0; s < tree.count(); s++) {
        subtractLargest(units, tree.first(s), tree.end(s));
      }
      Softmax.exponentials(units, tree.units(), 0, scratch); // the largest of every segment is 0
      for (int s = 0; s < tree.count(); s++) {
        float share = tree.above(s) == Segments.ROOT ? 1 : units[tree.above(s)];
        distribute(units, tree.first(s), tree.end(s), share);
      }
    }
    for (int c = 0; c < tree.classes(); c++) {
      classes[offset + c] = units[tree.leaf(c)];
    }
  }

  private static void subtractLargest(float[] units, int from, int to) {
    float largest = units[from];
    for (int u = from + 1; u < to; u++) {
      largest = Math.max(largest, units[u]);
    }
    for (int u = from; u < to; u++) {
      units[u] -= largest;
    }
  }

  /** Scales numbers so that their sum is as given. */
  private static void distribute(float[] units, int from, int to, float share) {
    float sum = 0;
    for (int u = from; u < to; u++) {
      sum += units[u];
    }
    float factor = share / sum;
    for (int u = from; u < to; u++) {
      units[u] *= factor;
    }
  }
}
