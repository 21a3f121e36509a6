package ihct.study.verdict;

import ihct.metrics.Effect;
import ihct.plots.Rows;
import ihct.study.verdict.ArmResult.TreeResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tech.tablesaw.api.Table;

/** A verdict as tables, for notebooks, reports and terminals. */
public final class VerdictTables {

  private static final String NONE = "–";
  private static final String SIGNED = "%+.2f";
  private static final double LEVEL = 0.05;

  private VerdictTables() {}

  /**
   * The questions and what was found. Columns in which all rows are alike are left out: the data of
   * a study of one data set, targets where none was set; a unit that all effects have stands in the
   * header.
   *
   * @param verdict the verdict
   * @return a row per question and data set
   */
  public static Table answers(Verdict verdict) {
    return answerRows(verdict).table();
  }

  static Rows answerRows(Verdict verdict) {
    List<String> units = verdict.answers().stream().map(Answer::unit).distinct().toList();
    String effect = units.size() == 1 ? "effect, " + units.get(0) : "effect";
    Rows rows =
        Rows.of(
                "question",
                "data",
                effect,
                "95 % interval",
                "unit",
                "groups",
                "McNemar p",
                "p (Holm)",
                "shown",
                "target",
                "outcome")
            .format(SIGNED, effect);
    for (Answer answer : verdict.answers()) {
      rows.row(
          answer.ask(),
          answer.data(),
          answer.effect().estimate(),
          interval(answer.effect()),
          answer.unit(),
          answer.effect().groups() + (answer.hasFewGroups() ? ", few" : ""),
          answer.mcnemar() == null ? NONE : p(answer.mcnemar().p()),
          p(answer.adjusted()),
          answer.isShown() ? "yes" : "no",
          target(answer),
          answer.outcome());
    }
    return rows.withoutConstant("data", "unit", "target", "outcome");
  }

  private static String target(Answer answer) {
    if (answer.target() == null) {
      return "";
    }
    return (answer.atMost() ? "≤ " : "≥ ") + signed(answer.target());
  }

  /**
   * The arms on some data: how often they are right.
   *
   * @param verdict the verdict
   * @param data the data's name
   * @return a row per arm and tree
   */
  public static Table arms(Verdict verdict, String data) {
    return armRows(verdict, data).table();
  }

  static Rows armRows(Verdict verdict, String data) {
    String against = "against " + verdict.reference();
    String anyGenre = verdict.data().get(data).words().in("any genre %");
    Rows rows =
        Rows.of(
                "arm",
                "top-1 %",
                "by seed",
                against,
                "95 % interval",
                "p (Holm)",
                "top-5 %",
                anyGenre,
                "train s")
            .format(SIGNED, against)
            .format("%.1f", "train s")
            .format("%.2f", "top-1 %", "top-5 %", anyGenre);
    for (ArmResult arm : of(verdict, data)) {
      Effect difference = arm.difference();
      rows.row(
          arm.label(),
          arm.top1(),
          range(arm.seeds()),
          difference == null ? null : difference.estimate(),
          difference == null ? NONE : interval(difference),
          difference == null ? NONE : p(arm.adjusted()),
          arm.top5(),
          arm.anyGenre(),
          arm.trainSeconds());
    }
    return rows;
  }

  /**
   * The arms on some data: how far their probabilities can be relied on.
   *
   * @param verdict the verdict
   * @param data the data's name
   * @return a row per arm and tree
   */
  public static Table calibration(Verdict verdict, String data) {
    return calibrationRows(verdict, data).table();
  }

  static Rows calibrationRows(Verdict verdict, String data) {
    String[] errors = {"ECE %", "scaled ECE %", "pooled ECE %", "by chance %"};
    Rows rows =
        Rows.of("arm", "log loss", errors[0], errors[1], errors[2], errors[3])
            .format("%.1f", errors)
            .format("%.3f", "log loss");
    for (ArmResult arm : of(verdict, data)) {
      rows.row(
          arm.label(),
          arm.logLoss(),
          arm.calibrationError(),
          arm.scaledCalibrationError(),
          arm.pooledCalibrationError(),
          arm.chanceCalibrationError());
    }
    return rows;
  }

  /**
   * Answers read by trees.
   *
   * @param verdict the verdict
   * @param data the data's name
   * @return a row per arm and tree by which its answers are read
   */
  public static Table trees(Verdict verdict, String data) {
    return treeRows(verdict, data).table();
  }

  static Rows treeRows(Verdict verdict, String data) {
    Rows rows =
        Rows.of(
                "arm",
                "read by",
                "distance @1",
                "@5",
                "severity",
                "hF1 %",
                "λ",
                "least cost %",
                "its distance",
                "hedged %",
                "bits")
            .format("%.1f", "hF1 %", "hedged %")
            .format("%.2f", "λ", "least cost %", "bits")
            .format("%.3f", "distance @1", "@5", "severity", "its distance");
    for (ArmResult arm : of(verdict, data)) {
      for (Map.Entry<String, TreeResult> entry : arm.trees().entrySet()) {
        TreeResult tree = entry.getValue();
        rows.row(
            arm.label(),
            entry.getKey(),
            tree.distance1(),
            tree.distance5(),
            tree.severity(),
            100 * tree.f1(),
            tree.lambda(),
            tree.costTop1(),
            tree.costDistance(),
            tree.hedgedRight(),
            tree.hedgedBits());
      }
    }
    return rows;
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
    return String.format(Locale.ROOT, SIGNED, value).replace('-', '−');
  }

  private static String p(double p) {
    return p < 0.001 ? "< 0.001" : decimals(p < LEVEL ? 3 : 2, p);
  }

  private static String decimals(int digits, double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
