package ihct.study.plan;

import ihct.evaluate.Measure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something to find out: is one arm ahead of another by some measure of the answer to each song?
 *
 * @param ask the question in words
 * @param on the data it is asked of; if absent all on which both arms are trained
 * @param arm the one
 * @param tree the tree it was trained with, if it knows one
 * @param measure what is compared, see {@link Measure}
 * @param against the other; the same arm if absent, by another measure or tree then
 * @param againstTree its tree; that of the first if absent and the arms are the same
 * @param againstMeasure its measure; that of the first if absent
 * @param as "difference" (of means, the default) or "relative" (by what share the first is larger)
 * @param target what is hoped for: at least so much, or at most if it is negative and {@code
 *     atMost} is true
 * @param atMost whether the target is an upper bound
 */
public record Question(
    String ask,
    List<String> on,
    String arm,
    String tree,
    String measure,
    String against,
    String againstTree,
    String againstMeasure,
    String as,
    Double target,
    Boolean atMost) {

  private static final String RELATIVE = "relative";

  /** Fills in what the plan leaves out. */
  public Question {
    on = on == null ? List.of() : List.copyOf(on);
    measure = measure == null ? "top1" : measure;
    boolean same = against == null || against.equals(arm);
    againstTree = againstTree == null && same ? tree : againstTree;
    against = against == null ? arm : against;
    againstMeasure = againstMeasure == null ? measure : againstMeasure;
    as = as == null ? "difference" : as;
    atMost = atMost != null && atMost;
  }

  /** The same, asked of all data on which both arms are trained if it does not say of which. */
  Question onAll(Collection<String> data, Map<String, PlanArm> arms) {
    List<PlanArm> both = Stream.of(arm, against).map(arms::get).filter(Objects::nonNull).toList();
    List<String> all =
        data.stream().filter(name -> both.stream().allMatch(each -> each.isOn(name))).toList();
    return on.isEmpty()
        ? new Question(
            ask, all, arm, tree, measure, against, againstTree, againstMeasure, as, target, atMost)
        : this;
  }

  public boolean isRelative() {
    return as.equals(RELATIVE);
  }

  /** Whether both sides are the same answers. */
  boolean isOfOne() {
    return Objects.equals(arm, against)
        && Objects.equals(tree, againstTree)
        && measure.equals(againstMeasure);
  }

  Optional<Double> aim() {
    return Optional.ofNullable(target);
  }
}
