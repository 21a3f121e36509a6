package ihct.loading;

import ihct.stopping.Stop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads the records of files, one after the other, and applies the rules that need no other record:
 * unreadable, bad feature, no genre; and that no (track, genre) comes twice.
 */
final class RecordReader {

  final Collected collected = new Collected();
  final KnownPaths paths;
  final List<String> trackTexts = new ArrayList<>();
  private final boolean labelled;
  private final MissingValues missing;
  private final UnitCheck units;
  private final Tally tally;
  private final Keys keys = new Keys();
  private final Map<String, Integer> occurrences = new HashMap<>();

  private SongFile file;
  private Columns columns;
  private int features;
  private int records;
  private int rows;
  private int recordsWithoutTrack;

  RecordReader(LoadingOptions options, Tally tally) {
    this.labelled = options.labelsRequired();
    this.missing = options.missing();
    this.units = new UnitCheck(options.trained());
    this.paths = new KnownPaths(missing);
    this.tally = tally;
  }

  /** Reads a whole file and tells what it was. */
  LoadingReport.FileRead read(SongFile songs, Columns where) throws IOException {
    file = songs;
    columns = where;
    features = where.features().size();
    songs.parse(where, missing);
    collected.files.add(songs.path());
    int first = collected.records();
    int before = records;
    int withoutTrackBefore = recordsWithoutTrack;
    while (file.next()) {
      Stop.check("reading songs");
      records++;
      record();
    }
    List<String> notes = new ArrayList<>(songs.notes());
    notes.addAll(where.notes());
    int without = recordsWithoutTrack - withoutTrackBefore;
    if (where.track() != Columns.NONE && without > 0) {
      notes.add(
          "%d records without a track id, each taken as a track of its own".formatted(without));
    }
    notes.addAll(units.check(new FileValues(songs.path(), where, collected, first)));
    return new LoadingReport.FileRead(
        songs.path(), songs.sha256(), where.schema(), where.mapping(), records - before, notes);
  }

  int records() {
    return records;
  }

  /** Counts the rows read: a record's genres, or one for a record that has none to give. */
  int rows() {
    return rows;
  }

  private void record() throws MalformedDataException {
    List<String> genres;
    if (isUnreadable() || hasBadFeature() || (genres = genres()) == null) {
      rows++;
      return;
    }
    String madeTrack = file.hasTrack() ? "" : madeTrack(genres);
    long trackKey = file.hasTrack() ? file.trackKey() : keys.key(madeTrack);
    int record = Columns.NONE;
    for (String genre : genres) {
      rows++;
      String name = genre.strip();
      if (labelled && missing.contains(name)) {
        leaveOut(Reason.NO_GENRE, columns.label(), () -> "the genre is " + Text.shortened(genre));
        continue;
      }
      int track = collected.tracks.add(trackKey);
      int number = collected.genreNumber(name);
      if (labelled && !collected.isNew(track, number)) {
        leaveOut(
            Reason.REPEATED,
            Columns.NONE,
            () ->
                "%s stands under %s before"
                    .formatted(Text.shortened(trackText(madeTrack)), Text.shortened(name)));
        continue;
      }
      if (record == Columns.NONE) {
        record =
            collected.addRecord(
                file.features(), file.featureRow(), features, file.line(), artistKey(trackKey));
        keepTrackText(madeTrack);
      }
      paths.add(number, name, parents(), file);
      collected.addRow(record, number, track);
    }
  }

  private void keepTrackText(String madeTrack) {
    // Only songs without a genre are told apart by their id later; a million ids cost 70 MB.
    if (!labelled) {
      trackTexts.add(trackText(madeTrack));
    }
  }

  private String trackText(String madeTrack) {
    return file.hasTrack() ? RecordParser.trackId(file.cell(columns.track())) : madeTrack;
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
    int expected = file.header().size();
    if (file.cells() != expected) {
      return "%d cells where the header has %d".formatted(file.cells(), expected);
    }
    if (file.endsInsideQuotes()) {
      return "a quote is opened and never closed";
    }
    boolean overLines = columns.label() != Columns.NONE && file.label().indexOf('\n') >= 0;
    return overLines ? "the genre runs over a line end; is a quote left open?" : null;
  }

  private boolean hasBadFeature() {
    int finite = file.finiteFeatures();
    if (finite == features) {
      return false;
    }
    int column = columns.featureColumns().get(finite);
    leaveOut(
        Reason.BAD_FEATURE,
        column,
        () -> {
          String cell = file.cell(column);
          return cell.isEmpty() ? "the cell is empty" : badFeature(cell);
        });
    return true;
  }

  private static String badFeature(String cell) {
    boolean number = !Double.isNaN(Numbers.parse(cell));
    return Text.shortened(cell) + (number ? " is a missing value" : " is no finite number");
  }

  /** The record's genres as they stand, or null if there are none and that has been counted. */
  private List<String> genres() {
    if (!labelled) {
      return List.of(LoadedSongs.UNLABELLED);
    }
    if (missing.contains(file.label())) {
      return List.of(file.label()); // of which no form is asked
    }
    try {
      List<String> genres = columns.form().genres(file.label());
      if (!genres.isEmpty()) {
        return genres;
      }
      leaveOut(Reason.NO_GENRE, columns.label(), () -> "the list is empty");
    } catch (IllegalArgumentException e) {
      leaveOut(Reason.UNREADABLE_ROW, columns.label(), e::getMessage);
    }
    return null;
  }

  /**
   * What makes a track of a record without an id: it is a track of its own, told apart by what
   * stands in it and by how often the same stood before, so that its key does not depend on the
   * order of the records.
   */
  private String madeTrack(List<String> genres) {
    recordsWithoutTrack++;
    StringBuilder text = new StringBuilder();
    for (int column : columns.featureColumns()) {
      text.append(file.cell(column)).append('\u001f');
    }
    text.append(columns.artist() == Columns.NONE ? "" : file.cell(columns.artist()))
        .append('\u001f');
    text.append(labelled ? String.join("\u001e", genres) : "");
    String own = text.toString();
    return own + '\u001f' + occurrences.merge(own, 1, Integer::sum);
  }

  /**
   * The key of the artist. A track without one is its own group, so that the nameless are not
   * lumped into one.
   */
  private long artistKey(long trackKey) {
    if (columns.artist() == Columns.NONE) {
      return 0;
    }
    return file.hasArtist() ? file.artistKey() : Keys.mix(trackKey);
  }

  private List<String> parents() {
    if (columns.hierarchy().isEmpty()) {
      return List.of();
    }
    return columns.hierarchy().stream().map(file::cell).toList();
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
