package ihct.loading;

import ihct.stopping.Stop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What was read: records with their features, and rows, each a record under one genre. Growing
 * arrays of primitives, since a million rows as objects would not fit beside the networks.
 */
final class Collected {

  final LongIndex tracks = new LongIndex();
  final List<String> genres = new ArrayList<>();
  final List<Path> files = new ArrayList<>();
  private final Map<String, Integer> genreNumbers = new HashMap<>();
  private final LongIndex seen = new LongIndex();

  private int records;
  private double[] values = new double[1024];
  private int[] recordLine = new int[64];
  private int[] recordFile = new int[64];
  private long[] recordArtist = new long[64];

  private int rows;
  private int[] rowRecord = new int[64];
  private int[] rowGenre = new int[64];
  private int[] rowTrack = new int[64];

  int genreNumber(String name) {
    return genreNumbers.computeIfAbsent(
        name,
        added -> {
          genres.add(added);
          return genres.size() - 1;
        });
  }

  int rows() {
    return rows;
  }

  /** Tells whether (track, genre) comes for the first time. */
  boolean isNew(int track, int genre) {
    int known = seen.size();
    return seen.add(((long) track << Integer.SIZE) | genre) == known;
  }

  /** Takes in a record of the last file. */
  int addRecord(double[] features, long line, long artist) {
    int d = features.length;
    if (Math.multiplyExact((long) records + 1, d) > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "More than %d records of %d features do not fit; load fewer files."
              .formatted(records, d));
    }
    if (values.length < (records + 1) * d) {
      values =
          Arrays.copyOf(values, (int) Math.min(1.5 * values.length + d, Integer.MAX_VALUE - 8));
    }
    if (records == recordLine.length) {
      recordLine = Arrays.copyOf(recordLine, 2 * records);
      recordFile = Arrays.copyOf(recordFile, 2 * records);
      recordArtist = Arrays.copyOf(recordArtist, 2 * records);
    }
    System.arraycopy(features, 0, values, records * d, d);
    recordLine[records] = Math.toIntExact(line);
    recordFile[records] = files.size() - 1;
    recordArtist[records] = artist;
    return records++;
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

  int records() {
    return records;
  }

  /** Counts the records of some rows. */
  int recordsOf(int[] someRows) {
    Stop.check("counting songs");
    return Math.toIntExact(IntStream.of(someRows).map(row -> rowRecord[row]).distinct().count());
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
    System.arraycopy(values, rowRecord[row] * d, target, offset, d);
  }

  Place place(int row, String detail) {
    return new Place(files.get(file(row)), line(row), "", detail);
  }
}
