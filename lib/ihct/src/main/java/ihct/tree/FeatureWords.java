package ihct.tree;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What more or less of a feature is called. */
final class FeatureWords {

  /** Of the usual audio features: more of it, less of it. */
  private static final Map<String, List<String>> KNOWN =
      Map.ofEntries(
          entry("duration_ms", List.of("longer", "shorter")),
          entry("popularity", List.of("more popular", "less popular")),
          entry("acousticness", List.of("more acoustic", "less acoustic")),
          entry("danceability", List.of("more danceable", "less danceable")),
          entry("energy", List.of("more energetic", "less energetic")),
          entry("instrumentalness", List.of("more instrumental", "less instrumental")),
          entry("liveness", List.of("more live", "less live")),
          entry("loudness", List.of("louder", "quieter")),
          entry("speechiness", List.of("more speech", "less speech")),
          entry("tempo", List.of("faster", "slower")),
          entry("valence", List.of("happier", "sadder")));

  private FeatureWords() {}

  /** Such as "louder"; of a feature that is not known "higher NAME". */
  static String of(String feature, boolean more) {
    List<String> both =
        KNOWN.getOrDefault(
            feature.strip().toLowerCase(Locale.ROOT),
            List.of("higher " + feature, "lower " + feature));
    return both.get(more ? 0 : 1);
  }
}
