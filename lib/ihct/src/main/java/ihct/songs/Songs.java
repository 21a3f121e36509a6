package ihct.songs;

import ihct.stopping.Stop;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

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

  private final List<String> features;
  private final List<String> genres;
  private final double[] values;
  private final int[] genre;
  private final long[] trackKeys;
  private final long[] artistKeys;
  private final int[][] trackGenres;

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
    this.features = List.copyOf(features);
    this.genres = List.copyOf(genres);
    this.values = Objects.requireNonNull(values, "values");
    this.genre = Objects.requireNonNull(genre, "genre");
    this.trackKeys = Objects.requireNonNull(trackKeys, "trackKeys");
    this.artistKeys = artistKeys;
    this.trackGenres = Objects.requireNonNull(trackGenres, "trackGenres");
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
   * Counts the rows.
   *
   * @return n, the number of (track, genre) pairs
   */
  public int size() {
    return genre.length;
  }

  /**
   * Counts the features.
   *
   * @return d, 11 for the paper's songs
   */
  public int dimension() {
    return features.size();
  }

  /**
   * Names the features.
   *
   * @return the d names in column order
   */
  public List<String> features() {
    return features;
  }

  /**
   * Names the genres.
   *
   * @return the N names; a genre's place is its class index
   */
  public List<String> genres() {
    return genres;
  }

  /**
   * Reads one feature.
   *
   * @param row 0…n−1
   * @param feature 0…d−1
   * @return its value
   */
  public double feature(int row, int feature) {
    Objects.checkIndex(feature, features.size());
    return values[row * features.size() + feature];
  }

  /**
   * Copies one row.
   *
   * @param row 0…n−1
   * @return its d features
   */
  public double[] features(int row) {
    int d = features.size();
    return Arrays.copyOfRange(values, row * d, (row + 1) * d);
  }

  /**
   * Writes one row as floats, the form in which networks and trees read it.
   *
   * @param row 0…n−1
   * @param target receives d floats
   * @param offset where the first of them goes
   */
  public void copyFeatures(int row, float[] target, int offset) {
    int d = features.size();
    for (int j = 0, from = row * d; j < d; j++) {
      target[offset + j] = (float) values[from + j];
    }
  }

  /**
   * Reads a row's class.
   *
   * @param row 0…n−1
   * @return its genre index, 0…N−1
   */
  public int genre(int row) {
    return genre[row];
  }

  /**
   * Copies the classes of all rows.
   *
   * @return n genre indices
   */
  public int[] genreIndices() {
    return genre.clone();
  }

  /**
   * Identifies a row's track.
   *
   * @param row 0…n−1
   * @return a 64-bit hash that all rows of the track share
   */
  public long trackKey(int row) {
    return trackKeys[row];
  }

  /**
   * Tells whether rows know their artist (or another group the user named).
   *
   * @return true if {@link #artistKey} may be asked
   */
  public boolean hasArtists() {
    return artistKeys != null;
  }

  /**
   * Identifies a row's artist, or the group the user named.
   *
   * @param row 0…n−1
   * @return a 64-bit hash that all rows of the artist share
   * @throws IllegalStateException if the songs know no artists
   */
  public long artistKey(int row) {
    if (artistKeys == null) {
      throw new IllegalStateException("These songs have no artist column.");
    }
    return artistKeys[row];
  }

  /**
   * Lists every kept genre of a row's track, its own among them.
   *
   * @param row 0…n−1
   * @return ascending genre indices; a copy
   */
  public int[] trackGenres(int row) {
    return trackGenres[row].clone();
  }

  public int trackGenreCount(int row) {
    return trackGenres[row].length;
  }

  /**
   * Tells whether a genre is one of those that a row's track carries.
   *
   * @param row 0…n−1
   * @param genreIndex the genre asked about
   * @return true if the track stands in the data under that genre
   */
  public boolean trackHasGenre(int row, int genreIndex) {
    return Arrays.binarySearch(trackGenres[row], genreIndex) >= 0;
  }

  /**
   * Counts the rows of every genre.
   *
   * @return N counts
   */
  public int[] rowsPerGenre() {
    int[] counts = new int[genres.size()];
    for (int g : genre) {
      counts[g]++;
    }
    return counts;
  }

  /**
   * Selects rows, in the order given; the genre list stays whole.
   *
   * @param rows row numbers, 0…n−1
   * @return the selected songs
   */
  public Songs rows(int[] rows) {
    int d = features.size();
    double[] someValues = new double[Math.multiplyExact(rows.length, d)];
    int[] someGenre = new int[rows.length];
    long[] someTracks = new long[rows.length];
    long[] someArtists = artistKeys == null ? null : new long[rows.length];
    int[][] someTrackGenres = new int[rows.length][];
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
    }
    return new Songs(
        features, genres, someValues, someGenre, someTracks, someArtists, someTrackGenres);
  }

  /**
   * Replaces the features and keeps everything else, as scaling does.
   *
   * @param newValues n·d features, row-major; taken over, not copied
   * @return songs with these features
   */
  public Songs withValues(double[] newValues) {
    return new Songs(features, genres, newValues, genre, trackKeys, artistKeys, trackGenres);
  }

  /**
   * Renumbers the genres to another list and drops the rows whose genre is not on it. The caller
   * counts what was dropped: the difference of the sizes.
   *
   * @param newGenres the genre list to follow, a model's for instance
   * @return songs whose genre indices point into {@code newGenres}
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
        some.trackGenres);
  }

  /**
   * Fingerprints the rows: the names of features and genres, then row by row, in order, the
   * features (IEEE 754 doubles), the genre's index and the track's key, little-endian.
   *
   * @return a SHA-256 in hexadecimal, equal for equal songs
   */
  public String sha256() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public String toString() {
    return "%d songs, %d features, %d genres".formatted(size(), dimension(), genres.size());
  }
}
