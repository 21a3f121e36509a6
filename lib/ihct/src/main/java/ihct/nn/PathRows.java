package ihct.nn;

import java.util.Arrays;

/**
 * The rows of a batch by the segments on their paths down a tree. A row stands in a list for each
 * segment it passes through; the rows of a list are in the order of the batch, and those that
 * belong to one block of rows are a <em>visit</em>: what the block computes of the segment.
 *
 * <p>Lists are in the order in which the batch comes to them. Cost: O(rows × depth), without any
 * array of the size of the tree that has to be cleared.
 */
public final class PathRows {

  private static final int NONE = -1;

  private final Segments segments;

  /** The list of each segment, if it has one in this batch. */
  private final int[] listOf;

  private int lists;

  /** For each list its segment, where it begins, where it grows, and where its deltas begin. */
  private final int[] segment;

  private final int[] first;
  private final int[] next;
  private final int[] firstDelta;

  /** The visit of each list by the block that is being filled in, and that block. */
  private final int[] open;

  private final int[] openBlock;

  /** All lists, one behind the other: rows, and which unit of the segment is on their path. */
  private final int[] row;

  private final int[] target;

  /** For each visit its list and its part of it. */
  private final int[] list;

  private final int[] from;
  private final int[] to;

  /** Where the visits of each block begin, and the end. */
  private final int[] firstVisit;

  /**
   * Allocates everything that batches need.
   *
   * @param segments of a tree
   * @param batch the most rows of a batch
   * @param rowBlocks the most blocks of rows
   */
  public PathRows(Segments segments, int batch, int rowBlocks) {
    this.segments = segments;
    int entries = Math.multiplyExact(batch, Math.max(1, segments.mostTargets()));
    int lists = Math.min(entries, segments.count());
    listOf = new int[segments.count()];
    Arrays.fill(listOf, NONE);
    segment = new int[lists];
    first = new int[lists + 1];
    next = new int[lists];
    firstDelta = new int[lists + 1];
    open = new int[lists];
    openBlock = new int[lists];
    row = new int[entries];
    target = new int[entries];
    list = new int[entries];
    from = new int[entries];
    to = new int[entries];
    firstVisit = new int[rowBlocks + 1];
  }

  /**
   * Takes a batch.
   *
   * @param labels class of each row
   * @param blockRows rows of each block but the last
   * @throws IllegalArgumentException if a label is no class
   */
  public void sort(int[] labels, int blockRows) {
    for (int i = 0; i < lists; i++) {
      listOf[segment[i]] = NONE;
    }
    lists = 0;
    for (int r = 0; r < labels.length; r++) {
      count(segments.check(labels, r));
    }
    for (int i = 0; i < lists; i++) {
      int rows = next[i];
      next[i] = first[i];
      first[i + 1] = first[i] + rows;
      firstDelta[i + 1] = firstDelta[i] + rows * segments.size(segment[i]);
      openBlock[i] = NONE;
    }
    int visits = 0;
    for (int r = 0; r < labels.length; r++) {
      int block = r / blockRows;
      if (r % blockRows == 0) {
        firstVisit[block] = visits;
      }
      visits = fill(r, labels[r], block, visits);
    }
    firstVisit[(labels.length + blockRows - 1) / blockRows] = visits;
  }

  private void count(int label) {
    for (int t = 0; t < segments.targets(label); t++) {
      int s = segments.segmentOf(segments.target(label, t));
      if (listOf[s] == NONE) {
        segment[lists] = s;
        next[lists] = 0;
        listOf[s] = lists++;
      }
      next[listOf[s]]++;
    }
  }

  /** Enters a row in its lists; returns the number of visits so far. */
  private int fill(int r, int label, int block, int visits) {
    int more = visits;
    for (int t = 0; t < segments.targets(label); t++) {
      int unit = segments.target(label, t);
      int s = segments.segmentOf(unit);
      int i = listOf[s];
      int entry = next[i]++;
      row[entry] = r;
      target[entry] = unit - segments.first(s);
      if (openBlock[i] != block) {
        openBlock[i] = block;
        open[i] = more;
        list[more] = i;
        from[more] = entry;
        more++;
      }
      to[open[i]] = next[i];
    }
    return more;
  }

  /** Number of lists. */
  public int lists() {
    return lists;
  }

  /** The segment of a list. */
  public int segment(int list) {
    return segment[list];
  }

  /** The first entry of a list. */
  public int first(int list) {
    return first[list];
  }

  /** The entry behind the last one of a list. */
  public int end(int list) {
    return first[list + 1];
  }

  /** Where the gradients of an entry's units lie among those of all entries. */
  int delta(int list, int entry) {
    return firstDelta[list] + (entry - first[list]) * segments.size(segment[list]);
  }

  /** The row of an entry. */
  public int row(int entry) {
    return row[entry];
  }

  /** Which of the segment's units is right for an entry. */
  int target(int entry) {
    return target[entry];
  }

  /** The first visit of a block of rows. */
  int firstVisit(int block) {
    return firstVisit[block];
  }

  /** The list of a visit. */
  int list(int visit) {
    return list[visit];
  }

  /** The first entry of a visit. */
  int from(int visit) {
    return from[visit];
  }

  /** The entry behind the last one of a visit. */
  int to(int visit) {
    return to[visit];
  }
}
