package ihct.plots;

import ihct.hierarchy.Ihct;
import ihct.linkage.Dendrogram;
import ihct.linkage.Merge;
import ihct.plots.draw.Palette;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The colours of a tree's parts: each of its groups has one, and so has all that lies below it.
 * Groups are the clusters of the first tier with at least three sizeable ones, which are those with
 * at least a tenth of the leaves, and with none that has more than half of them; of a tree without
 * such a tier, the clusters of the first tier with the most sizeable ones. (The first tier of a
 * tree often parts one loner from all others: coloured by it, nearly everything looks alike.) The
 * largest group has the first colour; from the eighth on groups are grey.
 *
 * @param tier the tier whose clusters are the groups, or how many clusters a dendrogram is cut into
 * @param hues a colour per group
 */
record TreeColours(int tier, List<String> hues) {

  /** What holds several groups. */
  static final String SEVERAL = "#bbbbbb";

  private static final int ENOUGH = 3;
  private static final int TENTH = 10;

  /** Without black: its paler tones are the grey of what holds several groups. */
  private static final List<String> COLOURS =
      Palette.all().stream().filter(colour -> !colour.equals("#000000")).toList();

  private static final String MINOR = "#777777";

  /** Looks at so many tiers; 0 of them are coloured not at all. */
  static TreeColours of(Ihct tree, int tiers) {
    int best = Math.min(1, tiers);
    long most = 0;
    for (int tier = 1; tier <= tiers; tier++) {
      int[] sizes = sizes(tree, tier);
      long sizeable = sizeable(sizes);
      if (isEnough(sizes)) {
        best = tier;
        break;
      }
      if (sizeable > most) {
        best = tier;
        most = sizeable;
      }
    }
    return new TreeColours(best, best == 0 ? List.of() : hues(sizes(tree, best)));
  }

  /** How many clusters have a tenth of all leaves. */
  private static long sizeable(int... sizes) {
    int leaves = IntStream.of(sizes).sum();
    return IntStream.of(sizes).filter(size -> size * TENTH >= leaves).count();
  }

  private static boolean isEnough(int... sizes) {
    int largest = IntStream.of(sizes).max().orElse(0);
    return sizeable(sizes) >= ENOUGH && 2 * largest <= IntStream.of(sizes).sum();
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
    long most = 1;
    List<Integer> nodes = new ArrayList<>(List.of(2 * leaves - 2));
    for (int cut = 2; cut <= Math.min(clusters, leaves); cut++) {
      Merge undone = tree.merges().get(leaves - cut);
      nodes.remove(Integer.valueOf(2 * leaves - cut));
      nodes.addAll(List.of(undone.left(), undone.right()));
      int[] sizes = nodes.stream().mapToInt(node -> size(tree, node)).toArray();
      if (isEnough(sizes)) {
        best = cut;
        break;
      }
      if (sizeable(sizes) > most) {
        best = cut;
        most = sizeable(sizes);
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
      hues[largestFirst.get(rank)] = rank < COLOURS.size() ? COLOURS.get(rank) : MINOR;
    }
    return List.of(hues);
  }

  /** The colour of a group, or of what holds several. */
  String of(int group) {
    return group < 0 ? SEVERAL : hues.get(group);
  }
}
