package ihct.loading;

import ihct.loading.csv.Place;
import ihct.songs.Part;
import ihct.stopping.Stop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The records that were read, with their features. Growing arrays of primitives, since a million
 * records as objects would not fit beside the networks.
 */
final class Records {

  final List<Path> files = new ArrayList<>();
  private int size;

  // The features as they were read, block by block: growing one array would copy them.
  private final List<double[]> blocks = new ArrayList<>();
  private int[] block = new int[64];
  private int[] start = new int[64];
  private int[] line = new int[64];
  private int[] file = new int[64];
  private long[] artist = new long[64];

  /** Empty unless the data came split. */
  private byte[] part = {};

  /**
   * Takes in a record. A block of which few records were taken in is copied before the next.
   *
   * @param fileNumber the place of its file among {@link #files}
   * @param some features of some records, row by row; kept, not copied
   * @param row the record's row in it; records of a block come one after the other
   */
  void add(int fileNumber, double[] some, int row, int d, long lineNumber, long artistKey) {
    if (Math.multiplyExact((long) size + 1, d) > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "More than %d records of %d features do not fit; load fewer files.".formatted(size, d));
    }
    if (blocks.isEmpty() || blocks.get(blocks.size() - 1) != some) {
      packLast(d);
      blocks.add(some);
    }
    if (size == line.length) {
      block = Arrays.copyOf(block, 2 * size);
      start = Arrays.copyOf(start, 2 * size);
      line = Arrays.copyOf(line, 2 * size);
      file = Arrays.copyOf(file, 2 * size);
      artist = Arrays.copyOf(artist, 2 * size);
    }
    block[size] = blocks.size() - 1;
    start[size] = row * d;
    line[size] = Math.toIntExact(lineNumber);
    file[size] = fileNumber;
    artist[size++] = artistKey;
  }

  /** Gives up the last record. */
  void dropLast() {
    size--;
  }

  private void packLast(int d) {
    int from = size;
    while (from > 0 && block[from - 1] == blocks.size() - 1) {
      from--;
    }
    BitSet all = new BitSet(size - from);
    all.set(0, size - from);
    if (!blocks.isEmpty()) {
      keepFew(all, from, blocks.size() - 1, d);
    }
  }

  /** Keeps of each block only its records that have rows, if those are less than half of it. */
  void keepUsed(BitSet used, int first, int end, int d) {
    for (int from = first; from < end; ) {
      Stop.check("collecting songs");
      int to = from;
      while (to < end && block[to] == block[from]) {
        to++;
      }
      keepFew(used.get(from, to), from, block[from], d);
      from = to;
    }
  }

  private void keepFew(BitSet used, int from, int number, int d) {
    double[] all = blocks.get(number);
    if (2L * used.cardinality() * d >= all.length) {
      return;
    }
    double[] few = new double[used.cardinality() * d];
    int kept = 0;
    for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
      System.arraycopy(all, start[from + i], few, kept, d);
      start[from + i] = kept;
      kept += d;
    }
    blocks.set(number, few);
  }

  /** Sets the key of a record's artist. */
  void setArtist(int record, long key) {
    artist[record] = key;
  }

  /** Says which part the last record belongs to; to be told of all records or none. */
  void setPart(Part of) {
    if (part.length < size) {
      part = Arrays.copyOf(part, line.length);
    }
    part[size - 1] = (byte) of.ordinal();
  }

  /** Whether the data came split. */
  boolean isParted() {
    return part.length > 0;
  }

  Part part(int record) {
    return Part.values()[part[record]];
  }

  int size() {
    return size;
  }

  long artist(int record) {
    return artist[record];
  }

  /** The line on which a record starts. */
  int line(int record) {
    return line[record];
  }

  /** The number of a record's file. */
  int file(int record) {
    return file[record];
  }

  void copyFeatures(int record, int d, double[] target, int offset) {
    System.arraycopy(blocks.get(block[record]), start[record], target, offset, d);
  }

  double feature(int record, int feature) {
    return blocks.get(block[record])[start[record] + feature];
  }

  void setFeature(int record, int feature, double value) {
    blocks.get(block[record])[start[record] + feature] = value;
  }

  Place place(int record, String column, String detail) {
    return new Place(files.get(file[record]), line[record], column, detail);
  }
}
