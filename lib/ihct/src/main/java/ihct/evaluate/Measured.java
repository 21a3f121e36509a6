package ihct.evaluate;

import ihct.hierarchy.Ihct;
import ihct.metrics.Scores;
import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.OptionalDouble;

/** All that is measured of a model's answers, be it on the test part of its run or on new rows. */
public record Measured(Scores scores, Reliability reliability) {

  /**
   * Puts songs before a model, once.
   *
   * @param songs at least one, scaled as it was trained
   * @param tree over its classes
   * @param inverse 1/T that was fitted to the validation part; empty if that is not known
   */
  public static Measured of(GenreClassifier model, Songs songs, Ihct tree, OptionalDouble inverse)
      throws IOException {
    Reliability.Meter meter = new Reliability.Meter(songs, tree, inverse);
    return new Measured(Evaluator.evaluate(model, songs, tree, meter), meter.result());
  }
}
