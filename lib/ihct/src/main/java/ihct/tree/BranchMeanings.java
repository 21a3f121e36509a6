package ihct.tree;

import ihct.hierarchy.Ihct;
import ihct.linkage.CentralLeaves;
import ihct.linkage.Dendrogram;
import ihct.linkage.Merge;
import ihct.songs.GenreMeans;
import ihct.songs.Songs;
import ihct.songs.WithinCovariance;
import ihct.stopping.Stop;
import ihct.tree.BranchMeaning.Difference;
import ihct.tree.BranchMeaning.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What the branches of a tree mean: for each side of a node, the features in which it differs most
 * from the other sides.
 *
 * <p>With the mean song m(g) of each genre g and the standard deviation s<sub>j</sub> of feature j
 * within genres ({@link WithinCovariance}), a side A of a node differs from its other sides B by
 *
 * <p>δ<sub>j</sub> = (mean of m<sub>j</sub>(g) over the genres of A − the same over the genres of
 * B) ⁄ s<sub>j</sub>.
 *
 * <p>Each genre counts once, whatever the number of its songs. The two sides of a merge have the
 * same differences with opposite signs. A feature that is constant differs by 0; one that is
 * constant within genres alone by very much, since its s<sub>j</sub> is 0.001 of the songs' unit.
 * Where every genre has one song, nothing is known of the spread within genres, and the unit is
 * that of the songs: if they are z-scored, standard deviations of all.
 *
 * <p>It is no test: with few songs a difference may come by chance.
 *
 * <p><b>Example.</b> Two genres of the songs 0, 2 and 4, 6, with one feature, have the means 1 and
 * 5 and the deviation 1 within genres: the first differs from the second by −4.
 */
public final class BranchMeanings {

  private final GenreTree tree;
  private final List<String> features;
  private final double[][] means;
  private final double[] spread;
  private final String unit;

  private BranchMeanings(
      GenreTree tree, List<String> features, double[][] means, double[] spread, String unit) {
    this.tree = tree;
    this.features = features;
    this.means = means;
    this.spread = spread;
    this.unit = unit;
  }

  /** Measures the songs. Cost: O(n·d) here, and O(N·d) at most for each node that is asked for. */
  static BranchMeanings of(GenreTree tree) {
    Songs songs = tree.songs();
    double[][] means = GenreMeans.of(songs);
    double[] spread = WithinCovariance.deviations(songs, means);
    boolean known = songs.size() > means.length;
    if (!known) {
      Arrays.fill(spread, 1);
    }
    return new BranchMeanings(
        tree,
        songs.features(),
        means,
        spread,
        known ? "standard deviations within a class" : "standard deviations of all rows");
  }

  /**
   * Tells what separates the two sides of a merge.
   *
   * @param node N…2N−2, as the dendrogram numbers it: merge i, counted from 0, makes N + i
   * @return the side with the smaller number first
   * @throws IllegalArgumentException if there is no such merge, or the tree has tiers alone
   */
  public BranchMeaning explain(int node) {
    Dendrogram merges = dendrogram();
    Merge merge = merge(merges, node);
    BitSet left = leaves(merges, merge.left());
    BitSet right = leaves(merges, merge.right());
    CentralLeaves central = CentralLeaves.of(merges);
    int number = node - merges.leaves() + 1;
    return new BranchMeaning(
        "node %d (merge %d of %d)".formatted(node, number, merges.merges().size()),
        List.of(
            side(name(central, merge.left(), left), left::get, right::get),
            side(name(central, merge.right(), right), right::get, left::get)),
        unit);
  }

  /**
   * Tells what separates the parts of a cluster in the next tier.
   *
   * @param tier 0…I−1; tier 0 is the root
   * @param cluster a cluster of that tier
   * @return its parts in the order of children
   * @throws IllegalArgumentException if there is no such tier or cluster
   */
  public BranchMeaning explain(int tier, int cluster) {
    Ihct tiers = tree.ihct();
    if (tier < 0 || tier >= tiers.tiers()) {
      throw new IllegalArgumentException(
          "Tier %d has no parts to tell apart; give a tier from 0, the root, to %d."
              .formatted(tier, tiers.tiers() - 1));
    }
    List<String> names = tiers.clusterNames(tier + 1, tree.genres());
    return new BranchMeaning(
        "tier %d, cluster %d".formatted(tier, cluster), sides(tier, cluster, names), unit);
  }

  /** The parts of a cluster in the next tier, whose clusters have these names. */
  private List<Side> sides(int tier, int cluster, List<String> names) {
    Ihct tiers = tree.ihct();
    return IntStream.range(0, tiers.children(tier, cluster))
        .map(i -> tiers.child(tier, cluster, i).orElseThrow())
        .mapToObj(part -> side(tier + 1, part, names.get(part)))
        .toList();
  }

  /**
   * Says in words what the first side of a merge is, against the second; for {@code
   * TreePlots.dendrogram(…, meanings::words)}.
   *
   * @param node as {@link #explain(int)} takes it
   * @return such as "louder, less acoustic"
   */
  public String words(int node) {
    return explain(node).sides().get(0).words();
  }

  /**
   * Says in words what a cluster is, against the others of its parent; for {@code
   * TreePlots.icicle(…, meanings::words)} and {@code sunburst}.
   *
   * @param tier 0…I
   * @param cluster a cluster of that tier
   * @return such as "louder, less acoustic"; empty for the root and where the parent has no other
   */
  public String words(int tier, int cluster) {
    Ihct tiers = tree.ihct();
    return tier == 0 || tiers.children(tier - 1, tiers.parent(tier, cluster)) == 1
        ? ""
        : side(tier, cluster, "").words();
  }

  /**
   * The clusters of the top tiers, each against the others of its parent.
   *
   * @param most how many tiers; all if there are fewer
   * @return a row per cluster that has siblings: tier, number, parent, names, size, words
   * @throws IllegalArgumentException if it is not positive
   */
  public Table table(int most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "A table of %d tiers is empty; ask for 1 or more.".formatted(most));
    }
    IntColumn tier = IntColumn.create("tier");
    IntColumn cluster = IntColumn.create("cluster");
    IntColumn parent = IntColumn.create("parent");
    StringColumn name = StringColumn.create("name");
    IntColumn genres = IntColumn.create("classes");
    StringColumn words = StringColumn.create("against its siblings");
    for (int t = 0; t < Math.min(most, tree.ihct().tiers()); t++) {
      List<String> names = tree.ihct().clusterNames(t + 1, tree.genres());
      for (int above = 0; above < tree.ihct().clusters(t); above++) {
        Stop.check("telling branches apart");
        List<Side> sides = sides(t, above, names);
        for (int i = 0; sides.size() > 1 && i < sides.size(); i++) {
          tier.append(t + 1);
          cluster.append(tree.ihct().child(t, above, i).orElseThrow());
          parent.append(above);
          name.append(sides.get(i).name());
          genres.append(sides.get(i).genres());
          words.append(sides.get(i).words());
        }
      }
    }
    return Table.create("What separates the branches", tier, cluster, parent, name, genres, words);
  }

  private Dendrogram dendrogram() {
    return tree.dendrogram()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "This tree has tiers and no merges; ask by tier and cluster: explain(0, 0) is the root."));
  }

  private Merge merge(Dendrogram merges, int node) {
    int leaves = merges.leaves();
    if (node < leaves || node > 2 * leaves - 2) {
      throw new IllegalArgumentException(
          "Node %d is %s; merges are the nodes %d…%d, and the last is the root."
              .formatted(
                  node,
                  node >= 0 && node < leaves
                      ? "the leaf \"%s\", which has no sides".formatted(tree.genres().get(node))
                      : "not in the tree",
                  leaves,
                  2 * leaves - 2));
    }
    return merges.merges().get(node - leaves);
  }

  /** The leaves below a node, without recursion: chains are as deep as there are leaves. */
  private static BitSet leaves(Dendrogram merges, int node) {
    BitSet below = new BitSet(node + 1);
    below.set(node);
    for (int i = node; i >= merges.leaves(); i = below.previousSetBit(i)) {
      Merge merge = merges.merges().get(i - merges.leaves());
      below.set(merge.left());
      below.set(merge.right());
      below.clear(i);
    }
    return below;
  }

  private String name(CentralLeaves central, int node, BitSet leaves) {
    List<Integer> named = central.of(node);
    return named.stream().map(tree.genres()::get).collect(Collectors.joining(", "))
        + (named.size() < leaves.cardinality() ? " …" : "");
  }

  /** A cluster against all others of its parent. */
  private Side side(int tier, int cluster, String name) {
    Ihct tiers = tree.ihct();
    int parent = tiers.parent(tier, cluster);
    IntPredicate inside = leaf -> tiers.cluster(tier, leaf) == cluster;
    return side(
        name,
        inside,
        leaf -> !inside.test(leaf) && (tier == 1 || tiers.cluster(tier - 1, leaf) == parent));
  }

  private Side side(String name, IntPredicate inside, IntPredicate outside) {
    int[] ours = genres(inside);
    int[] others = genres(outside);
    List<Difference> differences = new ArrayList<>();
    for (int j = 0; others.length > 0 && j < spread.length; j++) {
      double difference = (mean(ours, j) - mean(others, j)) / spread[j];
      differences.add(new Difference(features.get(j), difference));
    }
    return new Side(name, ours.length, differences);
  }

  private int[] genres(IntPredicate chosen) {
    return IntStream.range(0, means.length).filter(chosen).toArray();
  }

  private double mean(int[] genres, int feature) {
    double sum = 0;
    for (int genre : genres) {
      sum += means[genre][feature];
    }
    return sum / genres.length;
  }
}
