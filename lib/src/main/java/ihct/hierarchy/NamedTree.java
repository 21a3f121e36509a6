package ihct.hierarchy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A tree whose nodes have names, as files hold it: a known hierarchy of genres.
 *
 * <p>It may be as deep as it likes. Names are unique; nodes without a name are only passed through.
 */
public final class NamedTree {

  private static final int NONE = -1;
  private static final int MOST_NAMED = 10;

  private final List<Integer> parent = new ArrayList<>();
  private final List<String> name = new ArrayList<>();

  private NamedTree() {}

  /**
   * Reads a tree in Newick format. Branch lengths and comments in square brackets are passed over;
   * an unquoted underscore is a blank, as the format has it.
   *
   * @param text one tree, ended by a semicolon
   * @return the tree
   * @throws IllegalArgumentException if it is none; the message names the character, counted from 1
   * @see <a href="https://phylipweb.github.io/phylip/newicktree.html">The Newick tree format</a>
   */
  public static NamedTree ofNewick(String text) {
    NamedTree tree = new NamedTree();
    new NewickText(text, tree).read();
    tree.byName(); // names are unique
    return tree;
  }

  /**
   * Takes the parent of each node.
   *
   * @param children names, none blank; each once, or again with the same parent
   * @param parents the name of each one's parent; blank for those below the root. A name that has
   *     no row of its own stands below the root
   * @param place says for messages where a row stands, counted from 0
   * @return the tree
   * @throws IllegalArgumentException if a node has two parents or stands below itself; the message
   *     names it and the place
   */
  public static NamedTree ofParents(
      List<String> children, List<String> parents, IntFunction<String> place) {
    NamedTree tree = new NamedTree();
    tree.add(NONE, "");
    Map<String, Integer> nodes = new HashMap<>();
    Map<String, Integer> rowOf = new HashMap<>();
    for (int row = 0; row < children.size(); row++) {
      String child = children.get(row);
      String above = parents.get(row);
      if (child.isBlank()) {
        throw new IllegalArgumentException(
            "%s: the child has no name.".formatted(place.apply(row)));
      }
      Integer earlier = rowOf.putIfAbsent(child, row);
      if (earlier != null && !parents.get(earlier).equals(above)) {
        throw new IllegalArgumentException(
            "%s: \"%s\" stands below \"%s\" here and below \"%s\" in %s; a tree needs one parent for each."
                .formatted(
                    place.apply(row), child, above, parents.get(earlier), place.apply(earlier)));
      }
      int node = tree.node(nodes, child);
      tree.parent.set(node, above.isBlank() ? 0 : tree.node(nodes, above));
    }
    tree.checkEnds();
    return tree;
  }

  private int node(Map<String, Integer> nodes, String called) {
    return nodes.computeIfAbsent(called, fresh -> add(0, fresh));
  }

  int add(int above, String called) {
    parent.add(above);
    name.add(called);
    return parent.size() - 1;
  }

  int parent(int node) {
    return parent.get(node);
  }

  String name(int node) {
    return name.get(node);
  }

  void rename(int node, String called) {
    name.set(node, called);
  }

  /** Every walk up must end at the root: marks what is known to, walk by walk. */
  private void checkEnds() {
    int[] walk = new int[parent.size()];
    for (int start = 1; start < walk.length; start++) {
      for (int node = start; node > 0 && walk[node] != -1; node = parent.get(node)) {
        if (walk[node] == start) {
          throw new IllegalArgumentException(
              "\"%s\" stands below itself; a tree has no circle.".formatted(name.get(node)));
        }
        walk[node] = start;
      }
      for (int node = start; node > 0 && walk[node] != -1; node = parent.get(node)) {
        walk[node] = -1;
      }
    }
  }

  private Map<String, Integer> byName() {
    Map<String, Integer> nodes = new HashMap<>();
    for (int node = 0; node < parent.size(); node++) {
      if (!name.get(node).isEmpty() && nodes.put(name.get(node), node) != null) {
        throw new IllegalArgumentException(
            "The name \"%s\" stands twice in the tree; each node needs its own."
                .formatted(name.get(node)));
      }
    }
    return nodes;
  }

  /**
   * Measures the tree.
   *
   * @return most steps from the root to a node
   */
  public int depth() {
    int[] depth = new int[parent.size()];
    int deepest = 0;
    for (int node = 0; node < depth.length; node++) {
      List<Integer> up = new ArrayList<>();
      int at = node;
      while (parent.get(at) != NONE && depth[at] == 0) {
        up.add(at);
        at = parent.get(at);
      }
      for (int i = up.size() - 1; i >= 0; i--) {
        depth[up.get(i)] = depth[parent.get(up.get(i))] + 1;
      }
      deepest = Math.max(deepest, depth[node]);
    }
    return deepest;
  }

  /**
   * The way to each class, for {@link Ihct#ofPaths}.
   *
   * @param classes names of nodes
   * @return for each the names from below the root down to itself; a node without a name has a
   *     number instead
   * @throws IllegalArgumentException if a class is not in the tree; the message names up to ten
   */
  public List<List<String>> paths(List<String> classes) {
    Map<String, Integer> nodes = byName();
    requireAll(nodes.keySet(), classes);
    List<List<String>> paths = new ArrayList<>();
    for (String each : classes) {
      List<String> path = new ArrayList<>();
      for (int node = nodes.get(each); parent.get(node) != NONE; node = parent.get(node)) {
        path.add(name.get(node).isEmpty() ? "node " + node : name.get(node));
      }
      if (path.isEmpty()) {
        throw new IllegalArgumentException("Class \"%s\" is the root.".formatted(each));
      }
      Collections.reverse(path);
      paths.add(List.copyOf(path));
    }
    return List.copyOf(paths);
  }

  /**
   * Refuses a tree that lacks classes.
   *
   * @param names what it has
   * @param classes what it must have
   * @throws IllegalArgumentException if a class is not in the tree; the message names up to ten
   */
  public static void requireAll(Set<String> names, List<String> classes) {
    List<String> missing = classes.stream().filter(each -> !names.contains(each)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "The tree lacks %d of %d classes: %s%s. Add them, or leave them out of the data."
              .formatted(
                  missing.size(),
                  classes.size(),
                  String.join(", ", missing.subList(0, Math.min(MOST_NAMED, missing.size()))),
                  missing.size() > MOST_NAMED ? ", …" : ""));
    }
  }
}
