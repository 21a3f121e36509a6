package ihct.loading.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some whole records of a CSV file: their bytes, and where in them the cells are. What is made of
 * the cells stands beside them, record by record.
 */
public final class RecordBlock {

  /** Well inside the caches; a longer record makes the block grow. */
  private static final int BYTES = 1 << 19;

  public byte[] bytes;

  private int records;
  private int[] line = new int[256];
  private int[] firstCell = new int[257];
  private int cells;
  private int[] start = new int[4096];

  /** The end of each cell; inverted if quotes inside the cell are still to be taken out. */
  private int[] end = new int[4096];

  /**
   * Whether the last record looks cut off: it is the file's last and its last cell runs over a line
   * end, as happens when a quote is opened and never closed.
   */
  public boolean endsInsideQuotes;

  /** What the features are written with. */
  public Decimals.Mark mark = Decimals.Mark.POINT;

  /** The features of each record, row by row; a new array for each block, to be kept. */
  public double[] features = new double[0];

  /** How many features of each record are finite before the first that is not. */
  public int[] finite = new int[0];

  /** The labels' cells. */
  public String[] labels = new String[0];

  /** Which records have a track id. */
  public boolean[] hasTrack = new boolean[0];

  public long[] trackKeys = new long[0];

  /** Which records have an artist. */
  public boolean[] hasArtist = new boolean[0];

  public long[] artistKeys = new long[0];

  public RecordBlock() {
    this(BYTES);
  }

  /** Makes a block that has room for so many bytes at first. */
  public RecordBlock(int bytes) {
    this.bytes = new byte[bytes];
  }

  public void clear() {
    records = 0;
    cells = 0;
  }

  /** Doubles the room for bytes. */
  public void growBytes() {
    bytes = Arrays.copyOf(bytes, 2 * bytes.length);
  }

  public int records() {
    return records;
  }

  /** Adds a cell to the record that {@link #endRecord} will end. */
  public void addCell(int from, int to, boolean hasQuotes) {
    if (cells == start.length) {
      start = Arrays.copyOf(start, 2 * cells);
      end = Arrays.copyOf(end, 2 * cells);
    }
    start[cells] = from;
    end[cells++] = hasQuotes ? ~to : to;
  }

  /** The cells added since the last record. */
  int openCells() {
    return cells - firstCell[records];
  }

  /** Forgets the cells added since the last record. */
  void dropRecord() {
    cells = firstCell[records];
  }

  /** Makes the cells added since the last record a record. */
  public void endRecord(int startLine) {
    if (records == line.length) {
      line = Arrays.copyOf(line, 2 * records);
      firstCell = Arrays.copyOf(firstCell, 2 * records + 1);
    }
    line[records++] = startLine;
    firstCell[records] = cells;
  }

  /** Leaves out the records from the one on that holds a place. */
  void cutBefore(int place) {
    while (records > 0 && place < end(firstCell[records] - 1)) {
      records--;
    }
    dropRecord();
  }

  /**
   * Takes cells from records.
   *
   * @param first so many cells at the start
   * @param last so many empty cells at the end; nothing where they are not all empty
   * @param glued at most so many bytes at the end of the last cell, all like its last
   */
  public void trim(int from, int first, int last, int glued) {
    int kept = firstCell[from];
    for (int record = from; record < records; record++) {
      int begin = firstCell[record];
      int size = cells(record);
      int cutEnd = 0;
      while (cutEnd < last && cutEnd < size && cell(record, size - 1 - cutEnd).isEmpty()) {
        cutEnd++;
      }
      int left = size - Math.min(size, first) - (cutEnd == last ? last : 0);
      unglue(begin + size - 1, glued);
      System.arraycopy(start, begin + Math.min(size, first), start, kept, left);
      System.arraycopy(end, begin + Math.min(size, first), end, kept, left);
      firstCell[record] = kept;
      kept += left;
    }
    firstCell[records] = kept;
    cells = kept;
  }

  private void unglue(int cell, int most) {
    int to = Utf8.beforeBlanks(bytes, start[cell], end(cell));
    int at = to;
    while (to - at < most && at > start[cell] && ";,|\t".indexOf(bytes[at - 1]) >= 0) {
      at--;
    }
    if (at < to) {
      end[cell] = end[cell] < 0 ? ~at : at;
    }
  }

  /** Whether a record's first cell stands in quotes. */
  public boolean startsWithQuote(int record) {
    int at = start(record, 0);
    return at > 0 && bytes[at - 1] == '"';
  }

  /** Whether a cell starts with a blank. */
  public boolean startsBlank(int record, int column) {
    return start(record, column) < end(record, column) && bytes[start(record, column)] == ' ';
  }

  public int line(int record) {
    return line[record];
  }

  public int cells(int record) {
    return firstCell[record + 1] - firstCell[record];
  }

  /** Where a cell starts. */
  public int start(int record, int column) {
    return start[firstCell[record] + column];
  }

  /** Where a cell ends. */
  public int end(int record, int column) {
    return end(firstCell[record] + column);
  }

  private int end(int cell) {
    return end[cell] < 0 ? ~end[cell] : end[cell];
  }

  /** Tells whether a cell's bytes are not yet its text. */
  public boolean hasQuotes(int record, int column) {
    return end[firstCell[record] + column] < 0;
  }

  /** The text of a cell as it stands. */
  public String text(int record, int column) {
    int from = start(record, column);
    int to = end(record, column);
    return hasQuotes(record, column)
        ? withoutQuotes(from, to)
        : new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** The text of a cell without blanks around it. */
  public String cell(int record, int column) {
    return text(record, column).strip();
  }

  /** The texts of all cells of a record. */
  public List<String> cellsOf(int record) {
    return IntStream.range(0, cells(record)).mapToObj(column -> cell(record, column)).toList();
  }

  /** Of two quotes the first goes and the second stays, whether or not they stand together. */
  private String withoutQuotes(int from, int to) {
    byte[] text = new byte[to - from];
    int length = 0;
    boolean drop = true;
    for (int at = from; at < to; at++) {
      if (bytes[at] == '"') {
        drop = !drop;
      }
      if (bytes[at] != '"' || drop) {
        text[length++] = bytes[at];
      }
    }
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }
}
