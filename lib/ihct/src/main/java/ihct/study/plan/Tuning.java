package ihct.study.plan;

import ihct.files.Rounded;
import ihct.models.TrainingOptions;
import ihct.study.run.StudyPart;
import java.util.List;

/**
 * What was tried before an arm was trained under all seeds: a line of tuning.jsonl.
 *
 * @param data the data's name
 * @param arm the arm's name
 * @param tree the tree it is trained with; empty for none
 * @param candidates what was tried, in the plan's order
 * @param chosen the place of the best, from 0
 * @param version the build that tried them; null in earlier results, as what follows
 * @param blasCore the processor for which OpenBLAS computed then
 * @param dataSha256 the fingerprint of the data
 */
public record Tuning(
    String data,
    String arm,
    String tree,
    List<Candidate> candidates,
    int chosen,
    String version,
    String blasCore,
    String dataSha256) {

  /**
   * One way to train the arm.
   *
   * @param options what differs from the arm's own options
   * @param validationTop1 its accuracy on the validation part under the first seed
   * @param seconds how long training took
   */
  public record Candidate(TrainingOptions options, double validationTop1, double seconds) {}

  public static Tuning of(Cell cell, List<Candidate> candidates) {
    int best = 0;
    for (int i = 1; i < candidates.size(); i++) {
      if (candidates.get(i).validationTop1() > candidates.get(best).validationTop1()) {
        best = i;
      }
    }
    return new Tuning(
        cell.data(), cell.arm(), cell.tree(), List.copyOf(candidates), best, null, null, null);
  }

  /** The same with what is to be known of who tried it. */
  public Tuning under(String byVersion, String onCore, String ofData) {
    return new Tuning(data, arm, tree, candidates, chosen, byVersion, onCore, ofData);
  }

  /** What it is about: an arm with its tree, under whatever seed. */
  public String label() {
    return StudyPart.label(arm, tree);
  }

  public TrainingOptions options() {
    return candidates.get(chosen).options();
  }

  @Override
  public String toString() {
    return "%s on %s: way %d of %d, %s %% of the validation part"
        .formatted(
            label(),
            data,
            chosen + 1,
            candidates.size(),
            Rounded.percent(candidates.get(chosen).validationTop1()));
  }
}
