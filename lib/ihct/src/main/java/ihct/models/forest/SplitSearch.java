package ihct.models.forest;

import java.util.Arrays;

/**
 * Finds the split x ≤ threshold that lowers the entropy of a node's classes most.
 *
 * <p>With c songs of a class in a node of n songs, n times the entropy is n·log n − Σ c·log c. When
 * one song moves from one side to the other, only the counts of its class change, so both sums are
 * updated by looked-up differences: the cost of a scan is the number of songs, whatever the number
 * of classes. After a scan all songs have changed sides; the sides change their names, and the next
 * scan needs no counting.
 *
 * <p><b>Ties.</b> {@link EntropyTable Sums are exact}. Of equal splits the lowest feature wins,
 * then the lowest threshold, in whatever order features are searched.
 *
 * <p>A search keeps its node between calls; a thread needs a search of its own.
 */
final class SplitSearch {

  private static final int NONE = -1;

  private final EntryBits bits;
  private final long[] cLogC;
  private final int leastSongs;

  /** Null where every song counts as often as its entry says. */
  private final WeightTable weights;

  /** The songs per class on the side that a scan takes from, and on the one it gives to. */
  private int[] ahead;

  private int[] behind;

  private final int[] occurring;
  private int distinct;
  private int songs;
  private long sumOfCLogC;
  private long sumOfWeights;

  private int bestFeature;
  private int bestAt;
  private long bestScore;

  /**
   * Prepares a search.
   *
   * @param bits how entries are packed
   * @param classes N
   * @param cLogC {@link EntropyTable} up to the number of songs
   * @param leastSongs fewest songs that a side needs, at least 1
   * @param weights of the classes; null if they have none
   */
  SplitSearch(EntryBits bits, int classes, long[] cLogC, int leastSongs, WeightTable weights) {
    this.bits = bits;
    this.weights = weights;
    this.cLogC = cLogC;
    this.leastSongs = leastSongs;
    ahead = new int[classes];
    behind = new int[classes];
    occurring = new int[classes];
  }

  /**
   * Turns to another node and counts its classes.
   *
   * @param order an order of any feature
   * @param from first place of the node
   * @param to place after the node's last
   */
  void start(long[] order, int from, int to) {
    forget();
    int[] counts = ahead;
    long sum = 0;
    for (int i = from; i < to; i++) {
      long entry = order[i];
      int c = bits.genre(entry);
      int weight = bits.weight(entry);
      int count = counts[c];
      if (count == 0) {
        occurring[distinct++] = c;
      }
      counts[c] = count + weight;
      songs += weight;
      sum += cLogC[count + weight] - cLogC[count];
    }
    sumOfCLogC = sum;
    if (weights != null) {
      weigh();
    }
  }

  /** Gives the classes of the node their weights. */
  private void weigh() {
    sumOfCLogC = 0;
    sumOfWeights = 0;
    for (int k = 0; k < distinct; k++) {
      int c = occurring[k];
      sumOfCLogC += weights.of(c) * (cLogC[ahead[c]] >> weights.dropped());
      sumOfWeights += weights.of(c) * ahead[c];
    }
  }

  private void forget() {
    for (int k = 0; k < distinct; k++) {
      ahead[occurring[k]] = 0;
    }
    distinct = 0;
    songs = 0;
    bestFeature = NONE;
    bestScore = Long.MIN_VALUE;
  }

  /** How many classes the node has. */
  int distinct() {
    return distinct;
  }

  /** Writes the node's classes and their counts as a leaf. */
  void addLeaf(TreeNodes nodes) {
    Arrays.sort(occurring, 0, distinct);
    nodes.addLeaf(occurring, distinct, ahead);
  }

  /**
   * Searches the node's splits by one feature.
   *
   * @param feature which feature
   * @param order its order
   * @param from first place of the node
   * @param to place after the node's last
   */
  void search(int feature, long[] order, int from, int to) {
    int last = to - 1;
    long entry = order[from];
    if (!bits.differ(entry, order[last])) {
      return;
    }
    if (weights != null) {
      searchWeighted(feature, order, from, to);
      return;
    }
    int[] less = ahead;
    int[] more = behind;
    long[] table = cLogC;
    long sum = sumOfCLogC;
    int moved = 0;
    int stay = songs;
    long best = Long.MIN_VALUE;
    int at = NONE;
    for (int i = from; i < last; i++) {
      int c = bits.genre(entry);
      int weight = bits.weight(entry);
      int old = more[c];
      int rest = less[c];
      more[c] = old + weight;
      less[c] = rest - weight;
      sum += table[old + weight] - table[old] + table[rest - weight] - table[rest];
      moved += weight;
      stay -= weight;
      long next = order[i + 1];
      if (bits.differ(entry, next)) {
        long score = sum - table[moved] - table[stay];
        if (score > best && moved >= leastSongs && stay >= leastSongs) {
          best = score;
          at = i;
        }
      }
      entry = next;
    }
    int c = bits.genre(entry);
    more[c] += less[c];
    less[c] = 0;
    ahead = more;
    behind = less;
    if (at != NONE) {
      offer(feature, at, best);
    }
  }

  /** The same with weights of the classes; the fewest songs of a side are plain ones. */
  private void searchWeighted(int feature, long[] order, int from, int to) {
    int last = to - 1;
    int dropped = weights.dropped();
    long sum = sumOfCLogC;
    long weightMoved = 0;
    int moved = 0;
    long best = Long.MIN_VALUE;
    int at = NONE;
    for (int i = from; i < to; i++) {
      int c = bits.genre(order[i]);
      int times = bits.weight(order[i]);
      int old = behind[c];
      int rest = ahead[c];
      behind[c] = old + times;
      ahead[c] = rest - times;
      long weight = weights.of(c);
      sum +=
          weight
              * ((cLogC[old + times] >> dropped)
                  - (cLogC[old] >> dropped)
                  + (cLogC[rest - times] >> dropped)
                  - (cLogC[rest] >> dropped));
      weightMoved += weight * times;
      moved += times;
      if (moved >= leastSongs
          && songs - moved >= leastSongs
          && i < last
          && bits.differ(order[i], order[i + 1])) {
        long score = sum - weights.wLogW(weightMoved) - weights.wLogW(sumOfWeights - weightMoved);
        if (score > best) {
          best = score;
          at = i;
        }
      }
    }
    int[] moves = ahead;
    ahead = behind;
    behind = moves;
    if (at != NONE) {
      offer(feature, at, best);
    }
  }

  /** Takes over a split that is better than the best so far. */
  private void offer(int feature, int at, long score) {
    if (score > bestScore || score == bestScore && feature < bestFeature) {
      bestFeature = feature;
      bestAt = at;
      bestScore = score;
    }
  }

  /** Takes over the best split of another search of the same node. */
  void join(SplitSearch other) {
    if (other.found()) {
      offer(other.bestFeature, other.bestAt, other.bestScore);
    }
  }

  /** Whether the node has a split. */
  boolean found() {
    return bestFeature != NONE;
  }

  /** The feature of the best split. */
  int feature() {
    return bestFeature;
  }

  /** The place of the last song that goes left, in the order of {@link #feature}. */
  int at() {
    return bestAt;
  }
}
