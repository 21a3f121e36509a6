package ihct.study.plan;

import ihct.models.TrainingOptions;
import ihct.study.run.ModelKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what a plan says that cannot be done, before any time is spent. */
final class PlanCheck {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9+-]+");

  private PlanCheck() {}

  static void check(
      Map<String, PlanData> data, Map<String, PlanTree> trees, Map<String, PlanArm> arms) {
    for (Map<String, ?> named : List.of(data, trees, arms)) {
      for (String name : named.keySet()) {
        require(isName(name), "\"%s\" is no name; use letters, digits, + and -.", name);
      }
    }
    data.forEach((name, planned) -> checkData(name, planned, trees));
    trees.forEach((name, planned) -> checkTree(planned));
    arms.forEach((name, planned) -> checkArm(name, planned, data, trees, arms));
  }

  private static void checkData(String name, PlanData data, Map<String, PlanTree> trees) {
    data.readingTrees().stream()
        .filter(trees::containsKey)
        .forEach(
            tree ->
                require(
                    !trees.get(tree).isOfColumns()
                        || data.simulated() != null
                        || !data.hierarchy().isEmpty(),
                    "Data \"%s\" has the tree \"%s\" of its columns, but names no hierarchy.",
                    name,
                    tree));
    require(
        data.files().isEmpty() == (data.simulated() != null),
        "Data \"%s\" must be either files or simulated.",
        name);
    data.rule();
    data.form();
    data.readingTrees().forEach(tree -> requireTree(tree, trees, name));
    require(!data.trees().isEmpty(), "Data \"%s\" names no tree to read answers by.", name);
    Set<String> judges = new HashSet<>();
    data.judges()
        .forEach(
            tree ->
                require(
                    judges.add(tree),
                    "Data \"%s\" names the judge \"%s\" twice; leave out one of both.",
                    name,
                    tree));
  }

  private static void checkTree(PlanTree tree) {
    if (!tree.isOfColumns()) {
      tree.settings(1);
    }
  }

  private static void requireTree(String tree, Map<String, PlanTree> trees, String who) {
    require(
        trees.containsKey(tree), "\"%s\" names the tree \"%s\", which the plan lacks.", who, tree);
  }

  private static void checkArm(
      String name,
      PlanArm arm,
      Map<String, PlanData> data,
      Map<String, PlanTree> trees,
      Map<String, PlanArm> arms) {
    int given =
        (arm.model() == null ? 0 : 1)
            + (arm.mixture().isEmpty() ? 0 : 1)
            + (arm.ensemble() == null ? 0 : 1);
    require(given == 1, "Arm \"%s\" must be just one of model, mixture and ensemble.", name);
    arm.kind().ifPresent(ModelKind::parse);
    TrainingOptions options = arm.train().over(TrainingOptions.paper());
    arm.tune().forEach(candidate -> candidate.over(options));
    arm.trees().forEach(tree -> requireTree(tree, trees, name));
    if (arm.on() != null) {
      arm.on().forEach(on -> requireOne(data, on, "Arm \"" + name + "\""));
    }
    require(
        arm.model() != null
            || arm.trees().isEmpty() && arm.tune().isEmpty() && arm.train() == ArmOptions.USUAL,
        "Arm \"%s\" is made of others: how they are trained, with which trees, stands with them.",
        name);
    for (PlanArm.Part part : arm.parts()) {
      requireEarlier(name, part.arm(), data, arms);
      require(
          part.tree().isEmpty() || Plan.treesOf(part.arm(), arms).contains(part.tree()),
          "Arm \"%s\" is made of \"%s\" with the tree \"%s\", with which it is not trained.",
          name,
          part.arm(),
          part.tree());
    }
    if (arm.ensemble() != null) {
      requireEarlier(name, arm.ensemble(), data, arms);
      require(
          arms.get(arm.ensemble()).model() != null && arm.members() > 1,
          "Ensemble \"%s\" must be of an arm that is a model, with at least 2 members.",
          name);
    }
  }

  private static void requireEarlier(
      String name, String part, Map<String, PlanData> data, Map<String, PlanArm> arms) {
    List<String> order = List.copyOf(arms.keySet());
    require(
        order.contains(part) && order.indexOf(part) < order.indexOf(name),
        "Arm \"%s\" is made of \"%s\", which must be an arm before it.",
        name,
        part);
    for (String on : data.keySet()) {
      require(
          !arms.get(name).isOn(on) || arms.get(part).isOn(on),
          "Arm \"%s\" on %s needs \"%s\" there, which is not trained on it.",
          name,
          on,
          part);
    }
  }

  private static void requireOne(Map<String, ?> named, String name, String who) {
    require(named.containsKey(name), "%s names \"%s\", which the plan lacks.", who, name);
  }

  /** Checks that a question is about trainings that the plan has. */
  static void check(Question question, Map<String, PlanData> data, Map<String, PlanArm> arms) {
    checkSides(question, arms);
    String who = "The question \"" + question.ask() + "\"";
    require(
        question.ask() != null && !question.on().isEmpty(), "A question needs \"ask\" and \"on\".");
    require(
        List.of("difference", "relative").contains(question.as()),
        "%s asks for \"%s\"; it must be difference or relative.",
        who,
        question.as());
    for (String arm : List.of(question.arm() == null ? "" : question.arm(), question.against())) {
      requireOne(arms, arm, who);
      for (String on : question.on()) {
        requireOne(data, on, who);
        require(
            arms.get(arm).isOn(on),
            "%s needs the arm \"%s\" on \"%s\", where it is not trained.",
            who,
            arm,
            on);
      }
    }
  }

  private static void require(boolean holds, String otherwise, Object... about) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise.formatted(about));
    }
  }

  private static void checkSides(Question question, Map<String, PlanArm> arms) {
    String who = "The question \"" + question.ask() + "\"";
    require(
        question.isRelative()
            || Measure.unit(question.measure()).equals(Measure.unit(question.againstMeasure())),
        "%s compares %s with %s, which have different units.",
        who,
        question.measure(),
        question.againstMeasure());
    requireTrainedWith(who, question.arm(), question.tree(), arms);
    requireTrainedWith(who, question.against(), question.againstTree(), arms);
  }

  private static void requireTrainedWith(
      String who, String arm, String tree, Map<String, PlanArm> arms) {
    if (arms.containsKey(arm)) {
      List<String> trees = Plan.treesOf(arm, arms);
      require(
          trees.contains(tree == null ? Cell.NO_TREE : tree),
          "%s asks for \"%s\" with the tree \"%s\"; it is trained with %s.",
          who,
          arm,
          tree == null ? "" : tree,
          trees.contains(Cell.NO_TREE) ? "none" : String.join(", ", trees));
    }
  }

  /** Names of plans, data, trees and arms become names of files. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
