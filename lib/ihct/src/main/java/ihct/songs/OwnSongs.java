package ihct.songs;

import ihct.keys.Keys;
import ihct.keys.LongIndex;
import ihct.stopping.Stop;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** Songs made of a user's own numbers instead of files, by the rules that files are read by. */
final class OwnSongs {

  /** Sums of squares of larger ones would overflow; as in files. */
  private static final double LARGEST = 1e145;

  /** A key as {@link #text} writes it, to be read as it was. */
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{16}");

  private final Keys hash = new Keys();
  private final List<String> features;
  private final double[] values;
  private final String[] labels;

  private OwnSongs(List<String> features, double[] values, String[] labels) {
    this.features = features;
    this.values = values;
    this.labels = labels;
  }

  static Songs of(double[][] x, List<String> labels, List<String> names) {
    for (int row = 0; row < x.length; row++) {
      if (x[row] == null) {
        throw new IllegalArgumentException(
            "Row %d (counted from 0) is null; fill it in, or leave it out.".formatted(row));
      }
    }
    if (x.length == 0 || x[0].length == 0) {
      throw new IllegalArgumentException(
          "There is nothing to make songs of: x has %d rows%s."
              .formatted(x.length, x.length == 0 ? "" : " of 0 features"));
    }
    if (labels.size() != x.length) {
      throw new IllegalArgumentException(
          "x has %d rows, and there are %d labels; give each row one."
              .formatted(x.length, labels.size()));
    }
    int d = x[0].length;
    if (!names.isEmpty() && names.size() != d) {
      throw new IllegalArgumentException(
          "x has %d features, and %d are named: %s.".formatted(d, names.size(), names));
    }
    List<String> features = names.isEmpty() ? numbered(d) : names;
    double[] values = new double[Math.multiplyExact(x.length, d)];
    for (int row = 0; row < x.length; row++) {
      Stop.check("making songs");
      if (x[row].length != d) {
        throw new IllegalArgumentException(
            "Row %d (counted from 0) and row 0 differ in their number of features: %d and %d."
                .formatted(row, x[row].length, d));
      }
      System.arraycopy(x[row], 0, values, row * d, d);
    }
    requireFinite(features, values, "leave the row out, or fill in what is missing.");
    return of(features, values, labels.toArray(String[]::new), row -> null, null);
  }

  /**
   * Makes songs.
   *
   * @param values row-major, finite; taken over
   * @param labels one for each row; taken over
   * @param track what tells a row's track; null where the row is a track of its own
   * @param group what tells the rows that a split by artist keeps together; null where a track has
   *     none, or altogether if none are known
   */
  static Songs of(
      List<String> features,
      double[] values,
      String[] labels,
      IntFunction<String> track,
      IntFunction<String> group) {
    requireNames(features);
    OwnSongs own = new OwnSongs(features, values, labels);
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] == null || labels[row].isBlank()) {
        throw new IllegalArgumentException(
            "Row %d (counted from 0) has no label; leave such rows out.".formatted(row));
      }
      labels[row] = labels[row].strip();
    }
    long[] tracks = own.trackKeys(track);
    return own.songs(tracks, group == null ? null : own.groupKeys(tracks, group));
  }

  /** Writes a key so that it is read as the same one. */
  static String text(long key) {
    return HexFormat.of().toHexDigits(key);
  }

  private long key(String text) {
    return KEY.matcher(text).matches() ? HexFormat.fromHexDigitsToLong(text) : hash.key(text);
  }

  private static List<String> numbered(int d) {
    String[] names = new String[d];
    Arrays.setAll(names, i -> "x" + (i + 1));
    return List.of(names);
  }

  private static void requireNames(List<String> features) {
    Set<String> seen = new HashSet<>();
    for (String feature : features) {
      if (feature.isBlank() || !seen.add(feature)) {
        throw new IllegalArgumentException(
            feature.isBlank()
                ? "A feature needs a name; got %s.".formatted(features)
                : "Feature \"%s\" is named twice; name each once.".formatted(feature));
      }
    }
  }

  /** Refuses numbers that nothing can be computed with, naming the first. */
  static void requireFinite(List<String> features, double[] values, String advice) {
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i]) <= LARGEST)) {
        int d = features.size();
        throw new IllegalArgumentException(
            "Feature \"%s\" is %s in row %d (counted from 0), which cannot be computed with; %s"
                .formatted(features.get(i % d), values[i], i / d, advice));
      }
    }
  }

  private Songs songs(long[] tracks, long[] groups) {
    int rows = labels.length;
    List<String> genres = Arrays.stream(labels).distinct().sorted().toList();
    Map<String, Integer> places = new HashMap<>();
    genres.forEach(genre -> places.put(genre, places.size()));
    int[] genre = Arrays.stream(labels).mapToInt(places::get).toArray();
    LongIndex index = new LongIndex();
    int[] track = Arrays.stream(tracks).mapToInt(index::add).toArray();
    requireDistinct(track, genre);
    int[][] lists =
        GenresOfTracks.of(rows, row -> track[row], index.size(), row -> genre[row], genres.size());
    int[][] trackGenres = Arrays.stream(track).mapToObj(own -> lists[own]).toArray(int[][]::new);
    return new Songs(features, genres, values, genre, tracks, groups, trackGenres);
  }

  /**
   * The key of a track of its own says what stands in the row and how often the same stood before,
   * so that it does not depend on the order of the rows.
   */
  private long[] trackKeys(IntFunction<String> track) {
    LongIndex seen = new LongIndex();
    int[] times = new int[labels.length];
    int d = features.size();
    long[] keys = new long[labels.length];
    for (int row = 0; row < keys.length; row++) {
      Stop.check("making songs");
      String text = track.apply(row);
      if (text != null) {
        keys[row] = key(text);
        continue;
      }
      byte[] label = labels[row].getBytes(StandardCharsets.UTF_8);
      ByteBuffer content = ByteBuffer.allocate(Double.BYTES * d + label.length + Integer.BYTES);
      for (int j = 0; j < d; j++) {
        content.putDouble(values[row * d + j] + 0.0); // -0.0 and 0.0 are equal
      }
      content.put(label);
      int same = seen.add(hash.key(content.array(), 0, content.position()));
      content.putInt(times[same]++);
      keys[row] = hash.key(content.array(), 0, content.position());
    }
    return keys;
  }

  private long[] groupKeys(long[] tracks, IntFunction<String> group) {
    long[] keys = new long[tracks.length];
    for (int row = 0; row < keys.length; row++) {
      String text = group.apply(row);
      keys[row] = text == null ? Keys.mix(tracks[row]) : key(text);
    }
    return keys;
  }

  private void requireDistinct(int[] track, int[] genre) {
    LongIndex pairs = new LongIndex();
    int[] first = new int[track.length];
    for (int row = 0; row < track.length; row++) {
      int known = pairs.size();
      int pair = pairs.add(((long) track[row] << Integer.SIZE) | genre[row]);
      if (pair < known) {
        throw new IllegalArgumentException(
            "Row %d repeats row %d (counted from 0): the same track under \"%s\". Keep one of them."
                .formatted(row, first[pair], labels[row]));
      }
      first[pair] = row;
    }
  }
}
