package ihct.models.boosting;

import ihct.stopping.Stop;
import ihct.threads.Team;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Grows trees for gradients: the songs of a leaf have gradients that are alike.
 *
 * <p>Of two siblings the histograms of the smaller one are made from its songs, and those of the
 * larger one are what is left of their parent's. A node is finished before its right sibling is
 * begun, so that a path of nodes has histograms and no more: (depth + 2)·d·{@value
 * FeatureBins#MOST}·K numbers.
 *
 * <p><b>Threads</b> share out the features; the tree is the same for every number of them.
 */
final class VectorTreeGrower {

  private final Rules rules;
  private final FeatureBins features;
  private final byte[][] bins;
  private final int songs;
  private final int outputs;
  private final Team team;
  private final double[][] whole;
  private final double[][] left;
  private final Deque<Histogram[]> spare = new ArrayDeque<>();

  /** The rows, those of a node side by side and ascending. */
  private final int[] rows;

  private final int[] aside;

  private int[] feature;
  private float[] threshold;
  private int[] next;
  private int nodes;
  private int leaves;

  private int[] leafStart;

  /**
   * What trees must keep to.
   *
   * @param maxDepth most questions asked of a song, at least 1
   * @param leastSongs fewest songs in a leaf, at least 1
   * @param penalty λ, 0 or more
   */
  record Rules(int maxDepth, int leastSongs, double penalty) {}

  /** The best split of a node. */
  private record Choice(int feature, int bin) {}

  VectorTreeGrower(Rules rules, FeatureBins features, byte[][] bins, int outputs, Team team) {
    this.rules = rules;
    this.features = features;
    this.bins = bins;
    this.outputs = outputs;
    this.team = team;
    songs = bins[0].length;
    whole = new double[team.threads()][outputs];
    left = new double[team.threads()][outputs];
    rows = new int[songs];
    aside = new int[songs];
  }

  /**
   * Grows a tree.
   *
   * @param gradients K of each row
   */
  void grow(float[] gradients) {
    Arrays.setAll(rows, i -> i);
    feature = new int[16];
    threshold = new float[16];
    next = new int[16];
    leafStart = new int[16];
    nodes = 0;
    leaves = 0;
    Histogram[] root = take();
    Histogram.Split[] splits = new Histogram.Split[bins.length];
    team.each(
        BoostedTrees.DOING,
        bins.length,
        (j, thread) -> {
          root[j].fill(rows, 0, songs, bins[j], gradients);
          splits[j] = best(root[j], thread);
        });
    grow(0, songs, 0, root, choose(splits), gradients);
  }

  /** Where the songs of each leaf of the last tree begin in {@link #rows}, and where they end. */
  int[] starts() {
    int[] starts = Arrays.copyOf(leafStart, leaves + 1);
    starts[leaves] = songs;
    return starts;
  }

  /** The rows of all leaves of the last tree, leaf by leaf; not to be changed. */
  int[] rows() {
    return rows;
  }

  /**
   * The last tree.
   *
   * @param values K of each leaf
   */
  VectorTree tree(float[] values) {
    return new VectorTree(
        Arrays.copyOf(feature, nodes),
        Arrays.copyOf(threshold, nodes),
        Arrays.copyOf(next, nodes),
        values);
  }

  private Histogram[] take() {
    if (!spare.isEmpty()) {
      return spare.pop();
    }
    Histogram[] made = new Histogram[bins.length];
    Arrays.setAll(made, j -> new Histogram(features.bins(j), outputs));
    return made;
  }

  private Histogram.Split best(Histogram histogram, int thread) {
    return histogram.best(rules.leastSongs, rules.penalty, whole[thread], left[thread]);
  }

  /** Of equal gains the first feature's is taken. */
  private static Choice choose(Histogram.Split[] splits) {
    Choice choice = null;
    double gain = 0;
    for (int j = 0; j < splits.length; j++) {
      if (splits[j].gain() > gain) {
        gain = splits[j].gain();
        choice = new Choice(j, splits[j].bin());
      }
    }
    return choice;
  }

  /** Grows a node and all below it; gives its histograms back. */
  private void grow(
      int from, int to, int depth, Histogram[] here, Choice choice, float[] gradients) {
    Stop.check(BoostedTrees.DOING);
    int node = addNode();
    if (choice == null) {
      feature[node] = VectorTree.LEAF;
      next[node] = leaves;
      addLeaf(from);
      spare.push(here);
      return;
    }
    feature[node] = choice.feature;
    threshold[node] = features.threshold(choice.feature, choice.bin);
    int middle = divide(from, to, choice);
    Choice[] below = new Choice[2];
    Histogram[] smaller = take();
    boolean leftIsSmaller = middle - from <= to - middle;
    if (depth + 1 < rules.maxDepth
        && to - from - Math.min(middle - from, to - middle) >= 2 * rules.leastSongs) {
      Histogram.Split[] ofSmaller = new Histogram.Split[bins.length];
      Histogram.Split[] ofLarger = new Histogram.Split[bins.length];
      team.each(
          BoostedTrees.DOING,
          bins.length,
          (j, thread) -> {
            smaller[j].fill(
                rows,
                leftIsSmaller ? from : middle,
                leftIsSmaller ? middle : to,
                bins[j],
                gradients);
            here[j].subtract(smaller[j]);
            ofSmaller[j] = best(smaller[j], thread);
            ofLarger[j] = best(here[j], thread);
          });
      below[leftIsSmaller ? 0 : 1] = choose(ofSmaller);
      below[leftIsSmaller ? 1 : 0] = choose(ofLarger);
    }
    grow(from, middle, depth + 1, leftIsSmaller ? smaller : here, below[0], gradients);
    next[node] = nodes;
    grow(middle, to, depth + 1, leftIsSmaller ? here : smaller, below[1], gradients);
  }

  private int addNode() {
    if (nodes == feature.length) {
      feature = Arrays.copyOf(feature, 2 * nodes);
      threshold = Arrays.copyOf(threshold, 2 * nodes);
      next = Arrays.copyOf(next, 2 * nodes);
    }
    return nodes++;
  }

  private void addLeaf(int start) {
    if (leaves == leafStart.length) {
      leafStart = Arrays.copyOf(leafStart, 2 * leaves);
    }
    leafStart[leaves++] = start;
  }

  /** Puts the rows of the left side before those of the right one; returns where these begin. */
  private int divide(int from, int to, Choice choice) {
    byte[] column = bins[choice.feature];
    int middle = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      boolean goesLeft = (column[row] & 0xFF) <= choice.bin;
      rows[middle] = row;
      aside[right] = row;
      middle += goesLeft ? 1 : 0;
      right += goesLeft ? 0 : 1;
    }
    System.arraycopy(aside, 0, rows, middle, right);
    return middle;
  }
}
