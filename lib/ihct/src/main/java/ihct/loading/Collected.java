package ihct.loading;

import ihct.keys.KeyedNumbers;
import ihct.loading.csv.Text;
import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of {@link Records}, each a record under one genre, or under one coarse name. */
final class Collected {

  final Records records;

  /** Under which genres tracks stand, also those whose rows are left out. */
  final KeyedNumbers tracks = new KeyedNumbers();

  final List<String> genres = new ArrayList<>();
  private final Map<String, Integer> genreNumbers = new HashMap<>();

  private int rows;
  private int[] rowRecord = new int[64];
  private int[] rowGenre = new int[64];
  private long[] rowTrack = new long[64];
  private final BitSet several = new BitSet();

  Collected(Records records) {
    this.records = records;
  }

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

  /** Takes in a row of a record, and whether its track has other genres or may get them. */
  void addRow(int record, int genre, long track, boolean isOneOfSeveral) {
    several.set(rows, isOneOfSeveral);
    if (rows == rowRecord.length) {
      rowRecord = Arrays.copyOf(rowRecord, 2 * rows);
      rowGenre = Arrays.copyOf(rowGenre, 2 * rows);
      rowTrack = Arrays.copyOf(rowTrack, 2 * rows);
    }
    rowRecord[rows] = record;
    rowGenre[rows] = genre;
    rowTrack[rows++] = track;
  }

  /** The records of the rows from one on. */
  BitSet recordsFrom(int row) {
    BitSet some = new BitSet(records.size());
    for (int r = row; r < rows; r++) {
      some.set(rowRecord[r]);
    }
    return some;
  }

  /** Counts the records of some rows. */
  int recordsOf(int[] someRows) {
    Stop.check("counting songs");
    BitSet some = new BitSet(records.size());
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

  long trackKey(int row) {
    return rowTrack[row];
  }

  /** Whether there may be other genres of a row's track. */
  boolean isOneOfSeveral(int row) {
    return several.get(row);
  }
}
