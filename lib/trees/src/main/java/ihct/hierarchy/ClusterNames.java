package ihct.hierarchy;

import ihct.linkage.CentralLeaves;
import ihct.linkage.Dendrogram;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What clusters are called. */
interface ClusterNames {

  /** Where nothing is known but the tiers: by the first class. */
  ClusterNames FIRST = (tier, first, size, classes) -> classes.get(first) + (size == 1 ? "" : " …");

  /**
   * Names a cluster.
   *
   * @param tier 1…I
   * @param first its first class
   * @param size how many classes it has
   * @param classes the names of all classes
   */
  String of(int tier, int first, int size, List<String> classes);

  /** The names where only some tiers are kept, by their numbers. */
  default ClusterNames keeping(int[] tiers) {
    return this;
  }

  /** Nodes with names of their own; those without are called by their first class. */
  record Known(List<List<String>> paths) implements ClusterNames {

    private static final Pattern UNNAMED = Pattern.compile(NamedTree.UNNAMED + "\\d+");

    @Override
    public String of(int tier, int first, int size, List<String> classes) {
      List<String> path = paths.get(first);
      String name = path.get(Math.min(tier, path.size()) - 1);
      return UNNAMED.matcher(name).matches() ? FIRST.of(tier, first, size, classes) : name;
    }

    @Override
    public ClusterNames keeping(int[] tiers) {
      return new Known(
          paths.stream()
              .map(
                  path ->
                      Arrays.stream(tiers)
                          .mapToObj(tier -> path.get(Math.min(tier, path.size()) - 1))
                          .toList())
              .toList());
    }
  }

  /** Clusters of a dendrogram, by their most central classes. */
  final class Central implements ClusterNames {

    private final Dendrogram tree;
    private CentralLeaves central; // most trees are never shown

    Central(Dendrogram tree) {
      this.tree = tree;
    }

    @Override
    public synchronized String of(int tier, int first, int size, List<String> classes) {
      if (central == null) {
        central = CentralLeaves.of(tree);
      }
      List<Integer> leaves = central.of(first, size);
      return leaves.stream().map(classes::get).collect(Collectors.joining(", "))
          + (leaves.size() < size ? " …" : "");
    }
  }
}
