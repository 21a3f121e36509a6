package ihct.hierarchy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the nodes that data ask for. Of other names it is of no account how often they occur: inner
 * nodes are often called by a number that tells how sure they are.
 */
final class NodeFinder {

  private final NamedTree tree;
  private final Map<String, List<Integer>> nodes = new HashMap<>();

  NodeFinder(NamedTree tree) {
    this.tree = tree;
    for (int node = 0; node < tree.size(); node++) {
      note(tree.name(node), node);
      if (!tree.written(node).equals(tree.name(node))) {
        note(tree.written(node), node);
      }
    }
  }

  private void note(String called, int node) {
    if (!called.isEmpty()) {
      nodes.computeIfAbsent(called, fresh -> new ArrayList<>(1)).add(node);
    }
  }

  /** What nodes are found by. */
  Set<String> names() {
    return nodes.keySet();
  }

  /** Finds the node of each class, each its own. */
  int[] find(List<String> classes) {
    NamedTree.requireAll(nodes.keySet(), classes, "leave them out of the data.");
    Map<Integer, String> classOf = new HashMap<>();
    int[] found = new int[classes.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = best(classes.get(i));
      String other = classOf.putIfAbsent(found[i], classes.get(i));
      if (other != null) {
        throw new IllegalArgumentException(
            "\"%s\" in the tree is the name of both classes \"%s\" and \"%s\", since an underscore without quotes is a blank. Put names in single quotes."
                .formatted(tree.written(found[i]), other, classes.get(i)));
      }
    }
    return found;
  }

  private int best(String wanted) {
    List<Integer> candidates = nodes.get(wanted);
    int least = candidates.stream().mapToInt(node -> rank(node, wanted)).min().orElseThrow();
    List<Integer> equal = candidates.stream().filter(n -> rank(n, wanted) == least).toList();
    if (equal.size() > 1) {
      throw new IllegalArgumentException(
          "The name \"%s\" stands %d times %s; a class needs one place in the tree. Rename the others, or take them out."
              .formatted(
                  wanted,
                  equal.size(),
                  tree.isLeaf(equal.get(0)) ? "at the leaves" : "at inner nodes"));
    }
    return equal.get(0);
  }

  /** Leaves before inner nodes; names as they are written before those read by the standard. */
  private int rank(int node, String wanted) {
    return (tree.isLeaf(node) ? 0 : 4)
        + (tree.written(node).equals(wanted) ? 0 : 2)
        + (tree.name(node).equals(wanted) ? 0 : 1);
  }
}
