package ihct.models;

/**
 * Finds the split x ≤ threshold that lowers the entropy of a node's classes most.
 *
 * <p>With c songs of a class in a node of n songs, n times the entropy is n·log n − Σ c·log c. When
 * one song moves from the right side to the left, only the counts of its class change, so both sums
 * are updated by two looked-up differences: the cost of a scan is the number of songs, whatever the
 * number of classes.
 *
 * <p><b>Exact sums.</b> c·log₂ c is stored as a whole number of 2⁻³² bits. Whole numbers add up to
 * the same sum in any order, so features can be searched in any order, or side by side, and splits
 * that leave the same counts score the same: the lowest feature wins, then the lowest threshold.
 *
 * <p>A search keeps one count per class between calls, all 0; a thread needs a search of its own.
 */
final class SplitSearch {

  /** Above this n·log₂ n no longer fits into 31 bits, and a sum of 2⁻³² bits into a long. */
  static final int MOST_SONGS = 1 << 26;

  private static final double UNITS_PER_BIT = 0x1p32;

  private final float[][] columns;
  private final int[] genre;

  /** c·log₂ c of every c up to the number of songs, in 2⁻³² bits. */
  private final long[] cLogC;

  private final int[] left;

  /**
   * A split of one feature.
   *
   * @param feature which feature
   * @param leftSongs how many songs go left, counted in the order of the feature
   * @param threshold songs with a feature up to this go left
   * @param score Σ c·log₂ c of both sides less their n·log₂ n: minus the songs' entropy after the
   *     split, in 2⁻³² bits; higher is better
   */
  record Split(int feature, int leftSongs, float threshold, long score) {}

  /**
   * Prepares a search.
   *
   * @param columns the features, columns[j][row]
   * @param genre the class of every row
   * @param classes N
   */
  SplitSearch(float[][] columns, int[] genre, int classes) {
    this.columns = columns;
    this.genre = genre;
    left = new int[classes];
    cLogC = new long[genre.length + 1];
    for (int c = 2; c < cLogC.length; c++) {
      cLogC[c] = StrictMath.round(c * (StrictMath.log(c) / StrictMath.log(2)) * UNITS_PER_BIT);
    }
  }

  /**
   * Finds the best split of a node by one feature.
   *
   * @param feature which feature
   * @param order rows by rising feature; the node's are those at {@code from}…{@code to − 1}
   * @param from first place of the node
   * @param to place after the node's last
   * @param counts the node's classes; not changed
   * @return the best split, or null if all songs of the node have the same feature
   */
  Split best(int feature, int[] order, int from, int to, ClassCounts counts) {
    float[] column = columns[feature];
    float value = column[order[from]];
    if (value == column[order[to - 1]]) {
      return null;
    }
    long leftSum = 0;
    long rightSum = sumOfCLogC(counts);
    long bestScore = Long.MIN_VALUE;
    int bestAt = -1;
    for (int i = from; i < to - 1; i++) {
      int c = genre[order[i]];
      int moved = left[c]++;
      int stay = counts.of(c) - moved;
      leftSum += cLogC[moved + 1] - cLogC[moved];
      rightSum += cLogC[stay - 1] - cLogC[stay];
      float next = column[order[i + 1]];
      if (next != value) {
        long score = leftSum + rightSum - cLogC[i + 1 - from] - cLogC[to - i - 1];
        if (score > bestScore) {
          bestScore = score;
          bestAt = i;
        }
        value = next;
      }
    }
    for (int k = 0; k < counts.distinct(); k++) {
      left[counts.genre(k)] = 0;
    }
    float threshold = midpoint(column[order[bestAt]], column[order[bestAt + 1]]);
    return new Split(feature, bestAt + 1 - from, threshold, bestScore);
  }

  private long sumOfCLogC(ClassCounts counts) {
    long sum = 0;
    for (int k = 0; k < counts.distinct(); k++) {
      sum += cLogC[counts.of(counts.genre(k))];
    }
    return sum;
  }

  /** The largest float not above the exact middle: x ≤ it for the same floats x. */
  private static float midpoint(float low, float high) {
    double middle = ((double) low + high) / 2;
    float rounded = (float) middle;
    return rounded > middle ? Math.nextDown(rounded) : rounded;
  }
}
