package ihct.cli;

import ihct.cli.Subcommand.Words;
import ihct.linkage.LinkageRule;
import ihct.tree.AbsentClasses;
import ihct.tree.TreeBase;
import ihct.tree.TreeDistance;
import ihct.tree.TreeSettings;
import picocli.CommandLine.Option;

/** The options that say how the tree is made; tree and run share them. */
final class TreeOptions {

  /** What --tree may be, or begin with. */
  private static final class Sources extends Words {
    Sources() {
      super(TreeBase.class, "known:", "permuted", "permuted:", "random", "random:");
    }
  }

  private static final class Ways extends Words {
    Ways() {
      super(AbsentClasses.class);
    }
  }

  private static final class Rules extends Words {
    Rules() {
      super(LinkageRule.class);
    }
  }

  private static final class Distances extends Words {
    Distances() {
      super(TreeDistance.class);
    }
  }

  @Option(
      names = "--tree",
      defaultValue = "means",
      paramLabel = "SOURCE",
      completionCandidates = Sources.class,
      description =
          "What the tree is made from: means (default) of the genres, as in the paper;"
              + " distributions, the mean and covariance of each genre; weights of a dense network,"
              + " trained for it; confusion of such a network about the validation part; kmeans,"
              + " halves of the means, again and again; two-level, for very many genres: about √N"
              + " balanced clusters of the means, linked within and above; names of the genres by"
              + " their last words, house above deep house; none, no tree, where no model follows"
              + " one; figures that need a tree stay empty. Or known:FILE, a tree in Newick format or"
              + " nested JSON, a table with the columns"
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
      completionCandidates = Ways.class,
      description =
          "What becomes of classes that known:FILE does not name: refuse (default) the tree, drop"
              + " their rows, or own: each becomes a leaf right below the root. So are those that"
              + " share no last word in names, unless they are dropped.")
  private String absentClasses;

  @Option(
      names = "--tree-seed",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Seed of a tree that is permuted, random, kmeans or two-level (default: ${DEFAULT-VALUE}).")
  private long treeSeed;

  @Option(
      names = "--linkage",
      defaultValue = "complete",
      paramLabel = "LINKAGE",
      completionCandidates = Rules.class,
      description = "complete (default), wpgma, upgma, ward or single.")
  private String linkage;

  @Option(
      names = "--distance",
      defaultValue = "euclidean",
      paramLabel = "METRIC",
      completionCandidates = Distances.class,
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
