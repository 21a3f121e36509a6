package ihct.study.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a study trains and asks.
 *
 * @param plan its name
 * @param about what it is for
 * @param seeds one training of every arm each; a seed also draws the split, and the trees that need
 *     one
 * @param resamples how often groups of songs are drawn anew for an interval
 * @param reference the arm that all others are compared with in the tables
 * @param data by name
 * @param trees by name
 * @param arms by name, in the order of the tables
 * @param questions what is asked
 */
public record Plan(
    String plan,
    String about,
    List<Long> seeds,
    Integer resamples,
    String reference,
    Map<String, PlanData> data,
    Map<String, PlanTree> trees,
    Map<String, PlanArm> arms,
    List<Question> questions) {

  private static final int USUAL_RESAMPLES = 10_000;
  private static final int LEAST_RESAMPLES = 100;

  /** Fills in what is left out, and checks that all names lead somewhere. */
  public Plan {
    require(plan != null, "A plan needs a name (\"plan\").");
    PlanCheck.name(plan);
    about = about == null ? "" : about;
    seeds = seeds == null ? List.of() : List.copyOf(seeds);
    resamples = resamples == null ? USUAL_RESAMPLES : resamples;
    Map<String, PlanData> each = new LinkedHashMap<>();
    ordered(data).forEach((name, planned) -> each.putAll(planned.each(name)));
    data = each;
    trees = ordered(trees);
    arms = ordered(arms);
    List<Question> asked = questions == null ? List.of() : questions;
    Map<String, PlanArm> all = arms;
    questions = asked.stream().map(question -> question.onAll(each.keySet(), all)).toList();
    require(!seeds.isEmpty(), "A plan needs seeds, one training of every arm each.");
    require(seeds.stream().distinct().count() == seeds.size(), "A seed stands twice.");
    require(resamples >= LEAST_RESAMPLES, "resamples = " + resamples + "; an interval needs 100.");
    require(!data.isEmpty(), "A plan needs data.");
    require(!arms.isEmpty(), "A plan needs arms.");
    PlanCheck check = new PlanCheck(data, trees, arms);
    check.all();
    require(arms.containsKey(reference), "The reference \"" + reference + "\" is no arm.");
    questions.forEach(check::question);
  }

  /**
   * Begins a plan in Java, of the same parts and by the same names as one in JSON.
   *
   * @param name the plan's name, of letters, digits, + and -
   * @return what is to be filled in
   * @throws IllegalArgumentException if it is no name
   */
  public static PlanBuilder of(String name) {
    return new PlanBuilder(name);
  }

  private static <T> Map<String, T> ordered(Map<String, T> map) {
    return map == null ? Map.of() : new LinkedHashMap<>(map);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The trees an arm is trained with; {@link Cell#NO_TREE} alone for one that knows none. */
  public List<String> treesOf(String arm) {
    return treesOf(arm, arms);
  }

  public static List<String> treesOf(String arm, Map<String, PlanArm> arms) {
    PlanArm planned = arms.get(arm);
    List<String> own =
        planned.ensemble() == null ? planned.trees() : treesOf(planned.ensemble(), arms);
    return own.isEmpty() ? List.of(Cell.NO_TREE) : own;
  }

  /**
   * Selects the classes of some data that are kept: those that every tree names, of those used
   * there, that drops others.
   *
   * @throws IOException if the file of such a tree cannot be read
   */
  public UnaryOperator<List<String>> keptClasses(String ofData) throws IOException {
    List<UnaryOperator<List<String>>> all = new ArrayList<>();
    for (String tree : treesOn(ofData)) {
      all.add(trees.get(tree).settings(1).keptClasses());
    }
    return classes -> {
      List<String> kept = classes;
      for (UnaryOperator<List<String>> each : all) {
        kept = each.apply(kept);
      }
      return kept;
    };
  }

  /** The trees that are made of some data. */
  public List<String> treesOn(String ofData) {
    return Stream.concat(
            data.get(ofData).readingTrees().stream(),
            cells(ofData, seeds.get(0)).stream().map(Cell::tree))
        .filter(trees::containsKey)
        .distinct()
        .toList();
  }

  /** All trainings on some data under one seed, arms in the plan's order. */
  public List<Cell> cells(String ofData, long seed) {
    return arms.keySet().stream()
        .filter(arm -> arms.get(arm).isOn(ofData))
        .flatMap(arm -> treesOf(arm).stream().map(tree -> new Cell(ofData, seed, arm, tree)))
        .toList();
  }

  /**
   * {@return the same plan, where the files of trees are named so that they are found from
   * anywhere}
   */
  public Plan withAbsoluteFiles() {
    Map<String, PlanTree> absolute = new LinkedHashMap<>();
    trees.forEach((name, tree) -> absolute.put(name, tree.withAbsoluteFile()));
    return new Plan(plan, about, seeds, resamples, reference, data, absolute, arms, questions);
  }

  /** Every training of the study, data by data and seed by seed. */
  public List<Cell> cells() {
    return groups().stream().flatMap(List::stream).toList();
  }

  /**
   * All trainings in groups that share models, in the plan's order: whoever trains a mixture or an
   * ensemble has trained its parts as well.
   */
  public List<List<Cell>> groups() {
    return data.keySet().stream()
        .flatMap(ofData -> seeds.stream().flatMap(seed -> groups(cells(ofData, seed)).stream()))
        .toList();
  }

  private List<List<Cell>> groups(List<Cell> ofFold) {
    Map<Cell, List<Cell>> groupOf = new LinkedHashMap<>();
    for (Cell cell : ofFold) {
      List<Cell> group = groupOf.computeIfAbsent(cell, first -> new ArrayList<>(List.of(first)));
      for (Cell part : madeOf(cell)) {
        List<Cell> other = groupOf.computeIfAbsent(part, first -> new ArrayList<>(List.of(first)));
        if (other != group) {
          group.addAll(other);
          other.forEach(each -> groupOf.put(each, group));
        }
      }
    }
    return ofFold.stream().map(groupOf::get).distinct().map(g -> inOrder(g, ofFold)).toList();
  }

  private static List<Cell> inOrder(List<Cell> group, List<Cell> all) {
    return all.stream().filter(group::contains).toList();
  }

  /** The trainings whose models a mixture or an ensemble is made of; none for all else. */
  List<Cell> madeOf(Cell cell) {
    PlanArm arm = arms.get(cell.arm());
    if (arm.ensemble() != null) {
      return List.of(new Cell(cell.data(), cell.seed(), arm.ensemble(), cell.tree()));
    }
    return arm.parts().stream()
        .map(
            part ->
                new Cell(
                    cell.data(),
                    cell.seed(),
                    part.arm(),
                    part.tree().isEmpty() ? treesOf(part.arm()).get(0) : part.tree()))
        .toList();
  }
}
