package ihct.nn.gru;

import ihct.hierarchy.SiblingTree;

/**
 * The decisions of a tree in depth-first order, without recursion: trees may be as deep as they
 * have classes.
 *
 * @param order the decisions
 * @param level by decision, how many are above it
 */
record DepthFirst(int[] order, int[] level) {

  static DepthFirst of(SiblingTree tree) {
    int[] order = new int[tree.decisions()];
    int[] level = new int[tree.decisions()];
    int[] waiting = new int[tree.decisions() + 1];
    int top = tree.decisions() == 0 ? 0 : 1; // decision 0 waits
    for (int i = 0; top > 0; i++) {
      int g = waiting[--top];
      order[i] = g;
      for (int unit = tree.first(g + 1) - 1; unit >= tree.first(g); unit--) {
        int next = tree.next(unit);
        if (next >= 0) {
          level[next] = level[g] + 1;
          waiting[top++] = next;
        }
      }
    }
    return new DepthFirst(order, level);
  }

  /** Whether a decision has others right below. */
  static boolean leadsOn(SiblingTree tree, int g) {
    for (int unit = tree.first(g); unit < tree.first(g + 1); unit++) {
      if (tree.next(unit) >= 0) {
        return true;
      }
    }
    return false;
  }
}
