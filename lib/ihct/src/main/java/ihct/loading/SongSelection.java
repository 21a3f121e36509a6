package ihct.loading;

import ihct.keys.KeyedNumbers;
import ihct.keys.Keys;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.Text;
import ihct.loading.labels.LabelCells;
import ihct.loading.labels.LabelReading;
import ihct.loading.labels.LabelRule;
import ihct.loading.schema.Columns;
import ihct.loading.schema.LabelForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Serializable;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * Selects songs from more files than one machine reads, and copies them to a table that gives what
 * {@link SongLoader#load(List, LoadingOptions)} would give of all the files, by the same options.
 *
 * <p>Three steps: {@link #offer} looks at one file, on any machine; {@link #choose} decides by what
 * all offer; {@link #copy} takes from one file all records of the tracks that are kept. A track
 * that the cap leaves out among those of its own file falls to it among all, so that no file offers
 * more of a genre than the cap. Of a track all records are copied, also those under genres whose
 * cap leaves it out: the song has these genres, too.
 *
 * <p><b>Memory.</b> {@link #offer}: at most 29 bytes for each pair of a track and a genre, 18 of a
 * million. Who chooses holds at most twice the pairs that are kept, those of one file, and the
 * distinct cells of all labels, unless their form was said.
 */
public final class SongSelection {

  private final LoadingOptions options;
  private final Map<Integer, Offer> offers = new TreeMap<>();
  private final List<String> genres = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private KeyedNumbers tracks = new KeyedNumbers();
  private long pairs;
  private long fewest;

  /**
   * A file that was read, as a copy of it begins.
   *
   * @param number its place among all
   * @param path where it lies
   * @param header the names of its columns
   * @param readable records that can be used, if they have a genre
   */
  public record SourceFile(
      int number, String path, String sha256, List<String> header, int readable)
      implements Serializable {

    private static final long serialVersionUID = 1;
  }

  /**
   * What a file has.
   *
   * @param records how many it has, readable or not
   * @param unlabelled readable records without a genre
   * @param leftOut of records that cannot be used: why, how many, and where the first stands
   * @param notes how it is written, and what of it a reader must be told
   * @param labels the cells of its label; none if a user has said how they are read
   * @param form how they are read
   * @param genres names
   * @param trackKeys of each pair of a track and a genre that may be kept, the track's key
   * @param genreNumbers and the place of the genre's name
   */
  public record Offer(
      SourceFile file,
      int records,
      int unlabelled,
      Map<Reason, Unusable> leftOut,
      List<String> notes,
      LabelCells labels,
      LabelForm form,
      List<String> genres,
      long[] trackKeys,
      int[] genreNumbers)
      implements Serializable {

    private static final long serialVersionUID = 1;

    private Offer withoutPairs() {
      return new Offer(
          file,
          records,
          unlabelled,
          leftOut,
          notes,
          labels,
          form,
          List.of(),
          new long[0],
          new int[0]);
    }
  }

  /** Records that are left out for one reason, and where the first of them stands. */
  public record Unusable(int rows, String first) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  /**
   * What is kept of all files.
   *
   * @param tracks the keys of the tracks, ascending
   * @param rows pairs of a track and a genre
   * @param digest of the pairs, whatever their order
   * @param genres how many
   * @param tooFew genres that have too few tracks
   */
  public record Choice(long[] tracks, int rows, long digest, int genres, int tooFew)
      implements Serializable {
    private static final long serialVersionUID = 1;
  }

  /**
   * Records of one file that were copied.
   *
   * @param number the file's place among all
   * @param rows lines of CSV in UTF-8, packed by gzip
   * @param notes what must be told of the file's units
   */
  public record Copied(int number, byte[] rows, int records, List<String> notes)
      implements Serializable {
    private static final long serialVersionUID = 1;
  }

  /**
   * Prepares to select.
   *
   * @param options one row per (track, genre), and a cap
   */
  public SongSelection(LoadingOptions options) {
    this.options = options;
  }

  /**
   * Names each feature, as the first file has them, so that all files are read alike.
   *
   * @throws MalformedDataException if a file is named twice
   */
  public static LoadingOptions named(List<Path> files, LoadingOptions options) throws IOException {
    SongLoader.requireDistinct(files);
    return SongLoader.named(files.get(0), options);
  }

  private static Columns columns(Path file, List<String> header, LoadingOptions options)
      throws MalformedDataException {
    Columns columns = ColumnFinder.find(file, header, options, Reading.TO_LEARN, true);
    for (int column : columns.featureColumns()) {
      if (column == columns.track() || column == columns.artist()) {
        throw new MalformedDataException(
            file,
            1,
            header.get(column),
            "it is a feature, and %s besides. Features may be written otherwise when they are copied; make a column of its own of the other."
                .formatted(column == columns.track() ? "an id" : "a group"));
      }
    }
    return columns;
  }

  /**
   * Reads a file.
   *
   * @param number its place among all
   * @throws MalformedDataException if it cannot be read, or a record has no id, which must tell
   *     tracks of different files apart
   */
  public static Offer offer(int number, Path path, LoadingOptions options) throws IOException {
    LoadingOptions any = options.withLimits(1, options.maxPerGenre());
    Tally tally = new Tally();
    RowReader rows = new RowReader(any, Reading.TO_LEARN, tally, true);
    FileRecords own;
    try (SongFile file = SongFile.open(path, options.columns())) {
      rows.read(file, columns(path, file.header(), options), null);
      own = rows.file(0);
    }
    if (own.withoutId > 0) {
      throw new MalformedDataException(
          path,
          "%,d records have no id, by which tracks are told apart in all files. Name the column with ids: --id COLUMN."
              .formatted(own.withoutId));
    }
    LabelForm form = rows.decide().get(0).form();
    Pairs offered = new Pairs();
    Selection selection = rows.selection();
    rows.collected.tracks.forEach(
        (track, genre) -> {
          if (selection.leftOut(track, genre) == null) {
            offered.add(track, genre);
          }
        });
    Map<Reason, Unusable> leftOut = new TreeMap<>();
    tally
        .leftOut()
        .forEach(
            (why, left) -> leftOut.put(why, new Unusable(left.rows(), left.first().toString())));
    return new Offer(
        new SourceFile(number, path.toString(), own.sha256, own.header, own.readable),
        own.records,
        own.unlabelled(),
        leftOut,
        List.copyOf(own.notes),
        options.labelForm() == null ? own.cells : new LabelCells(),
        form,
        List.copyOf(rows.collected.genres),
        offered.tracks(),
        offered.genres());
  }

  /** A growing list of pairs. */
  private static final class Pairs {
    private long[] tracks = new long[64];
    private int[] genres = new int[64];
    private int size;

    private void add(long track, int genre) {
      if (size == tracks.length) {
        tracks = Arrays.copyOf(tracks, 2 * size);
        genres = Arrays.copyOf(genres, 2 * size);
      }
      tracks[size] = track;
      genres[size++] = genre;
    }

    private long[] tracks() {
      return Arrays.copyOf(tracks, size);
    }

    private int[] genres() {
      return Arrays.copyOf(genres, size);
    }
  }

  /**
   * Takes in what a file has; the order of files is of no matter.
   *
   * @throws MalformedDataException if it has other columns than one before
   */
  public void add(Offer offer) throws MalformedDataException {
    for (Offer other : offers.values()) {
      if (!other.file.header.equals(offer.file.header)) {
        throw new MalformedDataException(
            Path.of(offer.file.path),
            1,
            "",
            "this file has the columns %s, but %s has %s. Select from files with the same columns."
                .formatted(offer.file.header, other.file.path, other.file.header));
      }
      break; // all before are alike
    }
    offers.put(offer.file.number, offer.withoutPairs());
    int[] own =
        offer.genres.stream()
            .mapToInt(
                name ->
                    numbers.computeIfAbsent(
                        name,
                        another -> {
                          genres.add(another);
                          return genres.size() - 1;
                        }))
            .toArray();
    for (int i = 0; i < offer.trackKeys.length; i++) {
      pairs += tracks.add(offer.trackKeys[i], own[offer.genreNumbers[i]]) ? 1 : 0;
    }
    if (pairs > 2 * fewest) {
      tracks = kept(select(1));
      fewest = pairs;
    }
  }

  private Selection select(int least) {
    return Selection.byName(
        tracks, genres, options.withLimits(least, options.maxPerGenre()), UnaryOperator.identity());
  }

  private KeyedNumbers kept(Selection selection) {
    KeyedNumbers kept = new KeyedNumbers();
    pairs = 0;
    tracks.forEach(
        (track, genre) -> {
          if (selection.leftOut(track, genre) == null) {
            kept.add(track, genre);
            pairs++;
          }
        });
    return kept;
  }

  /** What the files offer that were taken in, without the pairs, by their numbers. */
  public List<Offer> offers() {
    return List.copyOf(offers.values());
  }

  /**
   * Decides what is kept, once all files are taken in.
   *
   * @throws MalformedDataException if a file's labels would be read otherwise beside the others, or
   *     nothing is left
   */
  public Choice choose() throws MalformedDataException {
    requireSameLabels();
    Selection selection = select(options.minPerGenre());
    KeyedNumbers kept = kept(selection);
    if (pairs == 0) {
      throw new MalformedDataException(
          Path.of(offers.values().iterator().next().file.path),
          "no genre has %,d tracks here and in all other files; --min-per-genre 1 keeps all that have one."
              .formatted(options.minPerGenre()));
    }
    long[] keys = new long[Math.toIntExact(pairs)];
    int[] count = {0};
    kept.forEachTrack(track -> keys[count[0]++] = track);
    long[] sorted = Arrays.copyOf(keys, count[0]);
    Arrays.sort(sorted);
    int some = selection.keptGenres().size();
    long[] names = genres.stream().mapToLong(new Keys()::key).toArray();
    long[] digest = {0};
    kept.forEach((track, genre) -> digest[0] += Keys.mix(track ^ names[genre]));
    return new Choice(sorted, Math.toIntExact(pairs), digest[0], some, genres.size() - some);
  }

  /** Reads the labels of all files as if they were one, which is how one machine does it. */
  private void requireSameLabels() throws MalformedDataException {
    List<LabelRule.File> all = new ArrayList<>();
    for (Offer offer : offers.values()) {
      Path path = Path.of(offer.file.path);
      Columns columns = columns(path, offer.file.header, options);
      String header = columns.mapping().get("genre");
      all.add(new LabelRule.File(path, columns, header, offer.labels));
    }
    List<LabelReading> readings =
        LabelRule.readings(all, options.labelForm(), options.missing(), List.of());
    int at = 0;
    for (Offer offer : offers.values()) {
      LabelReading together = readings.get(at++);
      if (together.form() != offer.form) {
        throw new MalformedDataException(
            Path.of(offer.file.path),
            1,
            all.get(0).header(),
            "by itself the cells are %s, beside the other files %s. Say which: --label-form %s or --label-form %s."
                .formatted(
                    offer.form.words(),
                    together.form().words(),
                    offer.form.option(),
                    together.form().option()));
      }
    }
  }

  /**
   * Reads a file again and copies from it what is kept. Features whose unit is converted are
   * written in the usual one.
   *
   * @throws MalformedDataException if the file has changed
   */
  public static Copied copy(SourceFile file, Choice choice, LoadingOptions options)
      throws IOException {
    Path path = Path.of(file.path);
    Columns columns = columns(path, file.header, options);
    FileRecords own = new FileRecords(path, file.header, columns, null, true, 0, 0, 0);
    own.sha256 = file.sha256;
    RecordReader record = new RecordReader(options, Reading.TO_LEARN, new Tally());
    FileValues values = new FileValues(path, columns, file.readable, new Records(), 0);
    record.readAgain(own, () -> values.look(record.values(), record.firstValue(), record.line()));
    List<String> notes = new UnitCheck(Optional.empty()).check(values);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] count = {0};
    try (Writer out = new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8)) {
      record.readAgain(
          own,
          () -> {
            if (Arrays.binarySearch(choice.tracks, record.trackKey()) >= 0) {
              out.write(line(record.cells(values)));
              count[0]++;
            }
          });
    }
    return new Copied(file.number, bytes.toByteArray(), count[0], notes);
  }

  private static String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    Text.appendRow(cells, line);
    return line.append('\n').toString();
  }

  /** The line of CSV above what is copied: the names of the columns. */
  public String header() {
    return line(offers.values().iterator().next().file.header);
  }
}
