package ihct.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.metrics.Calibration;
import java.util.List;

/**
 * How far a model's answers can be relied on: whether its probabilities mean what they say, and how
 * bad its mistakes are. Results of earlier versions do not tell; then all is null. Models that they
 * saved do not tell their temperature.
 *
 * @param brier mean squared distance of the probabilities from the truth, 0…2
 * @param calibrationError expected calibration error in {@value Calibration#BINS} bins, 0…1
 * @param temperature T that fits the validation part best when probabilities become p^(1/T)
 * @param scaledLogLoss log loss at that temperature, in nats
 * @param scaledCalibrationError calibration error at that temperature
 * @param hierarchicalDistance mean number of tiers above the leaves at which answer and truth meet
 *     in the run's own tree, 0 for right answers; a row without an answer counts as the root. Null
 *     where there is no tree
 * @param mistakeSeverity the same of wrong answers alone; null without any
 * @param summedTierAccuracy for tier 1…I, the cluster whose probabilities have the largest sum is
 *     right, where {@code tierAccuracy} asks for the cluster of the most probable genre
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Reliability(
    Double brier,
    Double calibrationError,
    Double temperature,
    Double scaledLogLoss,
    Double scaledCalibrationError,
    Double hierarchicalDistance,
    Double mistakeSeverity,
    List<Double> summedTierAccuracy) {

  /**
   * {@return the same without what probabilities decide, for a model that names one class alone}
   */
  Reliability ofAnswersAlone() {
    return new Reliability(
        null, null, null, null, null, hierarchicalDistance, mistakeSeverity, List.of());
  }

  /** {@return the same without what a tree decides} */
  Reliability ofNoTree() {
    return new Reliability(
        brier,
        calibrationError,
        temperature,
        scaledLogLoss,
        scaledCalibrationError,
        null,
        null,
        List.of());
  }
}
