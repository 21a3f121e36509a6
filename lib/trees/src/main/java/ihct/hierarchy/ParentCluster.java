package ihct.hierarchy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a class stands that a hierarchy does not have: of the nodes on its path, the lowest that
 * holds classes of the hierarchy. That is the class's parent, if one of its siblings is there; else
 * the next node above; and the class's own node, if it is an inner one.
 *
 * <p>In a hierarchy of [rock, indie rock] and [pop, dance pop], [rock, hard rock] stands below the
 * cluster rock of tier 1, as does [rock] itself. [jazz, bebop] has the root alone in common, and so
 * no such cluster.
 *
 * @param tier of the cluster, 1…I
 * @param cluster its number in that tier
 * @param name what the path calls it
 */
public record ParentCluster(int tier, int cluster, String name) {

  /** A node, by the one above it. */
  private record Node(int parent, String name) {}

  /**
   * Finds the places of other classes. Cost: O(names on all paths).
   *
   * @param tree made of the paths of its classes, as by {@link Ihct#ofPaths}
   * @param paths of its N classes, coarse to fine
   * @param others the paths of classes that it does not have; an empty one is of a class of which
   *     nothing is known
   * @return for each of the others its place; empty if it has none but the root
   * @throws IllegalArgumentException if the hierarchy is not that of these paths
   */
  public static List<Optional<ParentCluster>> of(
      Ihct tree, List<List<String>> paths, List<List<String>> others) {
    requireSame(tree, Ihct.ofPaths(paths));
    Map<Node, Integer> nodes = new HashMap<>();
    List<Integer> classAt = new ArrayList<>(List.of(0)); // node 0 is the root
    for (int leaf = 0; leaf < paths.size(); leaf++) {
      int at = 0;
      for (String name : paths.get(leaf)) {
        Integer known = nodes.putIfAbsent(new Node(at, name), classAt.size());
        if (known == null) {
          classAt.add(leaf);
        }
        at = known == null ? classAt.size() - 1 : known;
      }
    }
    List<Optional<ParentCluster>> found = new ArrayList<>();
    for (List<String> path : others) {
      int at = 0;
      int tier = 0;
      while (tier < path.size() && nodes.containsKey(new Node(at, path.get(tier)))) {
        at = nodes.get(new Node(at, path.get(tier)));
        tier++;
      }
      found.add(
          tier == 0
              ? Optional.empty()
              : Optional.of(
                  new ParentCluster(
                      tier, tree.cluster(tier, classAt.get(at)), path.get(tier - 1))));
    }
    return List.copyOf(found);
  }

  private static void requireSame(Ihct tree, Ihct other) {
    boolean same = tree.classes() == other.classes() && tree.tiers() == other.tiers();
    for (int tier = 1; same && tier <= tree.tiers(); tier++) {
      for (int leaf = 0; same && leaf < tree.classes(); leaf++) {
        same = tree.cluster(tier, leaf) == other.cluster(tier, leaf);
      }
    }
    if (!same) {
      throw new IllegalArgumentException(
          "The paths give a %s, and the other is a %s; give the paths that it was made of."
              .formatted(other, tree));
    }
  }
}
