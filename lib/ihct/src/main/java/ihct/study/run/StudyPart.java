package ihct.study.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.evaluate.TreeScores;
import java.util.List;
import java.util.Map;

/**
 * What a result of a study tells besides: where it stands in the plan, and what the plan's trees
 * say of the answers.
 *
 * @param plan the plan's name
 * @param data the data's name in the plan
 * @param seed drew the split and started every generator
 * @param arm the arm's name
 * @param tree the name of the tree it was trained with; empty for none
 * @param weights of a mixture's members; empty for all else
 * @param shares how much of a guess each of these is mixed with, in (0, 1); empty for all else, and
 *     for mixtures of versions that did not fit it
 * @param trees by name, how well the answers do when they are read by a tree
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StudyPart(
    String plan,
    String data,
    long seed,
    String arm,
    String tree,
    List<Double> weights,
    List<Double> shares,
    Map<String, TreeScores> trees) {

  /** Lines that were written before shares were fitted have none. */
  public StudyPart {
    weights = List.copyOf(weights);
    shares = shares == null ? List.of() : List.copyOf(shares);
  }

  /** The arm with its tree, as tables name it. */
  String label() {
    return label(arm, tree);
  }

  /**
   * Names an arm with its tree.
   *
   * @param arm the arm's name
   * @param tree the tree's name; null or empty for none
   * @return such as "tier-heads · inferred"
   */
  public static String label(String arm, String tree) {
    return tree == null || tree.isEmpty() ? arm : arm + " · " + tree;
  }
}
