package ihct.loading;

import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** The order of rows by what they are, so that the order of reading leaves no trace. */
final class RowOrder {

  /** From here on sorting by insertion would take long. */
  private static final int LARGE_GROUP = 64;

  private RowOrder() {}

  /** Lists all rows by their track's key, those of a track in the order of some genres. */
  static int[] of(Collected rows, List<Integer> genres) {
    int[] index = places(rows, genres);
    int[] all = IntStream.range(0, rows.rows()).toArray();
    return sortedByTrack(rows, sorted(all, row -> index[rows.genre(row)], genres.size()));
  }

  /** By number of a genre its place among some, or −1. */
  static int[] places(Collected rows, List<Integer> genres) {
    int[] index = new int[rows.genres.size()];
    Arrays.fill(index, -1);
    for (int i = 0; i < genres.size(); i++) {
      index[genres.get(i)] = i;
    }
    return index;
  }

  /**
   * Sorts rows by their track's key, those of a track in the order in which they stand. Keys are
   * hashes, so their first bits part the rows into about as many equal groups as there are rows.
   */
  private static int[] sortedByTrack(Collected rows, int[] some) {
    int bits = Math.min(20, Integer.SIZE - Integer.numberOfLeadingZeros(some.length));
    IntUnaryOperator group =
        row -> (int) ((rows.trackKey(row) ^ Long.MIN_VALUE) >>> (Long.SIZE - bits));
    int[] sorted = sorted(some, group, 1 << bits);
    int start = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || group.applyAsInt(sorted[i]) != group.applyAsInt(sorted[start])) {
        Stop.check("sorting songs");
        sortGroup(rows, sorted, start, i);
        start = i;
      }
    }
    return sorted;
  }

  private static void sortGroup(Collected rows, int[] sorted, int from, int to) {
    if (to - from > LARGE_GROUP) {
      int[] group =
          IntStream.range(from, to)
              .mapToObj(i -> sorted[i])
              .sorted(Comparator.comparingLong(rows::trackKey))
              .mapToInt(row -> row)
              .toArray();
      System.arraycopy(group, 0, sorted, from, group.length);
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int row = sorted[i];
      long key = rows.trackKey(row);
      int at = i;
      while (at > from && rows.trackKey(sorted[at - 1]) > key) {
        sorted[at] = sorted[--at];
      }
      sorted[at] = row;
    }
  }

  /** Sorts rows by ranks 0…n−1, equal ones in the order in which they stand, by counting. */
  private static int[] sorted(int[] rows, IntUnaryOperator rank, int ranks) {
    int[] next = new int[ranks + 1];
    for (int row : rows) {
      Stop.check("sorting songs");
      next[rank.applyAsInt(row) + 1]++;
    }
    Arrays.parallelPrefix(next, Integer::sum);
    int[] sorted = new int[rows.length];
    for (int row : rows) {
      Stop.check("sorting songs");
      sorted[next[rank.applyAsInt(row)]++] = row;
    }
    return sorted;
  }
}
