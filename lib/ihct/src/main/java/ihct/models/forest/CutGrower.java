package ihct.models.forest;

import ihct.songs.Songs;
import ihct.stopping.Stop;
import ihct.threads.Team;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.random.RandomGenerator;

/**
 * Grows the trees of {@link ExtraTrees} one after the other, on one thread.
 *
 * <p>The songs of a node lie side by side: row by row the ranks of their values, which are how many
 * training songs have a smaller one, and their genres. A split changes the places of songs that
 * stand on the wrong side, so that what a node reads is in the processor's cache as soon as it fits
 * there. What is decided depends on counts and extremes alone, not on the order of the songs.
 *
 * <p><b>Exact sums.</b> Entropies are compared as in {@link SplitSearch}.
 */
final class CutGrower {

  private static final int NONE = -1;

  private final Rules rules;
  private final int classes;

  /** All songs in their own order, n·d ranks, shared by the growers of all threads. */
  private final int[] allRanks;

  /** By feature and rank: half-way between the value of this rank and the next greater one. */
  private final float[][] thresholds;

  private final double[] classWeights;
  private final WeightTable weights;
  private final long[] cLogC;

  /** The songs of the tree that grows, n·d ranks and n genres. */
  private final int[] ranks;

  private final int[] genres;

  /** The songs per class of the node, and those of a cut's left side. */
  private final int[] counts;

  private final int[] left;
  private final int[] occurring;
  private int distinct;
  private int repeated;

  private RandomGenerator random;
  private int bestFeature;
  private int bestRank;
  private long bestScore;

  /**
   * What trees must keep to.
   *
   * @param maxDepth most questions asked of a song, at least 1
   * @param leastSongs fewest songs in a leaf, at least 1
   * @param features how many features each node tries, 1…d
   */
  record Rules(int maxDepth, int leastSongs, int features) {}

  /**
   * A node that waits to be grown.
   *
   * @param rightOf the node whose right child it is, or {@link #NONE}
   */
  private record Task(int from, int to, int depth, int rightOf) {}

  private CutGrower(
      Rules rules,
      int classes,
      int songs,
      int[] allRanks,
      float[][] thresholds,
      double[] classWeights,
      WeightTable weights,
      long[] cLogC) {
    this.rules = rules;
    this.classes = classes;
    this.allRanks = allRanks;
    this.thresholds = thresholds;
    this.classWeights = classWeights;
    this.weights = weights;
    this.cLogC = cLogC;
    ranks = new int[allRanks.length];
    genres = new int[songs];
    counts = new int[classes];
    left = new int[classes];
    occurring = new int[classes];
  }

  /**
   * Makes the songs ready.
   *
   * @param songs at least one
   * @param weights what a song of each class counts; all 1 is as if nobody had said so
   * @throws IllegalArgumentException if there are too many songs
   */
  static CutGrower of(Songs songs, double[] weights, Rules rules, Team team) {
    int most = Math.min(EntropyTable.MOST_SONGS, (Integer.MAX_VALUE - 8) / songs.dimension());
    if (songs.size() > most) {
      throw new IllegalArgumentException(
          "%d songs of %d features are too many for extra-trees; it takes up to %d. Lower the cap per genre."
              .formatted(songs.size(), songs.dimension(), most));
    }
    int[] ranks = new int[songs.size() * songs.dimension()];
    float[][] thresholds = new float[songs.dimension()][];
    team.each(
        TreeGrower.DOING, thresholds.length, (j, thread) -> thresholds[j] = rank(songs, j, ranks));
    double[] told = WeightTable.unlessAllAreOne(weights);
    return new CutGrower(
        rules,
        songs.genres().size(),
        songs.size(),
        ranks,
        thresholds,
        told,
        WeightTable.of(songs.y(), told, row -> 1),
        EntropyTable.upTo(songs.size(), team));
  }

  /**
   * Fills in the ranks of a feature's values. A rank of none of them, which a cut may have, lies in
   * a run of equal values; its threshold is that of the run.
   *
   * @return the thresholds
   */
  private static float[] rank(Songs songs, int feature, int[] ranks) {
    int[] keys = new int[songs.size()];
    for (int row = 0; row < keys.length; row++) {
      keys[row] = RadixSort.ascending((float) songs.feature(row, feature));
    }
    long[] order = RadixSort.rowsByKey(keys);
    float[] thresholds = new float[order.length];
    int next;
    for (int rank = 0; rank < order.length; rank = next) {
      int key = keys[(int) order[rank]];
      for (next = rank; next < order.length && keys[(int) order[next]] == key; next++) {
        ranks[(int) order[next] * songs.dimension() + feature] = rank;
      }
      if (next < order.length) { // above the greatest value nothing is cut
        float above = RadixSort.value(keys[(int) order[next]]);
        float middle = TreeGrower.midpoint(RadixSort.value(key), above);
        Arrays.fill(thresholds, rank, next, middle);
      }
    }
    return thresholds;
  }

  /** A grower of the same songs for another thread. */
  CutGrower another() {
    return new CutGrower(
        rules, classes, genres.length, allRanks, thresholds, classWeights, weights, cLogC);
  }

  /**
   * Grows a tree on all songs.
   *
   * @param labels the genre of each song
   * @param generator draws features and cuts
   */
  EntropyTree grow(int[] labels, RandomGenerator generator) {
    System.arraycopy(allRanks, 0, ranks, 0, ranks.length);
    System.arraycopy(labels, 0, genres, 0, genres.length);
    random = generator;
    int dimension = thresholds.length;
    FeatureDraw draw = FeatureDraw.some(dimension, rules.features, random);
    TreeNodes nodes = new TreeNodes();
    Deque<Task> waiting = new ArrayDeque<>();
    waiting.push(new Task(0, genres.length, 0, NONE));
    while (!waiting.isEmpty()) {
      Stop.check(TreeGrower.DOING);
      Task task = waiting.pop();
      int node = nodes.size();
      if (task.rightOf != NONE) {
        nodes.nextIsRightOf(task.rightOf);
      }
      count(task.from, task.to);
      if (split(task, draw, dimension)) {
        nodes.addSplit(bestFeature, thresholds[bestFeature][bestRank]);
        int middle = divide(task.from, task.to, dimension);
        // The left child is popped next, so it stands right behind its parent.
        waiting.push(new Task(middle, task.to, task.depth + 1, node));
        waiting.push(new Task(task.from, middle, task.depth + 1, NONE));
      } else {
        Arrays.sort(occurring, 0, distinct);
        nodes.addLeaf(occurring, distinct, counts);
      }
    }
    return nodes.tree(dimension, classes, classWeights);
  }

  /** Counts the classes of a node, and puts those of several songs first. */
  private void count(int from, int to) {
    for (int k = 0; k < distinct; k++) {
      counts[occurring[k]] = 0;
    }
    distinct = 0;
    for (int i = from; i < to; i++) {
      if (counts[genres[i]]++ == 0) {
        occurring[distinct++] = genres[i];
      }
    }
    repeated = 0;
    for (int k = 0; k < distinct; k++) {
      int c = occurring[k];
      if (counts[c] > 1) {
        occurring[k] = occurring[repeated];
        occurring[repeated++] = c;
      }
    }
  }

  /** Finds the best of the cuts that are drawn for a node, unless it has to be a leaf. */
  private boolean split(Task task, FeatureDraw draw, int dimension) {
    bestFeature = NONE;
    bestScore = Long.MIN_VALUE;
    if (task.depth == rules.maxDepth
        || distinct == 1
        || task.to - task.from < 2L * rules.leastSongs) {
      return false;
    }
    draw.restart();
    for (int k = 0; draw.hasNext() && (k < rules.features || bestFeature == NONE); k++) {
      tryCut(draw.next(), task.from, task.to, dimension);
    }
    return bestFeature != NONE;
  }

  /** Draws a cut of one feature, unless all songs of the node have the same value. */
  private void tryCut(int feature, int from, int to, int dimension) {
    int low = Integer.MAX_VALUE;
    int high = Integer.MIN_VALUE;
    for (int i = from, at = from * dimension + feature; i < to; i++, at += dimension) {
      low = Math.min(low, ranks[at]);
      high = Math.max(high, ranks[at]);
    }
    if (low == high) {
      return;
    }
    int cut = random.nextInt(low, high);
    int goLeft = 0;
    for (int i = from, at = from * dimension + feature; i < to; i++, at += dimension) {
      // the sign of a difference, as a processor cannot foresee the outcome of a comparison
      int goesLeft = ranks[at] - (cut + 1) >>> 31;
      left[genres[i]] += goesLeft;
      goLeft += goesLeft;
    }
    long score = takeScore(goLeft, to - from);
    if (Math.min(goLeft, to - from - goLeft) >= rules.leastSongs
        && (score > bestScore || score == bestScore && feature < bestFeature)) {
      bestFeature = feature;
      bestRank = cut;
      bestScore = score;
    }
  }

  /**
   * What the entropies of both sides, times their songs, leave of a constant; empties {@link
   * #left}.
   */
  private long takeScore(int goLeft, int songs) {
    if (weights != null) {
      return takeWeightedScore();
    }
    long sum = -cLogC[goLeft] - cLogC[songs - goLeft];
    for (int k = 0; k < repeated; k++) {
      int c = occurring[k];
      sum += cLogC[left[c]] + cLogC[counts[c] - left[c]];
      left[c] = 0;
    }
    // a class of one song adds 1·log 1, whatever its side
    for (int k = repeated; k < distinct; k++) {
      left[occurring[k]] = 0;
    }
    return sum;
  }

  private long takeWeightedScore() {
    long sum = 0;
    long weightLeft = 0;
    long weightRight = 0;
    for (int k = 0; k < distinct; k++) {
      int c = occurring[k];
      int right = counts[c] - left[c];
      long weight = weights.of(c);
      sum += weight * ((cLogC[left[c]] >> weights.dropped()) + (cLogC[right] >> weights.dropped()));
      weightLeft += weight * left[c];
      weightRight += weight * right;
      left[c] = 0;
    }
    return sum - weights.wLogW(weightLeft) - weights.wLogW(weightRight);
  }

  /** Moves the songs of the left side before those of the right one; returns where these begin. */
  private int divide(int from, int to, int dimension) {
    int middle = from;
    int right = to - 1;
    while (middle <= right) {
      if (ranks[middle * dimension + bestFeature] <= bestRank) {
        middle++;
      } else if (ranks[right * dimension + bestFeature] > bestRank) {
        right--;
      } else {
        swap(middle++, right--, dimension);
      }
    }
    return middle;
  }

  private void swap(int a, int b, int dimension) {
    int genre = genres[a];
    genres[a] = genres[b];
    genres[b] = genre;
    for (int j = 0; j < dimension; j++) {
      int rank = ranks[a * dimension + j];
      ranks[a * dimension + j] = ranks[b * dimension + j];
      ranks[b * dimension + j] = rank;
    }
  }
}
