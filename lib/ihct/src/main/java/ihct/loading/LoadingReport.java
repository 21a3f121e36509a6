package ihct.loading;

import ihct.loading.csv.Place;
import ihct.loading.csv.Text;
import ihct.loading.schema.Words;
import ihct.songs.LabelCeiling;
import ihct.songs.Songs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was read, what was kept, and what was left out and why. Nothing is dropped in silence:
 * {@code rowsRead = rowsKept + Σ coarseRows + Σ leftOut}.
 *
 * <p><b>Units.</b> A <em>record</em> is one line of a table below its header. A <em>row</em> is one
 * (track, genre): a record with three genres is three rows, and a record that is unreadable, has a
 * bad feature or no genre counts as one. Of songs that were not read from files a record is a
 * track.
 *
 * @param files what was read, in order; empty for songs that were not read from files
 * @param labels one row per (track, genre) or one per track
 * @param recordsRead records in all files
 * @param recordsKept records that gave at least one kept row, or one with a coarse name
 * @param rowsRead rows that these records hold
 * @param rowsKept rows of the songs
 * @param coarseRows rows of which a coarse name is known alone, by this name
 * @param leftOut rows left out, by the first rule they broke; only reasons that occurred
 * @param tracks distinct tracks among the kept rows
 * @param genres genres among the kept rows
 * @param minPerGenre kept rows of the smallest genre
 * @param medianPerGenre kept rows of the median genre
 * @param maxPerGenre kept rows of the largest genre
 * @param severalGenres share of the tracks that carry more than one of the genres, 0…1
 * @param ceiling the best top-1 accuracy that the kept rows allow; see {@link LabelCeiling}
 * @param rareValues by column of categories, the values that share a feature
 */
public record LoadingReport(
    List<FileRead> files,
    List<String> features,
    LabelMode labels,
    int recordsRead,
    int recordsKept,
    int rowsRead,
    int rowsKept,
    Map<String, Integer> coarseRows,
    Map<Reason, LeftOut> leftOut,
    int tracks,
    int genres,
    int minPerGenre,
    double medianPerGenre,
    int maxPerGenre,
    double severalGenres,
    double ceiling,
    Map<String, List<String>> rareValues) {

  /** Coarse names that the report names. */
  private static final int NAMED = 10;

  /**
   * One file.
   *
   * @param path as it was named
   * @param sha256 of the file as it lies on disk
   * @param schema what the table is called
   * @param mapping our names and the headers found for them, in order
   * @param notes what a reader must be told, such as a feature that is not there
   */
  public record FileRead(
      Path path,
      String sha256,
      String schema,
      Map<String, String> mapping,
      int records,
      List<String> notes) {

    /** Copies the collections. */
    public FileRead {
      mapping = Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
      notes = List.copyOf(notes);
    }

    FileRead withNotes(List<String> others) {
      return new FileRead(path, sha256, schema, mapping, records, others);
    }
  }

  /** Rows left out for one reason. */
  public record LeftOut(int rows, Place first) {}

  /**
   * Copies, and checks the account.
   *
   * @throws IllegalArgumentException if rows are unaccounted for
   */
  public LoadingReport {
    files = List.copyOf(files);
    features = List.copyOf(features);
    EnumMap<Reason, LeftOut> sorted = new EnumMap<>(Reason.class);
    sorted.putAll(leftOut);
    leftOut = Collections.unmodifiableMap(sorted);
    coarseRows = Collections.unmodifiableSortedMap(new TreeMap<>(coarseRows));
    int left = leftOut.values().stream().mapToInt(LeftOut::rows).sum();
    int coarse = rows(coarseRows);
    if (rowsRead != rowsKept + coarse + left || recordsKept > recordsRead) {
      throw new IllegalArgumentException(
          "%d rows read, but %d kept, %d with coarse names and %d left out; %d of %d records kept."
              .formatted(rowsRead, rowsKept, coarse, left, recordsKept, recordsRead));
    }
  }

  static LoadingReport of(
      List<FileRead> files,
      LabelMode labels,
      int recordsRead,
      int rowsRead,
      int recordsKept,
      Songs songs,
      Optional<Songs> coarse,
      Tally tally,
      Map<String, List<String>> rareValues) {
    int[] perGenre = songs.rowsPerGenre();
    Arrays.sort(perGenre);
    int middle = perGenre.length / 2;
    double median =
        perGenre.length % 2 == 1
            ? perGenre[middle]
            : (perGenre[middle - 1] + perGenre[middle]) / 2.0;
    BitSet first = LabelCeiling.firstOfTracks(songs);
    int tracks = first.cardinality();
    int several = 0;
    for (int row = first.nextSetBit(0); row >= 0; row = first.nextSetBit(row + 1)) {
      several += songs.trackGenreCount(row) > 1 ? 1 : 0;
    }
    return new LoadingReport(
        files,
        songs.features(),
        labels,
        recordsRead,
        recordsKept,
        rowsRead,
        songs.size(),
        coarse.map(Songs::rowsByGenre).orElse(Map.of()),
        tally.leftOut(),
        tracks,
        perGenre.length,
        perGenre[0],
        median,
        perGenre[perGenre.length - 1],
        (double) several / tracks,
        LabelCeiling.of(tracks, songs.size()),
        rareValues);
  }

  private static int rows(Map<String, Integer> byName) {
    return byName.values().stream().mapToInt(rows -> rows).sum();
  }

  /** {@return the notes of all files, each once, in order} */
  public List<String> notes() {
    return files.stream().flatMap(file -> file.notes().stream()).distinct().toList();
  }

  /**
   * {@return a sentence for each reason why rows of files were left out, for commands that do not
   * print the report; none of songs that were not read from files}
   */
  public List<String> leftOutNotes() {
    Words words = Words.of(features);
    List<String> notes = new ArrayList<>();
    if (!files.isEmpty()) {
      leftOut.forEach(
          (why, left) ->
              notes.add(
                  Text.format(
                      "%,d %s left out, %s, first %s",
                      left.rows(),
                      Text.noun(left.rows(), "rows"),
                      why.words(words),
                      left.first())));
    }
    return notes;
  }

  /** {@return the report as lines of plain text, control characters escaped} */
  public List<String> lines() {
    Words words = Words.of(features);
    List<String> lines = new ArrayList<>();
    for (FileRead file : files) {
      lines.add("file: %s".formatted(file.path()));
      lines.add("  sha256: %s".formatted(file.sha256()));
      lines.add(Text.format("  schema: %s, %,d records", file.schema(), file.records()));
      List<String> columns = new ArrayList<>();
      file.mapping().forEach((ours, header) -> columns.add(words.column(ours) + " <- " + header));
      lines.add("  columns: %s".formatted(String.join(", ", columns)));
      String known = file.path() + ": "; // which stands above
      file.notes().stream()
          .map(note -> note.startsWith(known) ? note.substring(known.length()) : note)
          .forEach(note -> lines.add("  note: " + note));
    }
    lines.add(Text.format("records: %,d read, %,d kept", recordsRead, recordsKept));
    lines.add(Text.format(words.in("rows (track, genre): %,d read, %,d kept"), rowsRead, rowsKept));
    if (!coarseRows.isEmpty()) {
      lines.add(
          Text.format(
              "  with a coarse name alone: %,d, under %,d %s: %s",
              rows(coarseRows),
              coarseRows.size(),
              Text.noun(coarseRows.size(), "names"),
              Text.some(List.copyOf(coarseRows.keySet()), NAMED)));
    }
    leftOut.forEach(
        (why, left) ->
            lines.add(
                Text.format(
                    "  left out, %s: %,d, first %s", why.words(words), left.rows(), left.first())));
    lines.add(
        Text.format(
            words.in("tracks: %,d, %.1f %% of them with several genres"),
            tracks,
            100 * severalGenres));
    lines.add(
        Text.format(
            words.in("genres: %,d with %,d to %,d rows (median %.1f)"),
            genres,
            minPerGenre,
            maxPerGenre,
            medianPerGenre));
    lines.add(Text.format("multi-label ceiling of top-1 accuracy: %.1f %%", 100 * ceiling));
    return lines.stream().map(Text::visible).toList();
  }
}
