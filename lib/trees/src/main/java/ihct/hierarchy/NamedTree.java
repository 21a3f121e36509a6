package ihct.hierarchy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * A tree whose nodes have names, as files hold it: a known hierarchy of genres.
 *
 * <p>It may be as deep as it likes. Names of classes must be unique; others may repeat, and nodes
 * without a name are only passed through.
 */
public final class NamedTree {

  /** Before the number of a node without a name. */
  static final String UNNAMED = "node ";

  private static final int NONE = -1;
  private static final int MOST_NAMED = 10;

  private final List<Integer> parent = new ArrayList<>();
  private final List<String> name = new ArrayList<>();

  /** The names as a file has them, before they are read by a format's rules. */
  private final List<String> written = new ArrayList<>();

  private final BitSet hasChildren = new BitSet();

  private NamedTree() {}

  /**
   * Reads a tree in Newick format. Branch lengths and comments in square brackets, nested or not,
   * are passed over; an unquoted underscore is a blank, as the format has it.
   *
   * @param text one tree, ended by a semicolon or by the text's end
   * @throws IllegalArgumentException if it is none, or several, or NEXUS; the message names the
   *     character, counted from 1, and the line unless it is the first
   * @see <a href="https://phylipweb.github.io/phylip/newicktree.html">The Newick tree format</a>
   */
  public static NamedTree ofNewick(String text) {
    NamedTree tree = new NamedTree();
    new NewickText(text, tree).read();
    return tree;
  }

  /**
   * Tells whether a text is meant as a tree in Newick format, or in NEXUS, which {@link #ofNewick}
   * refuses by name.
   *
   * @param text the text, or its beginning
   * @return true if its first character, but for blanks, is an opening bracket of either kind
   */
  public static boolean isNewick(String text) {
    return NewickText.isIn(text);
  }

  /**
   * Takes the parent of each node.
   *
   * @param children names, none blank; each once, or again with the same parent
   * @param parents the name of each one's parent; blank for those below the root. A name that has
   *     no row of its own stands below the root
   * @param place says for messages where a row stands, counted from 0
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
      tree.hang(node, above.isBlank() ? 0 : tree.node(nodes, above));
    }
    tree.checkEnds();
    return tree;
  }

  /**
   * Takes nodes one by one.
   *
   * @param names of the nodes, the root's first; blank for nodes without one
   * @param parents the place of each one's parent, which stands before it; that of the root, 0, is
   *     not looked at
   */
  public static NamedTree ofNodes(List<String> names, List<Integer> parents) {
    NamedTree tree = new NamedTree();
    for (int node = 0; node < names.size(); node++) {
      tree.add(node == 0 ? NONE : parents.get(node), names.get(node));
    }
    return tree;
  }

  private int node(Map<String, Integer> nodes, String called) {
    return nodes.computeIfAbsent(called, fresh -> add(0, fresh));
  }

  int add(int above, String called) {
    parent.add(NONE);
    name.add(called);
    written.add(called);
    int node = parent.size() - 1;
    if (above != NONE) {
      hang(node, above);
    }
    return node;
  }

  private void hang(int node, int above) {
    parent.set(node, above);
    hasChildren.set(above);
  }

  int size() {
    return parent.size();
  }

  int parent(int node) {
    return parent.get(node);
  }

  boolean isLeaf(int node) {
    return !hasChildren.get(node);
  }

  String name(int node) {
    return name.get(node);
  }

  String written(int node) {
    return written.get(node);
  }

  void rename(int node, String called, String asWritten) {
    name.set(node, called);
    written.set(node, asWritten);
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

  /** Most steps from the root to a node. */
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
   * <p>A class is a leaf of its name, or else an inner node. An unquoted name is also found as it
   * is written, with its underscores.
   *
   * @param classes names of nodes
   * @return for each the names from below the root down to itself, which is called as the class is;
   *     a node without a name has a number instead, and of inner nodes with one name below the same
   *     node, all but the first have a number besides
   * @throws IllegalArgumentException if a class is not in the tree, or stands at several leaves;
   *     the message names it
   */
  public List<List<String>> paths(List<String> classes) {
    int[] nodes = new NodeFinder(this).find(classes);
    Map<Integer, String> called = new HashMap<>();
    Set<Sibling> taken = new HashSet<>();
    for (int i = 0; i < nodes.length; i++) {
      if (parent.get(nodes[i]) == NONE) {
        throw new IllegalArgumentException("Class \"%s\" is the root.".formatted(classes.get(i)));
      }
      called.put(nodes[i], classes.get(i));
      taken.add(new Sibling(parent.get(nodes[i]), classes.get(i)));
    }
    List<List<String>> paths = new ArrayList<>();
    for (int leaf : nodes) {
      List<String> path = new ArrayList<>();
      for (int node = leaf; parent.get(node) != NONE; node = parent.get(node)) {
        path.add(called.computeIfAbsent(node, inner -> callInner(inner, taken)));
      }
      Collections.reverse(path);
      paths.add(List.copyOf(path));
    }
    return List.copyOf(paths);
  }

  /**
   * Tells which classes {@link #paths} finds.
   *
   * @return the names of all nodes that have one, as they are read and as they are written
   */
  public Set<String> names() {
    return Set.copyOf(new NodeFinder(this).names());
  }

  /** A name below a node. */
  private record Sibling(int parent, String name) {}

  private String callInner(int node, Set<Sibling> taken) {
    String own = name.get(node).isBlank() ? UNNAMED + node : name.get(node);
    String unique = own;
    while (!taken.add(new Sibling(parent.get(node), unique))) {
      unique = unique.equals(own) ? "%s (node %d)".formatted(own, node) : unique + "'";
    }
    return unique;
  }

  /**
   * Refuses a tree that lacks classes.
   *
   * @param names what it has
   * @param classes what it must have
   * @param otherWays what else the user may do than add them
   * @throws IllegalArgumentException if a class is not in the tree; the message names up to ten,
   *     and such names of the tree that differ from them in case, blanks or signs alone
   */
  public static void requireAll(Set<String> names, List<String> classes, String otherWays) {
    List<String> missing = classes.stream().filter(each -> !names.contains(each)).toList();
    if (missing.isEmpty()) {
      return;
    }
    Map<String, String> alike = new HashMap<>();
    names.stream().sorted().forEach(each -> alike.putIfAbsent(core(each), each));
    String listed =
        missing.stream()
            .limit(MOST_NAMED)
            .map(each -> each + (alike.containsKey(core(each)) ? hint(alike.get(core(each))) : ""))
            .collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "The tree lacks %d of %d classes: %s%s. Add them, or %s"
            .formatted(
                missing.size(),
                classes.size(),
                listed,
                missing.size() > MOST_NAMED ? ", …" : "",
                otherWays));
  }

  private static String hint(String other) {
    return " (it has \"%s\")".formatted(other);
  }

  /** What is left of a name without case, blanks and signs; the name itself if nothing is. */
  private static String core(String name) {
    String letters =
        Normalizer.normalize(name, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]", "");
    return letters.isEmpty() ? name : letters;
  }
}
