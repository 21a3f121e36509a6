package ihct.models;

import java.util.Arrays;

/**
 * Songs per class of one tree node, with a list of the classes that occur, so that emptying costs
 * what was counted and not N.
 */
final class ClassCounts {

  private final int[] counts;
  private final int[] occurring;
  private int distinct;

  ClassCounts(int classes) {
    counts = new int[classes];
    occurring = new int[classes];
  }

  /**
   * Counts the classes of some rows, after forgetting the earlier ones.
   *
   * @param genre the class of every row
   * @param rows row numbers
   * @param from first place in {@code rows}
   * @param to place after the last
   */
  void count(int[] genre, int[] rows, int from, int to) {
    for (int k = 0; k < distinct; k++) {
      counts[occurring[k]] = 0;
    }
    distinct = 0;
    for (int i = from; i < to; i++) {
      int c = genre[rows[i]];
      if (counts[c]++ == 0) {
        occurring[distinct++] = c;
      }
    }
    Arrays.sort(occurring, 0, distinct);
  }

  /** How many classes occur. */
  int distinct() {
    return distinct;
  }

  /** The k-th class that occurs, ascending. */
  int genre(int k) {
    return occurring[k];
  }

  /** How many songs a class has. */
  int of(int genre) {
    return counts[genre];
  }
}
