package ihct.loading;

import ihct.loading.labels.LabelCells;
import ihct.loading.schema.Columns;
import ihct.songs.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The readable records of one file, between the reading of all files, which tells how their labels
 * are written, and the making of rows of them. Of a file that is read twice it holds one record at
 * a time.
 */
final class FileRecords {

  /** What makes a track of a record without an id. */
  record Made(String text, boolean namesArtist) {}

  final Path path;
  final List<String> header;
  final Columns columns;

  /** The part that all records belong to; null if a column says so, or nothing does. */
  final Part part;

  /** Whether the file has a column of labels that is to be read. */
  final boolean hasLabel;

  /** The number of the file. */
  final int number;

  /** The number of the first record in {@link Records}. */
  final int first;

  final LabelCells cells = new LabelCells();

  /** The number of the first of {@link #cells} among those of all files. */
  final int firstCell;

  /** Once it is known how labels are written, what each text of {@link #cells} holds. */
  List<RowMaker.Cell> read;

  /** Records, those of them that are readable, and those of these that have no id. */
  int records;

  int readable;
  int withoutId;
  String sha256;

  /** What a reader of the report must be told: of the file, of units, of labels. */
  final List<String> notes = new ArrayList<>();

  List<String> unitNotes = List.of();
  final List<String> moreNotes = new ArrayList<>();

  private int size;
  private int[] cell = new int[64];

  /** The key of the track's id, or the place in {@link #made}. */
  private long[] trackKey = new long[64];

  private boolean[] hasTrack = new boolean[64];
  private final List<Made> made = new ArrayList<>();
  private final Map<List<String>, Integer> parentNumbers = new HashMap<>();
  private final List<List<String>> parents = new ArrayList<>();
  private int[] parentsOf = new int[0];

  FileRecords(
      Path path,
      List<String> header,
      Columns columns,
      Part part,
      boolean hasLabel,
      int number,
      int first,
      int firstCell) {
    this.path = path;
    this.header = header;
    this.columns = columns;
    this.part = part;
    this.hasLabel = hasLabel;
    this.number = number;
    this.first = first;
    this.firstCell = firstCell;
  }

  /**
   * Takes in a record with an id.
   *
   * @param text the number of its label's text in {@link #cells}
   * @param key of its track's id
   * @param above what stands in the columns of a known tree, nothing without them
   */
  void add(int text, long key, List<String> above) {
    add(text, true, key, above);
  }

  /** Takes in a record without an id. */
  void add(int text, Made own, List<String> above) {
    add(text, false, made.size(), above);
    made.add(own);
  }

  private void add(int text, boolean hasId, long key, List<String> above) {
    if (size == cell.length) {
      cell = Arrays.copyOf(cell, 2 * size);
      trackKey = Arrays.copyOf(trackKey, 2 * size);
      hasTrack = Arrays.copyOf(hasTrack, 2 * size);
    }
    cell[size] = text;
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

  /** Counts the readable records without a genre, once the cells are read. */
  int unlabelled() {
    return IntStream.range(0, read.size())
        .filter(text -> !read.get(text).hasGenre())
        .map(cells::records)
        .sum();
  }

  /** Forgets the records. */
  void clear() {
    size = 0;
    made.clear();
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

  /** What makes the track of a record that has none. */
  Made made(int record) {
    return made.get((int) trackKey[record]);
  }

  List<String> parents(int record) {
    return columns.hierarchy().isEmpty() ? List.of() : parents.get(parentsOf[record]);
  }
}
