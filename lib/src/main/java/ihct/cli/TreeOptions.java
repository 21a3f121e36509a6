package ihct.cli;

import ihct.experiment.TreeSettings;
import picocli.CommandLine.Option;

/** The options that say how the tree is inferred; tree and run share them. */
final class TreeOptions {

  @Option(
      names = "--tree",
      defaultValue = "means",
      paramLabel = "SOURCE",
      description = {
        "What the tree is made from: means (default, the paper's), distributions (mean and",
        "covariance), or as a control permuted (the tree of means, its leaves in other places)",
        "or random (random merges). Or known:FILE, a tree in Newick format, or a table with",
        "the columns child and parent."
      })
  private String tree;

  @Option(
      names = "--tree-seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of a permuted or random tree (default: ${DEFAULT-VALUE}).")
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
      description = "euclidean (default) or cosine.")
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
