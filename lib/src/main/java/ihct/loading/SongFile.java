package ihct.loading;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The records of one CSV file, one after the other, with the line on which each starts.
 *
 * <p>UTF-8 with or without a byte order mark, commas, cells in double quotes where needed (RFC
 * 4180). Blank lines are no records. Nothing is held but the record at hand.
 */
final class SongFile implements Closeable {

  /** No cell of a table of songs is longer; a quote that is never closed soon makes one that is. */
  private static final int LONGEST_CELL = 1 << 16;

  private static final int LONGEST_RECORD = 1 << 20;
  private static final int MOST_COLUMNS = 1 << 12;

  private final Path path;
  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private final List<String> header;
  private CsvRecord record;
  private long line;

  private SongFile(Path path, CsvReader<CsvRecord> reader) throws IOException {
    this.path = path;
    this.reader = reader;
    this.records = reader.iterator();
    if (!next()) {
      throw new MalformedDataException(
          path, 0, "", "the file is empty; a first line with the names of the columns is needed.");
    }
    this.header = record.getFields().stream().map(String::strip).toList();
  }

  /**
   * Opens a file and reads its header.
   *
   * @param path a .csv, .csv.gz or .zip with one .csv in it, told by content rather than by name
   * @throws MalformedDataException if it is empty or not readable as such a file
   */
  static SongFile open(Path path) throws IOException {
    Reader text =
        new BufferedReader(
            new InputStreamReader(
                SongBytes.open(path),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    try {
      CsvRecordHandler limits =
          CsvRecordHandler.builder()
              .maxFields(MOST_COLUMNS)
              .maxFieldSize(LONGEST_CELL)
              .maxRecordSize(LONGEST_RECORD)
              .build();
      return new SongFile(
          path, CsvReader.builder().maxBufferSize(LONGEST_RECORD).build(limits, text));
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  List<String> header() {
    return header;
  }

  /** Goes to the next record; false at the end of the file. */
  boolean next() throws IOException {
    try {
      if (!records.hasNext()) {
        return false;
      }
      record = records.next();
      line = record.getStartingLineNumber();
      return true;
    } catch (CsvParseException e) {
      String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw malformed(
          "a record after this line cannot be read: " + why + ". Is a quote left open?", e);
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause());
    }
  }

  private IOException unreadable(IOException cause) {
    if (cause instanceof CharacterCodingException) {
      return malformed(
          "the text after this line is not UTF-8. Convert it: iconv -f LATIN1 -t UTF-8 FILE.",
          cause);
    }
    return malformed(
        "the file ends or breaks after this line (%s). Fetch it again."
            .formatted(cause.getMessage()),
        cause);
  }

  private MalformedDataException malformed(String reason, Exception cause) {
    return new MalformedDataException(path, line, "", reason, cause);
  }

  /** The line on which the record at hand starts, counted from 1. */
  long line() {
    return line;
  }

  int cells() {
    return record.getFieldCount();
  }

  /** The text of a cell of the record at hand, without blanks around it. */
  String cell(int column) {
    return record.getField(column).strip();
  }

  /**
   * Tells whether the record at hand looks cut off: it is the file's last and its last cell runs
   * over a line end, as happens when a quote is opened and never closed.
   */
  boolean endsInsideQuotes() {
    int last = record.getFieldCount() - 1;
    return record.getField(last).indexOf('\n') >= 0 && !hasMore();
  }

  private boolean hasMore() {
    try {
      return records.hasNext();
    } catch (CsvParseException | UncheckedIOException e) {
      return true; // next() meets the same failure and reports it.
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
