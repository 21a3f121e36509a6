package ihct.loading;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import ihct.keys.Keys;
import ihct.loading.csv.MissingValues;
import ihct.loading.csv.Numbers;
import ihct.loading.csv.Place;
import ihct.loading.csv.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Loading as one would write it without a thought for time, on FastCSV: for tables with the columns
 * of {@link Tables#table}, every genre kept. The oracle of {@link LoadingOracleTest}.
 */
final class NaiveLoading {

  /** A row that is kept. */
  record Row(long track, String genre, double[] features, long artist, long line) {}

  private static final int LABEL = 1;
  private static final int ARTIST = 2;
  private static final int FIRST_FEATURE = 3;
  private static final int CELLS = FIRST_FEATURE + 11;

  final List<Row> rows = new ArrayList<>();
  final Map<Reason, Integer> leftOut = new EnumMap<>(Reason.class);
  final Map<Reason, Place> firstLeftOut = new EnumMap<>(Reason.class);
  final Map<Long, Set<String>> genresOfTrack = new HashMap<>();
  int records;
  int withoutTrack;

  private final Path path;
  private final Keys keys = new Keys();
  private final Set<String> pairs = new HashSet<>();
  private final Map<String, Integer> occurrences = new HashMap<>();

  private NaiveLoading(Path path) {
    this.path = path;
  }

  static NaiveLoading of(Path path) throws IOException {
    NaiveLoading loading = new NaiveLoading(path);
    List<CsvRecord> records = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(path)) {
      reader.forEach(records::add);
    }
    for (int i = 1; i < records.size(); i++) {
      loading.records++;
      loading.take(records.get(i), i == records.size() - 1);
    }
    loading.rows.sort(Comparator.comparingLong(Row::track).thenComparing(Row::genre));
    return loading;
  }

  private void take(CsvRecord record, boolean last) {
    List<String> cells = record.getFields().stream().map(String::strip).toList();
    if (last && record.getField(cells.size() - 1).contains("\n")) {
      String what = "a quote is opened and never closed, so that all that follows is one record";
      leaveOut(Reason.UNREADABLE_ROW, record, "", what);
      return;
    }
    if (cells.size() != CELLS) {
      String what = "%d cells where the header has %d".formatted(cells.size(), CELLS);
      leaveOut(Reason.UNREADABLE_ROW, record, "", what);
      return;
    }
    String genre = cells.get(LABEL);
    if (genre.contains("\n")) {
      leaveOut(
          Reason.UNREADABLE_ROW,
          record,
          "",
          "the genre runs over a line end; is a quote left open?");
      return;
    }
    double[] features = new double[11];
    for (int j = 0; j < 11; j++) {
      String cell = cells.get(FIRST_FEATURE + j);
      features[j] = Numbers.parse(cell);
      if (Double.isNaN(features[j])) {
        String what =
            cell.isEmpty() ? "the cell is empty" : Text.shortened(cell) + " is no finite number";
        leaveOut(Reason.BAD_FEATURE, record, Tables.FEATURES.get(j), what);
        return;
      }
    }
    String track = track(cells);
    if (MissingValues.USUAL.contains(genre)) {
      leaveOut(Reason.NO_GENRE, record, "track_genre", "the genre is " + Text.shortened(genre));
      return;
    }
    if (!pairs.add(track + "\n" + genre)) {
      String what = "its track stands under %s before".formatted(Text.shortened(genre));
      leaveOut(Reason.REPEATED, record, "", what);
      return;
    }
    long key = key(track);
    genresOfTrack.computeIfAbsent(key, t -> new TreeSet<>()).add(genre);
    rows.add(new Row(key, genre, features, artist(cells, key), record.getStartingLineNumber()));
  }

  private String track(List<String> cells) {
    String id = cells.get(0);
    if (!MissingValues.USUAL.contains(id)) {
      return id.startsWith("spotify:track:") ? id.substring("spotify:track:".length()) : id;
    }
    withoutTrack++;
    List<String> parts = new ArrayList<>(cells.subList(FIRST_FEATURE, CELLS));
    parts.add(cells.get(ARTIST));
    parts.add(cells.get(LABEL));
    String own = String.join("\u001f", parts);
    return own + '\u001f' + occurrences.merge(own, 1, Integer::sum);
  }

  private long artist(List<String> cells, long track) {
    String artist = cells.get(ARTIST);
    int end = artist.indexOf(';');
    return MissingValues.USUAL.contains(artist)
        ? Keys.mix(track)
        : key(end > 0 ? artist.substring(0, end).strip() : artist);
  }

  private long key(String text) {
    return keys.key(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  private void leaveOut(Reason reason, CsvRecord record, String column, String what) {
    leftOut.merge(reason, 1, Integer::sum);
    firstLeftOut.putIfAbsent(reason, new Place(path, record.getStartingLineNumber(), column, what));
  }
}
