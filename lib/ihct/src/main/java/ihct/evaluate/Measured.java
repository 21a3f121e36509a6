package ihct.evaluate;

import ihct.files.Rounded;
import ihct.hierarchy.Ihct;
import ihct.metrics.Scores;
import ihct.models.GenreClassifier;
import ihct.models.HardClassifier;
import ihct.songs.Songs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * All that is measured of a model's answers, be it on the test part of its run or on new songs.
 *
 * @param scores how well it did
 * @param reliability how far its answers can be relied on
 * @param trees by name, how the answers do when they are read by a tree
 * @param outcomes what came out for each song
 */
public record Measured(
    Scores scores, Reliability reliability, Map<String, TreeScores> trees, Outcomes outcomes) {

  /**
   * Measures any model on any songs.
   *
   * @param songs at least one, scaled as it was trained, with its genres in their order
   * @param tree over these genres, by which tier accuracy and mistakes are measured
   * @return what was measured, without a temperature; of a {@link HardClassifier} only what its
   *     answers alone decide
   * @throws IllegalArgumentException if there are no songs, or model, songs and tree have different
   *     genres
   * @throws IllegalStateException if the songs were read without genres
   */
  public static Measured of(GenreClassifier model, Songs songs, Ihct tree) {
    if (songs.size() == 0) {
      throw new IllegalArgumentException("There are no songs to measure the model on.");
    }
    songs.y(); // says so if there are no genres
    int genres = songs.genres().size();
    if (model.classes() != genres || tree.classes() != genres) {
      throw new IllegalArgumentException(
          "The model knows %d genres, the songs have %d and the tree %d; they must be the same."
                  .formatted(model.classes(), genres, tree.classes())
              + " songs.withGenres(…) renumbers songs by other genres.");
    }
    try {
      Measured all = new Meter(songs, tree).measure(model, OptionalDouble.empty());
      return model instanceof HardClassifier ? all.ofAnswersAlone() : all;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written here
    }
  }

  /** The same without what a tree decides, where that stood for none. */
  public Measured ofNoTree() {
    return new Measured(scores.ofNoTree(), reliability.ofNoTree(), trees, outcomes);
  }

  /** The same without what is made of probabilities. */
  Measured ofAnswersAlone() {
    return new Measured(scores.ofAnswersAlone(), reliability.ofAnswersAlone(), trees, outcomes);
  }

  @Override
  public String toString() {
    return "%d songs: top-1 %s %%, top-5 %s %%, top-10 %s %%, macro-F1 %s %%; log loss %s, calibration error %s %%; by tiers %s %%"
        .formatted(
            scores.rows(),
            Rounded.percent(scores.top1()),
            Rounded.percent(scores.top5()),
            Rounded.percent(scores.top10()),
            Rounded.percent(scores.macroF1()),
            Rounded.decimals(3, scores.logLoss()),
            Rounded.percent(
                reliability.calibrationError() == null
                    ? Double.NaN
                    : reliability.calibrationError()),
            scores.tierAccuracy().stream().map(Rounded::percent).collect(Collectors.joining(", ")));
  }
}
