package ihct.plots;

import ihct.hierarchy.Ihct;
import ihct.linkage.Dendrogram;
import ihct.linkage.Merge;
import ihct.plots.draw.Palette;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The colours of a tree's parts: each of its groups has one, and so has all that lies below it.
 * Groups are the clusters of the first tier with at least three sizeable ones, which are those with
 * at least a tenth of the leaves; of a tree without such a tier, the clusters of the first tier
 * with the most sizeable ones. (The first tier of a tree often parts one loner from all others:
 * coloured by it, nearly everything looks alike.) The largest group has the first colour; from the
 * ninth on groups are grey.
 *
 * @param tier the tier whose clusters are the groups, or how many clusters a dendrogram is cut into
 * @param hues a colour per group
 */
record TreeColours(int tier, List<String> hues) {

  /** What holds several groups. */
  static final String SEVERAL = "#bbbbbb";

  private static final int ENOUGH = 3;
  private static final int TENTH = 10;
  private static final int COLOURS = 8;
  private static final String MINOR = "#777777";

  /** Looks at so many tiers; 0 of them are coloured not at all. */
  static TreeColours of(Ihct tree, int tiers) {
    int best = 0;
    long most = 0;
    for (int tier = 1; tier <= tiers && most < ENOUGH; tier++) {
      long sizeable = IntStream.of(sizes(tree, tier)).filter(s -> isSizeable(s, tree)).count();
      if (sizeable > most) {
        best = tier;
        most = sizeable;
      }
    }
    best = tiers == 0 ? 0 : Math.max(1, best);
    return new TreeColours(best, best == 0 ? List.of() : hues(sizes(tree, best)));
  }

  private static boolean isSizeable(int size, Ihct tree) {
    return size * TENTH >= tree.classes();
  }

  /** How many classes each cluster of a tier has. */
  static int[] sizes(Ihct tree, int tier) {
    int[] sizes = new int[tree.clusters(tier)];
    for (int cluster : tree.clustersOfLeaves(tier)) {
      sizes[cluster]++;
    }
    return sizes;
  }

  /** The group that holds a cluster; −1 if it holds several groups. */
  int group(Ihct tree, int ofTier, int ofCluster) {
    int at = ofTier;
    int cluster = ofCluster;
    while (at > tier) {
      cluster = tree.parent(at--, cluster);
    }
    while (at < tier) {
      if (tree.children(at, cluster) != 1) {
        return -1;
      }
      cluster = tree.child(at++, cluster, 0).orElseThrow();
    }
    return cluster;
  }

  /** Looks at cuts into up to so many clusters, which are the tiers of a dendrogram. */
  static TreeColours of(Dendrogram tree, int clusters) {
    int leaves = tree.leaves();
    int best = 1;
    int most = 1;
    int sizeable = 1;
    for (int cut = 2; cut <= Math.min(clusters, leaves) && most < ENOUGH; cut++) {
      Merge undone = tree.merges().get(leaves - cut);
      int left = size(tree, undone.left());
      int right = size(tree, undone.right());
      sizeable += (left * TENTH >= leaves ? 1 : 0) + (right * TENTH >= leaves ? 1 : 0);
      sizeable -= undone.size() * TENTH >= leaves ? 1 : 0;
      if (sizeable > most) {
        best = cut;
        most = sizeable;
      }
    }
    int[] sizes = new int[best];
    int[] groups = groups(tree, best);
    Arrays.stream(groups).limit(leaves).forEach(group -> sizes[group]++);
    return new TreeColours(best, hues(sizes));
  }

  private static int size(Dendrogram tree, int node) {
    return node < tree.leaves() ? 1 : tree.merges().get(node - tree.leaves()).size();
  }

  /** The group of each node of a dendrogram; −1 of those above the cut. */
  int[] groups(Dendrogram tree) {
    return groups(tree, tier);
  }

  private static int[] groups(Dendrogram tree, int cut) {
    int leaves = tree.leaves();
    int firstAbove = 2 * leaves - cut;
    int[] group = new int[2 * leaves - 1];
    int next = 0;
    for (int node = group.length - 1; node >= leaves; node--) {
      group[node] = node >= firstAbove ? -1 : group[node];
      Merge merge = tree.merges().get(node - leaves);
      for (int child : new int[] {merge.left(), merge.right()}) {
        boolean begins = node >= firstAbove && child < firstAbove;
        group[child] = begins ? next++ : group[node];
      }
    }
    return group;
  }

  private static List<String> hues(int[] sizes) {
    String[] hues = new String[sizes.length];
    List<Integer> largestFirst =
        IntStream.range(0, sizes.length)
            .boxed()
            .sorted(Comparator.comparingInt(group -> -sizes[group]))
            .toList();
    for (int rank = 0; rank < hues.length; rank++) {
      hues[largestFirst.get(rank)] = rank < COLOURS ? Palette.series(rank) : MINOR;
    }
    return List.of(hues);
  }

  /** The colour of a group, or of what holds several. */
  String of(int group) {
    return group < 0 ? SEVERAL : hues.get(group);
  }
}
