package ihct.study.fold;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.evaluate.Measured;
import ihct.evaluate.Reliability;
import ihct.evaluate.TreeScores;
import ihct.metrics.Scores;
import java.util.Map;

/**
 * How well a trained model does on the test part.
 *
 * @param top1 the most probable genre is right
 * @param top5 the right one is among the 5 most probable
 * @param top10 among the 10 most probable
 * @param anyGenre the most probable is any genre of the track
 * @param ceiling the best top-1 accuracy that tracks of several genres allow
 * @param macroF1 the mean F1 of the genres
 * @param logLoss mean −ln of the true genre's probability
 * @param brier mean squared distance of the probabilities from the truth
 * @param calibrationError expected calibration error
 * @param temperature fitted on the validation part
 * @param scaledLogLoss log loss at that temperature
 * @param scaledCalibrationError calibration error at that temperature
 * @param trees by name, how well the answers do when they are read by a tree
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CellScores(
    double top1,
    double top5,
    double top10,
    double anyGenre,
    double ceiling,
    double macroF1,
    double logLoss,
    double brier,
    double calibrationError,
    double temperature,
    double scaledLogLoss,
    double scaledCalibrationError,
    Map<String, TreeScores> trees) {

  /**
   * Takes what was measured on songs.
   *
   * @param ceiling the best top-1 accuracy that they allow
   */
  public static CellScores of(Measured measured, double ceiling) {
    Scores scores = measured.scores();
    Reliability reliability = measured.reliability();
    return new CellScores(
        scores.top1(),
        scores.top5(),
        scores.top10(),
        scores.anyGenre(),
        ceiling,
        scores.macroF1(),
        scores.logLoss(),
        reliability.brier(),
        reliability.calibrationError(),
        reliability.temperature(),
        reliability.scaledLogLoss(),
        reliability.scaledCalibrationError(),
        measured.trees());
  }
}
