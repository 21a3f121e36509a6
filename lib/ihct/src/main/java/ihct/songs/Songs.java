package ihct.songs;

import ihct.io.Sha256;
import ihct.stopping.Stop;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import smile.data.DataFrame;
import tech.tablesaw.api.Table;

/**
 * Songs as numbers: n rows of d features, each row with a genre, a track and perhaps an artist.
 *
 * <p>A row is one pair (track, genre), as in the paper: a track that carries three genres stands
 * here three times, with the same features and the same track key. Rows never change; every method
 * that seems to change them returns new songs.
 *
 * <p><b>Shape.</b> Features are kept flat and row-major, n·d doubles (70 MB for the paper's 794,000
 * songs). <b>Unit.</b> Raw features are in the unit of their source; those that a {@link ZScores}
 * has seen are in standard deviations.
 */
public final class Songs {

  /** The only genre of songs that were read without labels. */
  public static final String UNLABELLED = "(no genre)";

  private final List<String> features;
  private final List<String> genres;
  private final double[] values;
  private final int[] genre;
  private final long[] trackKeys;
  private final long[] artistKeys;
  private final int[][] trackGenres;

  /** Null unless they were asked for and the file has them. */
  private final SongNames names;

  /** By row, {@link Part#ordinal()}; null unless the data came split. */
  private final byte[] parts;

  /**
   * Takes over the given arrays; the caller must not touch them afterwards.
   *
   * @param features the d feature names, in column order
   * @param genres the N genre names, in the order of their indices
   * @param values n·d features, row-major, all finite
   * @param genre the genre index of each row, 0…N−1
   * @param trackKeys a 64-bit hash of each row's track; rows of one track share it
   * @param artistKeys a 64-bit hash of each row's artist or other group, or null when unknown
   * @param trackGenres every kept genre of each row's track, ascending; rows of a track may share
   *     the array
   * @throws IllegalArgumentException if the lengths disagree or a genre index is out of range
   */
  public Songs(
      List<String> features,
      List<String> genres,
      double[] values,
      int[] genre,
      long[] trackKeys,
      long[] artistKeys,
      int[][] trackGenres) {
    this(features, genres, values, genre, trackKeys, artistKeys, trackGenres, null, null);
  }

  private Songs(
      List<String> features,
      List<String> genres,
      double[] values,
      int[] genre,
      long[] trackKeys,
      long[] artistKeys,
      int[][] trackGenres,
      SongNames names,
      byte[] parts) {
    this.features = List.copyOf(features);
    this.genres = List.copyOf(genres);
    this.values = Objects.requireNonNull(values, "values");
    this.genre = Objects.requireNonNull(genre, "genre");
    this.trackKeys = Objects.requireNonNull(trackKeys, "trackKeys");
    this.artistKeys = artistKeys;
    this.trackGenres = Objects.requireNonNull(trackGenres, "trackGenres");
    this.names = names;
    this.parts = parts;
    int rows = genre.length;
    if (values.length != (long) rows * features.size()
        || trackKeys.length != rows
        || trackGenres.length != rows
        || (artistKeys != null && artistKeys.length != rows)) {
      throw new IllegalArgumentException(
          "Songs of %d rows and %d features need %d values and %d keys; got %d values, %d track keys."
              .formatted(
                  rows,
                  features.size(),
                  (long) rows * features.size(),
                  rows,
                  values.length,
                  trackKeys.length));
    }
    for (int row = 0; row < rows; row++) {
      if (genre[row] < 0 || genre[row] >= genres.size()) {
        throw new IllegalArgumentException(
            "Row %d has genre index %d; it must be between 0 and %d."
                .formatted(row, genre[row], genres.size() - 1));
      }
    }
  }

  /**
   * Makes songs of numbers, to train on them as on those of files.
   *
   * <p>Each row is a track of its own, and no artists are known. Its part of a split follows from
   * what stands in the row, not from its place.
   *
   * @param x n×d features in any unit, each finite; copied
   * @param labels a genre, or whatever the class is, for each row
   * @param features names of the d features; x1…xd if none are given
   * @return the songs in this order; genres are numbered by name
   * @throws IllegalArgumentException if there are no rows, rows have different lengths, a feature
   *     is NaN, infinite or above 10¹⁴⁵, or a row has no label; the message names the row
   */
  public static Songs of(double[][] x, List<String> labels, String... features) {
    return OwnSongs.of(x, labels, List.of(features));
  }

  /**
   * Makes songs of a table of Tablesaw, to train on them as on those of files.
   *
   * <p>Columns of four names tell what they say, unless they are the label or named as features:
   * rows with the same {@code track} are one song under several genres (without it each row is a
   * track of its own), a split by artist keeps rows of the same {@code group} together, or else of
   * the same {@code artist}, and {@code title} and {@code artist} become the songs' names. So what
   * {@link #table} gave can be filtered, and be songs again.
   *
   * <p>Nothing is left out: what cannot be used is refused, with the way to mend it.
   *
   * @param table a row per song and genre; copied
   * @param label the column with the genre, or whatever the class is
   * @param features columns with numbers; all other columns if none are named
   * @return the songs in the order of the rows; genres are numbered by name
   * @throws IllegalArgumentException if a column is not there, a feature's holds no numbers, a
   *     label or feature is missing or not finite, or a track stands twice under one genre; the
   *     message names column and row
   */
  public static Songs of(Table table, String label, String... features) {
    return SongTables.songs(table, label, List.of(features));
  }

  /** {@return the number of rows n: pairs of a track and a genre} */
  public int size() {
    return genre.length;
  }

  /** {@return the number of features d, 11 for the paper's songs} */
  public int dimension() {
    return features.size();
  }

  /** {@return the features' d names, in column order} */
  public List<String> features() {
    return features;
  }

  /** {@return the genres' N names; a genre's place is its index} */
  public List<String> genres() {
    return genres;
  }

  /** {@return feature 0…d−1 of row 0…n−1} */
  public double feature(int row, int feature) {
    Objects.checkIndex(feature, features.size());
    return values[row * features.size() + feature];
  }

  /**
   * {@return the n×d features of all rows, as Smile and others take them; a copy}
   *
   * @throws IllegalStateException if one is NaN or infinite
   */
  public double[][] x() {
    double[][] x = new double[size()][];
    for (int row = 0; row < x.length; row++) {
      Stop.check("copying songs");
      x[row] = features(row);
      for (int j = 0; j < x[row].length; j++) {
        if (!Double.isFinite(x[row][j])) {
          throw new IllegalStateException(
              "Feature \"%s\" is %s in row %d (counted from 0), which cannot be computed with."
                  .formatted(features.get(j), x[row][j], row));
        }
      }
    }
    return x;
  }

  /**
   * {@return the genres of all rows as n indices into {@link #genres()}, as Smile and others take
   * them; a copy}
   *
   * @throws IllegalStateException if the songs were read without genres
   */
  public int[] y() {
    if (genres.equals(List.of(UNLABELLED))) {
      throw new IllegalStateException(
          "These songs were read without genres, so there is nothing to learn from them.");
    }
    return genre.clone();
  }

  /**
   * Copies the songs into a table of Tablesaw, to filter, group and count by one's own questions.
   *
   * <p><b>Cost.</b> O(n·d) time; 8 bytes per number, and some ten per text.
   *
   * @return a row per song, in their order, with the columns {@code genre}, {@code title} and
   *     {@code artist} if they are kept, the features, {@code track}, and {@code group} if there
   *     are artists; the last two tell the songs apart and are read by {@link #of(Table, String,
   *     String...)}
   */
  public Table table() {
    return SongTables.table(this);
  }

  /**
   * {@return a data frame of Smile with a copy of the songs: the column {@code genre}, nominal,
   * whose values are indices into {@link #genres()}, then the features}
   *
   * @throws IllegalStateException as {@link #x} and {@link #y} do
   */
  public DataFrame smile() {
    return SongTables.smile(this);
  }

  /** {@return the d features of row 0…n−1; a copy} */
  public double[] features(int row) {
    int d = features.size();
    return Arrays.copyOfRange(values, row * d, (row + 1) * d);
  }

  /**
   * Writes row 0…n−1 as d floats, the form in which networks and trees read it, to the target from
   * the offset on.
   */
  public void copyFeatures(int row, float[] target, int offset) {
    int d = features.size();
    for (int j = 0, from = row * d; j < d; j++) {
      target[offset + j] = (float) values[from + j];
    }
  }

  /** {@return the genre of row 0…n−1 as an index, 0…N−1} */
  public int genre(int row) {
    return genre[row];
  }

  /** {@return a 64-bit hash of the track of row 0…n−1, which all rows of the track share} */
  public long trackKey(int row) {
    return trackKeys[row];
  }

  /** {@return whether rows know their artist, or another group that the user named} */
  public boolean hasArtists() {
    return artistKeys != null;
  }

  /**
   * {@return a 64-bit hash of the artist, or the group the user named, of row 0…n−1, which all rows
   * of the artist share}
   *
   * @throws IllegalStateException if the songs know no artists
   */
  public long artistKey(int row) {
    if (artistKeys == null) {
      throw new IllegalStateException("These songs have no artist column.");
    }
    return artistKeys[row];
  }

  /**
   * {@return the song's title as the file has it; empty if it has none, or if titles were not asked
   * for when it was read}
   */
  public Optional<String> title(int row) {
    Objects.checkIndex(row, size());
    return names == null ? Optional.empty() : names.title(row);
  }

  /**
   * {@return all artists of the song in one text, as the file has it; empty if it has none, or if
   * names were not asked for when it was read}
   */
  public Optional<String> artist(int row) {
    Objects.checkIndex(row, size());
    return names == null ? Optional.empty() : names.artist(row);
  }

  boolean hasTitles() {
    return names != null && names.hasTitles();
  }

  boolean hasArtistNames() {
    return names != null && names.hasArtists();
  }

  /** Gives the songs their titles and artists. */
  public Songs withNames(SongNames some) {
    return new Songs(
        features, genres, values, genre, trackKeys, artistKeys, trackGenres, some, parts);
  }

  /** {@return whether the data say for each row which {@link Part} it belongs to} */
  public boolean isParted() {
    return parts != null;
  }

  /**
   * {@return the part that the data put row 0…n−1 in}
   *
   * @throws IllegalStateException unless {@link #isParted}
   */
  public Part part(int row) {
    if (parts == null) {
      throw new IllegalStateException("These songs came without a split of their own.");
    }
    return Part.values()[parts[row]];
  }

  /**
   * The same songs with a split of their own, which every split keeps.
   *
   * @param each the part of each row
   * @throws IllegalArgumentException if there are not as many as rows
   */
  public Songs withParts(List<Part> each) {
    if (each.size() != size()) {
      throw new IllegalArgumentException(
          "%d parts for %d songs; give each song one.".formatted(each.size(), size()));
    }
    byte[] own = new byte[each.size()];
    for (int row = 0; row < own.length; row++) {
      own[row] = (byte) each.get(row).ordinal();
    }
    return new Songs(
        features, genres, values, genre, trackKeys, artistKeys, trackGenres, names, own);
  }

  /** {@return every kept genre of the track of row 0…n−1, its own among them, ascending; a copy} */
  public int[] trackGenres(int row) {
    return trackGenres[row].clone();
  }

  public int trackGenreCount(int row) {
    return trackGenres[row].length;
  }

  /** {@return whether the track of row 0…n−1 stands in the data under a genre, too} */
  public boolean trackHasGenre(int row, int genreIndex) {
    return Arrays.binarySearch(trackGenres[row], genreIndex) >= 0;
  }

  /** Counts the rows of every genre. */
  public int[] rowsPerGenre() {
    int[] counts = new int[genres.size()];
    for (int g : genre) {
      counts[g]++;
    }
    return counts;
  }

  /** {@return how many rows each genre has, by its name; those without rows are missing} */
  public Map<String, Integer> rowsByGenre() {
    int[] rows = rowsPerGenre();
    Map<String, Integer> byName = new TreeMap<>();
    IntStream.range(0, rows.length)
        .filter(g -> rows[g] > 0)
        .forEach(g -> byName.put(genres.get(g), rows[g]));
    return byName;
  }

  /** Selects rows by their numbers, 0…n−1, in the order given; the genre list stays whole. */
  public Songs rows(int[] rows) {
    int d = features.size();
    double[] someValues = new double[Math.multiplyExact(rows.length, d)];
    int[] someGenre = new int[rows.length];
    long[] someTracks = new long[rows.length];
    long[] someArtists = artistKeys == null ? null : new long[rows.length];
    int[][] someTrackGenres = new int[rows.length][];
    byte[] someParts = parts == null ? null : new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      Stop.check("selecting songs");
      int row = rows[i];
      System.arraycopy(values, row * d, someValues, i * d, d);
      someGenre[i] = genre[row];
      someTracks[i] = trackKeys[row];
      if (someArtists != null) {
        someArtists[i] = artistKeys[row];
      }
      someTrackGenres[i] = trackGenres[row];
      if (someParts != null) {
        someParts[i] = parts[row];
      }
    }
    return new Songs(
        features,
        genres,
        someValues,
        someGenre,
        someTracks,
        someArtists,
        someTrackGenres,
        names == null ? null : names.rows(rows),
        someParts);
  }

  /**
   * Puts other songs behind these, and their genres behind the genres of these. Names, and the
   * parts that the data came in, are left out.
   *
   * @param more songs of the same features
   * @throws IllegalArgumentException if the features differ
   */
  public Songs and(Songs more) {
    if (!features.equals(more.features)) {
      throw new IllegalArgumentException(
          "The songs have the features %s, and those to add %s; they must be the same."
              .formatted(features, more.features));
    }
    int rows = Math.addExact(size(), more.size());
    double[] bothValues = Arrays.copyOf(values, Math.multiplyExact(rows, dimension()));
    System.arraycopy(more.values, 0, bothValues, values.length, more.values.length);
    IntUnaryOperator shifted = genre -> genres.size() + genre;
    return new Songs(
        features,
        Stream.concat(genres.stream(), more.genres.stream()).toList(),
        bothValues,
        IntStream.concat(IntStream.of(genre), IntStream.of(more.genre).map(shifted)).toArray(),
        LongStream.concat(LongStream.of(trackKeys), LongStream.of(more.trackKeys)).toArray(),
        artistKeys == null || more.artistKeys == null
            ? null
            : LongStream.concat(LongStream.of(artistKeys), LongStream.of(more.artistKeys))
                .toArray(),
        Stream.concat(
                Arrays.stream(trackGenres),
                Arrays.stream(more.trackGenres)
                    .map(all -> IntStream.of(all).map(shifted).toArray()))
            .toArray(int[][]::new));
  }

  /**
   * Replaces the n·d features, row-major, and keeps everything else, as scaling does; the array is
   * taken over, not copied.
   */
  public Songs withValues(double[] newValues) {
    return new Songs(
        features, genres, newValues, genre, trackKeys, artistKeys, trackGenres, names, parts);
  }

  /**
   * Replaces the features by as many as are named, row-major, and keeps everything else; the array
   * is taken over, not copied.
   */
  public Songs withFeatures(List<String> names, double[] newValues) {
    return new Songs(
        names, genres, newValues, genre, trackKeys, artistKeys, trackGenres, this.names, parts);
  }

  /**
   * Renumbers the genres to another list, a model's for instance, and drops the rows whose genre is
   * not on it. The caller counts what was dropped: the difference of the sizes.
   */
  public Songs withGenres(List<String> newGenres) {
    int[] newIndex = new int[genres.size()];
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < newGenres.size(); i++) {
      places.put(newGenres.get(i), i);
    }
    for (int g = 0; g < newIndex.length; g++) {
      newIndex[g] = places.getOrDefault(genres.get(g), -1);
    }
    int[] kept = IntStream.range(0, size()).filter(r -> newIndex[genre[r]] >= 0).toArray();
    Songs some = rows(kept);
    Map<int[], int[]> renumbered = new IdentityHashMap<>();
    for (int i = 0; i < kept.length; i++) {
      Stop.check("selecting songs");
      some.genre[i] = newIndex[some.genre[i]];
      some.trackGenres[i] =
          renumbered.computeIfAbsent(
              some.trackGenres[i],
              old ->
                  Arrays.stream(old).map(g -> newIndex[g]).filter(g -> g >= 0).sorted().toArray());
    }
    return new Songs(
        features,
        newGenres,
        some.values,
        some.genre,
        some.trackKeys,
        some.artistKeys,
        some.trackGenres,
        some.names,
        some.parts);
  }

  /**
   * Puts other names, such as those of clusters of genres, in the place of the genres.
   *
   * @param names the new list
   * @param place of each genre on it; −1 for one that no row has
   */
  public Songs withGenreOf(List<String> names, IntUnaryOperator place) {
    int[] renamed = IntStream.of(genre).map(place).toArray();
    int[][] ofTracks =
        Arrays.stream(trackGenres)
            .map(all -> IntStream.of(all).map(place).filter(g -> g >= 0).sorted().distinct())
            .map(IntStream::toArray)
            .toArray(int[][]::new);
    return new Songs(
        features, names, values, renamed, trackKeys, artistKeys, ofTracks, this.names, parts);
  }

  /**
   * Replaces the genres.
   *
   * @param names the new list
   * @param each by row, the one genre that its track has
   */
  public Songs withLabels(List<String> names, int[] each) {
    return new Songs(
        features,
        names,
        values,
        each.clone(),
        trackKeys,
        artistKeys,
        IntStream.of(each).mapToObj(genre -> new int[] {genre}).toArray(int[][]::new),
        this.names,
        parts);
  }

  /**
   * Fingerprints the rows: the names of features and genres, then row by row, in order, the
   * features (IEEE 754 doubles), the genre's index and the track's key, little-endian; then the
   * parts, a byte for each row, if the data came split. The SHA-256 is in hexadecimal, and equal
   * for equal songs.
   */
  public String sha256() {
    MessageDigest digest = Sha256.begin();
    digest.update((features + "\n" + genres).getBytes(StandardCharsets.UTF_8));
    int d = features.size();
    ByteBuffer buffer = ByteBuffer.allocate(Double.BYTES * d + 12).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < genre.length; row++) {
      Stop.check("fingerprinting songs");
      buffer.clear();
      for (int j = 0; j < d; j++) {
        buffer.putDouble(values[row * d + j]);
      }
      buffer.putInt(genre[row]).putLong(trackKeys[row]);
      digest.update(buffer.array());
    }
    if (parts != null) {
      digest.update(parts);
    }
    return Sha256.end(digest);
  }

  @Override
  public String toString() {
    return "%d songs, %d features, %d genres".formatted(size(), dimension(), genres.size());
  }
}
