package ihct.evaluate;

import ihct.metrics.Scores;
import java.util.Map;

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

  /** The same without what is made of probabilities. */
  Measured ofAnswersAlone() {
    return new Measured(scores.ofAnswersAlone(), reliability.ofAnswersAlone(), trees, outcomes);
  }
}
