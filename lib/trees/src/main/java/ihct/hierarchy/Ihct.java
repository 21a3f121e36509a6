package ihct.hierarchy;

import ihct.linkage.Dendrogram;
import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * An inferred hierarchical classification tree: N classes at the leaves and I tiers of clusters
 * above and at them, each tier refining the one before it.
 *
 * <p><b>Numbering.</b> Tiers are 1…I from coarse to fine, as in the paper; tier 0 is the root, one
 * cluster 0 that holds everything. The clusters of a tier are numbered by their first class, so
 * tier I, which has one class per cluster, numbers clusters as classes. The children of a cluster
 * are its parts in the next tier, indexed 0, 1, … by their first class, or along a line ({@link
 * #numberedAlong}); a cluster that a tier leaves whole has one child.
 *
 * <p><b>Shape.</b> Plain tables, never one of size N × N × I: I·N integers for the clusters of the
 * classes and about four per cluster. 5238 classes in 13 tiers take about half a megabyte, in all
 * 5237 tiers about 330 MB. The tree never changes.
 */
public final class Ihct {

  private final int classes;

  /** One row per tier 1…I, at its number minus one: the cluster of each class. */
  private final int[][] clusterOfClass;

  /** Likewise: the cluster of the tier before that holds each cluster. */
  private final int[][] parent;

  /** Likewise: the place of each cluster among its parent's children. */
  private final int[][] childIndex;

  /** Likewise: all clusters of the tier, those of parent 0 first, then those of parent 1 … */
  private final int[][] byParent;

  /** Likewise: where the children of each parent begin in {@link #byParent}, and the end. */
  private final int[][] firstChild;

  private final int maxChildren;

  /** The tier at which the path of each class ends. */
  private final int[] depth;

  private final ClusterNames names;

  /** Takes over tiers that are numbered by first class; the last has one class per cluster. */
  private Ihct(int[][] clusterOfClass, ClusterNames names) {
    this(clusterOfClass, null, null, names);
  }

  /**
   * Likewise, with children indexed by the mean position of their classes, and paths that end
   * before the last tier, unless these are null.
   */
  private Ihct(int[][] clusterOfClass, double[] position, int[] depth, ClusterNames names) {
    int tiers = clusterOfClass.length;
    this.names = names;
    this.classes = clusterOfClass[0].length;
    this.clusterOfClass = clusterOfClass;
    this.depth = depth == null ? new int[classes] : depth;
    if (depth == null) {
      Arrays.fill(this.depth, tiers);
    }
    this.parent = new int[tiers][];
    this.childIndex = new int[tiers][];
    this.byParent = new int[tiers][];
    this.firstChild = new int[tiers][];
    int most = 0;
    int[] coarser = new int[classes];
    for (int t = 0; t < tiers; t++) {
      Stop.check("building the tiers");
      connect(t, coarser);
      if (position != null) {
        order(t, meanPositions(t, position));
      }
      coarser = clusterOfClass[t];
      for (int p = 0; p + 1 < firstChild[t].length; p++) {
        most = Math.max(most, firstChild[t][p + 1] - firstChild[t][p]);
      }
    }
    this.maxChildren = most;
  }

  /**
   * Keeps chosen cuts of a dendrogram.
   *
   * @param tree the dendrogram of N classes
   * @param schedule the clusters of each tier
   * @throws IllegalArgumentException if the schedule is made for another number of classes
   */
  public static Ihct of(Dendrogram tree, TierSchedule schedule) {
    if (schedule.classes() != tree.leaves()) {
      throw new IllegalArgumentException(
          "The tier schedule ends with %d classes, but the dendrogram has %d leaves; make the schedule for %d classes."
              .formatted(schedule.classes(), tree.leaves(), tree.leaves()));
    }
    int[][] tiers = new int[schedule.clusters().size()][];
    Arrays.setAll(tiers, t -> tree.cut(schedule.clusters().get(t)));
    return new Ihct(tiers, new ClusterNames.Central(tree));
  }

  /**
   * Takes known tiers.
   *
   * @param clusterOfLeafPerTier one row per tier, coarse to fine, with the cluster of each class;
   *     any integers name the clusters. Copied
   * @return the hierarchy of these tiers, clusters renumbered by first class; a tier of one class
   *     per leaf is appended unless the last one is
   * @throws IllegalArgumentException if there is no tier or no class, if rows differ in length, or
   *     if a tier puts classes together that the tier before had parted; the message names the tier
   *     and two such classes
   */
  public static Ihct ofTiers(int[][] clusterOfLeafPerTier) {
    return new Ihct(Tiers.numbered(clusterOfLeafPerTier), ClusterNames.FIRST);
  }

  /**
   * Takes a known hierarchy as the path of each class, such as {@code [rock, indie rock]}.
   *
   * <p>Nodes are told apart by their whole path: the same name under two parents is two nodes. A
   * path that ends early is continued by its last name: that class stands alone in all finer tiers,
   * and a class {@code [rock]} beside {@code [rock, indie rock]} becomes a child of the node rock.
   *
   * @param paths one path per class, coarse to fine, the class itself last; no name is blank
   * @return the hierarchy with as many tiers as the longest path has names
   * @throws IllegalArgumentException if there is no class, a path is empty or holds a blank name,
   *     or two classes have the same path; the message names the classes
   */
  public static Ihct ofPaths(List<List<String>> paths) {
    int[][] tiers = Tiers.ofPaths(paths);
    return new Ihct(tiers, null, Tiers.depths(paths, tiers), new ClusterNames.Known(paths));
  }

  /**
   * The same hierarchy with its classes in other places: every tier keeps the sizes of its
   * clusters, and every path its length.
   *
   * @param place the new number of each class, a permutation of 0…N−1
   */
  Ihct permuted(int[] place) {
    int[][] tiers = new int[tiers()][classes];
    int[] moved = new int[classes];
    for (int leaf = 0; leaf < classes; leaf++) {
      for (int t = 0; t < tiers.length; t++) {
        tiers[t][place[leaf]] = clusterOfClass[t][leaf];
      }
      moved[place[leaf]] = depth[leaf];
    }
    return new Ihct(Tiers.numbered(tiers), null, moved, ClusterNames.FIRST);
  }

  /**
   * The same hierarchy without some of its tiers: the clusters of a tier that is kept are parted at
   * once into those of the next that is kept. Children are indexed by their first class.
   *
   * @param tiers the numbers of those to keep, increasing, the last I
   * @return a hierarchy of as many tiers; this one if all are kept
   * @throws IllegalArgumentException if a number is out of range or does not increase, or the last
   *     tier is not kept
   */
  public Ihct keeping(int... tiers) {
    int before = 0;
    for (int tier : tiers) {
      if (tier <= before || tier > tiers()) {
        throw new IllegalArgumentException(
            "Tiers %s are to be kept; they must increase, from 1 to %d at most."
                .formatted(Arrays.toString(tiers), tiers()));
      }
      before = tier;
    }
    if (before != tiers()) {
      throw new IllegalArgumentException(
          "Tiers %s are to be kept; the last must be tier %d, that of the classes."
              .formatted(Arrays.toString(tiers), tiers()));
    }
    if (tiers.length == tiers()) {
      return this;
    }
    int[] ends = new int[classes];
    for (int leaf = 0; leaf < classes; leaf++) {
      while (tiers[ends[leaf]] < depth[leaf]) {
        ends[leaf]++;
      }
      ends[leaf]++;
    }
    int[][] kept = new int[tiers.length][];
    Arrays.setAll(kept, t -> clusterOfClass[tiers[t] - 1]);
    return new Ihct(kept, null, ends, names.keeping(tiers));
  }

  /**
   * Numbers the children of every cluster along a line, in place of by their first class: a child
   * index then says something of its own, such as "the loudest". Clusters keep their numbers.
   *
   * @param position where each class lies on the line, N finite numbers; a cluster lies at the mean
   *     of its classes
   * @return the same clusters, in which child 0 has the lowest mean position; of equal ones the one
   *     with the first class
   * @throws IllegalArgumentException if there are not N positions or one is not finite
   */
  public Ihct numberedAlong(double[] position) {
    if (position.length != classes) {
      throw new IllegalArgumentException(
          "%d positions were given for %d classes; each class needs one."
              .formatted(position.length, classes));
    }
    for (int leaf = 0; leaf < classes; leaf++) {
      if (!Double.isFinite(position[leaf])) {
        throw new IllegalArgumentException(
            "The position of class %d is %s; it must be finite.".formatted(leaf, position[leaf]));
      }
    }
    return new Ihct(clusterOfClass, position, depth, names);
  }

  /**
   * Names the clusters of a tier for people. Where nodes have names of their own, as in a tree made
   * by {@link #ofPaths}, it is those. Else a class that stands alone has its own name, and a
   * cluster of a dendrogram those of its two most central classes ({@link
   * ihct.linkage.CentralLeaves}), with three dots for the others; where no merges are known its
   * first class stands for all.
   *
   * @param tier 1…I
   * @param classes a name for each class
   * @return a name for each cluster, which need not be unique
   * @throws IllegalArgumentException if the tier is out of range or there are not N names
   */
  public List<String> clusterNames(int tier, List<String> classes) {
    if (classes.size() != this.classes) {
      throw new IllegalArgumentException(
          "The hierarchy has %s classes, but %s names were given; each class needs one name."
              .formatted(this.classes, classes.size()));
    }
    int[] clusters = clusterOfClass[row(tier)];
    int[] size = new int[clusters(tier)];
    int[] first = new int[size.length];
    for (int leaf = clusters.length - 1; leaf >= 0; leaf--) {
      size[clusters[leaf]]++;
      first[clusters[leaf]] = leaf;
    }
    return IntStream.range(0, size.length)
        .mapToObj(c -> names.of(tier, first[c], size[c], classes))
        .toList();
  }

  /** Whether nodes have names of their own, as those of {@link #ofPaths} have. */
  public boolean hasKnownNames() {
    return names instanceof ClusterNames.Known;
  }

  /** Number of tiers I, at least 1. */
  public int tiers() {
    return clusterOfClass.length;
  }

  /** Number of classes N, at least 1. */
  public int classes() {
    return classes;
  }

  /**
   * Counts the clusters of a tier.
   *
   * @param tier 0…I; tier 0 is the root
   * @return its clusters: 1 for tier 0, N for tier I
   * @throws IllegalArgumentException if the tier is out of range
   */
  public int clusters(int tier) {
    return tier == 0 ? 1 : parent[row(tier)].length;
  }

  /**
   * Finds the cluster that holds a class.
   *
   * @param tier 1…I
   * @param leaf the class, 0…N−1
   * @return its cluster in that tier; in tier I the class itself
   * @throws IllegalArgumentException if tier or class is out of range
   */
  public int cluster(int tier, int leaf) {
    return clusterOfClass[row(tier)][checkLeaf(leaf)];
  }

  /**
   * Copies the clusters of all classes.
   *
   * @param tier 1…I
   * @return the cluster of each class in that tier
   * @throws IllegalArgumentException if the tier is out of range
   */
  public int[] clustersOfLeaves(int tier) {
    return clusterOfClass[row(tier)].clone();
  }

  /**
   * Finds the cluster of the tier before that holds a cluster.
   *
   * @param tier 1…I
   * @param cluster a cluster of that tier
   * @return a cluster of tier − 1; 0 for tier 1
   * @throws IllegalArgumentException if tier or cluster is out of range
   */
  public int parent(int tier, int cluster) {
    return parent[row(tier)][checkCluster(tier, cluster)];
  }

  /**
   * Finds the place of a cluster among its parent's children.
   *
   * @param tier 1…I
   * @param cluster a cluster of that tier
   * @return 0 for the child with the parent's first class, or the first along the line, 1 for the
   *     next …
   * @throws IllegalArgumentException if tier or cluster is out of range
   */
  public int childIndex(int tier, int cluster) {
    return childIndex[row(tier)][checkCluster(tier, cluster)];
  }

  /**
   * Counts the parts of a cluster in the next tier.
   *
   * @param tier 0…I−1; tier 0 is the root
   * @param cluster a cluster of that tier
   * @return its children, at least 1
   * @throws IllegalArgumentException if tier or cluster is out of range
   */
  public int children(int tier, int cluster) {
    int[] first = firstChild[row(tier + 1)];
    checkCluster(tier, cluster);
    return first[cluster + 1] - first[cluster];
  }

  /**
   * Finds a child by its index.
   *
   * @param tier 0…I−1; tier 0 is the root
   * @param cluster a cluster of that tier
   * @param index which of its children
   * @return a cluster of tier + 1, or empty if the cluster has no such child
   * @throws IllegalArgumentException if tier or cluster is out of range
   */
  public OptionalInt child(int tier, int cluster, int index) {
    if (index < 0 || index >= children(tier, cluster)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(byParent[tier][firstChild[tier][cluster] + index]);
  }

  /**
   * Gives the way from the root to a class.
   *
   * @param leaf the class, 0…N−1
   * @return I child indices, that of tier 1 first
   * @throws IllegalArgumentException if the class is out of range
   */
  public int[] path(int leaf) {
    checkLeaf(leaf);
    int[] path = new int[tiers()];
    Arrays.setAll(path, t -> childIndex[t][clusterOfClass[t][leaf]]);
    return path;
  }

  /**
   * Follows child indices from the root.
   *
   * @param path I child indices, that of tier 1 first; any integers, so that raw predictions may be
   *     given
   * @return the class at the end, or empty if the path leaves the tree
   * @throws IllegalArgumentException if the path has not I steps
   */
  public OptionalInt leafAt(int[] path) {
    if (path.length != tiers()) {
      throw new IllegalArgumentException(
          "A path of %d steps was given to a hierarchy of %d tiers; it needs one child index per tier."
              .formatted(path.length, tiers()));
    }
    OptionalInt cluster = OptionalInt.of(0);
    for (int tier = 0; tier < path.length && cluster.isPresent(); tier++) {
      cluster = child(tier, cluster.getAsInt(), path[tier]);
    }
    return cluster;
  }

  /**
   * Tells where the path of a class ends. In all finer tiers the class stands alone in clusters
   * that are no nodes of their own.
   *
   * @param leaf the class, 0…N−1
   * @return I, or the number of names on the class's path where {@link #ofPaths} was given a
   *     shorter one. A last name that repeats the one before it, in a cluster that the class has to
   *     itself, does not count
   * @throws IllegalArgumentException if the class is out of range
   */
  public int depth(int leaf) {
    return depth[checkLeaf(leaf)];
  }

  /**
   * Gives the paper's O, the length of its longest one-hot vector: the most children any node has.
   *
   * @return the most children of a cluster, the root among them
   */
  public int maxChildren() {
    return maxChildren;
  }

  /** The clusters of tiers 1…I, never decreasing, the last N. */
  public List<Integer> schedule() {
    return Arrays.stream(parent).map(row -> row.length).toList();
  }

  @Override
  public String toString() {
    return "hierarchy of %d classes in tiers of %s".formatted(classes, schedule());
  }

  /** Fills the tables of one tier, given the clusters of the tier before it. */
  private void connect(int t, int[] coarser) {
    int[] finer = clusterOfClass[t];
    int clusters = 1 + Arrays.stream(finer).max().orElseThrow();
    int parents = 1 + Arrays.stream(coarser).max().orElseThrow();
    parent[t] = new int[clusters];
    for (int leaf = 0; leaf < classes; leaf++) {
      parent[t][finer[leaf]] = coarser[leaf];
    }
    int[] first = new int[parents + 1];
    for (int p : parent[t]) {
      first[p + 1]++;
    }
    Arrays.parallelPrefix(first, Integer::sum);
    firstChild[t] = first;
    childIndex[t] = new int[clusters];
    byParent[t] = new int[clusters];
    int[] seen = new int[parents];
    for (int c = 0; c < clusters; c++) {
      int p = parent[t][c];
      childIndex[t][c] = seen[p]++;
      byParent[t][first[p] + childIndex[t][c]] = c;
    }
  }

  private double[] meanPositions(int t, double[] position) {
    double[] means = new double[parent[t].length];
    int[] counts = new int[means.length];
    for (int leaf = 0; leaf < classes; leaf++) {
      means[clusterOfClass[t][leaf]] += position[leaf];
      counts[clusterOfClass[t][leaf]]++;
    }
    for (int c = 0; c < means.length; c++) {
      means[c] /= counts[c];
    }
    return means;
  }

  /** Sorts the children of each parent, which are in the order of their first classes. */
  private void order(int t, double[] key) {
    for (int p = 0; p + 1 < firstChild[t].length; p++) {
      int first = firstChild[t][p];
      int[] children =
          Arrays.stream(byParent[t], first, firstChild[t][p + 1])
              .boxed()
              .sorted(Comparator.comparingDouble(c -> key[c])) // stable
              .mapToInt(Integer::intValue)
              .toArray();
      for (int i = 0; i < children.length; i++) {
        byParent[t][first + i] = children[i];
        childIndex[t][children[i]] = i;
      }
    }
  }

  private int row(int tier) {
    if (tier < 1 || tier > clusterOfClass.length) {
      throw new IllegalArgumentException(
          "tier = %d asked of a hierarchy with %d tiers; it must be between 1 and %d."
              .formatted(tier, tiers(), tiers()));
    }
    return tier - 1;
  }

  private int checkLeaf(int leaf) {
    if (leaf < 0 || leaf >= classes) {
      throw new IllegalArgumentException(
          "class = %d asked of a hierarchy with %d classes; it must be between 0 and %d."
              .formatted(leaf, classes, classes - 1));
    }
    return leaf;
  }

  private int checkCluster(int tier, int cluster) {
    if (cluster < 0 || cluster >= clusters(tier)) {
      throw new IllegalArgumentException(
          "cluster = %d asked of tier %d with %d clusters; it must be between 0 and %d."
              .formatted(cluster, tier, clusters(tier), clusters(tier) - 1));
    }
    return cluster;
  }
}
