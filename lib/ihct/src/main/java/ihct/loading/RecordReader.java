package ihct.loading;

import ihct.keys.Keys;
import ihct.loading.csv.BadNumber;
import ihct.loading.csv.ListText;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.MissingValues;
import ihct.loading.csv.Place;
import ihct.loading.csv.RecordBlock;
import ihct.loading.csv.Text;
import ihct.loading.labels.LabelReading;
import ihct.loading.schema.Columns;
import ihct.songs.Part;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Goes through the records of files, one after the other, and applies the rules that need no genre:
 * unreadable, bad feature, no part. What is left out is counted when a file is read first.
 */
final class RecordReader {

  /** Stands for the id of a track that has none. */
  static final String NO_ID = "\u001f";

  /** What is done with each readable record. */
  @FunctionalInterface
  interface Step {
    void take() throws IOException;
  }

  private final LoadingOptions options;
  private final Reading reading;
  private final MissingValues missing;
  private final Tally tally;

  private SongFile file;
  private FileRecords own;
  private Columns columns;
  private int features;
  private boolean isFirst;
  // What was parsed of the record at hand.
  private RecordBlock block;
  private int place;
  private Part part;
  private int records;
  private int leftOut;
  private int tooLarge;
  private String firstTooLarge;

  RecordReader(LoadingOptions options, Reading reading, Tally tally) {
    this.options = options;
    this.reading = reading;
    this.missing = options.missing();
    this.tally = tally;
  }

  /** Reads a whole file that was just opened. */
  void read(SongFile songs, FileRecords of, Step step) throws IOException {
    isFirst = true;
    tooLarge = 0;
    int before = records;
    go(songs, of, step);
    of.records = records - before;
    of.sha256 = songs.sha256();
    of.notes.addAll(songs.notes());
    of.notes.addAll(columns.notes());
    if (tooLarge > 0) {
      of.notes.add(
          "%s: %d %s left out, as a feature is too large to compute with, first %s"
              .formatted(songs.path(), tooLarge, Text.noun(tooLarge, "records"), firstTooLarge));
    }
  }

  /**
   * Reads a whole file that was read before.
   *
   * @throws MalformedDataException if it is another one now
   */
  void readAgain(FileRecords of, Step step) throws IOException {
    isFirst = false;
    String other = "";
    try (SongFile songs = SongFile.open(of.path, options.columns())) {
      if (songs.header().equals(of.header)) {
        go(songs, of, step);
        other = songs.sha256();
      }
    }
    if (!other.equals(of.sha256)) {
      throw changed();
    }
  }

  private void go(SongFile songs, FileRecords of, Step step) throws IOException {
    file = songs;
    own = of;
    columns = of.columns;
    features = columns.features().size();
    songs.parse(columns, missing);
    while (file.next()) {
      Stop.check("reading songs");
      records += isFirst ? 1 : 0;
      block = file.block();
      place = file.place();
      if (!isUnreadable() && !hasBadFeature() && !hasNoPart()) {
        step.take();
      }
    }
  }

  /** Refuses a file that was written to between two readings. */
  private MalformedDataException changed() {
    return new MalformedDataException(
        own.path,
        "it changed between two readings of it. Load it again once nothing writes to it.");
  }

  /** Counts the records of all files. */
  int records() {
    return records;
  }

  /** Counts the records that are left out. */
  int leftOut() {
    return leftOut;
  }

  int line() {
    return (int) file.line();
  }

  double[] values() {
    return block.features;
  }

  /** Where the features of the record at hand begin in {@link #values}. */
  int firstValue() {
    return place * features;
  }

  /** The text of a cell; empty for a column that is not there. */
  String cell(int column) {
    return column == Columns.NONE ? "" : file.cell(column);
  }

  /**
   * The texts of all cells, as they were read: of features with a decimal point, or the number
   * itself where its unit was converted.
   */
  List<String> cells(FileValues converted) {
    List<String> all = new ArrayList<>();
    for (int column = 0; column < file.header().size(); column++) {
      all.add(file.cell(column));
    }
    double[] values = converted.shifted(block.features, firstValue());
    for (int j = 0; j < features; j++) {
      int column = columns.featureColumns().get(j);
      all.set(column, converted.isShifted(j) ? Double.toString(values[j]) : file.number(column));
    }
    return all;
  }

  /** A title or name, empty if it is missing. */
  String name(int column) {
    String cell = cell(column);
    return missing.contains(cell) ? "" : Text.withoutControls(cell);
  }

  boolean hasTrack() {
    return block.hasTrack[place];
  }

  long trackKey() {
    return block.trackKeys[place];
  }

  /** The id of the track as published. */
  String trackText() {
    return hasTrack() ? RecordParser.trackId(file.cell(columns.track())) : NO_ID;
  }

  String label() {
    if (!reading.labelled()) {
      return Songs.UNLABELLED;
    }
    return own.hasLabel ? block.labels[place] : "";
  }

  /** What stands in the columns of a known tree. */
  List<String> parents() {
    return columns.hierarchy().isEmpty() // whose stream would cost a tenth of the time
        ? List.of()
        : columns.hierarchy().stream().map(this::cell).toList();
  }

  /** Puts the record at hand behind the others of its file; its label has a number there. */
  void addTo(FileRecords some, int label) throws MalformedDataException {
    if (label < 0) {
      throw changed();
    }
    if (hasTrack()) {
      some.add(label, trackKey(), parents());
    } else {
      some.add(label, made(), parents());
    }
  }

  /** Puts the features of the record at hand, its place and its artist behind all others. */
  void addTo(Records kept) {
    kept.add(own.number, block.features, place, features, file.line(), artistKey());
    if (part != null) {
      kept.setPart(part);
    }
  }

  /** Puts the categories of the record at hand at a place. */
  void addTo(Categories categories, int record) throws MalformedDataException {
    if (columns.categories().isEmpty()) {
      return;
    }
    try {
      categories.add(record, columns.categories().stream().map(file::cell).toList(), missing);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(file.path(), e.getMessage());
    }
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
    if (isFirst && BadNumber.isTooLarge(file.number(column)) && tooLarge++ == 0) {
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

  /** Finds out which part the record belongs to, if the data came split. */
  private boolean hasNoPart() throws MalformedDataException {
    part = own.part;
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

  private void leaveOut(Reason reason, int column, Supplier<String> detail) {
    if (!isFirst) {
      return;
    }
    leftOut++;
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
