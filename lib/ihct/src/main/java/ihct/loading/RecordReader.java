package ihct.loading;

import ihct.keys.Keys;
import ihct.keys.TextList;
import ihct.loading.csv.BadNumber;
import ihct.loading.csv.ListText;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.MissingValues;
import ihct.loading.csv.Place;
import ihct.loading.csv.RecordBlock;
import ihct.loading.csv.Text;
import ihct.loading.labels.LabelReading;
import ihct.loading.labels.LabelRule;
import ihct.loading.schema.Columns;
import ihct.loading.schema.Words;
import ihct.songs.Part;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the records of files, one after the other, and applies the rules that need no genre:
 * unreadable, bad feature. Rows are made when all files are read, since only then it is known how
 * their labels are written.
 */
final class RecordReader {

  /** Stands for the id of a track that has none. */
  static final String NO_ID = "\u001f";

  final Records kept = new Records();

  /** Rows with genres. */
  final Collected collected = new Collected(kept);

  /** Rows of which a coarse name is known alone. */
  final Collected coarse = new Collected(kept);

  final KnownPaths paths;
  final Categories categories;
  final List<String> trackTexts = new ArrayList<>();
  private final LoadingOptions options;
  private final Reading reading;
  private final MissingValues missing;
  private final UnitCheck units;
  private final Tally tally;
  private final List<FileRecords> files = new ArrayList<>();
  private final List<LoadingReport.FileRead> read = new ArrayList<>();

  // By record; empty texts where nothing stands, and for files without the column.
  private final TextList titles = new TextList();
  private final TextList artists = new TextList();
  private boolean hasTitles;
  private boolean hasArtists;

  private SongFile file;
  // What was parsed of the record at hand.
  private RecordBlock block;
  private int place;
  private Columns columns;
  private FileRecords own;
  private Part filePart;
  private Part part;
  private int features;
  private int records;
  private int rows;
  private int tooLarge;
  private String firstTooLarge;

  RecordReader(LoadingOptions options, Reading reading, Tally tally) {
    this.options = options;
    this.reading = reading;
    this.missing = options.missing();
    this.units = new UnitCheck(reading.scaling());
    this.tally = tally;
    this.categories = new Categories(options.categories());
    this.paths = new KnownPaths(options.hierarchy(), collected, missing, reading.isTrained());
  }

  /**
   * Reads a whole file.
   *
   * @param part which all its records belong to; null if its own column says so, or nothing does
   */
  void read(SongFile songs, Columns where, Part part) throws IOException {
    file = songs;
    filePart = part;
    columns = where;
    features = where.features().size();
    songs.parse(where, missing);
    kept.files.add(songs.path());
    own = new FileRecords(where, kept.size());
    files.add(own);
    hasTitles |= where.title() != Columns.NONE;
    hasArtists |= where.artistName() != Columns.NONE;
    int before = records;
    tooLarge = 0;
    while (file.next()) {
      Stop.check("reading songs");
      records++;
      record();
    }
    List<String> notes = new ArrayList<>(songs.notes());
    notes.addAll(where.notes());
    if (tooLarge > 0) {
      notes.add(
          "%s: %d %s left out, as a feature is too large to compute with, first %s"
              .formatted(songs.path(), tooLarge, Text.noun(tooLarge, "records"), firstTooLarge));
    }
    notes.addAll(units.check(new FileValues(songs.path(), where, kept, own.first)));
    String sha256 = songs.sha256();
    copyOf(sha256).ifPresent(notes::add);
    read.add(
        new LoadingReport.FileRead(
            songs.path(), sha256, where.schema(), where.mapping(), records - before, notes));
  }

  /** Tells of a copy of a file read before: nothing is wrong with its songs but their number. */
  private Optional<String> copyOf(String sha256) {
    return read.stream()
        .filter(earlier -> earlier.sha256().equals(sha256))
        .findFirst()
        .map(
            earlier ->
                "the same bytes as %s: songs without a track id count twice"
                    .formatted(earlier.path()));
  }

  /**
   * Makes rows of all that was read.
   *
   * @throws MalformedDataException if it is in doubt how labels are written
   */
  List<LoadingReport.FileRead> finish() throws MalformedDataException {
    List<LabelReading> readings = readings();
    RowMaker maker = new RowMaker(collected, coarse, paths, tally, options, reading);
    List<LoadingReport.FileRead> all = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      FileRecords some = files.get(i);
      files.set(i, null); // a million records take tens of megabytes
      int row = collected.rows();
      int coarseRow = coarse.rows();
      rows += maker.make(some, readings.get(i));
      BitSet used = collected.recordsFrom(row);
      used.or(coarse.recordsFrom(coarseRow));
      kept.keepUsed(used, some.first, some.first + some.size(), some.columns.features().size());
      all.add(withNotes(read.get(i), some, readings.get(i)));
    }
    return all;
  }

  private List<LabelReading> readings() throws MalformedDataException {
    List<LabelRule.File> labels = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      FileRecords some = files.get(i);
      if (hasLabel(some.columns)) {
        String header = some.columns.mapping().get("genre");
        labels.add(new LabelRule.File(read.get(i).path(), some.columns, header, some.cells));
      }
    }
    Iterator<LabelReading> found =
        LabelRule.readings(labels, options.labelForm(), missing, reading.classes()).iterator();
    return files.stream()
        .map(some -> hasLabel(some.columns) ? found.next() : LabelReading.literally())
        .toList();
  }

  private boolean hasLabel(Columns where) {
    return reading.labelled() && where.label() != Columns.NONE;
  }

  private LoadingReport.FileRead withNotes(
      LoadingReport.FileRead file, FileRecords some, LabelReading reading) {
    List<String> notes = new ArrayList<>(file.notes());
    reading.note().ifPresent(notes::add);
    if (some.columns.track() != Columns.NONE && !some.made.isEmpty()) {
      notes.add(
          (options.words() == Words.SONGS
                  ? "%d %s without a track id, each taken as a track of its own"
                  : "%d %s without an id, each taken by itself")
              .formatted(some.made.size(), Text.noun(some.made.size(), "records")));
    }
    return file.withNotes(notes);
  }

  int records() {
    return records;
  }

  /** The titles of all records, if they were asked for; none if no file has them. */
  TextList titles() {
    return hasTitles ? titles : new TextList();
  }

  /** The artists of all records, if they were asked for; none if no file has them. */
  TextList artists() {
    return hasArtists ? artists : new TextList();
  }

  /** Counts the rows read: a record's genres, or one for a record that has none to give. */
  int rows() {
    return rows;
  }

  private void record() throws MalformedDataException {
    block = file.block();
    place = file.place();
    if (isUnreadable() || hasBadFeature() || hasNoPart()) {
      rows++;
      return;
    }
    addCategories();
    kept.add(block.features, place, features, file.line(), artistKey());
    if (part != null) {
      kept.setPart(part);
    }
    if (!block.hasTrack[place]) {
      own.made.add(made());
    }
    if (reading.names()) {
      titles.add(name(columns.title()));
      artists.add(name(columns.artistName()));
    }
    own.add(
        label(),
        block.hasTrack[place],
        block.trackKeys[place],
        columns.hierarchy().isEmpty() // whose stream would cost a tenth of the time
            ? List.of()
            : columns.hierarchy().stream().map(this::cell).toList());
    // Only songs without a genre are told apart by their id later; a million ids cost 70 MB.
    if (!reading.labelled()) {
      trackTexts.add(
          block.hasTrack[place] ? RecordParser.trackId(file.cell(columns.track())) : NO_ID);
    }
  }

  private String label() {
    if (hasLabel(columns)) {
      return block.labels[place];
    }
    return reading.labelled() ? "" : Songs.UNLABELLED;
  }

  private String cell(int column) {
    return column == Columns.NONE ? "" : file.cell(column);
  }

  private String name(int column) {
    String cell = cell(column);
    return missing.contains(cell) ? "" : Text.withoutControls(cell);
  }

  private boolean isUnreadable() {
    String what = fault();
    if (what != null) {
      leaveOut(Reason.UNREADABLE_ROW, Columns.NONE, () -> what);
    }
    return what != null;
  }

  /** Says why the record cannot be split into cells; null if it can. */
  private String fault() {
    if (file.endsInsideQuotes()) {
      return "a quote is opened and never closed, so that all that follows is one record";
    }
    int expected = file.header().size();
    if (file.cells() != expected) {
      return "%d cells where the header has %d%s".formatted(file.cells(), expected, file.doubt());
    }
    boolean overLines =
        columns.label() != Columns.NONE
            && block.labels[place].indexOf('\n') >= 0
            && !ListText.isBracketed(block.labels[place]);
    return overLines ? LabelReading.OVER_LINES : null;
  }

  private boolean hasBadFeature() {
    int finite = block.finite[place];
    if (finite == features) {
      return hasNoLogarithm();
    }
    int column = columns.featureColumns().get(finite);
    if (BadNumber.isTooLarge(file.number(column)) && tooLarge++ == 0) {
      firstTooLarge = "%s %s in line %d".formatted(header(column), file.cell(column), file.line());
    }
    leaveOut(
        Reason.BAD_FEATURE,
        column,
        () -> {
          String cell = file.cell(column);
          return cell.isEmpty() ? "the cell is empty" : BadNumber.why(cell, file.number(column));
        });
    return true;
  }

  private boolean hasNoLogarithm() {
    for (int feature : columns.logged()) {
      if (block.features[place * features + feature] <= -1) {
        int column = columns.featureColumns().get(feature);
        leaveOut(
            Reason.BAD_FEATURE,
            column,
            () -> "1 + " + Text.shortened(file.cell(column)) + " has no logarithm");
        return true;
      }
    }
    return false;
  }

  private void addCategories() throws MalformedDataException {
    if (columns.categories().isEmpty()) {
      return;
    }
    try {
      categories.add(kept.size(), columns.categories().stream().map(file::cell).toList(), missing);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(file.path(), e.getMessage());
    }
  }

  /** Finds out which part the record belongs to, if the data came split. */
  private boolean hasNoPart() throws MalformedDataException {
    part = filePart;
    int column = columns.part();
    if (column == Columns.NONE) {
      return false;
    }
    String word = file.cell(column);
    if (missing.contains(word)) {
      leaveOut(Reason.NO_PART, column, () -> "the cell is empty");
      return true;
    }
    part = Part.of(word).orElse(null);
    if (part == null) {
      throw new MalformedDataException(
          file.path(),
          file.line(),
          header(column),
          "%s names no part of a split; write train, validation or test, or leave the cell empty"
                  .formatted(Text.shortened(word))
              + " to leave the row out.");
    }
    return false;
  }

  private FileRecords.Made made() {
    StringBuilder text = new StringBuilder();
    for (int column : columns.featureColumns()) {
      text.append(file.number(column)).append('\u001f');
    }
    for (int column : columns.categories()) {
      text.append(file.cell(column)).append('\u001f');
    }
    text.append(cell(columns.artist())).append('\u001f');
    return new FileRecords.Made(text.toString(), block.hasArtist[place]);
  }

  /**
   * The key of the artist. A track without one is its own group, so that the nameless are not
   * lumped into one; if it has no id either, its key is set when its row is made.
   */
  private long artistKey() {
    if (columns.artist() == Columns.NONE) {
      return 0;
    }
    return block.hasArtist[place] ? block.artistKeys[place] : Keys.mix(block.trackKeys[place]);
  }

  private void leaveOut(Reason reason, int column, Supplier<String> detail) {
    tally.count(
        reason,
        () ->
            new Place(
                file.path(),
                file.line(),
                column == Columns.NONE ? "" : header(column),
                detail.get()));
  }

  private String header(int column) {
    String name = file.header().get(column);
    return name.isEmpty() ? "column " + (column + 1) : name;
  }
}
