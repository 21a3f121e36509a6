package ihct.cli;

import ihct.files.Names;
import ihct.tree.TreeBase;
import ihct.tree.TreeSettings;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.Option;

/** The options that say how the tree is made; tree and run share them. */
final class TreeOptions {

  /** What trees are made from, each with what it is. */
  private static final class Sources implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(TreeBase.values())
          .filter(base -> base != TreeBase.KNOWN)
          .map(base -> "%s (%s)".formatted(Names.of(base), base.text()))
          .iterator();
    }
  }

  /** Sources that draw. */
  private static final class Seeded implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(TreeBase.values())
          .filter(base -> base.heeds("seed"))
          .map(Names::of)
          .iterator();
    }
  }

  @Option(
      names = "--tree",
      defaultValue = "means",
      paramLabel = "SOURCE",
      completionCandidates = Sources.class,
      description =
          "What the tree is made from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). Or"
              + " known:FILE, a tree in Newick format or nested JSON, a table with the columns"
              + " child and parent, or genre and its path, or of levels, or SciPy's linkage matrix"
              + " (.npy). As a control that knows nothing: permuted:SOURCE (the leaves in other"
              + " places) or random:SOURCE (random merges, as many clusters in each tier); of"
              + " means if no source is named. Where --hierarchy names the tree, permuted:known or"
              + " random:known.")
  private String tree;

  @Option(
      names = "--absent-classes",
      defaultValue = "refuse",
      paramLabel = "WAY",
      description =
          "What becomes of classes that known:FILE does not name: refuse (default) the tree, drop"
              + " their rows, or own: each becomes a leaf right below the root. So are those that"
              + " share no last word in names, unless they are dropped.")
  private String absentClasses;

  @Option(
      names = "--tree-seed",
      defaultValue = "1",
      paramLabel = "N",
      completionCandidates = Seeded.class,
      description =
          "Seed of a tree that is permuted, random or of ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
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
      description =
          "euclidean (default), cosine, or whitened: euclidean once features vary equally and"
              + " independently within genres (for trees of mean songs).")
  private String distance;

  @Option(
      names = "--tiers",
      defaultValue = "powers-of-two",
      paramLabel = "SCHEDULE",
      description =
          "powers-of-two (default, S1), halving (S2), all, fastest (one to three tiers that cost a"
              + " tree softmax least time), or increasing cluster counts such as 3,6,9,12.")
  private String tiers;

  TreeSettings settings() {
    return TreeSettings.parse(linkage, distance, tiers)
        .withSource(tree, treeSeed)
        .withAbsentClasses(absentClasses);
  }
}
