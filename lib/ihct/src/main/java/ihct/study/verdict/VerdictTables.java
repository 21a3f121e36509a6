package ihct.study.verdict;

import ihct.metrics.Effect;
import ihct.plots.Table;
import ihct.study.verdict.ArmResult.TreeResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A verdict as tables, for notebooks, reports and terminals. */
public final class VerdictTables {

  private static final String NONE = "–";
  private static final double LEVEL = 0.05;

  private VerdictTables() {}

  /**
   * The questions and what was found.
   *
   * @param verdict the verdict
   * @return a row per question and data set
   */
  public static Table answers(Verdict verdict) {
    Table table =
        Table.of(
            "question",
            "data",
            "effect",
            "95 % interval",
            "unit",
            "groups",
            "McNemar p",
            "p (Holm)",
            "shown",
            "target",
            "outcome");
    for (Answer answer : verdict.answers()) {
      table =
          table.row(
              answer.ask(),
              answer.data(),
              signed(answer.effect().estimate()),
              interval(answer.effect()),
              answer.unit(),
              answer.effect().groups() + (answer.hasFewGroups() ? ", few" : ""),
              answer.mcnemar() == null ? NONE : p(answer.mcnemar().p()),
              p(answer.adjusted()),
              answer.isShown() ? "yes" : "no",
              target(answer),
              answer.outcome());
    }
    return table;
  }

  private static String target(Answer answer) {
    if (answer.target() == null) {
      return "";
    }
    return (answer.atMost() ? "≤ " : "≥ ") + signed(answer.target());
  }

  /**
   * The arms on some data.
   *
   * @param verdict the verdict
   * @param data the data's name
   * @return a row per arm and tree
   */
  public static Table arms(Verdict verdict, String data) {
    Table table =
        Table.of(
            "arm",
            "top-1 %",
            "over the seeds",
            "against " + verdict.reference() + ", points",
            "95 % interval",
            "p (Holm)",
            "top-5 %",
            verdict.data().get(data).words().in("any genre %"),
            "log loss",
            "ECE %",
            "scaled ECE %",
            "pooled ECE %",
            "by chance %",
            "train s");
    for (ArmResult arm : of(verdict, data)) {
      Effect difference = arm.difference();
      table =
          table.row(
              arm.label(),
              decimals(2, arm.top1()),
              range(arm.seeds()),
              difference == null ? NONE : signed(difference.estimate()),
              difference == null ? NONE : interval(difference),
              difference == null ? NONE : p(arm.adjusted()),
              decimals(2, arm.top5()),
              decimals(2, arm.anyGenre()),
              decimals(3, arm.logLoss()),
              decimals(1, arm.calibrationError()),
              decimals(1, arm.scaledCalibrationError()),
              decimals(2, arm.pooledCalibrationError()),
              decimals(2, arm.chanceCalibrationError()),
              decimals(1, arm.trainSeconds()));
    }
    return table;
  }

  /**
   * Answers read by trees.
   *
   * @param verdict the verdict
   * @param data the data's name
   * @return a row per arm and tree by which its answers are read
   */
  public static Table trees(Verdict verdict, String data) {
    Table table =
        Table.of(
            "arm",
            "read by",
            "distance @1",
            "@5",
            "@20",
            "severity",
            "hF1 %",
            "λ",
            "least cost: top-1 %",
            "judged distance",
            "hedged: right %",
            "bits");
    for (ArmResult arm : of(verdict, data)) {
      for (Map.Entry<String, TreeResult> entry : arm.trees().entrySet()) {
        TreeResult tree = entry.getValue();
        table =
            table.row(
                arm.label(),
                entry.getKey(),
                decimals(3, tree.distance1()),
                decimals(3, tree.distance5()),
                decimals(3, tree.distance20()),
                decimals(3, tree.severity()),
                decimals(1, 100 * tree.f1()),
                decimals(2, tree.lambda()),
                decimals(2, tree.costTop1()),
                decimals(3, tree.costDistance()),
                decimals(1, tree.hedgedRight()),
                decimals(2, tree.hedgedBits()));
      }
    }
    return table;
  }

  /** The arms on some data, in the plan's order. */
  static List<ArmResult> of(Verdict verdict, String data) {
    List<ArmResult> arms = verdict.arms().stream().filter(arm -> arm.data().equals(data)).toList();
    if (arms.isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" is none of the study's data: %s."
              .formatted(data, String.join(", ", verdict.data().keySet())));
    }
    return arms;
  }

  private static String range(List<Double> seeds) {
    double least = seeds.stream().mapToDouble(s -> s).min().orElse(Double.NaN);
    double most = seeds.stream().mapToDouble(s -> s).max().orElse(Double.NaN);
    return decimals(1, least) + "–" + decimals(1, most);
  }

  static String interval(Effect effect) {
    return signed(effect.low()) + " to " + signed(effect.high());
  }

  static String signed(double value) {
    return String.format(Locale.ROOT, "%+.2f", value).replace('-', '−');
  }

  private static String p(double p) {
    return p < 0.001 ? "< 0.001" : decimals(p < LEVEL ? 3 : 2, p);
  }

  private static String decimals(int digits, double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
