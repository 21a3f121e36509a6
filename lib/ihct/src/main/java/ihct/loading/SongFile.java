package ihct.loading;

import ihct.loading.csv.Ahead;
import ihct.loading.csv.Decimals;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.MissingValues;
import ihct.loading.csv.RecordBlock;
import ihct.loading.csv.RecordScanner;
import ihct.loading.csv.SongBytes;
import ihct.loading.formats.Formats;
import ihct.loading.formats.TableRows;
import ihct.loading.formats.TableScanner;
import ihct.loading.schema.Columns;
import ihct.loading.schema.RowShape;
import ihct.stopping.Stop;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The records of one file, one after the other, with the line on which each starts.
 *
 * <p>Encoding and separator are told by the first bytes; cells stand in double quotes where needed
 * (RFC 4180). Blank lines are no records. Two threads run ahead, one that reads and unpacks and one
 * that cuts records and makes numbers and keys of their cells; whoever asks for records gets the
 * same as if they did not. Nothing is held but a few blocks of records.
 */
public final class SongFile implements Closeable {

  private static final int BLOCKS = 4;

  private final Path path;
  private final SongBytes bytes;
  private final TableRows rows;
  private final Ahead.Source<RecordBlock> scanner;
  private final RowShape shape;
  private final List<String> header;
  private RecordParser parser;
  private Ahead<RecordBlock> ahead;
  private RecordBlock block = new RecordBlock();
  private int record;

  private SongFile(Path path, SongBytes bytes, List<String> columns) throws IOException {
    this.path = path;
    this.bytes = bytes;
    this.rows = bytes.format() == null ? null : Formats.open(path, bytes);
    this.scanner =
        rows == null
            ? new RecordScanner(path, bytes.text(), bytes.layout(), bytes.unpack())::fill
            : new TableScanner(path, rows, columns)::fill;
    if (!scanner.fill(block)) {
      throw new MalformedDataException(
          path, "the file is empty; a first line with the names of the columns is needed.");
    }
    this.shape = RowShape.of(block, bytes.layout().separator());
    this.header = shape.header();
    shape.apply(block, 1);
  }

  /**
   * Opens a file and reads its header.
   *
   * @param path a table of any kind that is read, perhaps packed, told by content rather than name
   * @throws MalformedDataException if it is empty or not readable as such a file
   */
  public static SongFile open(Path path) throws IOException {
    return open(path, List.of());
  }

  /** Opens a file whose first line is a row, if all its columns are named; otherwise as above. */
  static SongFile open(Path path, List<String> columns) throws IOException {
    Stop.check("reading songs");
    SongBytes bytes = SongBytes.open(path, columns);
    try {
      return new SongFile(path, bytes, columns);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  public List<String> header() {
    return header;
  }

  /**
   * What a reader of the report must be told of how the file is written, once it is read; nothing
   * of plain CSV.
   */
  public List<String> notes() {
    String decimals = parser == null ? "" : parser.mark().words();
    List<String> found =
        Stream.of(
                rows == null ? bytes.encoding() : rows.words(),
                bytes.layout().words(),
                shape.words(),
                decimals)
            .filter(words -> !words.isEmpty())
            .toList();
    return found.isEmpty() ? List.of() : List.of("read as: " + String.join(", ", found));
  }

  /** What may be wrong with a record that has more cells than the header; perhaps nothing. */
  String doubt() {
    return shape.doubt();
  }

  /** Tells what to make of the cells, before the first record after the header is asked for. */
  void parse(Columns columns, MissingValues missing) throws MalformedDataException {
    Decimals decimals = new Decimals(path, header, bytes.layout().separator() == ',');
    parser = new RecordParser(columns, header.size(), missing, decimals);
    parser.parse(block, true);
  }

  /**
   * Goes to the next record; false at the end of the file.
   *
   * @throws MalformedDataException if it cannot be read; the message names the line of the last
   *     record that could
   */
  public boolean next() throws IOException {
    record++;
    if (block != null && record == block.records()) {
      ahead = ahead == null ? start() : ahead;
      block = ahead.next();
      record = 0;
    }
    return block != null;
  }

  private Ahead<RecordBlock> start() {
    List<RecordBlock> blocks = Stream.generate(RecordBlock::new).limit(BLOCKS).toList();
    return new Ahead<>("song records", blocks, this::fill);
  }

  private boolean fill(RecordBlock next) throws IOException {
    boolean filled = scanner.fill(next);
    shape.apply(next, 0);
    if (filled && parser != null) {
      parser.parse(next, false);
    }
    return filled;
  }

  /** The line on which the record at hand starts, counted from 1. */
  public long line() {
    return block.line(record);
  }

  public int cells() {
    return block.cells(record);
  }

  /** The text of a cell of the record at hand, without blanks around it. */
  public String cell(int column) {
    return block.cell(record, column);
  }

  /** The text of a feature of the record at hand, with a decimal point. */
  String number(int column) {
    return block.mark.withPoint(cell(column));
  }

  /** The records in memory, the one at hand among them; what was parsed stands beside each. */
  RecordBlock block() {
    return block;
  }

  /** The place of the record at hand in {@link #block}. */
  int place() {
    return record;
  }

  /**
   * Tells whether the record at hand looks cut off: it is the file's last and its last cell, whose
   * quotes do not come in pairs, runs over a line end.
   */
  boolean endsInsideQuotes() {
    return record == block.records() - 1 && block.endsInsideQuotes;
  }

  /** Fingerprints the file as it lies on disk, after its last record. */
  String sha256() throws IOException {
    return bytes.sha256();
  }

  @Override
  public void close() throws IOException {
    if (ahead != null) {
      ahead.close();
    }
    if (rows != null) {
      rows.close();
    }
    bytes.close();
  }
}
