package ihct.study.verdict;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.metrics.Effect;
import ihct.study.run.Pace;
import ihct.study.run.StudyPart;
import java.util.List;
import java.util.Map;

/**
 * How an arm did on some data, on average over the test rows of all seeds. Shares are in percent.
 *
 * @param data the data's name
 * @param arm the arm's name
 * @param tree the tree it was trained with; empty for none
 * @param top1 accuracy
 * @param top5 the right genre is among 5
 * @param anyGenre the answer is any genre of the track
 * @param ceiling the best top-1 that tracks of several genres allow
 * @param macroF1 the mean F1 of the genres
 * @param logLoss mean −ln p of the true genre, after temperature scaling
 * @param brier mean squared distance of the probabilities from the truth, as trained
 * @param calibrationError expected calibration error, as trained
 * @param scaledCalibrationError after temperature scaling, the mean over the seeds; chance makes it
 *     larger the fewer rows a seed tests
 * @param pooledCalibrationError ECE of all seeds together, after temperature scaling
 * @param chanceCalibrationError what a perfectly calibrated model would show in its place, with as
 *     many rows and the same confidences
 * @param difference top-1 less the reference's, paired, in points; null for the reference itself
 * @param adjusted p after Holm's correction over the arms on these data; 1 for the reference
 * @param seeds top-1 under each seed
 * @param trainSeconds mean time of a training
 * @param parameters numbers that training chose, under the first seed
 * @param trees by name, the scores of answers read by a tree
 * @param pace how far a training of one network was after each epoch; empty for other models, and
 *     in earlier verdicts
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ArmResult(
    String data,
    String arm,
    String tree,
    double top1,
    double top5,
    double anyGenre,
    double ceiling,
    double macroF1,
    double logLoss,
    double brier,
    double calibrationError,
    double scaledCalibrationError,
    double pooledCalibrationError,
    double chanceCalibrationError,
    Effect difference,
    double adjusted,
    List<Double> seeds,
    double trainSeconds,
    long parameters,
    Map<String, TreeResult> trees,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Pace> pace) {

  /** Copies the list. */
  public ArmResult {
    pace = pace == null ? List.of() : List.copyOf(pace);
  }

  /**
   * Answers read by a tree, on average over the test rows of all seeds. Shares are in percent.
   *
   * @param tiers clusters in each tier, under the first seed
   * @param argmax per tier, the most probable genre lies in the right cluster
   * @param summed per tier, the cluster of the largest sum is right
   * @param distance1 how many tiers up the answer meets the truth
   * @param distance5 the same of the 5 most probable genres
   * @param distance20 the same of the 20 most probable genres
   * @param severity the same of wrong answers
   * @param severityLow lower end of its 95 % interval, groups of rows drawn anew; null where none
   *     was made: of other trees than the one that judges, and in earlier verdicts
   * @param severityHigh upper end
   * @param f1 hierarchical F1
   * @param lambda how much height counted in the expected cost
   * @param costTop1 the genre of least expected cost is right
   * @param costDistance its distance from the truth in the first judge's tree
   * @param hedgedRight hedged answers that hold the truth
   * @param hedgedBits how much they say
   */
  public record TreeResult(
      List<Integer> tiers,
      List<Double> argmax,
      List<Double> summed,
      double distance1,
      double distance5,
      double distance20,
      double severity,
      Double severityLow,
      Double severityHigh,
      double f1,
      double lambda,
      double costTop1,
      double costDistance,
      double hedgedRight,
      double hedgedBits) {}

  /**
   * Names the arm with its tree.
   *
   * @return such as "tier-heads · inferred"
   */
  public String label() {
    return StudyPart.label(arm, tree);
  }

  ArmResult withAdjusted(double p) {
    return new ArmResult(
        data,
        arm,
        tree,
        top1,
        top5,
        anyGenre,
        ceiling,
        macroF1,
        logLoss,
        brier,
        calibrationError,
        scaledCalibrationError,
        pooledCalibrationError,
        chanceCalibrationError,
        difference,
        p,
        seeds,
        trainSeconds,
        parameters,
        trees,
        pace);
  }
}
