package ihct.loading;

import ihct.keys.TextList;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.Text;
import ihct.loading.labels.LabelReading;
import ihct.loading.labels.LabelRule;
import ihct.loading.schema.Columns;
import ihct.loading.schema.Words;
import ihct.songs.Part;
import ihct.stopping.Stop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads files and makes rows of their records once all are read, since only then it is known how
 * their labels are written and which rows are kept.
 *
 * <p>Files are read once, and all their readable records held until rows are made; or twice, and no
 * record is held that gives no kept row. What comes of it is the same. A file is read once more if
 * it is known late under which genre a track stands (it has no id) or what values are (they come in
 * another unit).
 */
final class RowReader {

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
  private final boolean twice;
  private final RecordReader record;
  private final RowMaker maker;
  private final UnitCheck units;
  private final List<FileRecords> files = new ArrayList<>();
  private int cells;
  private Selection selection;

  // By record; empty texts where nothing stands, and for files without the column.
  private final TextList titles = new TextList();
  private final TextList artists = new TextList();
  private boolean hasTitles;
  private boolean hasArtists;

  RowReader(LoadingOptions options, Reading reading, Tally tally, boolean twice) {
    this.options = options;
    this.reading = reading;
    this.twice = twice;
    this.record = new RecordReader(options, reading, tally);
    this.units = new UnitCheck(reading.scaling());
    this.categories = new Categories(options.categories());
    this.paths =
        new KnownPaths(options.hierarchy(), collected, options.missing(), reading.isTrained());
    this.maker = new RowMaker(collected, coarse, paths, tally, options, reading);
  }

  /**
   * Reads a whole file for the first time.
   *
   * @param part which all its records belong to; null if its own column says so, or nothing does
   * @return how many of its records can be used
   */
  int read(SongFile songs, Columns where, Part part) throws IOException {
    FileRecords own =
        new FileRecords(
            songs.path(),
            songs.header(),
            where,
            part,
            reading.labelled() && where.label() != Columns.NONE,
            files.size(),
            kept.size(),
            cells);
    kept.files.add(songs.path());
    hasTitles |= where.title() != Columns.NONE;
    hasArtists |= where.artistName() != Columns.NONE;
    record.read(songs, own, () -> take(own));
    if (!twice) {
      FileValues values = values(own);
      lookAtKept(own, values);
      own.unitNotes = unitNotes(own, values);
    }
    noteCopy(own);
    cells += own.cells.texts().size();
    files.add(own);
    return own.readable;
  }

  private void take(FileRecords own) throws IOException {
    record.addTo(categories, kept.size());
    own.readable++;
    int cell = own.cells.add(record.label());
    own.withoutId += record.hasTrack() ? 0 : 1;
    if (twice && record.hasTrack()) {
      collected.tracks.add(record.trackKey(), own.firstCell + cell);
    }
    if (!twice) {
      record.addTo(own, cell);
      record.addTo(kept);
      takeTexts(own.columns);
    }
  }

  private void takeTexts(Columns columns) {
    if (reading.names()) {
      titles.add(record.name(columns.title()));
      artists.add(record.name(columns.artistName()));
    }
    // Only songs without a genre are told apart by their id later; a million ids cost 70 MB.
    if (!reading.labelled()) {
      trackTexts.add(record.trackText());
    }
  }

  /** Tells of a copy of a file read before: nothing is wrong with its songs but their number. */
  private void noteCopy(FileRecords own) {
    files.stream()
        .filter(earlier -> earlier.sha256.equals(own.sha256))
        .findFirst()
        .ifPresent(
            earlier ->
                own.moreNotes.add(
                    "the same bytes as %s: songs without a track id count twice"
                        .formatted(earlier.path)));
  }

  /**
   * Makes rows of all that was read.
   *
   * @throws MalformedDataException if it is in doubt how labels are written
   */
  List<LoadingReport.FileRead> finish() throws IOException {
    List<LabelReading> readings = decide();
    maker.startRows(selection);
    List<LoadingReport.FileRead> all = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      FileRecords own = files.get(i);
      files.set(i, null); // a million records take tens of megabytes
      makeRows(own);
      all.add(report(own, readings.get(i)));
    }
    return all;
  }

  /** Finds out how the labels of each file are read, and with it which rows are kept. */
  List<LabelReading> decide() throws IOException {
    List<LabelReading> readings = readings();
    List<int[]> genresOfCells = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      genresOfCells.addAll(maker.read(files.get(i), readings.get(i)));
    }
    if (twice) {
      collected.tracks.replace(genresOfCells::get);
    } else {
      collected.tracks.expect(kept.size());
    }
    for (FileRecords own : files) {
      count(own);
    }
    if (reading.labelled()) {
      selection = Selection.byName(collected.tracks, collected.genres, options, reading.kept());
    }
    return readings;
  }

  private List<LabelReading> readings() throws MalformedDataException {
    List<LabelRule.File> labels = new ArrayList<>();
    for (FileRecords own : files) {
      if (own.hasLabel) {
        String header = own.columns.mapping().get("genre");
        labels.add(new LabelRule.File(own.path, own.columns, header, own.cells));
      }
    }
    Iterator<LabelReading> found =
        LabelRule.readings(labels, options.labelForm(), options.missing(), reading.classes())
            .iterator();
    return files.stream()
        .map(own -> own.hasLabel ? found.next() : LabelReading.literally())
        .toList();
  }

  /** Counts what was not counted while it was read. */
  private void count(FileRecords own) throws IOException {
    if (twice && own.withoutId == 0) {
      return;
    }
    forEach(
        own,
        (i, number) -> {
          if (!twice || !own.hasTrack(i)) {
            maker.count(own, i);
          }
        });
  }

  /** A step with a record, by its places in its file's and in all records. */
  @FunctionalInterface
  private interface Step {
    void take(int i, int number) throws IOException;
  }

  /** Goes through the readable records of a file again. */
  private void forEach(FileRecords own, Step step) throws IOException {
    if (twice) {
      record.readAgain(
          own,
          () -> {
            own.clear();
            record.addTo(own, own.cells.find(record.label()));
            step.take(0, kept.size());
          });
      return;
    }
    for (int i = 0; i < own.size(); i++) {
      Stop.check("collecting songs");
      step.take(i, own.first + i);
    }
  }

  private void makeRows(FileRecords own) throws IOException {
    if (twice) {
      FileValues values = values(own);
      forEach(
          own,
          (i, number) -> {
            values.look(record.values(), record.firstValue(), record.line());
            record.addTo(categories, number);
            record.addTo(kept);
            if (maker.make(own, i, number)) {
              takeTexts(own.columns);
            } else {
              kept.dropLast();
            }
          });
      own.unitNotes = unitNotes(own, values);
      return;
    }
    int row = collected.rows();
    int coarseRow = coarse.rows();
    forEach(own, (i, number) -> maker.make(own, i, number));
    BitSet used = collected.recordsFrom(row);
    used.or(coarse.recordsFrom(coarseRow));
    kept.keepUsed(used, own.first, own.first + own.size(), own.columns.features().size());
  }

  private FileValues values(FileRecords own) {
    int firstKept = twice ? kept.size() : own.first;
    return new FileValues(own.path, own.columns, own.readable, kept, firstKept);
  }

  /** Converts the values that are kept of a file, all of which were looked at, where need be. */
  private List<String> unitNotes(FileRecords own, FileValues values) throws IOException {
    List<String> notes = new ArrayList<>(units.check(values));
    if (values.isShifted()) {
      values.lookAnew();
      if (twice) {
        record.readAgain(
            own,
            () -> {
              double[] shifted = values.shifted(record.values(), record.firstValue());
              values.look(shifted, 0, record.line());
            });
      } else {
        lookAtKept(own, values);
      }
    }
    notes.addAll(units.oddValues());
    return notes;
  }

  private void lookAtKept(FileRecords own, FileValues values) {
    int d = own.columns.features().size();
    double[] features = new double[d];
    for (int number = own.first; number < kept.size(); number++) {
      Stop.check("looking at the values of songs");
      kept.copyFeatures(number, d, features, 0);
      values.look(features, 0, kept.line(number));
    }
  }

  private LoadingReport.FileRead report(FileRecords own, LabelReading how) {
    List<String> notes =
        new ArrayList<>(
            Stream.of(own.notes, own.unitNotes, own.moreNotes).flatMap(List::stream).toList());
    how.note().ifPresent(notes::add);
    if (own.columns.track() != Columns.NONE && own.withoutId > 0) {
      notes.add(
          (options.words() == Words.SONGS
                  ? "%d %s without a track id, each taken as a track of its own"
                  : "%d %s without an id, each taken by itself")
              .formatted(own.withoutId, Text.noun(own.withoutId, "records")));
    }
    return new LoadingReport.FileRead(
        own.path, own.sha256, own.columns.schema(), own.columns.mapping(), own.records, notes);
  }

  /** Says which rows with genres are kept, once rows are made of songs with genres. */
  Selection selection() {
    return selection;
  }

  /** What was read of a file. */
  FileRecords file(int number) {
    return files.get(number);
  }

  int records() {
    return record.records();
  }

  /** Counts the rows read: a record's genres, or one for a record that has none to give. */
  int rows() {
    return record.leftOut() + maker.rows();
  }

  /** The titles of the records, if they were asked for; none if no file has them. */
  TextList titles() {
    return hasTitles ? titles : new TextList();
  }

  /** The artists of the records, if they were asked for; none if no file has them. */
  TextList artists() {
    return hasArtists ? artists : new TextList();
  }
}
