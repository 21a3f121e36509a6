package ihct.hierarchy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings known hierarchies into the form that {@link Ihct} keeps. */
final class Tiers {

  private Tiers() {}

  /** Checks tiers, numbers clusters by first class, and ends with one class per cluster. */
  static int[][] numbered(int[][] clusterOfLeafPerTier) {
    if (clusterOfLeafPerTier.length == 0 || clusterOfLeafPerTier[0].length == 0) {
      throw new IllegalArgumentException("A hierarchy needs at least one tier and one class.");
    }
    int tiers = clusterOfLeafPerTier.length;
    int classes = clusterOfLeafPerTier[0].length;
    int[][] numbered = new int[tiers][];
    for (int t = 0; t < tiers; t++) {
      if (clusterOfLeafPerTier[t].length != classes) {
        throw new IllegalArgumentException(
            "Tier %d gives clusters for %d classes and tier 1 for %d; all tiers need the same classes."
                .formatted(t + 1, clusterOfLeafPerTier[t].length, classes));
      }
      numbered[t] = byFirstClass(clusterOfLeafPerTier[t]);
      if (t > 0) {
        checkRefines(numbered[t - 1], numbered[t], t + 1);
      }
    }
    return endsWithClasses(numbered) ? numbered : withClasses(numbered);
  }

  /** Gives each class its node per tier; nodes are told apart by parent and name. */
  static int[][] ofPaths(List<List<String>> paths) {
    checkPaths(paths);
    int tiers = paths.stream().mapToInt(List::size).max().orElseThrow();
    int[][] nodes = new int[tiers][];
    int[] above = new int[paths.size()];
    for (int t = 0; t < tiers; t++) {
      Map<Node, Integer> numbers = new HashMap<>();
      nodes[t] = new int[paths.size()];
      for (int leaf = 0; leaf < paths.size(); leaf++) {
        List<String> path = paths.get(leaf);
        Node node = new Node(above[leaf], path.get(Math.min(t, path.size() - 1)));
        numbers.putIfAbsent(node, numbers.size());
        nodes[t][leaf] = numbers.get(node);
      }
      above = nodes[t];
    }
    checkOneClassPerNode(nodes[tiers - 1], paths);
    return nodes;
  }

  /** Where the path of each class ends, given what {@link #ofPaths} made of all. */
  static int[] depths(List<List<String>> paths, int[][] nodes) {
    int[][] sizes = new int[nodes.length][nodes[0].length];
    for (int t = 0; t < nodes.length; t++) {
      for (int node : nodes[t]) {
        sizes[t][node]++;
      }
    }
    int[] depths = new int[paths.size()];
    for (int leaf = 0; leaf < depths.length; leaf++) {
      List<String> path = paths.get(leaf);
      int last = path.size() - 1;
      while (last > 0
          && path.get(last).equals(path.get(last - 1))
          && sizes[last - 1][nodes[last - 1][leaf]] == 1) {
        last--;
      }
      depths[leaf] = last + 1;
    }
    return depths;
  }

  /** A node of one tier: its parent's number in the tier before, and its name. */
  private record Node(int parent, String name) {}

  private static int[] byFirstClass(int[] clusterOfClass) {
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] numbered = new int[clusterOfClass.length];
    for (int leaf = 0; leaf < numbered.length; leaf++) {
      numbers.putIfAbsent(clusterOfClass[leaf], numbers.size());
      numbered[leaf] = numbers.get(clusterOfClass[leaf]);
    }
    return numbered;
  }

  private static void checkRefines(int[] coarser, int[] finer, int tier) {
    int[] firstClass = new int[finer.length];
    Arrays.fill(firstClass, -1);
    for (int leaf = 0; leaf < finer.length; leaf++) {
      int first = firstClass[finer[leaf]];
      if (first < 0) {
        firstClass[finer[leaf]] = leaf;
      } else if (coarser[first] != coarser[leaf]) {
        throw new IllegalArgumentException(
            "Tier %d puts classes %d and %d into one cluster, but tier %d has parted them; each tier must refine the one before it."
                .formatted(tier, first, leaf, tier - 1));
      }
    }
  }

  private static boolean endsWithClasses(int[][] numbered) {
    int[] last = numbered[numbered.length - 1];
    return last[last.length - 1] == last.length - 1;
  }

  private static int[][] withClasses(int[][] numbered) {
    int[][] extended = Arrays.copyOf(numbered, numbered.length + 1);
    extended[numbered.length] = new int[numbered[0].length];
    Arrays.setAll(extended[numbered.length], leaf -> leaf);
    return extended;
  }

  private static void checkPaths(List<List<String>> paths) {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("A hierarchy needs at least one class.");
    }
    for (int leaf = 0; leaf < paths.size(); leaf++) {
      if (paths.get(leaf).isEmpty() || paths.get(leaf).stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException(
            "The path of class %d is %s; it must have at least one name and no blank one."
                .formatted(leaf, paths.get(leaf)));
      }
    }
  }

  private static void checkOneClassPerNode(int[] nodes, List<List<String>> paths) {
    int[] classAt = new int[nodes.length];
    Arrays.fill(classAt, -1);
    for (int leaf = 0; leaf < nodes.length; leaf++) {
      int other = classAt[nodes[leaf]];
      if (other >= 0) {
        throw new IllegalArgumentException(
            "Classes %d and %d have the same path %s; every class needs a path of its own."
                .formatted(other, leaf, String.join(" > ", paths.get(leaf))));
      }
      classAt[nodes[leaf]] = leaf;
    }
  }
}
