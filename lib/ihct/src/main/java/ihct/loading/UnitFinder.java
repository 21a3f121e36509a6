package ihct.loading;

import ihct.loading.schema.AudioFeature;
import ihct.loading.schema.ColumnUnit;
import ihct.loading.schema.FeatureUnit;
import ihct.songs.Spread;
import ihct.songs.ZScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the units of a table's features by where their values lie, and never by single values.
 *
 * <p>The bounds leave room for tables of one kind of recordings: previews of 30 s, audiobooks,
 * hours of noise, classical music, songs that nobody plays, means of genres and of artists. Only
 * units in which tables of songs are published are told for certain; of others a guess is made.
 */
final class UnitFinder {

  /** Shares above this are no shares; below it a scale of 0 to 10 cannot be told from per cent. */
  private static final double PER_CENT_HIGH = 10;

  /** So many features of a table tell of those that could have either unit. */
  private static final int TELLING = 2;

  private UnitFinder() {}

  /**
   * Finds the unit of each column by where its values lie; a feature is empty for what is none of
   * songs.
   */
  static List<ColumnUnit> find(List<Optional<AudioFeature>> features, List<Spread> spreads) {
    int inPerCent = 0;
    for (int j = 0; j < spreads.size(); j++) {
      boolean share = features.get(j).filter(AudioFeature::isShare).isPresent();
      inPerCent += share && isPerCent(spreads.get(j)) ? 1 : 0;
    }
    List<ColumnUnit> units = new ArrayList<>();
    for (int j = 0; j < spreads.size(); j++) {
      units.add(unit(features.get(j), spreads.get(j), inPerCent >= TELLING));
    }
    int loudness = features.indexOf(Optional.of(AudioFeature.LOUDNESS));
    long scaled = units.stream().filter(ColumnUnit.Z_SCORES::equals).count();
    if (loudness >= 0 && scaled >= TELLING && isScaledLoudness(spreads.get(loudness))) {
      units.set(loudness, ColumnUnit.Z_SCORES);
    }
    return units;
  }

  /** Loudness of one genre's songs, beside other z-scores: real ones may lie there, too. */
  private static boolean isScaledLoudness(Spread values) {
    return Math.abs(values.middle()) <= 4 && values.low() > -8 && values.high() < 8;
  }

  /** Finds the units in which a model was trained, by the moments of its training songs. */
  static List<ColumnUnit> ofTraining(
      List<Optional<AudioFeature>> features, List<ZScores.Moments> moments) {
    List<Spread> spreads = new ArrayList<>();
    for (int j = 0; j < moments.size(); j++) {
      spreads.add(spread(features.get(j), moments.get(j)));
    }
    List<ColumnUnit> units = new ArrayList<>(find(features, spreads));
    for (int j = 0; j < units.size(); j++) {
      if (features.get(j).isPresent() && isScaled(features.get(j).get(), moments.get(j))) {
        units.set(j, ColumnUnit.Z_SCORES);
      }
    }
    return units;
  }

  /** Where the values of a model's training songs lay, as far as their moments tell. */
  static Spread spread(Optional<AudioFeature> feature, ZScores.Moments moments) {
    double most = Double.POSITIVE_INFINITY;
    double least = Double.NEGATIVE_INFINITY;
    if (feature.isPresent() && feature.get() != AudioFeature.LOUDNESS) {
      least = 0;
      // Bounded values cannot lie beyond the bound, as the tail of a normal distribution would.
      double mean = moments.mean();
      double deviation = moments.standardDeviation();
      if (feature.get().isShare() || feature.get() == AudioFeature.POPULARITY) {
        boolean unit = mean <= 1 && deviation <= 0.5;
        most = unit ? 1 : mean <= 100 && deviation <= 50 ? 100 : most;
      }
    }
    return Spread.of(moments, least, most);
  }

  /** Moments near 0 and 1 are those of z-scores, where the feature itself has none like them. */
  private static boolean isScaled(AudioFeature feature, ZScores.Moments moments) {
    double mean = Math.abs(moments.mean());
    double deviation = moments.standardDeviation();
    if (feature == AudioFeature.POPULARITY) { // unpopular songs have small moments, too
      return mean < 0.15 && deviation > 0.7 && deviation < 1.4;
    }
    double least = feature.isShare() ? 0.55 : 0.3; // no share deviates by more than a half
    return mean <= 1 && deviation >= least && deviation <= 3;
  }

  private static ColumnUnit unit(
      Optional<AudioFeature> feature, Spread values, boolean othersInPerCent) {
    if (feature.isEmpty()) {
      return ColumnUnit.OWN;
    }
    if (values.rows() == 0) {
      return ColumnUnit.USUAL;
    }
    return switch (feature.get()) {
      case DURATION_MS -> duration(values);
      case POPULARITY -> popularity(values);
      case LOUDNESS -> loudness(values);
      case TEMPO -> tempo(values);
      default -> share(values, othersInPerCent);
    };
  }

  /** Negative values of what cannot be negative, all of them small. */
  private static boolean isScaled(Spread values) {
    return values.low() < 0
        && values.low() > -15
        && Math.abs(values.middle()) <= 3
        && values.high() <= 15;
  }

  private static ColumnUnit duration(Spread values) {
    double middle = values.middle();
    if (isScaled(values)) {
      return ColumnUnit.Z_SCORES;
    }
    if (middle > 6e10) {
      return ColumnUnit.other("nanoseconds?");
    }
    if (middle > 6e7) {
      return values.low() >= 1e6
          ? ColumnUnit.of(FeatureUnit.MICROSECONDS)
          : ColumnUnit.other("of several units?");
    }
    if (middle > 3.6e7) {
      return ColumnUnit.doubtful("days of noise, or microseconds?");
    }
    if (middle >= 10_000) {
      return ColumnUnit.USUAL;
    }
    if (middle > 3_600) {
      return ColumnUnit.doubtful("jingles, or seconds?");
    }
    if (middle >= 25) {
      return values.low() >= 1 && values.high() <= 1e5
          ? ColumnUnit.of(FeatureUnit.SECONDS)
          : ColumnUnit.other("of several units?");
    }
    return ColumnUnit.other(shortDuration(values));
  }

  private static String shortDuration(Spread values) {
    if (values.low() >= 0 && values.high() <= 1) {
      return "scaled to 0 to 1?";
    }
    boolean narrow = values.low() > 4 && values.high() < 1.3 * values.low();
    return values.low() < 0 ? "negative?" : narrow ? "a logarithm?" : "minutes?";
  }

  private static ColumnUnit popularity(Spread values) {
    if (isScaled(values)) {
      return ColumnUnit.Z_SCORES;
    }
    if (values.low() < 0 || values.high() > 100) {
      return ColumnUnit.other("another scale, or counts?");
    }
    // Songs that nobody plays have 0 and 1 in any table.
    if (values.high() > 1 || values.fractions() <= 0.5) {
      return ColumnUnit.USUAL;
    }
    return values.hundredths()
        ? ColumnUnit.of(FeatureUnit.OF_ONE)
        : ColumnUnit.doubtful("scaled to 0 to 1, or songs that nobody plays?");
  }

  private static boolean isPerCent(Spread values) {
    return values.low() >= 0
        && values.middle() > 1
        && values.high() > PER_CENT_HIGH
        && values.high() <= 100;
  }

  private static ColumnUnit share(Spread values, boolean othersInPerCent) {
    if (isScaled(values)) {
      return ColumnUnit.Z_SCORES;
    }
    boolean inRange = values.low() >= 0 && values.high() <= 1;
    // Values up to 1 % throughout, or a share beside features in per cent: a share reaches further.
    boolean small = inRange && (values.high() <= 0.5 || values.fractions() == 0);
    if (isPerCent(values)
        || (othersInPerCent && values.low() >= 0 && values.high() <= 100 && (!inRange || small))) {
      return ColumnUnit.of(FeatureUnit.PER_CENT);
    }
    return inRange ? ColumnUnit.USUAL : ColumnUnit.other("another scale?");
  }

  private static ColumnUnit loudness(Spread values) {
    double middle = values.middle();
    boolean zero = values.low() < 0 && values.high() > 0.3 && Math.abs(middle) <= 1;
    if (zero && values.low() >= -4 && values.high() <= 4) {
      return ColumnUnit.Z_SCORES;
    }
    if (values.low() >= 0) {
      return ColumnUnit.other(values.high() <= 1 ? "scaled to 0 to 1?" : "with the wrong sign?");
    }
    if (middle > 3) {
      return ColumnUnit.other("with the wrong sign?");
    }
    if (middle < -100) {
      return ColumnUnit.other("hundredths of dB?");
    }
    return values.low() > -1 && values.high() <= 0
        ? ColumnUnit.other("scaled to -1 to 0?")
        : ColumnUnit.USUAL;
  }

  private static ColumnUnit tempo(Spread values) {
    double middle = values.middle();
    if (isScaled(values)) {
      return ColumnUnit.Z_SCORES;
    }
    if (middle >= 30 && middle <= 300) {
      return ColumnUnit.USUAL;
    }
    if (middle < 0) {
      return ColumnUnit.other("negative?");
    }
    if (middle > 300) {
      return ColumnUnit.other(middle <= 2_000 ? "milliseconds per beat?" : "a multiple?");
    }
    if (values.high() <= 1) {
      return ColumnUnit.other("scaled to 0 to 1?");
    }
    return ColumnUnit.other(
        middle <= 1.6 ? "hundredths?" : middle <= 5 ? "beats per second?" : "another scale?");
  }
}
