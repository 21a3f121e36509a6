package ihct.loading;

import ihct.keys.Keys;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.MissingValues;
import ihct.loading.csv.Text;
import ihct.loading.labels.LabelReading;
import ihct.loading.schema.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Makes rows of records, each a track under one of its genres, and applies the rules that need to
 * know the genres: unreadable list, no genre; that no (track, genre) comes twice; and what the
 * selection leaves out.
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

  /** How many more records have the text of one whose track has this key. */
  private final Map<Long, Integer> repeated = new HashMap<>();

  private Selection selection;
  private boolean isCounting = true;
  private FileRecords records;
  private int rows;

  /**
   * What a text of the label holds.
   *
   * @param genres the genres as they stand; empty if there are none
   * @param numbers the genres' numbers, {@link Columns#NONE} for a missing one
   * @param fault why it cannot be read; null if it can
   */
  record Cell(List<String> genres, int[] numbers, String fault) {

    boolean hasGenre() {
      for (int number : numbers) { // a stream would take a twentieth of the time of all
        if (number != Columns.NONE) {
          return true;
        }
      }
      return false;
    }
  }

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

  /** Reads the labels of a file; says of each text which genres it holds, by their numbers. */
  List<int[]> read(FileRecords some, LabelReading how) {
    some.read = new ArrayList<>();
    some.cells.texts().forEach(text -> some.read.add(read(text, how)));
    return some.read.stream()
        .map(cell -> IntStream.of(cell.numbers).filter(n -> n != Columns.NONE).toArray())
        .toList();
  }

  private Cell read(String text, LabelReading how) {
    try {
      List<String> genres = isMissing(text) ? List.of(text) : how.genres(text);
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

  /**
   * Takes in under which genres, or coarse name, the track of a record stands; the labels of all
   * files must have been read.
   */
  void count(FileRecords some, int i) {
    goTo(some);
    Cell cell = some.read.get(some.cell(i));
    String name = coarseName(i, cell);
    if (!name.isEmpty()) {
      coarse.tracks.add(key(i, List.of(name)), coarse.genreNumber(name));
    } else if (cell.hasGenre()) {
      long key = key(i, cell.genres);
      for (int number : cell.numbers) {
        if (number != Columns.NONE) {
          collected.tracks.add(key, number);
        }
      }
    }
  }

  private void goTo(FileRecords some) {
    if (records != some) {
      records = some;
      paths.nameLabel(labelColumn());
    }
  }

  /**
   * Ends the counting.
   *
   * @param chosen says which rows are kept; null to keep all
   */
  void startRows(Selection chosen) {
    selection = chosen;
    isCounting = false;
    repeated.clear();
  }

  /** Counts the rows that were made, those left out included. */
  int rows() {
    return rows;
  }

  /** Makes the rows of a record; tells whether one is kept. All must come in the same order. */
  boolean make(FileRecords some, int i, int record) throws MalformedDataException {
    goTo(some);
    Cell cell = some.read.get(some.cell(i));
    String name = coarseName(i, cell);
    if (!name.isEmpty()) {
      rows++;
      return makeCoarse(name, key(i, record, List.of(name)), record);
    }
    if (cell.genres.isEmpty()) {
      rows++;
      leaveOut(
          cell.fault == null ? Reason.NO_GENRE : Reason.UNREADABLE_ROW,
          record,
          labelColumn(),
          () -> cell.fault == null ? "the list is empty" : cell.fault);
      return false;
    }
    long track = cell.hasGenre() ? key(i, record, cell.genres) : 0;
    boolean kept = false;
    for (int g = 0; g < cell.numbers.length; g++) {
      rows++;
      String genre = cell.genres.get(g);
      if (cell.numbers[g] == Columns.NONE) {
        leaveOut(
            Reason.NO_GENRE,
            record,
            labelColumn(),
            () -> options.words().in("the genre is ") + Text.shortened(genre));
      } else {
        kept |= make(i, record, track, cell.numbers[g], genre);
      }
    }
    return kept;
  }

  private boolean make(int i, int record, long track, int genre, String name)
      throws MalformedDataException {
    if (!collected.tracks.take(track, genre) && labelled) {
      leaveOutRepeated(record, name);
      return false;
    }
    if (!options.hierarchy().isEmpty() && !records.columns.hierarchy().isEmpty()) {
      paths.add(genre, records.parents(i), () -> collected.records.place(record, "", ""));
    }
    Reason why = selection == null ? null : selection.leftOut(track, genre);
    if (why != null) {
      leaveOut(why, record, "", () -> selection.detail(why, genre));
      return false;
    }
    collected.addRow(record, genre, track, !collected.tracks.hasOne(track));
    return true;
  }

  private boolean makeCoarse(String name, long track, int record) {
    int number = coarse.genreNumber(name);
    coarse.tracks.add(track, number);
    if (!coarse.tracks.take(track, number)) {
      leaveOutRepeated(record, name);
      return false;
    }
    coarse.addRow(record, number, track, true);
    return true;
  }

  /** The finest coarse name of a record to learn from that has no genre; empty for all others. */
  private String coarseName(int i, Cell cell) {
    String finest = "";
    if (toLearn
        && !records.columns.hierarchy().isEmpty()
        && cell.fault == null
        && !cell.hasGenre()) {
      for (String name : records.parents(i)) {
        finest = missing.contains(name) ? finest : name;
      }
    }
    return finest;
  }

  /** The key of a record's track. */
  private long key(int i, List<String> genres) {
    return records.hasTrack(i) ? records.trackKey(i) : madeKey(records.made(i), genres);
  }

  /** The same; without an id it makes that of a nameless artist, too. */
  private long key(int i, int record, List<String> genres) {
    long key = key(i, genres);
    if (!records.hasTrack(i)
        && records.columns.artist() != Columns.NONE
        && !records.made(i).namesArtist()) {
      collected.records.setArtist(record, Keys.mix(key));
    }
    return key;
  }

  /**
   * The key of a track made of a record without an id: it is a track of its own, told apart by what
   * stands in it and by how often the same stood before, so that its key does not depend on the
   * order of the records.
   */
  private long madeKey(FileRecords.Made own, List<String> genres) {
    String text = own.text() + (labelled ? String.join("\u001e", genres) : "") + '\u001f';
    long first = keys.key(text + 1);
    return stoodBefore(first)
        ? keys.key(text + (1 + repeated.merge(first, 1, Integer::sum)))
        : first;
  }

  private boolean stoodBefore(long track) {
    return isCounting
        ? collected.tracks.contains(track) || coarse.tracks.contains(track)
        : collected.tracks.isTaken(track) || coarse.tracks.isTaken(track);
  }

  private String labelColumn() {
    return records.columns.mapping().getOrDefault("genre", "");
  }

  private void leaveOutRepeated(int record, String name) {
    leaveOut(
        Reason.REPEATED,
        record,
        "",
        () ->
            options
                .words()
                .in("its track stands under %s before")
                .formatted(Text.shortened(name.strip())));
  }

  private void leaveOut(Reason reason, int record, String column, Supplier<String> detail) {
    tally.count(reason, () -> collected.records.place(record, column, detail.get()));
  }
}
