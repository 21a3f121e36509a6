package ihct.loading.schema;

import ihct.loading.csv.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The paper's 11 features, in its order, with the shape of their distribution over real songs.
 *
 * <p><b>Source.</b> The published descriptive statistics (quartiles, least and greatest value) of
 * the 114,000 songs of 114 equally frequent genres of the "Spotify Tracks Dataset" by Maharshi
 * Pandya, <a href="https://www.kaggle.com/datasets/maharshipandya/-spotify-tracks-dataset">Kaggle,
 * 2022</a>, as its summary tables print them. Means and standard deviations of that table are not
 * used: they serve as a check of the shape.
 *
 * <p><b>Shape.</b> Write t = log(u / (1 − u)) / log 3 for a share u of the songs: −1 at the first
 * quartile, 0 at the median, 1 at the third. A link g maps the feature's range to all numbers: the
 * log-odds of its place between two bounds, or the logarithm. Then g(x) is linear in t with one
 * slope below the median and another above, so that all three quartiles are met exactly and the
 * tails are logistic on the scale of the link.
 *
 * <p><b>Usual medians.</b> The median of a table lies between two bounds, which are wide enough for
 * tables of one kind of recordings. The medians of the 114 genres of the source lie far within: 110
 * to 370 s, −23.8 to −3.4 dB, 82 to 174 beats per minute; those of some 1,000 finer genres of other
 * crawls at 65 to 588 s, −32 to −1.6 dB and 74 to 180 beats per minute. Single songs are no
 * measure: loudness is above 0 dB in some, and a tempo of 0 means that none was found.
 */
public enum AudioFeature {
  DURATION_MS(
      174_066, 212_906, 261_506, 0, Double.POSITIVE_INFINITY, true, 10_000, 36_000_000, "ms"),
  POPULARITY(17, 35, 50, 0, 100, true, 0, 100, ""),
  ACOUSTICNESS(0.0169, 0.169, 0.598, 0, 1, false, 0, 1, ""),
  DANCEABILITY(0.456, 0.580, 0.695, 0, 1, false, 0, 1, ""),
  ENERGY(0.472, 0.685, 0.854, 0, 1, false, 0, 1, ""),
  /** The first quartile is published as 0, which stands for everything below 1e-6. */
  INSTRUMENTALNESS(1e-6, 4.2e-5, 0.049, 0, 1, false, 0, 1, ""),
  LIVENESS(0.098, 0.132, 0.273, 0, 1, false, 0, 1, ""),
  LOUDNESS(-10.013, -7.004, -5.003, -49.531, 4.532, false, -60, 0, "dB"),
  SPEECHINESS(0.0359, 0.0489, 0.0845, 0, 1, false, 0, 1, ""),
  TEMPO(99.21875, 122.017, 140.071, 0, 243.372, false, 30, 300, "beats per minute"),
  VALENCE(0.260, 0.464, 0.683, 0, 1, false, 0, 1, "");

  private static final Optional<AudioFeature> NONE = Optional.empty();
  private static final int TELLING = 3;

  private static final Set<String> COMMON_WORDS =
      Set.of("duration", "popularity", "energy", "loudness", "tempo", "valence");

  private static final double LEAST_PUBLISHED_SHARE = 1e-6;

  private final double firstQuartile;
  private final double median;
  private final double thirdQuartile;
  private final double low;
  private final double high;
  private final boolean whole;
  private final double leastMedian;
  private final double mostMedian;
  private final String unit;

  AudioFeature(
      double firstQuartile,
      double median,
      double thirdQuartile,
      double low,
      double high,
      boolean whole,
      double leastMedian,
      double mostMedian,
      String unit) {
    this.firstQuartile = firstQuartile;
    this.median = median;
    this.thirdQuartile = thirdQuartile;
    this.low = low;
    this.high = high;
    this.whole = whole;
    this.leastMedian = leastMedian;
    this.mostMedian = mostMedian;
    this.unit = unit;
  }

  /** Finds the feature that stands under a column's name, one of those of known tables. */
  private static Optional<AudioFeature> named(String column) {
    String name = SongSchema.normal(column);
    return Stream.of(values())
        .filter(f -> SongSchema.AUDIO.get(f.ordinal()).headers().contains(name))
        .findFirst();
  }

  /**
   * Finds what columns hold, those of songs or of a user's choice. A user's columns are features of
   * songs if at least {@value #TELLING} of them are called so, one of them by a name that tables of
   * songs alone have: an "energy", a "tempo" and a "duration" may be of anything.
   */
  public static List<Optional<AudioFeature>> of(List<String> columns) {
    List<Optional<AudioFeature>> features = columns.stream().map(AudioFeature::named).toList();
    long known = features.stream().flatMap(Optional::stream).count();
    boolean own =
        columns.stream()
            .map(SongSchema::normal)
            .anyMatch(c -> named(c).isPresent() && !COMMON_WORDS.contains(c));
    return known >= TELLING && own ? features : columns.stream().map(c -> NONE).toList();
  }

  /** Tells whether it is a share of 1. */
  public boolean isShare() {
    return high == 1;
  }

  /** Says which medians of a table are usual, and in which unit. */
  public String usualMedians() {
    return Text.format("%,.0f to %,.0f %s", leastMedian, mostMedian, unit).strip();
  }

  /** Tells whether a value says that nothing was measured, in any unit. */
  public boolean isSentinel(double value) {
    return switch (this) {
      case DURATION_MS, TEMPO -> value == 0 || value == -1;
      case LOUDNESS -> false;
      default -> value == -1;
    };
  }

  /** Tells whether a song can have a value: a duration or a tempo of 0 was not measured. */
  public boolean isPossible(double value) {
    return switch (this) {
      case DURATION_MS, TEMPO -> value > 0;
      case LOUDNESS -> value >= -100 && value <= 20;
      default -> value >= low && value <= high;
    };
  }

  /** The columns' names, {@code duration_ms} to {@code valence}. */
  public static List<String> names() {
    return Arrays.stream(values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * {@return the value below which the share u of the songs lies, 0…1 without both ends, in the
   * feature's unit: ms, dB, beats per minute, or a share}
   */
  public double quantile(double u) {
    double t = StrictMath.log(u / (1 - u)) / StrictMath.log(3);
    double centre = link(median);
    double slope = t < 0 ? centre - link(firstQuartile) : link(thirdQuartile) - centre;
    double value = unlink(centre + slope * t);
    if (whole) {
      return StrictMath.rint(value);
    }
    return high == 1 && value < LEAST_PUBLISHED_SHARE ? 0 : value;
  }

  private double link(double x) {
    return StrictMath.log(Double.isInfinite(high) ? x - low : (x - low) / (high - x));
  }

  private double unlink(double y) {
    double e = StrictMath.exp(y);
    return Double.isInfinite(high) ? low + e : low + (high - low) * (e / (1 + e));
  }
}
