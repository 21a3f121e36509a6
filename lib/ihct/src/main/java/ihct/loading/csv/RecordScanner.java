package ihct.loading.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Cuts the bytes of a CSV file into records and cells, a block of whole records at a time.
 *
 * <p>One separator between cells, a comma or what {@link CellLayout} found; a line ends in LF, CR
 * or both; lines without anything are no records. A cell that starts with a quote goes on until the
 * quotes in it are even in number, and then to the next separator or line end. All that separates
 * is ASCII, so that the bytes of other characters of UTF-8 cannot be mistaken for it and need not
 * be decoded. Cost: each byte is looked at once, or twice where a block ends within a record.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class RecordScanner {

  /** No cell of a table of songs is longer; a quote that is never closed soon makes one that is. */
  private static final int LONGEST_CELL = 1 << 16;

  private static final int LONGEST_RECORD = 1 << 20;
  private static final int MOST_COLUMNS = 1 << 12;

  /** Room for the longest record: a char has three bytes at most. */
  private static final int MOST_BYTES = 1 << 22;

  private static final int UNFINISHED = -1;

  private final Path path;
  private final InputStream in;
  private final String unpack;
  private final byte separator;

  /** No byte above this ends a cell: nearly all of text is above a comma. */
  private final byte highest;

  /** The start of a record that goes on in the next block. */
  private byte[] rest = new byte[0];

  private boolean ended;

  /** Whether the quotes of the last cell that began with one come in pairs, up to its end. */
  private boolean paired;

  private IOException broken;
  private MalformedDataException failure;
  private long nextLine;
  private long lastLine;

  // The bytes at hand, and how many they are.
  private byte[] bytes;
  private int length;

  /**
   * Scans UTF-8 without what stands before the header; the command that unpacks the file is for
   * advice, and empty if it is not packed.
   */
  public RecordScanner(Path path, InputStream in, CellLayout layout, String unpack) {
    this.path = path;
    this.in = in;
    this.unpack = unpack;
    this.separator = layout.separator();
    this.highest = (byte) Math.max(separator, '\r');
    this.nextLine = layout.headerLine();
  }

  /**
   * Fills a block with the records that come next; false at the end.
   *
   * @throws MalformedDataException if the record that comes next cannot be read; the message names
   *     the line of the last one that could
   */
  public boolean fill(RecordBlock block) throws MalformedDataException {
    start(block);
    int scanned = 0;
    while (block.records() == 0 && failure == null && (length > 0 || !ended)) {
      if (length == block.bytes.length) {
        grow(block);
      }
      read();
      scanned = records(block);
      checkText(block, scanned);
      if (block.records() == 0) {
        length -= scanned;
        System.arraycopy(bytes, scanned, bytes, 0, length);
        scanned = 0;
      }
    }
    rest = Arrays.copyOfRange(bytes, scanned, length);
    if (block.records() == 0 && failure != null) {
      throw failure;
    }
    lastLine = lastLine(block);
    block.endsInsideQuotes = block.records() > 0 && endsInsideQuotes(block);
    return block.records() > 0;
  }

  private void start(RecordBlock block) {
    block.clear();
    while (block.bytes.length < rest.length) {
      block.growBytes();
    }
    bytes = block.bytes;
    length = rest.length;
    System.arraycopy(rest, 0, bytes, 0, length);
  }

  private void grow(RecordBlock block) {
    if (length < MOST_BYTES) {
      block.growBytes();
      bytes = block.bytes;
    } else {
      failure = unreadable(block, "it has more than " + LONGEST_RECORD + " characters");
    }
  }

  private void read() {
    try {
      while (length < bytes.length && !ended && broken == null) {
        int count = in.read(bytes, length, bytes.length - length);
        ended = count < 0;
        length += Math.max(0, count);
      }
    } catch (IOException e) {
      broken = e;
    }
  }

  /** Takes the whole records from the bytes at hand; tells where they end. */
  private int records(RecordBlock block) {
    int at = 0;
    while (at < length && failure == null) {
      int next = isLineEnd(bytes[at]) ? afterLineEnd(at) : record(block, at);
      if (next == UNFINISHED) {
        break;
      }
      at = next;
    }
    if (broken != null && failure == null) {
      failure =
          broken instanceof MalformedDataException known
              ? known
              : malformed(
                  block,
                  "the file ends or breaks after this line (%s). Fetch it again."
                      .formatted(broken.getMessage()),
                  broken);
    }
    return at;
  }

  private static boolean isLineEnd(byte b) {
    return b == '\n' || b == '\r';
  }

  /** Steps over a line end, or stays at the end of the file. */
  private int afterLineEnd(int at) {
    if (at == length - 1 && bytes[at] == '\r' && !ended) {
      return UNFINISHED; // Perhaps an LF comes that belongs to it.
    }
    nextLine++;
    if (at == length) {
      return at;
    }
    boolean both = bytes[at] == '\r' && at + 1 < length && bytes[at + 1] == '\n';
    return at + (both ? 2 : 1);
  }

  /** Takes one record; tells where the next may start. */
  private int record(RecordBlock block, int from) {
    long line = nextLine;
    int end = from - 1;
    do {
      int start = end + 1;
      end = start < length && bytes[start] == '"' ? quoted(block, start) : plain(block, start);
    } while (end < length && bytes[end] == separator);
    int next = end == length && !ended ? UNFINISHED : afterLineEnd(end);
    if (next == UNFINISHED) {
      block.dropRecord();
      nextLine = line;
      return UNFINISHED;
    }
    failure = beyondLimits(block, end - from);
    if (failure == null) {
      block.endRecord(Math.toIntExact(line));
    }
    return next;
  }

  /** Takes a cell without quotes around it; tells where it ends. */
  private int plain(RecordBlock block, int start) {
    byte[] text = bytes;
    int end = start;
    while (end < length && !isEnd(text[end])) {
      end++;
    }
    block.addCell(start, end, false);
    return end;
  }

  private boolean isEnd(byte b) {
    return b <= highest && (b == separator || b == '\n' || b == '\r');
  }

  /** Takes a cell that starts with a quote; tells where it ends. */
  private int quoted(RecordBlock block, int start) {
    byte[] text = bytes;
    int quotes = 1;
    int end = start + 1;
    while (end < length && !(quotes % 2 == 0 && isEnd(text[end]))) {
      byte b = text[end];
      if (b == '"') {
        quotes++;
      } else if (b == '\r' || (b == '\n' && text[end - 1] != '\r')) {
        nextLine++;
      }
      end++;
    }
    boolean closed = quotes > 1 && text[end - 1] == '"';
    paired = closed && quotes % 2 == 0;
    block.addCell(start + 1, closed ? end - 1 : end, quotes > (closed ? 2 : 1));
    return end;
  }

  /** Tells what the open record has too much of; null if nothing. */
  private MalformedDataException beyondLimits(RecordBlock block, int recordBytes) {
    int cells = block.openCells();
    if (cells > MOST_COLUMNS) {
      return unreadable(block, "it has more than " + MOST_COLUMNS + " cells");
    }
    long chars = 0;
    for (int column = 0; recordBytes > LONGEST_CELL && column < cells; column++) {
      int more = block.text(block.records(), column).length();
      chars += more;
      if (more > LONGEST_CELL || chars > LONGEST_RECORD) {
        return unreadable(
            block,
            more > LONGEST_CELL
                ? "its cell %d has more than %d characters".formatted(column + 1, LONGEST_CELL)
                : "it has more than " + LONGEST_RECORD + " characters");
      }
    }
    return null;
  }

  private MalformedDataException unreadable(RecordBlock block, String why) {
    return malformed(
        block, "a record after this line cannot be read: " + why + ". Is a quote left open?", null);
  }

  /** Leaves out what comes from the first record on that is not UTF-8. */
  private void checkText(RecordBlock block, int end) {
    int malformed = Utf8.malformed(bytes, 0, end);
    if (malformed < end) {
      block.cutBefore(malformed);
      boolean isBehind = lastLine(block) > 0;
      failure = malformed(block, OtherEncoding.advice(bytes, length, unpack, isBehind), null);
    }
  }

  private MalformedDataException malformed(RecordBlock block, String reason, Exception cause) {
    return new MalformedDataException(path, lastLine(block), "", reason, cause);
  }

  private long lastLine(RecordBlock block) {
    return block.records() > 0 ? block.line(block.records() - 1) : lastLine;
  }

  /**
   * Tells whether the last cell of a block runs over a line end, unclosed, with nothing after it.
   */
  private boolean endsInsideQuotes(RecordBlock block) {
    int record = block.records() - 1;
    int column = block.cells(record) - 1;
    for (int at = block.start(record, column); at < block.end(record, column); at++) {
      if (bytes[at] == '\n') {
        return !paired && failure == null && !hasMore();
      }
    }
    return false;
  }

  private boolean hasMore() {
    int at = 0;
    while (broken == null) {
      while (at < rest.length) {
        if (!isLineEnd(rest[at++])) {
          return true;
        }
      }
      if (ended) {
        return false;
      }
      readToRest();
    }
    return true; // Then the failure comes.
  }

  private void readToRest() {
    byte[] more = new byte[LONGEST_CELL];
    try {
      int count = in.read(more);
      ended = count < 0;
      rest = Arrays.copyOf(rest, rest.length + Math.max(0, count));
      System.arraycopy(more, 0, rest, rest.length - Math.max(0, count), Math.max(0, count));
    } catch (IOException e) {
      broken = e;
    }
  }
}
