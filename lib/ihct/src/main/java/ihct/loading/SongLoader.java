package ihct.loading;

import ihct.keys.LongIndex;
import ihct.keys.TextList;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.Text;
import ihct.loading.schema.Columns;
import ihct.loading.schema.Derived;
import ihct.loading.schema.Words;
import ihct.songs.GenresOfTracks;
import ihct.songs.Part;
import ihct.songs.SongNames;
import ihct.songs.Songs;
import ihct.songs.ZScores;
import ihct.stopping.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads songs from published CSV files: plain, gzipped, or one in a zip archive.
 *
 * <p>The schema is found by the headers; see {@link LoadingOptions#withColumns} for any other
 * table. Rules that leave rows out are listed by {@link Reason} in the order in which they are
 * applied, and every row is accounted for in the {@link LoadingReport}. Two threads of its own read
 * ahead; what is loaded does not depend on them.
 *
 * <p><b>Cost.</b> O(total cells) time; for a million rows of 11 features about 300 MB at the peak.
 * Files to learn from of 256 MiB or more together, packed as they are, are read twice if there is a
 * cap per genre: then at most 18 bytes for each pair of a track and a genre, and the rows that are
 * kept. What is loaded does not depend on that either.
 */
public final class SongLoader {

  private static final double[] NO_FEATURES = {};

  /** Genres that a note names. */
  private static final int SOME = 10;

  /** Files of so many bytes together, packed as they are, are read twice if a cap is set. */
  private static final long LARGE = 1L << 28;

  private SongLoader() {}

  /**
   * Reads files in the order given, as if they were one. They may have different schemas but must
   * have the same features.
   *
   * @return the songs, to learn from, and the report
   * @throws MalformedDataException if a file cannot be read as a table of songs or is named twice,
   *     or no row is left
   * @throws IllegalArgumentException if no file is named
   */
  public static LoadedSongs load(List<Path> files, LoadingOptions options) throws IOException {
    return load(files, options, Reading.TO_LEARN);
  }

  /**
   * Reads files for any purpose, as {@link #load(List, LoadingOptions)} does.
   *
   * @param reading what they are read for
   */
  public static LoadedSongs load(List<Path> files, LoadingOptions options, Reading reading)
      throws IOException {
    return load(files, Map.of(), options, reading);
  }

  /**
   * Reads files that came split.
   *
   * @param parts by file the part that all its rows belong to; empty if the files do not say so
   */
  public static LoadedSongs load(
      List<Path> files, Map<Path, Part> parts, LoadingOptions options, Reading reading)
      throws IOException {
    long bytes = 0;
    for (Path path : files) {
      bytes += Files.exists(path) ? Files.size(path) : 0;
    }
    return load(files, parts, options, reading, areReadTwice(bytes, options, reading));
  }

  /** Tells whether files have more rows than are well held, of which few may be kept. */
  static boolean areReadTwice(long bytes, LoadingOptions options, Reading reading) {
    return bytes >= LARGE && reading.toLearn() && options.maxPerGenre() < LoadingOptions.NO_CAP;
  }

  /**
   * Reads files once or twice; what comes of it is the same.
   *
   * @param twice whether to hold only records that are kept
   */
  static LoadedSongs load(
      List<Path> files,
      Map<Path, Part> parts,
      LoadingOptions options,
      Reading reading,
      boolean twice)
      throws IOException {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("No file of songs is named; name at least one.");
    }
    requireDistinct(files);
    LoadingOptions named = named(files.get(0), options);
    Tally tally = new Tally();
    RowReader records = new RowReader(named, reading, tally, twice);
    Columns first = null;
    List<String> header = List.of();
    boolean above = named.coarseLabel() == null || !reading.toLearn();
    boolean artists = true;
    Map<Part, Integer> usable = new HashMap<>();
    for (Path path : files) {
      try (SongFile file = SongFile.open(path, named.columns())) {
        Columns columns =
            ColumnFinder.find(
                path, file.header(), named, reading, parts.isEmpty() && named.split() == null);
        header = first == null ? file.header() : header;
        first = first == null ? columns : first;
        above |= !columns.hierarchy().isEmpty();
        requireSameFeatures(files.get(0), first.features(), path, columns.features());
        artists &= columns.artist() != Columns.NONE;
        int readable = records.read(file, columns, parts.get(path));
        usable.merge(parts.get(path), readable, Integer::sum);
      }
    }
    if (!above) {
      ColumnFinder.requireCoarse(files.get(0), header, named);
    }
    requireParts(files, parts, usable);
    List<LoadingReport.FileRead> read = records.finish();
    return reading.labelled()
        ? labelled(records, tally, named, reading, read, first, artists)
        : unlabelled(records, tally, reading, read, first, artists);
  }

  /** Refuses a column of coarse names that gives none, or one that is a label of other rows. */
  private static void requireOther(
      List<LoadingReport.FileRead> files, String column, Optional<Songs> coarse, Songs fine)
      throws MalformedDataException {
    Path file =
        files.stream()
            .filter(read -> read.mapping().containsKey(ColumnFinder.COARSE))
            .findFirst()
            .orElseThrow()
            .path();
    if (coarse.isEmpty()) {
      throw new MalformedDataException(
          file, 1, column, "it is named as coarse label, and no row without a label fills it.");
    }
    for (String name : coarse.get().genres()) {
      if (fine.genres().contains(name)) {
        throw new MalformedDataException(
            file,
            1,
            column,
            "\"%s\" is a coarse name here, and a label of other rows. Give rows of the label their label, or call the coarse name otherwise."
                .formatted(name));
      }
    }
  }

  /** Names each feature, as the first file has them where one word stands for several. */
  static LoadingOptions named(Path first, LoadingOptions options) throws IOException {
    if (!FeatureNames.standsForSeveral(options.features())) {
      return options;
    }
    try (SongFile file = SongFile.open(first, options.columns())) {
      return options.withFeatures(FeatureNames.of(first, file.header(), options));
    }
  }

  /**
   * Applies the rules of files to songs that are there already, such as simulated ones.
   *
   * @param songs rows of distinct (track, genre)
   * @param source what messages call them, in the place of a file's name
   * @param options the label mode and the numbers of rows per genre; columns are not looked at
   * @param keeping selects the genres that may be kept
   * @return the songs that are left and their genres, both in the order in which they stood; the
   *     report has no files, and each track counts as one record
   * @throws MalformedDataException if no row is left
   */
  public static LoadedSongs select(
      Songs songs, String source, LoadingOptions options, UnaryOperator<List<String>> keeping)
      throws MalformedDataException {
    Collected rows = keysOf(songs, source);
    Selection selection =
        Selection.of(rows.tracks, rows.genres, options, keeping, Comparator.naturalOrder());
    Tally tally = new Tally();
    int[] kept = kept(rows, selection, tally);
    requireRows(kept.length, 0, rows, tally, options.words());
    List<String> genres = selection.keptGenres().stream().map(rows.genres::get).toList();
    Songs left = songs.rows(kept).withGenres(genres);
    LoadingReport report =
        LoadingReport.of(
            List.of(),
            options.labels(),
            rows.records.size(),
            rows.rows(),
            rows.recordsOf(kept),
            left,
            Optional.empty(),
            tally,
            Map.of());
    return new LoadedSongs(
        left, report, List.of(), origins(rows, kept, List.of()), Optional.empty());
  }

  private static int[] kept(Collected rows, Selection selection, Tally tally) {
    return IntStream.range(0, rows.rows())
        .filter(
            row -> {
              Stop.check("selecting songs");
              int genre = rows.genre(row);
              Reason why = selection.leftOut(rows.trackKey(row), genre);
              if (why != null) {
                String detail = selection.detail(why, genre);
                tally.count(why, () -> rows.records.place(rows.record(row), "", detail));
              }
              return why == null;
            })
        .toArray();
  }

  /** The same for songs of all genres. */
  public static LoadedSongs select(Songs songs, String source, LoadingOptions options)
      throws MalformedDataException {
    return select(songs, source, options, UnaryOperator.identity());
  }

  /** Collects what the rules look at: tracks and genres. The features stay with the songs. */
  private static Collected keysOf(Songs songs, String source) {
    LongIndex records = new LongIndex(); // one for each track
    Collected rows = new Collected(new Records());
    rows.records.files.add(Path.of(source));
    songs.genres().forEach(rows::genreNumber);
    for (int row = 0; row < songs.size(); row++) {
      Stop.check("selecting songs");
      int record = records.add(songs.trackKey(row));
      if (record == rows.records.size()) {
        rows.records.add(0, NO_FEATURES, 0, 0, 0, 0);
      }
      int genre = rows.genreNumber(songs.genres().get(songs.genre(row)));
      rows.tracks.add(songs.trackKey(row), genre);
      rows.addRow(record, genre, songs.trackKey(row), true);
    }
    return rows;
  }

  /** Refuses a file that is named twice, also by another path or a link. */
  static void requireDistinct(List<Path> files) throws IOException {
    Map<Object, Path> seen = new HashMap<>();
    for (Path file : files) {
      if (Files.exists(file)) {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        Path other = seen.put(key == null ? file.toRealPath() : key, file);
        if (other != null) {
          throw new MalformedDataException(
              file,
              other.equals(file)
                  ? "this file is named twice; name it once."
                  : "this is the same file as %s; name it once.".formatted(other));
        }
      }
    }
  }

  private static void requireSameFeatures(
      Path first, List<String> expected, Path path, List<String> found)
      throws MalformedDataException {
    if (!found.equals(expected)) {
      throw new MalformedDataException(
          path,
          1,
          "this file has the features %s, but %s has %s. Load files with the same features together."
              .formatted(found, first, expected));
    }
  }

  private static LoadedSongs labelled(
      RowReader reader,
      Tally tally,
      LoadingOptions options,
      Reading reading,
      List<LoadingReport.FileRead> read,
      Columns columns,
      boolean artists)
      throws MalformedDataException {
    Collected rows = reader.collected;
    Selection selection = reader.selection();
    List<Integer> genres = selection.keptGenres();
    int[] order = RowOrder.of(rows, genres);
    requireRows(order.length, reader.coarse.rows(), rows, tally, Words.of(columns.features()));
    Songs songs = songs(reader, rows, order, genres, columns, artists, reading);
    Optional<Songs> coarse = coarse(reader, songs, columns, artists);
    if (options.coarseLabel() != null && reading.toLearn()) {
      requireOther(read, options.coarseLabel(), coarse, songs);
    }
    List<List<String>> paths = options.hierarchy().isEmpty() ? List.of() : reader.paths.of(genres);
    List<String> notes = new ArrayList<>(reader.paths.notes());
    notes.addAll(OddClasses.notes(songs));
    notes.addAll(reader.categories.notes());
    List<String> absent = selection.absentGenres();
    if (!absent.isEmpty()) {
      notes.add(
          Words.of(columns.features())
              .in("%,d of %,d genres dropped, as the known tree does not name them: %s")
              .formatted(absent.size(), rows.genres.size(), Text.some(absent, SOME)));
    }
    int few = rows.genres.size() - absent.size() - genres.size();
    if (few > 0 && options.minPerGenre() > 1) {
      notes.add(
          Words.of(columns.features())
              .in("%,d of %,d genres left out, as --min-per-genre asks for %,d rows in each%s")
              .formatted(
                  few,
                  rows.genres.size(),
                  options.minPerGenre(),
                  options.labels() == LabelMode.EVERY ? "; 1 keeps all" : ""));
    }
    return new LoadedSongs(
        songs,
        report(reader, withNotes(read, notes), options.labels(), order, songs, coarse, tally),
        paths,
        origins(rows, order, List.of()),
        coarse);
  }

  /** The rows of which a coarse name is known alone, with the features of those with genres. */
  private static Optional<Songs> coarse(
      RowReader reader, Songs fine, Columns columns, boolean artists) {
    Collected rows = reader.coarse;
    if (rows.rows() == 0) {
      return Optional.empty();
    }
    List<Integer> names =
        IntStream.range(0, rows.genres.size())
            .boxed()
            .sorted(Comparator.comparing(rows.genres::get))
            .toList();
    int[] order = RowOrder.of(rows, names);
    Reading besides = Reading.by(List.of(), ZScores.fit(fine), reader.categories.rare(), true);
    return Optional.of(songs(reader, rows, order, names, columns, artists, besides));
  }

  /** Adds notes on all files to those of the last. */
  private static List<LoadingReport.FileRead> withNotes(
      List<LoadingReport.FileRead> read, List<String> notes) {
    List<LoadingReport.FileRead> all = new ArrayList<>(read);
    LoadingReport.FileRead last = all.remove(all.size() - 1);
    all.add(last.withNotes(Stream.concat(last.notes().stream(), notes.stream()).toList()));
    return all;
  }

  private static LoadedSongs unlabelled(
      RowReader reader,
      Tally tally,
      Reading reading,
      List<LoadingReport.FileRead> read,
      Columns columns,
      boolean artists)
      throws MalformedDataException {
    Collected rows = reader.collected;
    int[] order = IntStream.range(0, rows.rows()).toArray();
    requireRows(order.length, reader.coarse.rows(), rows, tally, Words.of(columns.features()));
    Songs songs = songs(reader, rows, order, List.of(0), columns, artists, reading);
    return new LoadedSongs(
        songs,
        report(
            reader,
            withNotes(read, reader.categories.notes()),
            LabelMode.EVERY,
            order,
            songs,
            Optional.empty(),
            tally),
        List.of(),
        origins(rows, order, reader.trackTexts),
        Optional.empty());
  }

  private static LoadingReport report(
      RowReader reader,
      List<LoadingReport.FileRead> read,
      LabelMode labels,
      int[] order,
      Songs songs,
      Optional<Songs> coarse,
      Tally tally) {
    int kept = reader.collected.recordsOf(order) + coarse.map(Songs::size).orElse(0);
    return LoadingReport.of(
        read,
        labels,
        reader.records(),
        reader.rows(),
        kept,
        songs,
        coarse,
        tally,
        reader.categories.rare());
  }

  /** Refuses a published part of which no record can be used. */
  private static void requireParts(
      List<Path> files, Map<Path, Part> parts, Map<Part, Integer> usable)
      throws MalformedDataException {
    for (Path path : files) {
      Part part = parts.get(path);
      if (part != null && usable.get(part) == 0) {
        throw new MalformedDataException(
            path,
            "it holds no record that can be used to %s on; name a file that does."
                .formatted(
                    switch (part) {
                      case TRAIN -> "train";
                      case VALIDATION -> "tune";
                      case TEST -> "test";
                    }));
      }
    }
  }

  private static void requireRows(int kept, int coarse, Collected rows, Tally tally, Words words)
      throws MalformedDataException {
    if (kept > 0) {
      return;
    }
    StringBuilder reason = new StringBuilder("no row can be used.");
    if (coarse > 0) {
      reason.append(
          Text.format(" %,d %s a coarse name alone.", coarse, coarse == 1 ? "has" : "have"));
    }
    tally
        .leftOut()
        .forEach(
            (why, left) ->
                reason.append(
                    Text.format(
                        " %s: %,d, first %s.", why.words(words), left.rows(), left.first())));
    throw new MalformedDataException(rows.records.files.get(0), reason.toString());
  }

  private static Songs songs(
      RowReader reader,
      Collected rows,
      int[] order,
      List<Integer> some,
      Columns columns,
      boolean artists,
      Reading reading) {
    Songs read = songs(rows, order, some, columns.features(), artists);
    Songs parted =
        rows.records.isParted()
            ? read.withParts(
                IntStream.of(order).map(rows::record).mapToObj(rows.records::part).toList())
            : read;
    return named(reader, IntStream.of(order).map(rows::record).toArray(), reading, columns, parted);
  }

  private static Songs songs(
      Collected rows, int[] order, List<Integer> some, List<String> features, boolean artists) {
    int d = features.size();
    double[] values = new double[Math.multiplyExact(order.length, d)];
    int[] genre = new int[order.length];
    long[] tracks = new long[order.length];
    long[] artistKeys = artists ? new long[order.length] : null;
    int[] index = RowOrder.places(rows, some);
    List<String> genres = some.stream().map(rows.genres::get).toList();
    // Among the genres kept, also those whose row fell to the cap or to a rarer genre: the song has
    // them all the same.
    int[][] single = new int[genres.size()][];
    Arrays.setAll(single, own -> new int[] {own});
    int[][] trackGenres = new int[order.length][];
    for (int i = 0; i < order.length; i++) {
      Stop.check("collecting songs");
      int row = order[i];
      rows.records.copyFeatures(rows.record(row), d, values, i * d);
      genre[i] = index[rows.genre(row)];
      tracks[i] = rows.trackKey(row);
      trackGenres[i] =
          rows.isOneOfSeveral(row)
              ? listed(rows.tracks.genres(tracks[i]), index, single)
              : single[genre[i]];
      if (artists) {
        artistKeys[i] = rows.records.artist(rows.record(row));
      }
    }
    GenresOfTracks.shareEqual(trackGenres);
    return new Songs(features, genres, values, genre, tracks, artistKeys, trackGenres);
  }

  /** The places of the genres that are kept; most tracks have one, and share its list. */
  private static int[] listed(int[] genres, int[] index, int[][] single) {
    int count = 0;
    for (int genre : genres) {
      if (index[genre] >= 0) {
        genres[count++] = index[genre];
      }
    }
    return count == 1 ? single[genres[0]] : Arrays.copyOf(genres, count);
  }

  /** Takes logarithms, makes features of categories, and names the songs, all as asked. */
  private static Songs named(
      RowReader reader, int[] records, Reading reading, Columns columns, Songs read) {
    Songs songs = reader.categories.addTo(logged(read, columns.logged()), records, reading);
    TextList titles = reader.titles();
    TextList artists = reader.artists();
    return titles.size() + artists.size() == 0
        ? songs
        : songs.withNames(SongNames.of(titles, artists, records));
  }

  private static Songs logged(Songs songs, Set<Integer> logged) {
    if (logged.isEmpty()) {
      return songs;
    }
    int d = songs.dimension();
    double[] values = new double[songs.size() * d];
    for (int i = 0; i < values.length; i++) {
      double value = songs.feature(i / d, i % d);
      values[i] = logged.contains(i % d) ? StrictMath.log1p(value) : value;
    }
    return songs.withFeatures(
        IntStream.range(0, d)
            .mapToObj(songs.features()::get)
            .map(name -> logged.contains(songs.features().indexOf(name)) ? Derived.log(name) : name)
            .toList(),
        values);
  }

  private static RowOrigins origins(Collected rows, int[] order, List<String> tracks) {
    int[] file = new int[order.length];
    int[] line = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      Stop.check("collecting songs");
      file[i] = rows.records.file(rows.record(order[i]));
      line[i] = rows.records.line(rows.record(order[i]));
    }
    return new RowOrigins(rows.records.files, file, line, tracks);
  }
}
