package ihct.loading;

import ihct.keys.Keys;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.MissingValues;
import ihct.loading.csv.Text;
import ihct.loading.labels.LabelReading;
import ihct.loading.schema.Columns;
import ihct.stopping.Stop;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes rows of records, each a track under one of its genres, and applies the rules that need to
 * know the genres: unreadable list, no genre; and that no (track, genre) comes twice.
 */
final class RowMaker {

  private final Collected collected;
  private final Collected coarse;
  private final KnownPaths paths;
  private final Tally tally;
  private final LoadingOptions options;
  private final MissingValues missing;
  private final boolean labelled;
  private final boolean toLearn;
  private final Keys keys = new Keys();
  private final Map<String, Integer> occurrences = new HashMap<>();

  private FileRecords records;
  private LabelReading reading;
  private Cell[] cells;
  private int rows;

  /**
   * What a text of the label holds.
   *
   * @param genres the genres as they stand; empty if there are none
   * @param numbers the genres' numbers, {@link Columns#NONE} for a missing one
   * @param fault why it cannot be read; null if it can
   */
  private record Cell(List<String> genres, int[] numbers, String fault) {}

  RowMaker(
      Collected collected,
      Collected coarse,
      KnownPaths paths,
      Tally tally,
      LoadingOptions options,
      Reading reading) {
    this.collected = collected;
    this.coarse = coarse;
    this.paths = paths;
    this.tally = tally;
    this.options = options;
    this.missing = options.missing();
    this.labelled = reading.labelled();
    this.toLearn = reading.toLearn();
  }

  /** Makes the rows of one file; tells how many, those left out included. */
  int make(FileRecords some, LabelReading how) throws MalformedDataException {
    records = some;
    paths.nameLabel(labelColumn());
    reading = how;
    cells = new Cell[some.cells.texts().size()];
    rows = 0;
    Iterator<FileRecords.Made> made = some.made.iterator();
    for (int i = 0; i < some.size(); i++) {
      Stop.check("collecting songs");
      FileRecords.Made own = some.hasTrack(i) ? null : made.next();
      make(i, cell(some.cell(i)), own);
    }
    return rows;
  }

  private Cell cell(int number) {
    if (cells[number] == null) {
      cells[number] = read(records.cells.texts().get(number));
    }
    return cells[number];
  }

  private Cell read(String text) {
    try {
      List<String> genres = isMissing(text) ? List.of(text) : reading.genres(text);
      return new Cell(genres, genres.stream().mapToInt(this::number).toArray(), null);
    } catch (IllegalArgumentException e) {
      return new Cell(List.of(), new int[0], e.getMessage());
    }
  }

  private int number(String genre) {
    String name = genre.strip();
    return isMissing(name) ? Columns.NONE : collected.genreNumber(name);
  }

  private boolean isMissing(String text) {
    return labelled && missing.contains(text);
  }

  private void make(int i, Cell cell, FileRecords.Made own) throws MalformedDataException {
    int record = records.first + i;
    String name = coarseName(i, cell);
    if (!name.isEmpty()) {
      rows++;
      add(coarse, record, coarse.genreNumber(name), name, key(i, own, List.of(name)));
      return;
    }
    if (cell.genres.isEmpty()) {
      rows++;
      leaveOut(
          cell.fault == null ? Reason.NO_GENRE : Reason.UNREADABLE_ROW,
          record,
          labelColumn(),
          cell.fault == null ? "the list is empty" : cell.fault);
      return;
    }
    long trackKey = key(i, own, cell.genres);
    for (int g = 0; g < cell.numbers.length; g++) {
      rows++;
      int number = cell.numbers[g];
      String genre = cell.genres.get(g);
      if (number == Columns.NONE) {
        leaveOut(
            Reason.NO_GENRE,
            record,
            labelColumn(),
            options.words().in("the genre is ") + Text.shortened(genre));
      } else if (add(collected, record, number, genre, trackKey)
          && !options.hierarchy().isEmpty()
          && !records.columns.hierarchy().isEmpty()) {
        paths.add(number, records.parents(i), record);
      }
    }
  }

  /** The finest coarse name of a record to learn from that has no genre; empty for all others. */
  private String coarseName(int i, Cell cell) {
    String finest = "";
    if (toLearn
        && !records.columns.hierarchy().isEmpty()
        && cell.fault == null
        && IntStream.of(cell.numbers).allMatch(n -> n == Columns.NONE)) {
      for (String name : records.parents(i)) {
        finest = missing.contains(name) ? finest : name;
      }
    }
    return finest;
  }

  /** Adds a row, unless its track has one under this name; tells whether. */
  private boolean add(Collected to, int record, int number, String name, long trackKey) {
    int track = to.tracks.add(trackKey);
    if (labelled && !to.isNew(track, number)) {
      leaveOut(
          Reason.REPEATED,
          record,
          "",
          options
              .words()
              .in("its track stands under %s before")
              .formatted(Text.shortened(name.strip())));
      return false;
    }
    to.addRow(record, number, track);
    return true;
  }

  /** The key of a record's track; without an id it makes that of a nameless artist, too. */
  private long key(int i, FileRecords.Made own, List<String> genres) {
    if (own == null) {
      return records.trackKey(i);
    }
    long key = madeKey(own, genres);
    if (records.columns.artist() != Columns.NONE && !own.namesArtist()) {
      collected.records.setArtist(records.first + i, Keys.mix(key));
    }
    return key;
  }

  /**
   * The key of a track made of a record without an id: it is a track of its own, told apart by what
   * stands in it and by how often the same stood before, so that its key does not depend on the
   * order of the records.
   */
  private long madeKey(FileRecords.Made own, List<String> genres) {
    String text = own.text() + (labelled ? String.join("\u001e", genres) : "");
    return keys.key(text + '\u001f' + occurrences.merge(text, 1, Integer::sum));
  }

  private String labelColumn() {
    return records.columns.mapping().getOrDefault("genre", "");
  }

  private void leaveOut(Reason reason, int record, String column, String detail) {
    tally.count(reason, () -> collected.records.place(record, column, detail));
  }
}
