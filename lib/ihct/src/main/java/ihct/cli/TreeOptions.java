package ihct.cli;

import ihct.tree.TreeSettings;
import picocli.CommandLine.Option;

/** The options that say how the tree is made; tree and run share them. */
final class TreeOptions {

  @Option(
      names = "--tree",
      defaultValue = "means",
      paramLabel = "SOURCE",
      description = {
        "What the tree is made from: means of the genres (default, the paper's); distributions"
            + " (mean and covariance); weights or confusion of a dense network, trained for it;"
            + " kmeans (halves again and again); names (their last words, house above deep house).",
        "Or known:FILE, a tree in Newick format, a table with the columns child and parent or"
            + " genre and its path, or SciPy's linkage matrix (.npy).",
        "As a control that knows nothing: permuted:SOURCE (the leaves in other places) or"
            + " random:SOURCE (random merges, as many clusters in each tier); of means if no source"
            + " is named. Where --hierarchy names the tree, permuted:known or random:known."
      })
  private String tree;

  @Option(
      names = "--tree-seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of a kmeans, permuted or random tree (default: ${DEFAULT-VALUE}).")
  private long treeSeed;

  @Option(
      names = "--linkage",
      defaultValue = "complete",
      paramLabel = "RULE",
      description = "complete (default), wpgma, upgma, ward or single.")
  private String linkage;

  @Option(
      names = "--distance",
      defaultValue = "euclidean",
      paramLabel = "METRIC",
      description = {
        "euclidean (default), cosine, or whitened: euclidean once features vary equally and"
            + " independently within genres (means and kmeans only)."
      })
  private String distance;

  @Option(
      names = "--tiers",
      defaultValue = "powers-of-two",
      paramLabel = "SCHEDULE",
      description = {
        "powers-of-two (default, S1), halving (S2), all,",
        "or increasing cluster counts such as 3,6,9,12."
      })
  private String tiers;

  TreeSettings settings() {
    return TreeSettings.parse(linkage, distance, tiers).withSource(tree, treeSeed);
  }
}
