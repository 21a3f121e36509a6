package ihct.plots;

import ihct.linkage.CentralLeaves;
import ihct.linkage.Dendrogram;
import ihct.linkage.Merge;
import ihct.plots.draw.ClusterLabel;
import ihct.plots.draw.Svg;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the lines of a dendrogram lie: tips at 0, 1, 2 … in an order without crossings, each merge
 * in the middle between what it joins.
 */
record DendrogramLayout(List<Tip> tips, List<Link> links) {

  /** Of a page; whole names would push the tree aside. */
  private static final double ROOM = 170;

  /**
   * The end of a branch.
   *
   * @param name the leaf; of a cluster its most central leaves and, in brackets, how many it has
   * @param height 0 for a leaf, else where the cluster was merged
   */
  record Tip(String name, double height, int size) {}

  /** One end of a link: its place among the tips, its height, and the tip or merge there. */
  record Point(double place, double height, String name) {}

  /**
   * A merge: its number among the nodes, what it joins, where the joined cluster lies, and what it
   * is called.
   */
  record Link(int node, Point first, Point second, Point joined, int size, String label) {}

  /**
   * Lays a tree out with so many tips at most, at least 1; of more leaves, the last merges are
   * kept.
   */
  static DendrogramLayout of(Dendrogram tree, List<String> names, int most) {
    int leaves = tree.leaves();
    int firstKept = 2 * leaves - Math.min(most, leaves); // clusters below this number are tips
    List<Integer> order = order(tree, firstKept);
    int[] leafOrder = tree.leafOrder();
    CentralLeaves central = CentralLeaves.of(tree);
    Point[] points = new Point[2 * leaves - 1];
    List<Tip> tips = new ArrayList<>();
    int leaf = 0;
    for (int node : order) {
      Tip tip =
          node < leaves
              ? new Tip(names.get(leafOrder[leaf]), 0, 1)
              : cluster(tree.merges().get(node - leaves), central.of(node), names);
      points[node] = new Point(tips.size(), tip.height(), tip.name());
      tips.add(tip);
      leaf += tip.size();
    }
    return new DendrogramLayout(tips, links(tree, names, central, firstKept, points));
  }

  /** The tips, left before right, without recursion: chains are as deep as there are tips. */
  private static List<Integer> order(Dendrogram tree, int firstKept) {
    List<Integer> order = new ArrayList<>();
    Deque<Integer> todo = new ArrayDeque<>(List.of(2 * tree.leaves() - 2));
    while (!todo.isEmpty()) {
      int node = todo.pop();
      if (node < firstKept) {
        order.add(node);
      } else {
        Merge merge = tree.merges().get(node - tree.leaves());
        todo.push(merge.right());
        todo.push(merge.left());
      }
    }
    return order;
  }

  private static Tip cluster(Merge merge, List<Integer> central, List<String> names) {
    String name = name(central, merge, names);
    return new Tip(
        ClusterLabel.of(name, merge.size(), Svg.LABEL, ROOM), merge.height(), merge.size());
  }

  private static String name(List<Integer> central, Merge merge, List<String> names) {
    return central.stream().map(names::get).collect(Collectors.joining(", "))
        + (central.size() < merge.size() ? " …" : "");
  }

  private static List<Link> links(
      Dendrogram tree, List<String> names, CentralLeaves central, int firstKept, Point[] points) {
    List<Link> links = new ArrayList<>();
    for (int node = Math.max(firstKept, tree.leaves()); node < points.length; node++) {
      Merge merge = tree.merges().get(node - tree.leaves());
      Point first = points[merge.left()];
      Point second = points[merge.right()];
      double middle = (first.place() + second.place()) / 2;
      String name = "merge " + (node - tree.leaves() + 1);
      points[node] = new Point(middle, merge.height(), name);
      String label = ClusterLabel.of(name(central.of(node), merge, names), merge.size());
      links.add(new Link(node, first, second, points[node], merge.size(), label));
    }
    return links;
  }
}
