package ihct.plots;

import ihct.display.Displayable;
import ihct.hierarchy.Ihct;
import ihct.linkage.Dendrogram;
import ihct.linkage.Metric;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/** Figures of dendrograms and of hierarchies. */
public final class TreePlots {

  private TreePlots() {}

  /**
   * Draws {@linkplain #dendrogram(Dendrogram, List, String) a dendrogram} whose heights have no
   * stated unit.
   */
  public static Plot dendrogram(Dendrogram tree, List<String> names) {
    return dendrogram(tree, names, "unit of the distances");
  }

  /**
   * Draws {@linkplain #dendrogram(Dendrogram, List, String) a dendrogram} of z-scored points, whose
   * heights are standard deviations, or cosine distances.
   */
  public static Plot dendrogram(Dendrogram tree, List<String> names, Metric metric) {
    return dendrogram(tree, names, unit(metric));
  }

  /**
   * Draws {@linkplain #dendrogram(Dendrogram, List, String, IntFunction) a dendrogram with words}
   * of z-scored points.
   */
  public static Plot dendrogram(
      Dendrogram tree, List<String> names, Metric metric, IntFunction<String> words) {
    return dendrogram(tree, names, unit(metric), words);
  }

  private static String unit(Metric metric) {
    return metric == Metric.COSINE ? "cosine distance" : "standard deviations";
  }

  /**
   * Draws a dendrogram with heights in a unit, lying on its side: leaves at the left, the root at
   * the right; the figure is as high as its leaves need. Of more than 60 leaves, the last 59 merges
   * are drawn; a cluster whose merges are left out is named by its most central leaves ({@link
   * ihct.linkage.CentralLeaves}) and its size, as in {@code rock, pop … (17)}, and joined to the
   * axis by a dotted line.
   *
   * @throws IllegalArgumentException if there is not one name per leaf
   */
  public static Plot dendrogram(Dendrogram tree, List<String> names, String unit) {
    return dendrogram(tree, names, unit, node -> "");
  }

  /**
   * Draws {@linkplain #dendrogram(Dendrogram, List, String) a dendrogram} that tells at each merge,
   * when pointed at and as text, what separates its two sides.
   *
   * @param words what the side with the smaller number, which is drawn above the other, is against
   *     it, as {@code ihct.tree.BranchMeanings} says: {@code study.meanings()::words}. It is asked
   *     for the nodes that are drawn, numbered N…2N−2
   * @throws IllegalArgumentException if there is not one name per leaf
   */
  public static Plot dendrogram(
      Dendrogram tree, List<String> names, String unit, IntFunction<String> words) {
    return DendrogramFigure.of(tree, names, unit, words, DendrogramFigure.MOST_TIPS);
  }

  /**
   * Draws {@linkplain #dendrogram(Dendrogram, List, Metric) a dendrogram} of z-scored points down
   * to a cut.
   *
   * @param clusters how many clusters the cut has, at least 1; of fewer leaves all are drawn
   * @throws IllegalArgumentException if there is not one name per leaf
   */
  public static Plot dendrogram(Dendrogram tree, List<String> names, Metric metric, int clusters) {
    return DendrogramFigure.of(tree, names, unit(metric), node -> "", clusters);
  }

  /**
   * Draws {@linkplain #dendrogram(Dendrogram, List, String) a dendrogram} that grows merge by
   * merge: where Plotly draws it, a slider leads through the merges and a button plays them; the
   * picture shows the middle one, and the text tells all.
   *
   * @param title stands above it
   * @throws IllegalArgumentException if there is not one name per leaf
   */
  public static Displayable merging(
      String title, Dendrogram tree, List<String> names, Metric metric) {
    return new MergeFilm(title, tree, names, unit(metric));
  }

  /**
   * Draws two trees opposite each other, roots outside, with a line between equal leaves. Leaves
   * are ordered so that few lines cross ({@link ihct.linkage.Untangling}); the title says how many
   * do. Leaves, their lines and the branches above them have the colours of a cut of the first
   * tree: a branch of the second is grey where it joins leaves of several colours. Each tree is as
   * wide as its own heights. Of more than 150 leaves the names are left to the table.
   *
   * @param a a tree
   * @param b another of the same leaves, as {@code ihct.tree.TreeComparison#common} has them
   * @param names one for each leaf
   * @param first what the first tree is called
   * @param second what the second is called
   * @throws IllegalArgumentException if there is not one name per leaf, or one tree has others
   */
  public static Plot tanglegram(
      Dendrogram a, Dendrogram b, List<String> names, String first, String second) {
    return Tanglegram.of(a, b, names, List.of(first, second));
  }

  /**
   * Draws a hierarchy as columns of boxes, one column per tier, each box beside its parent and as
   * high as it has classes, called as {@link Ihct#clusterNames} says. At most 10 tiers and tiers of
   * at most 150 clusters are drawn (2,000 in tier 1); the title says which.
   *
   * @throws IllegalArgumentException if there is not one name per class
   */
  public static Plot icicle(Ihct tree, List<String> names) {
    return icicle(TierTree.of(tree, names), tree);
  }

  /**
   * Draws {@linkplain #icicle(Ihct, List) boxes} that tell, when pointed at and as text, what
   * separates each cluster from the other children of its parent.
   *
   * @param words what the cluster with this tier and number is against its siblings, as {@code
   *     ihct.tree.BranchMeanings} says: {@code study.meanings()::words}. It is asked for tier 1 and
   *     below; where it is empty, nothing is told
   * @throws IllegalArgumentException if there is not one name per class
   */
  public static Plot icicle(
      Ihct tree, List<String> names, BiFunction<Integer, Integer, String> words) {
    return icicle(TierTree.of(tree, names, words), tree);
  }

  private static Plot icicle(TierTree shown, Ihct tree) {
    TierPanel panel = new TierPanel(shown, false);
    return Plot.of(panel, shown.numbers())
        .titled(title(tree, shown))
        .sized(panel.width(), panel.height());
  }

  /**
   * Draws a hierarchy as rings, one per tier, the root in the middle, with the same limits as
   * {@link #icicle}.
   *
   * @throws IllegalArgumentException if there is not one name per class
   */
  public static Plot sunburst(Ihct tree, List<String> names) {
    return sunburst(TierTree.of(tree, names), tree);
  }

  /**
   * Draws {@linkplain #sunburst(Ihct, List) rings} that tell what separates each cluster from its
   * siblings, as {@link #icicle(Ihct, List, BiFunction)} does.
   *
   * @throws IllegalArgumentException if there is not one name per class
   */
  public static Plot sunburst(
      Ihct tree, List<String> names, BiFunction<Integer, Integer, String> words) {
    return sunburst(TierTree.of(tree, names, words), tree);
  }

  private static Plot sunburst(TierTree shown, Ihct tree) {
    TierPanel panel = new TierPanel(shown, true);
    int side = panel.width();
    return Plot.of(panel, shown.numbers()).titled(title(tree, shown)).sized(side, side + 40);
  }

  private static String title(Ihct tree, TierTree shown) {
    String classes = "Hierarchy of %s classes".formatted(tree.classes());
    if (shown.tiers() == tree.tiers()) {
      return classes + (tree.tiers() == 1 ? " in 1 tier" : " in %s tiers".formatted(tree.tiers()));
    }
    return shown.tiers() == 0
        ? classes + "; the %s clusters of tier 1 are too many to draw".formatted(tree.clusters(1))
        : classes + ", tiers 1…%s of %s".formatted(shown.tiers(), tree.tiers());
  }

  /**
   * Tells by which tier icicle and sunburst are coloured: the first with at least three sizeable
   * clusters, which hold a tenth of the classes or more each, and none that holds more than half;
   * or, of a tree without such a tier, the first with the most sizeable ones. A map of the classes
   * is coloured by it as well.
   *
   * @return a tier, counted from 1 at the top; 0 if no tier is drawn
   */
  public static int colourTier(Ihct tree) {
    return TierTree.colours(tree).tier();
  }
}
