package ihct.study.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import ihct.evaluate.Reliability;
import ihct.evaluate.UnseenScores;
import ihct.files.Rounded;
import ihct.metrics.Scores;
import ihct.models.Kinds;
import ihct.models.TrainingOptions;

/**
 * One model's result, of a run, a study or a notebook: a line of results.jsonl, where the parts
 * stand flat beside each other.
 *
 * @param model the model's name, and its decoding where it has several; in a study the arm with its
 *     tree
 * @param scores how well it did on the test part
 * @param reliability how far its answers on the test part can be relied on
 * @param training what training cost; two decodings of one model share it
 * @param conditions what all models of the run have in common
 * @param unseen how well it did on test rows of genres without training rows, by their parents;
 *     null without such rows
 * @param study where it stands in a study; null outside of one
 */
public record RunRecord(
    String model,
    @JsonUnwrapped Scores scores,
    @JsonUnwrapped Reliability reliability,
    @JsonUnwrapped TrainingFigures training,
    @JsonUnwrapped Conditions conditions,
    @JsonUnwrapped UnseenScores unseen,
    @JsonInclude(JsonInclude.Include.NON_NULL) StudyPart study) {

  /**
   * The version of the fields of a line of results.jsonl that this build writes. Lines of all
   * earlier ones are read.
   */
  public static final int SCHEMA = 3;

  /** How the model was trained: the options that its kind heeds, as lines of studies tell them. */
  public TrainingOptions heeded() {
    return Kinds.all().stream()
        .filter(kind -> kind.decodings().containsKey(model))
        .findFirst()
        .map(kind -> conditions.options().complete(kind.options()))
        .orElse(conditions.options());
  }

  @Override
  public String toString() {
    return "%s: top-1 %s %%, top-5 %s %%, top-10 %s %%, macro-F1 %s %%, log loss %s on %d test rows"
        .formatted(
            model,
            Rounded.percent(scores.top1()),
            Rounded.percent(scores.top5()),
            Rounded.percent(scores.top10()),
            Rounded.percent(scores.macroF1()),
            Rounded.decimals(3, scores.logLoss()),
            scores.rows());
  }
}
