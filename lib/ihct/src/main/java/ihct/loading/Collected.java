package ihct.loading;

import ihct.keys.LongIndex;
import ihct.loading.csv.Place;
import ihct.loading.csv.Text;
import ihct.songs.Part;
import ihct.stopping.Stop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read: records with their features, and rows, each a record under one genre. Growing
 * arrays of primitives, since a million rows as objects would not fit beside the networks.
 */
final class Collected {

  final LongIndex tracks = new LongIndex();
  final List<String> genres = new ArrayList<>();
  final List<Path> files = new ArrayList<>();
  private final Map<String, Integer> genreNumbers = new HashMap<>();

  // Most tracks have one genre; the index holds only the pairs of a track with further ones.
  private int firstGenres;
  private int[] firstGenre = new int[64];
  private final LongIndex seen = new LongIndex();

  private int records;

  // The features as they were read, block by block: growing one array would copy them.
  private final List<double[]> blocks = new ArrayList<>();
  private int[] recordBlock = new int[64];
  private int[] recordStart = new int[64];
  private int[] recordLine = new int[64];
  private int[] recordFile = new int[64];
  private long[] recordArtist = new long[64];

  /** Empty unless the data came split. */
  private byte[] recordPart = {};

  private int rows;
  private int[] rowRecord = new int[64];
  private int[] rowGenre = new int[64];
  private int[] rowTrack = new int[64];

  int genreNumber(String name) {
    Integer known = genreNumbers.get(name);
    return known != null ? known : addGenre(name);
  }

  private int addGenre(String name) {
    String shown = Text.withoutControls(name);
    Integer known = genreNumbers.get(shown);
    int number = known != null ? known : genres.size();
    genreNumbers.put(shown, number);
    genreNumbers.put(name, number);
    if (number == genres.size()) {
      genres.add(shown);
    }
    return number;
  }

  int rows() {
    return rows;
  }

  /** Tells whether (track, genre) comes for the first time. */
  boolean isNew(int track, int genre) {
    if (track == firstGenres) {
      if (firstGenres == firstGenre.length) {
        firstGenre = Arrays.copyOf(firstGenre, 2 * firstGenres);
      }
      firstGenre[firstGenres++] = genre;
      return true;
    }
    int known = seen.size();
    return firstGenre[track] != genre && seen.add(((long) track << Integer.SIZE) | genre) == known;
  }

  /**
   * Takes in a record of the last file.
   *
   * @param block features of some records, row by row; kept, not copied
   * @param row the record's row in it; records of a block come one after the other
   */
  void addRecord(double[] block, int row, int d, long line, long artist) {
    if (Math.multiplyExact((long) records + 1, d) > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "More than %d records of %d features do not fit; load fewer files."
              .formatted(records, d));
    }
    if (blocks.isEmpty() || blocks.get(blocks.size() - 1) != block) {
      blocks.add(block);
    }
    if (records == recordLine.length) {
      recordBlock = Arrays.copyOf(recordBlock, 2 * records);
      recordStart = Arrays.copyOf(recordStart, 2 * records);
      recordLine = Arrays.copyOf(recordLine, 2 * records);
      recordFile = Arrays.copyOf(recordFile, 2 * records);
      recordArtist = Arrays.copyOf(recordArtist, 2 * records);
    }
    recordBlock[records] = blocks.size() - 1;
    recordStart[records] = row * d;
    recordLine[records] = Math.toIntExact(line);
    recordFile[records] = files.size() - 1;
    recordArtist[records++] = artist;
  }

  /** Keeps of each block only its records that have rows, if those are less than half of it. */
  void keepUsed(int first, int end, int row, int d) {
    BitSet used = new BitSet(records);
    for (int r = row; r < rows; r++) {
      used.set(rowRecord[r]);
    }
    for (int from = first; from < end; ) {
      Stop.check("collecting songs");
      int to = from;
      while (to < end && recordBlock[to] == recordBlock[from]) {
        to++;
      }
      keepFew(used.get(from, to), from, d);
      from = to;
    }
  }

  private void keepFew(BitSet used, int from, int d) {
    double[] block = blocks.get(recordBlock[from]);
    if (2L * used.cardinality() * d >= block.length) {
      return;
    }
    double[] few = new double[used.cardinality() * d];
    int kept = 0;
    for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
      System.arraycopy(block, recordStart[from + i], few, kept, d);
      recordStart[from + i] = kept;
      kept += d;
    }
    blocks.set(recordBlock[from], few);
  }

  /** Takes in a row of a record. */
  void addRow(int record, int genre, int track) {
    if (rows == rowRecord.length) {
      rowRecord = Arrays.copyOf(rowRecord, 2 * rows);
      rowGenre = Arrays.copyOf(rowGenre, 2 * rows);
      rowTrack = Arrays.copyOf(rowTrack, 2 * rows);
    }
    rowRecord[rows] = record;
    rowGenre[rows] = genre;
    rowTrack[rows++] = track;
  }

  /** Sets the key of a record's artist. */
  void setArtist(int record, long artist) {
    recordArtist[record] = artist;
  }

  /** Says which part the last record belongs to; to be told of all records or none. */
  void setPart(Part part) {
    if (recordPart.length < records) {
      recordPart = Arrays.copyOf(recordPart, recordLine.length);
    }
    recordPart[records - 1] = (byte) part.ordinal();
  }

  /** Whether the data came split. */
  boolean isParted() {
    return recordPart.length > 0;
  }

  /** The part of a row's record. */
  Part part(int row) {
    return Part.values()[recordPart[rowRecord[row]]];
  }

  int records() {
    return records;
  }

  /** Counts the records of some rows. */
  int recordsOf(int[] someRows) {
    Stop.check("counting songs");
    BitSet some = new BitSet(records);
    for (int row : someRows) {
      some.set(rowRecord[row]);
    }
    return some.cardinality();
  }

  int record(int row) {
    return rowRecord[row];
  }

  int genre(int row) {
    return rowGenre[row];
  }

  int track(int row) {
    return rowTrack[row];
  }

  long trackKey(int row) {
    return tracks.key(rowTrack[row]);
  }

  long artistKey(int row) {
    return recordArtist[rowRecord[row]];
  }

  int line(int row) {
    return recordLine[rowRecord[row]];
  }

  int file(int row) {
    return recordFile[rowRecord[row]];
  }

  void copyFeatures(int row, int d, double[] target, int offset) {
    int record = rowRecord[row];
    System.arraycopy(blocks.get(recordBlock[record]), recordStart[record], target, offset, d);
  }

  /** A feature of a record. */
  double feature(int record, int feature) {
    return blocks.get(recordBlock[record])[recordStart[record] + feature];
  }

  /** Replaces a feature of a record. */
  void setFeature(int record, int feature, double value) {
    blocks.get(recordBlock[record])[recordStart[record] + feature] = value;
  }

  /** The line on which a record starts. */
  int recordLine(int record) {
    return recordLine[record];
  }

  Place place(int row, String detail) {
    return recordPlace(rowRecord[row], "", detail);
  }

  Place recordPlace(int record, String column, String detail) {
    return new Place(files.get(recordFile[record]), recordLine[record], column, detail);
  }
}
