package ihct.loading;

import ihct.stopping.Stop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the records of files, one after the other, and applies the rules that need no other record:
 * unreadable, bad feature, no genre; and that no (track, genre) comes twice.
 */
final class RecordReader {

  private static final String TRACK_URI = "spotify:track:";

  final Collected collected = new Collected();
  final KnownPaths paths = new KnownPaths();
  final List<String> trackTexts = new ArrayList<>();
  private final boolean labelled;
  private final Tally tally;
  private final Keys keys = new Keys();
  private final Map<String, Integer> occurrences = new HashMap<>();

  private SongFile file;
  private Columns columns;
  private double[] features;
  private int records;
  private int rows;
  private int recordsWithoutTrack;

  RecordReader(boolean labelled, Tally tally) {
    this.labelled = labelled;
    this.tally = tally;
  }

  /** Reads a whole file and tells what it was. */
  LoadingReport.FileRead read(SongFile songs, Columns where) throws IOException {
    file = songs;
    columns = where;
    features = new double[where.features().size()];
    collected.files.add(songs.path());
    int before = records;
    int withoutTrackBefore = recordsWithoutTrack;
    while (file.next()) {
      Stop.check("reading songs");
      records++;
      record();
    }
    List<String> notes = new ArrayList<>(where.notes());
    int without = recordsWithoutTrack - withoutTrackBefore;
    if (where.track() != Columns.NONE && without > 0) {
      notes.add(
          "%d records without a track id, each taken as a track of its own".formatted(without));
    }
    return new LoadingReport.FileRead(
        songs.path(),
        SongBytes.sha256(songs.path()),
        where.schema(),
        where.mapping(),
        records - before,
        notes);
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
    String trackText = trackText(genres);
    long trackKey = keys.key(trackText);
    int record = Columns.NONE;
    for (String genre : genres) {
      rows++;
      String name = genre.strip();
      if (labelled && LabelForm.isMissing(name)) {
        leaveOut(Reason.NO_GENRE, columns.label(), "the genre is " + Text.shortened(genre));
        continue;
      }
      int track = collected.tracks.add(trackKey);
      int number = collected.genreNumber(name);
      if (labelled && !collected.isNew(track, number)) {
        leaveOut(
            Reason.REPEATED,
            Columns.NONE,
            "%s stands under %s before".formatted(Text.shortened(trackText), Text.shortened(name)));
        continue;
      }
      if (record == Columns.NONE) {
        record = collected.addRecord(features, file.line(), artistKey(trackKey));
        trackTextOf(trackText);
      }
      paths.add(number, name, parents(), file);
      collected.addRow(record, number, track);
    }
  }

  private void trackTextOf(String trackText) {
    // Only songs without a genre are told apart by their id later; a million ids cost 70 MB.
    if (!labelled) {
      trackTexts.add(trackText);
    }
  }

  private boolean isUnreadable() {
    int expected = file.header().size();
    String what = null;
    if (file.cells() != expected) {
      what = "%d cells where the header has %d".formatted(file.cells(), expected);
    } else if (file.endsInsideQuotes()) {
      what = "a quote is opened and never closed";
    } else if (columns.label() != Columns.NONE && file.cell(columns.label()).indexOf('\n') >= 0) {
      what = "the genre runs over a line end; is a quote left open?";
    }
    if (what != null) {
      leaveOut(Reason.UNREADABLE_ROW, Columns.NONE, what);
    }
    return what != null;
  }

  private boolean hasBadFeature() {
    for (int j = 0; j < features.length; j++) {
      int column = columns.featureColumns().get(j);
      features[j] = Numbers.parse(file.cell(column));
      if (Double.isNaN(features[j])) {
        String cell = file.cell(column);
        leaveOut(
            Reason.BAD_FEATURE,
            column,
            cell.isEmpty() ? "the cell is empty" : Text.shortened(cell) + " is no finite number");
        return true;
      }
    }
    return false;
  }

  /** The record's genres as they stand, or null if there are none and that has been counted. */
  private List<String> genres() {
    if (!labelled) {
      return List.of(LoadedSongs.UNLABELLED);
    }
    String cell = file.cell(columns.label());
    try {
      List<String> genres = columns.form().genres(cell);
      if (!genres.isEmpty()) {
        return genres;
      }
      leaveOut(Reason.NO_GENRE, columns.label(), "the list is empty");
    } catch (IllegalArgumentException e) {
      leaveOut(Reason.UNREADABLE_ROW, columns.label(), e.getMessage());
    }
    return null;
  }

  /**
   * What makes the track itself. Without an id a record is a track of its own, told apart by what
   * stands in it and by how often the same stood before, so that its key does not depend on the
   * order of the records.
   */
  private String trackText(List<String> genres) {
    if (columns.track() != Columns.NONE) {
      String id = file.cell(columns.track());
      if (!LabelForm.isMissing(id)) {
        return id.startsWith(TRACK_URI) ? id.substring(TRACK_URI.length()) : id;
      }
    }
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
   * The key of the artist that is named first: a cell may list all who took part, and a split must
   * put each track into one group. A track without an artist is its own group, so that the nameless
   * are not lumped into one.
   */
  private long artistKey(long trackKey) {
    if (columns.artist() == Columns.NONE) {
      return 0;
    }
    String artist = file.cell(columns.artist());
    if (LabelForm.isMissing(artist)) {
      return Keys.mix(trackKey);
    }
    for (char separator : columns.separators().toCharArray()) {
      int end = artist.indexOf(separator);
      artist = end > 0 ? artist.substring(0, end).strip() : artist;
    }
    return keys.key(artist);
  }

  private List<String> parents() {
    if (columns.hierarchy().isEmpty()) {
      return List.of();
    }
    return columns.hierarchy().stream().map(file::cell).toList();
  }

  private void leaveOut(Reason reason, int column, String detail) {
    tally.count(
        reason,
        () ->
            new Place(
                file.path(), file.line(), column == Columns.NONE ? "" : header(column), detail));
  }

  private String header(int column) {
    String name = file.header().get(column);
    return name.isEmpty() ? "column " + (column + 1) : name;
  }
}
