package ihct.study.verdict;

import ihct.study.plan.Plan;
import ihct.study.plan.PlanFile;
import ihct.study.plan.StudyStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A study that takes too long for a notebook: run once, its plan and verdict kept with the library
 * as it wrote them.
 */
public final class KeptStudy {

  private final Plan plan;
  private final Verdict verdict;

  private KeptStudy(String name) throws IOException {
    String planName = name + "/" + StudyStore.PLAN;
    plan = PlanFile.parse(planName, resource(planName));
    String verdictName = name + "/" + Verdict.FILE;
    verdict = Verdict.parse(verdictName, resource(verdictName));
  }

  /**
   * Reads what was found for the paper's section 4.1: StackNet and the RNN by sixteen trees, of
   * every linkage, distance and subset of tiers, on 114 genres.
   *
   * @return the study
   * @throws IOException never, unless the library is damaged
   */
  public static KeptStudy combinations() throws IOException {
    return new KeptStudy("combinations");
  }

  /**
   * Reads what songs teach of which a coarse name is known alone, beside 2 to 50 of each of 24
   * genres, and 3 or 10 of each of 289.
   *
   * @return the study
   * @throws IOException never, unless the library is damaged
   */
  public static KeptStudy coarse() throws IOException {
    return new KeptStudy("coarse");
  }

  /**
   * Reads how often Dense and the tree softmax of four trees are right after the same time, at
   * 5,238 simulated genres.
   *
   * @return the study
   * @throws IOException never, unless the library is damaged
   */
  public static KeptStudy cost() throws IOException {
    return new KeptStudy("cost");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = KeptStudy.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * What was run.
   *
   * @return the plan
   */
  public Plan plan() {
    return plan;
  }

  /**
   * What was found.
   *
   * @return the verdict
   */
  public Verdict verdict() {
    return verdict;
  }

  /**
   * What runs it again.
   *
   * @return a command, called in the checkout; FOLDER holds the songs as published, if any are read
   */
  public String command() {
    boolean readsFiles = plan.data().values().stream().anyMatch(data -> !data.allFiles().isEmpty());
    return "environment/ihct study --plan environment/plans/%1$s.json %2$s--out out/%1$s"
        .formatted(plan.plan(), readsFiles ? "--songs FOLDER " : "");
  }

  /** Version, command and songs, and whether the plan was changed. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("Run by version ")
            .append(String.join(", ", verdict.version()))
            .append(": ")
            .append(command());
    verdict.data().values().stream()
        .map(data -> "on %s, SHA-256 %s".formatted(data.source(), data.dataSha256()))
        .distinct()
        .forEach(line -> text.append(System.lineSeparator()).append(line));
    if (verdict.earlierPlans() > 0) {
      text.append("%nThe plan was changed after the study was begun.".formatted());
    }
    return text.toString();
  }
}
