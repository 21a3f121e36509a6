package ihct.study.plan;

import ihct.evaluate.Measure;
import ihct.models.Kinds;
import ihct.models.TrainingOptions;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds what a plan says that cannot be done, before any time is spent.
 *
 * @param data by name
 * @param trees by name
 * @param arms by name, in their order
 */
record PlanCheck(
    Map<String, PlanData> data, Map<String, PlanTree> trees, Map<String, PlanArm> arms) {

  /** Names of plans, data, trees and arms become names of files. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9+-]+");

  /** Checks all of them. */
  void all() {
    data.forEach(this::data);
    trees.forEach(PlanCheck::tree);
    data.forEach(this::treesOf);
    arms.keySet().forEach(this::arm);
  }

  static void name(String text) {
    require(
        text != null && NAME.matcher(text).matches(),
        "\"%s\" is no name; use letters, digits, + and -.",
        text);
  }

  /** Checks data by themselves. */
  void data(String name, PlanData planned) {
    name(name);
    require(
        planned.files().isEmpty() == (planned.simulated() != null),
        "Data \"%s\" must be either files or simulated.",
        name);
    try {
      planned.rule();
      planned.options();
      if (planned.simulated() == null) {
        planned.settings(
            planned.allFiles().stream()
                .distinct()
                .collect(Collectors.toMap(file -> file, Path::of)));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Data \"%s\": %s".formatted(name, e.getMessage()), e);
    }
    require(
        planned.simulated() == null || !planned.isParted(),
        "Data \"%s\" is simulated, so it came without a split.",
        name);
    if (planned.simulated() != null) {
      planned.simulated().options();
    }
    require(
        planned.fineSongs().stream().allMatch(songs -> songs >= 1),
        "Data \"%s\" lets fineSongs = %s songs of each genre keep it; it must be at least 1.",
        name,
        planned.fineSongs());
    require(!planned.trees().isEmpty(), "Data \"%s\" names no tree to read answers by.", name);
    String who = "Data \"" + name + "\"";
    requireDifferent(who, "tree", planned.trees());
    requireDifferent(who, "judge", planned.judges());
  }

  private static void requireDifferent(String who, String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      require(
          seen.add(name), "%s names the %s \"%s\" twice; leave out one of both.", who, what, name);
    }
  }

  /** Checks a tree by itself. */
  static void tree(String name, PlanTree planned) {
    name(name);
    planned.settings(1);
  }

  /** Checks that data can be read by the trees that they name. */
  private void treesOf(String name, PlanData planned) {
    require(
        planned.leaveOut().isEmpty()
            || planned.readingTrees().stream()
                .anyMatch(tree -> trees.containsKey(tree) && trees.get(tree).isKnown()),
        "Data \"%s\" leaves out genres, and names no known tree that tells their parents.",
        name);
    require(
        planned.fineSongs().isEmpty()
            || planned.readingTrees().stream()
                .anyMatch(tree -> trees.containsKey(tree) && trees.get(tree).namesNodes()),
        "Data \"%s\" lets few songs keep their genre, and names no tree that tells how the others are called: of columns, names or known:FILE.",
        name);
    for (String tree : planned.readingTrees()) {
      requireTree(tree, name);
      require(
          !trees.get(tree).isOfColumns()
              || planned.simulated() != null
              || !planned.hierarchy().isEmpty(),
          "Data \"%s\" has the tree \"%s\" of its columns, but names no hierarchy.",
          name,
          tree);
    }
  }

  private void requireTree(String tree, String who) {
    require(
        trees.containsKey(tree), "\"%s\" names the tree \"%s\", which the plan lacks.", who, tree);
  }

  /** Checks an arm, and that all it names stands before it. */
  void arm(String name) {
    name(name);
    PlanArm arm = arms.get(name);
    int given =
        (arm.model() == null ? 0 : 1)
            + (arm.mixture().isEmpty() ? 0 : 1)
            + (arm.ensemble() == null ? 0 : 1);
    require(given == 1, "Arm \"%s\" must be just one of model, mixture and ensemble.", name);
    arm.kind().ifPresent(Kinds::of);
    arm.train().complete();
    arm.tune().forEach(candidate -> candidate.over(arm.train()).complete());
    arm.trees().forEach(tree -> requireTree(tree, name));
    String who = "Arm \"" + name + "\"";
    requireDifferent(who, "tree", arm.trees());
    if (arm.on() != null) {
      arm.on().forEach(on -> requireOne(data, on, who));
      requireDifferent(who, "data", arm.on());
    }
    require(
        arm.members() == null || arm.ensemble() != null,
        "%s has members, which only an ensemble has; leave them out.",
        who);
    require(
        arm.model() != null
            || arm.trees().isEmpty()
                && arm.tune().isEmpty()
                && arm.train().equals(TrainingOptions.paper()),
        "Arm \"%s\" is made of others: how they are trained, with which trees, stands with them.",
        name);
    for (PlanArm.Part part : arm.parts()) {
      requireEarlier(name, part.arm());
      require(
          part.tree().isEmpty() || Plan.treesOf(part.arm(), arms).contains(part.tree()),
          "Arm \"%s\" is made of \"%s\" with the tree \"%s\", with which it is not trained.",
          name,
          part.arm(),
          part.tree());
    }
    if (arm.ensemble() != null) {
      requireEarlier(name, arm.ensemble());
      require(
          arms.get(arm.ensemble()).model() != null && arm.members() > 1,
          "Ensemble \"%s\" must be of an arm that is a model, with at least 2 members.",
          name);
    }
  }

  private void requireEarlier(String name, String part) {
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
  void question(Question question) {
    require(question.ask() != null, "A question needs \"ask\".");
    String who = "The question \"" + question.ask() + "\"";
    require(!question.on().isEmpty(), "%s is about arms that no data have in common.", who);
    require(
        List.of("difference", "relative").contains(question.as()),
        "%s asks for \"%s\"; it must be difference or relative.",
        who,
        question.as());
    require(
        question.isRelative()
            || Measure.unit(question.measure()).equals(Measure.unit(question.againstMeasure())),
        "%s compares %s with %s, which have different units.",
        who,
        question.measure(),
        question.againstMeasure());
    requireDifferent(who, "data", question.on());
    side(who, question, question.arm(), question.tree());
    side(who, question, question.against(), question.againstTree());
    require(
        !question.isOfOne(),
        "%s compares \"%s\" with itself; say against what.",
        who,
        question.arm());
  }

  private void side(String who, Question question, String arm, String tree) {
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
    List<String> trained = Plan.treesOf(arm, arms);
    require(
        trained.contains(tree == null ? Cell.NO_TREE : tree),
        "%s asks for \"%s\" with the tree \"%s\"; it is trained with %s.",
        who,
        arm,
        tree == null ? "" : tree,
        trained.contains(Cell.NO_TREE) ? "none" : String.join(", ", trained));
  }

  private static void require(boolean holds, String otherwise, Object... about) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise.formatted(about));
    }
  }
}
