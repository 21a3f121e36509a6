package ihct.study.verdict;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.metrics.Effect;
import ihct.metrics.McNemar;
import java.util.List;

/**
 * What was found to a question on some data, over all seeds.
 *
 * @param ask the question
 * @param data the data's name
 * @param first the one arm, with its tree
 * @param firstMeasure what was compared
 * @param firstMean its mean; shares in percent
 * @param second the other arm
 * @param secondMeasure what of it
 * @param secondMean its mean
 * @param unit of the effect: points (of percent), bits, tiers, or percent for a relative one
 * @param effect the paired effect, in that unit, with a 95 % interval over groups of songs
 * @param adjusted p after Holm's correction over all answers of the study
 * @param seeds the effect under each seed alone
 * @param mcnemar for two shares of right answers, the rows on which just one is right, all seeds
 *     together; else null
 * @param target what was hoped for; null if nothing was
 * @param atMost whether the target is an upper bound
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Answer(
    String ask,
    String data,
    String first,
    String firstMeasure,
    double firstMean,
    String second,
    String secondMeasure,
    double secondMean,
    String unit,
    Effect effect,
    double adjusted,
    List<Double> seeds,
    McNemar mcnemar,
    Double target,
    boolean atMost) {

  private static final double LEVEL = 0.05;
  private static final int FEW_GROUPS = 30;

  /**
   * Tells whether the interval leaves 0 out, and the correction for many comparisons leaves it so.
   * Nothing is shown by {@link #hasFewGroups few groups}.
   *
   * @return true if there is an effect
   */
  public boolean isShown() {
    return effect.isShown() && adjusted < LEVEL && !hasFewGroups();
  }

  /**
   * Tells whether there are so few groups that the interval is too narrow.
   *
   * @return true for fewer than 30
   */
  public boolean hasFewGroups() {
    return effect.groups() < FEW_GROUPS;
  }

  /**
   * Says how the target fared.
   *
   * @return "reached" if the estimate is as good, "missed" if even the interval is not, else
   *     "open"; empty without a target
   */
  public String outcome() {
    if (target == null) {
      return "";
    }
    double sign = atMost ? -1 : 1;
    if (sign * effect.estimate() >= sign * target) {
      return "reached";
    }
    return Math.max(sign * effect.low(), sign * effect.high()) < sign * target ? "missed" : "open";
  }

  Answer withAdjusted(double p) {
    return new Answer(
        ask,
        data,
        first,
        firstMeasure,
        firstMean,
        second,
        secondMeasure,
        secondMean,
        unit,
        effect,
        p,
        seeds,
        mcnemar,
        target,
        atMost);
  }
}
