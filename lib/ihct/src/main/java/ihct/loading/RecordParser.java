package ihct.loading;

import ihct.keys.Keys;
import ihct.keys.TextPool;
import ihct.loading.csv.Decimals;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.MissingValues;
import ihct.loading.csv.Numbers;
import ihct.loading.csv.RecordBlock;
import ihct.loading.csv.Utf8;
import ihct.loading.schema.Columns;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes numbers, keys and labels of the cells of whole blocks of records, straight from their
 * bytes. Each record is looked at alone, so that this may run ahead of {@link RecordReader}.
 */
final class RecordParser {

  private static final String TRACK_URI = "spotify:track:";
  private static final byte[] TRACK_URI_BYTES = TRACK_URI.getBytes(StandardCharsets.US_ASCII);

  private final Columns columns;
  private final int cells;
  private final int[] featureColumns;
  private final byte[] separators;
  private final MissingValues missing;
  private final double[] missingNumbers;
  private final int longestMissing;
  private final boolean[] startsMissing;
  private final Keys keys = new Keys();
  private final TextPool pool = new TextPool();

  private final Decimals decimals;
  private Decimals.Mark mark;

  private RecordBlock block;
  private int record;

  // The bytes of the cell at hand, without blanks around them.
  private byte[] bytes;
  private int from;
  private int to;

  /** Prepares for a file; records that have not so many cells are passed over. */
  RecordParser(Columns columns, int cells, MissingValues missing, Decimals decimals) {
    this.columns = columns;
    this.cells = cells;
    this.decimals = decimals;
    this.featureColumns = columns.featureColumns().stream().mapToInt(c -> c).toArray();
    this.missing = missing;
    this.missingNumbers = missing.numbers();
    this.longestMissing = missing.longest();
    this.startsMissing = missing.firstBytes();
    this.separators = columns.separators().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Fills the block's arrays; its first record may be the header.
   *
   * @throws MalformedDataException if it is not certain how numbers are written
   */
  void parse(RecordBlock filled, boolean header) throws MalformedDataException {
    block = filled;
    mark = mark == null ? decimals.find(block, columns.featureColumns(), header ? 1 : 0) : mark;
    block.mark = mark();
    makeRoom();
    for (record = 0; record < block.records(); record++) {
      if (block.cells(record) == cells) {
        parseFeatures();
        parseTrack();
        parseArtist();
        parseLabel();
      }
    }
  }

  /** How the file's numbers are written, as far as it is read. */
  Decimals.Mark mark() {
    return mark == null ? Decimals.Mark.POINT : mark;
  }

  private void makeRoom() {
    int records = block.records();
    block.features = new double[records * featureColumns.length];
    if (block.finite.length < records) {
      block.finite = new int[2 * records];
      block.labels = new String[2 * records];
      block.hasTrack = new boolean[2 * records];
      block.trackKeys = new long[2 * records];
      block.hasArtist = new boolean[2 * records];
      block.artistKeys = new long[2 * records];
    }
  }

  private void parseFeatures() {
    int first = record * featureColumns.length;
    int finite = 0;
    while (finite < featureColumns.length) {
      select(featureColumns[finite]);
      double value =
          block.mark == Decimals.Mark.POINT
              ? Numbers.parse(bytes, from, to)
              : Numbers.parse(block.mark.withPoint(block.cell(record, featureColumns[finite])));
      if (!(Math.abs(value) <= Numbers.LARGEST_FEATURE) || isMissing(value)) {
        break;
      }
      block.features[first + finite++] = value;
    }
    block.finite[record] = finite;
  }

  private void parseTrack() {
    block.hasTrack[record] = columns.track() != Columns.NONE && selectKnown(columns.track());
    if (block.hasTrack[record]) {
      int after = from + TRACK_URI_BYTES.length;
      boolean uri =
          after <= to
              && Arrays.equals(bytes, from, after, TRACK_URI_BYTES, 0, TRACK_URI_BYTES.length);
      block.trackKeys[record] = keys.key(bytes, uri ? after : from, to);
    }
  }

  /** A track's id without what may stand before it. */
  static String trackId(String cell) {
    return cell.startsWith(TRACK_URI) ? cell.substring(TRACK_URI.length()) : cell;
  }

  /**
   * The key of the artist that is named first: a cell may list all who took part, and a split must
   * put each track into one group.
   */
  private void parseArtist() {
    block.hasArtist[record] = columns.artist() != Columns.NONE && selectKnown(columns.artist());
    if (!block.hasArtist[record]) {
      return;
    }
    for (byte separator : separators) {
      int end = from;
      while (end < to && bytes[end] != separator) {
        end++;
      }
      if (end > from && end < to) {
        to = Utf8.beforeBlanks(bytes, from, end);
      }
    }
    block.artistKeys[record] = keys.key(bytes, from, to);
  }

  private void parseLabel() {
    if (columns.label() != Columns.NONE) {
      select(columns.label());
      block.labels[record] = pool.text(bytes, from, to);
    }
  }

  /** Goes to a cell; tells whether it holds something. */
  private boolean selectKnown(int column) {
    select(column);
    return to > from
        && (to - from > longestMissing
            || !startsMissing[bytes[from] & 0xff]
            || !missing.contains(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
  }

  private boolean isMissing(double value) {
    for (double number : missingNumbers) {
      if (value == number) {
        return true;
      }
    }
    return false;
  }

  private void select(int column) {
    if (block.hasQuotes(record, column)) {
      bytes = block.text(record, column).getBytes(StandardCharsets.UTF_8);
      from = 0;
      to = bytes.length;
    } else {
      bytes = block.bytes;
      from = block.start(record, column);
      to = block.end(record, column);
    }
    from = Utf8.afterBlanks(bytes, from, to);
    to = Utf8.beforeBlanks(bytes, from, to);
  }
}
