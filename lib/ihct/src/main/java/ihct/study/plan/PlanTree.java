package ihct.study.plan;

import ihct.tree.TreeBase;
import ihct.tree.TreeControl;
import ihct.tree.TreeSettings;
import ihct.tree.TreeSource;
import java.nio.file.Path;
import java.util.List;

/**
 * A tree by name.
 *
 * @param source what it is made from, as for {@code ihct tree --tree}; or "columns", the tree that
 *     the data know, which simulated songs do as well, and "permuted:columns" and "random:columns"
 * @param linkage the linkage; complete if absent
 * @param distance the distance; euclidean if absent
 * @param tiers the tiers; powers-of-two if absent
 * @param absentClasses what becomes of classes that the file of a known tree does not name, or that
 *     share no last word in a tree of names: drop, from the data for all arms alike, or own; refuse
 *     if absent
 */
public record PlanTree(
    String source, String linkage, String distance, String tiers, String absentClasses) {

  /** What {@code ihct tree} calls known. */
  private static final String COLUMNS = "columns";

  /** Fills in what the plan leaves out. */
  public PlanTree {
    source = source == null ? "means" : source;
    linkage = linkage == null ? "complete" : linkage;
    distance = distance == null ? "euclidean" : distance;
    tiers = tiers == null ? "powers-of-two" : tiers;
    absentClasses = absentClasses == null ? "" : absentClasses; // which plans leave out
  }

  /** Whether it is the tree that the data know, or a control of it. */
  public boolean isOfColumns() {
    return List.of(COLUMNS, "permuted:" + COLUMNS, "random:" + COLUMNS).contains(source);
  }

  /** Whether it is known, and no control: then it tells the parents of genres left out. */
  boolean isKnown() {
    TreeSource of = settings(1).source();
    return of.base() == TreeBase.KNOWN && of.control() == TreeControl.NONE;
  }

  /** Whether its nodes have names, so that it tells what songs without a genre can be called. */
  boolean namesNodes() {
    TreeSource of = settings(1).source();
    return List.of(TreeBase.KNOWN, TreeBase.NAMES).contains(of.base())
        && of.control() == TreeControl.NONE;
  }

  /** The same tree, of a file by its whole path. */
  PlanTree withAbsoluteFile() {
    TreeSource of = isOfColumns() ? TreeSource.MEANS : TreeSource.parse(source);
    if (of.file().isEmpty()) {
      return this;
    }
    String path = Path.of(of.file()).toAbsolutePath().toString();
    String absolute = new TreeSource(of.base(), of.control(), path).toString();
    return new PlanTree(absolute, linkage, distance, tiers, absentClasses);
  }

  /** The settings under a seed, which starts the generator of trees that need one. */
  public TreeSettings settings(long seed) {
    String from = isOfColumns() ? source.replace(COLUMNS, "known") : source;
    TreeSettings settings = TreeSettings.parse(linkage, distance, tiers).withSource(from, seed);
    return absentClasses.isEmpty() ? settings : settings.withAbsentClasses(absentClasses);
  }
}
