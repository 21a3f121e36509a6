package ihct.study.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a study can go on by another plan than that by which it was begun: what has been trained
 * would be trained alike, and what has been answered is still asked.
 */
public final class PlanChange {

  private final Plan begun;
  private final Plan now;

  private PlanChange(Plan begun, Plan now) {
    this.begun = begun;
    this.now = now;
  }

  /**
   * Refuses a plan by which a study cannot go on. Whatever has not been used may change.
   *
   * @param begun the plan so far
   * @param now the other one
   * @param trained what has been trained or tuned; seeds do not matter
   * @param answered whether there is a verdict, in part or whole
   * @throws IllegalArgumentException naming the first thing that is gone or has changed
   */
  public static void check(Plan begun, Plan now, List<Cell> trained, boolean answered) {
    new PlanChange(begun, now).check(trained, answered);
  }

  private void check(List<Cell> trained, boolean answered) {
    require(now.plan().equals(begun.plan()), "The plan was named \"" + begun.plan() + "\".");
    Set<String> data = new HashSet<>();
    Set<String> arms = new HashSet<>();
    Set<String> trees = new HashSet<>();
    for (Cell cell : trained) {
      data.add(cell.data());
      arms.add(cell.arm());
      trees.add(cell.tree());
      PlanData read = begun.data().get(cell.data());
      Stream.concat(read.trees().stream(), read.judges().stream()).forEach(trees::add);
    }
    requireKept("Data", begun.data(), now.data(), data);
    requireKept("Tree", begun.trees(), now.trees(), trees);
    requireKept("Arm", begun.arms(), now.arms(), arms);
    List<Long> seeds = begun.seeds();
    require(
        trained.isEmpty()
            || now.seeds().size() >= seeds.size()
                && now.seeds().subList(0, seeds.size()).equals(seeds),
        "The seeds began with " + seeds + ".");
    if (answered) {
      List<Question> gone = new ArrayList<>(begun.questions());
      gone.removeAll(now.questions());
      gone.forEach(
          question -> require(false, "The question \"" + question.ask() + "\" has been answered."));
    }
  }

  private static void requireKept(
      String what, Map<String, ?> begun, Map<String, ?> now, Set<String> used) {
    begun.forEach(
        (name, value) -> {
          boolean isUsed = used.contains(name);
          require(!isUsed || now.containsKey(name), what + " \"" + name + "\" is gone.");
          require(!isUsed || value.equals(now.get(name)), what + " \"" + name + "\" has changed.");
        });
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
