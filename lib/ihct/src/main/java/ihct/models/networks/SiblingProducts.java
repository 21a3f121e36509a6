package ihct.models.networks;

import ihct.hierarchy.SiblingTree;

/** Multiplies the probabilities of the units of a tree, each given among its siblings. */
final class SiblingProducts {

  private SiblingProducts() {}

  /**
   * The probability of each class: the product along its path. O(U).
   *
   * <p>A product below the smallest normal float counts as that, so that a class is never without
   * an answer; these sum to far less than the rounding of the others.
   *
   * @param units of each unit among its siblings; overwritten by those of the paths
   * @param leaves receives N probabilities
   * @param offset where they go
   */
  static void leaves(SiblingTree tree, float[] units, float[] leaves, int offset) {
    if (tree.decisions() == 0) {
      leaves[offset] = 1;
      return;
    }
    // a decision comes after the one above it, so what leads to it is a whole product by then
    for (int unit = 0; unit < tree.units(); unit++) {
      float product = Math.max(units[unit], Float.MIN_NORMAL);
      int next = tree.next(unit);
      if (next < 0) {
        leaves[offset + tree.leaf(unit)] = product;
      } else {
        for (int below = tree.first(next); below < tree.first(next + 1); below++) {
          units[below] *= product;
        }
      }
    }
  }
}
