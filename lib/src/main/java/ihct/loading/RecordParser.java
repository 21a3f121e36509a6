package ihct.loading;

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

  private RecordBlock block;
  private int record;

  // The bytes of the cell at hand, without blanks around them.
  private byte[] bytes;
  private int from;
  private int to;

  /**
   * Prepares for a file.
   *
   * @param columns where things stand
   * @param cells of a whole record; others are passed over
   * @param missing the words of cells without content
   */
  RecordParser(Columns columns, int cells, MissingValues missing) {
    this.columns = columns;
    this.cells = cells;
    this.featureColumns = columns.featureColumns().stream().mapToInt(c -> c).toArray();
    this.missing = missing;
    this.missingNumbers = missing.numbers();
    this.longestMissing = missing.longest();
    this.startsMissing = missing.firstBytes();
    this.separators = columns.separators().getBytes(StandardCharsets.US_ASCII);
  }

  /** Fills the block's arrays. */
  void parse(RecordBlock filled) {
    block = filled;
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
      double value = Numbers.parse(bytes, from, to);
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
