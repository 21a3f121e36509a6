package ihct.plots;

import ihct.hierarchy.Ihct;
import ihct.plots.draw.ClusterLabel;
import ihct.plots.draw.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The clusters of the first tiers, laid out in one dimension: each takes as many places as it has
 * classes, and its children share its places.
 *
 * @param nodes the root, then tier after tier, each in the order of its places
 * @param tiers how many tiers there are in {@code nodes}
 */
record TierTree(List<Node> nodes, int tiers, TreeColours colours) {

  private static final int MOST_CLUSTERS = 150;
  private static final int MOST_IN_FIRST_TIER = 2000;
  private static final int MOST_TIERS = 10;

  /**
   * A cluster.
   *
   * @param parent its parent's index among the nodes; −1 for the root
   * @param group which of the coloured groups it is or belongs to; −1 if it holds several
   * @param name as {@link Ihct#clusterNames} has it
   * @param words what it is, against the other children of its parent; empty if nothing is said
   */
  record Node(
      int tier,
      int cluster,
      int parent,
      int group,
      int start,
      int size,
      String name,
      String words) {

    private static final String AGAINST = "against its siblings";

    /** The words, as they stand behind a label. */
    String said() {
      return words.isEmpty() ? "" : AGAINST + ": " + words;
    }

    String label() {
      return parent < 0 ? name + " (" + size + ")" : ClusterLabel.of(name, size);
    }

    /** The label, cut to the room it has. */
    String label(double textSize, double room) {
      return parent < 0 ? label() : ClusterLabel.of(name, size, textSize, room);
    }
  }

  static TierTree of(Ihct tree, List<String> names) {
    return of(tree, names, (tier, cluster) -> "");
  }

  static TierTree of(Ihct tree, List<String> names, BiFunction<Integer, Integer, String> words) {
    if (names.size() != tree.classes()) {
      throw new IllegalArgumentException(
          "The hierarchy has %s classes, but %s names were given; each class needs one name."
              .formatted(tree.classes(), names.size()));
    }
    int tiers = drawn(tree);
    TreeColours colours = colours(tree);
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Node(0, 0, -1, -1, 0, tree.classes(), "all", ""));
    int from = 0;
    for (int tier = 1; tier <= tiers; tier++) {
      int to = nodes.size();
      int[] sizes = TreeColours.sizes(tree, tier);
      List<String> called = tree.clusterNames(tier, names);
      for (int parent = from; parent < to; parent++) {
        addChildren(nodes, parent, tree, colours, sizes, called, words);
      }
      from = to;
    }
    return new TierTree(List.copyOf(nodes), tiers, colours);
  }

  static TreeColours colours(Ihct tree) {
    return TreeColours.of(tree, drawn(tree));
  }

  /** How many tiers a page has room for. The first is worth drawing even if names do not fit. */
  private static int drawn(Ihct tree) {
    int tiers = tree.clusters(1) <= MOST_IN_FIRST_TIER ? 1 : 0;
    while (tiers > 0
        && tiers < Math.min(MOST_TIERS, tree.tiers())
        && tree.clusters(tiers + 1) <= MOST_CLUSTERS) {
      tiers++;
    }
    return tiers;
  }

  private static void addChildren(
      List<Node> nodes,
      int parent,
      Ihct tree,
      TreeColours colours,
      int[] sizes,
      List<String> names,
      BiFunction<Integer, Integer, String> words) {
    Node above = nodes.get(parent);
    int start = above.start();
    for (int i = 0; i < tree.children(above.tier(), above.cluster()); i++) {
      int cluster = tree.child(above.tier(), above.cluster(), i).orElseThrow();
      int size = sizes[cluster];
      int tier = above.tier() + 1;
      int group = colours.group(tree, tier, cluster);
      String said = words.apply(tier, cluster);
      nodes.add(new Node(tier, cluster, parent, group, start, size, names.get(cluster), said));
      start += size;
    }
  }

  /** Groups have colours; deeper tiers are paler. */
  String colour(Node node) {
    if (node.parent() < 0) {
      return "#eeeeee";
    }
    double deep = Math.max(0, node.tier() - colours.tier());
    double paleness = 0.15 + 0.6 * deep / Math.max(1, tiers - colours.tier() + 1);
    return Palette.between(colours.of(node.group()), "#ffffff", paleness);
  }

  /** How many classes there are. */
  int classes() {
    return nodes.get(0).size();
  }

  /** Whether anything is said of any cluster. */
  boolean speaks() {
    return nodes.stream().anyMatch(node -> !node.words().isEmpty());
  }

  Rows numbers() {
    if (!speaks()) {
      Rows rows = Rows.of("tier", "cluster", "classes", "name");
      nodes.forEach(node -> rows.row(node.tier(), node.cluster(), node.size(), node.label()));
      return rows;
    }
    Rows rows = Rows.of("tier", "cluster", "classes", "name", Node.AGAINST);
    nodes.forEach(
        node -> rows.row(node.tier(), node.cluster(), node.size(), node.label(), node.words()));
    return rows;
  }
}
