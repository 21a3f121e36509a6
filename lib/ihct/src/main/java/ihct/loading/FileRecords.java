package ihct.loading;

import ihct.loading.labels.LabelCells;
import ihct.loading.schema.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The readable records of one file, between the reading of all files, which tells how their labels
 * are written, and the making of rows of them.
 */
final class FileRecords {

  /** What makes a track of a record without an id. */
  record Made(String text, boolean namesArtist) {}

  final Columns columns;
  final LabelCells cells = new LabelCells();

  /** Records without an id, in order. */
  final List<Made> made = new ArrayList<>();

  /** The number of the first record in {@link Collected}. */
  final int first;

  private int size;
  private int[] cell = new int[64];
  private long[] trackKey = new long[64];
  private boolean[] hasTrack = new boolean[64];
  private final Map<List<String>, Integer> parentNumbers = new HashMap<>();
  private final List<List<String>> parents = new ArrayList<>();
  private int[] parentsOf = new int[0];

  FileRecords(Columns columns, int first) {
    this.columns = columns;
    this.first = first;
  }

  /**
   * Takes in a record: the text of its label, the key of its track's id if it has one, and what
   * stands in the columns of a known tree, nothing without them.
   */
  void add(String label, boolean hasId, long key, List<String> above) {
    if (size == cell.length) {
      cell = Arrays.copyOf(cell, 2 * size);
      trackKey = Arrays.copyOf(trackKey, 2 * size);
      hasTrack = Arrays.copyOf(hasTrack, 2 * size);
    }
    cell[size] = cells.add(label);
    trackKey[size] = key;
    hasTrack[size] = hasId;
    if (!columns.hierarchy().isEmpty()) {
      addParents(above);
    }
    size++;
  }

  private void addParents(List<String> above) {
    Integer known = parentNumbers.get(above);
    if (known == null) {
      known = parents.size();
      parentNumbers.put(above, known);
      parents.add(above);
    }
    parentsOf = parentsOf.length < cell.length ? Arrays.copyOf(parentsOf, cell.length) : parentsOf;
    parentsOf[size] = known;
  }

  int size() {
    return size;
  }

  /** The number of a record's text in {@link #cells}. */
  int cell(int record) {
    return cell[record];
  }

  boolean hasTrack(int record) {
    return hasTrack[record];
  }

  long trackKey(int record) {
    return trackKey[record];
  }

  List<String> parents(int record) {
    return columns.hierarchy().isEmpty() ? List.of() : parents.get(parentsOf[record]);
  }
}
