package ihct.study.plan;

import ihct.models.TrainingOptions;
import java.util.List;
import java.util.Optional;

/**
 * One thing to compare: a kind of model with its options, or several trained ones together. Just
 * one of {@code model}, {@code mixture} and {@code ensemble} is given.
 *
 * @param model the kind, such as "dense"
 * @param on the data it is trained on; all if absent
 * @param trees the trees it is trained with, one model each; none for a model that knows no tree.
 *     An ensemble has those of its arm
 * @param train how it is trained
 * @param tune options that are tried under the first seed; those with the best accuracy on the
 *     validation part are kept for all seeds
 * @param mixture the arms whose probabilities are multiplied, with weights and guessing shares
 *     fitted on the validation part: "ARM", or "ARM@TREE" where an arm has several trees and not
 *     its first one is meant
 * @param ensemble the arm of which several are trained, whose probabilities are averaged
 * @param members how many, the arm's own model among them
 */
public record PlanArm(
    String model,
    List<String> on,
    List<String> trees,
    TrainingOptions train,
    List<TrainingOptions> tune,
    List<String> mixture,
    String ensemble,
    Integer members) {

  private static final int USUAL_MEMBERS = 5;

  /** Fills in what the plan leaves out. */
  public PlanArm {
    trees = trees == null ? List.of() : List.copyOf(trees);
    train = train == null ? TrainingOptions.paper() : train;
    tune = tune == null ? List.of() : List.copyOf(tune);
    mixture = mixture == null ? List.of() : List.copyOf(mixture);
    members = members == null && ensemble != null ? Integer.valueOf(USUAL_MEMBERS) : members;
  }

  /** One of the arms that a mixture is made of; the tree is empty if the plan names none. */
  public record Part(String arm, String tree) {
    private static Part of(String text) {
      int at = text.indexOf('@');
      return at < 0
          ? new Part(text, Cell.NO_TREE)
          : new Part(text.substring(0, at), text.substring(at + 1));
    }
  }

  /** What a mixture is made of. */
  public List<Part> parts() {
    return mixture.stream().map(Part::of).toList();
  }

  public boolean isOn(String data) {
    return on == null || on.contains(data);
  }

  Optional<String> kind() {
    return Optional.ofNullable(model);
  }
}
