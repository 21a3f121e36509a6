package ihct.experiment;

import ihct.loading.Songs;
import ihct.loading.Split;
import ihct.loading.SplitLeak;
import ihct.loading.SplitRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a split would do to some songs.
 *
 * @param split row, track or artist
 * @param trainRows rows to train on
 * @param validationRows rows to tune on
 * @param testRows rows to report on
 * @param genresWithoutTrainingRows genres that the split would drop
 * @param sameTrack share of the test rows whose track stands in training under another genre; like
 *     the other shares null if there are no test rows
 * @param identicalFeatures share of the test rows with a training row of the same features
 * @param sameArtist share of the test rows whose artist stands in training; null if none is known
 */
record SplitFacts(
    String split,
    int trainRows,
    int validationRows,
    int testRows,
    int genresWithoutTrainingRows,
    Double sameTrack,
    Double identicalFeatures,
    Double sameArtist) {

  /** Tries every split that the songs allow. */
  static List<SplitFacts> of(Songs songs) {
    List<SplitFacts> facts = new ArrayList<>();
    for (SplitRule rule : SplitRule.values()) {
      if (rule != SplitRule.ARTIST || songs.hasArtists()) {
        facts.add(of(Split.of(songs, rule)));
      }
    }
    return facts;
  }

  private static SplitFacts of(Split split) {
    SplitLeak leak = SplitLeak.of(split);
    boolean tested = split.test().size() > 0;
    return new SplitFacts(
        Names.of(split.rule()),
        split.train().size(),
        split.validation().size(),
        split.test().size(),
        split.genresWithoutTrainingRows().size(),
        tested ? leak.sameTrack() : null,
        tested ? leak.identicalFeatures() : null,
        tested && leak.sameArtist().isPresent() ? leak.sameArtist().getAsDouble() : null);
  }

  @Override
  public String toString() {
    String lost =
        genresWithoutTrainingRows == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", %,d genres lost for want of training rows",
                genresWithoutTrainingRows);
    return String.format(
        Locale.ROOT,
        "split by %s: %,d train, %,d validation, %,d test rows%s; leak: %s",
        split,
        trainRows,
        validationRows,
        testRows,
        lost,
        testRows == 0 ? "none to measure without test rows" : leak());
  }

  private String leak() {
    return String.format(
        Locale.ROOT,
        "%.1f %% of the test rows have their track in training, %.1f %% a row of identical"
            + " features, %s",
        100 * sameTrack,
        100 * identicalFeatures,
        sameArtist == null
            ? "artists unknown"
            : String.format(Locale.ROOT, "%.1f %% their artist", 100 * sameArtist));
  }
}
