package ihct.study.verdict;

import ihct.loading.schema.Words;
import ihct.plots.Charts;
import ihct.plots.Plot;
import ihct.plots.PlotAxis;
import ihct.plots.Series;
import ihct.study.verdict.ArmResult.TreeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A verdict as figures. */
public final class VerdictPlots {

  private VerdictPlots() {}

  /**
   * Draws by how much each arm is ahead of the reference, with 95 % intervals.
   *
   * @param verdict the verdict
   * @param data the data's name
   * @return a line per arm and tree
   */
  public static Plot differences(Verdict verdict, String data) {
    List<ArmResult> arms =
        VerdictTables.of(verdict, data).stream().filter(a -> a.difference() != null).toList();
    return Charts.intervals(
            PlotAxis.of("top-1 accuracy, against " + verdict.reference(), "points"),
            arms.stream().map(ArmResult::label).toList(),
            of(arms, arm -> arm.difference().estimate()),
            of(arms, arm -> arm.difference().low()),
            of(arms, arm -> arm.difference().high()))
        .titled("Ahead of " + verdict.reference() + " on " + data);
  }

  private static double[] of(List<ArmResult> arms, ToDoubleFunction<ArmResult> number) {
    return arms.stream().mapToDouble(number).toArray();
  }

  /**
   * Draws how often an arm's answers lie in the right cluster, tier by tier: that of the most
   * probable genre, and that of the largest summed probability.
   *
   * @param verdict the verdict
   * @param data the data's name
   * @param arm the arm's name; the first of its trees is taken
   * @return two lines per tree by which answers are read
   */
  public static Plot tiers(Verdict verdict, String data, String arm) {
    ArmResult result = arm(verdict, data, arm);
    Words words = verdict.data().get(data).words();
    List<Series> lines = new ArrayList<>();
    result
        .trees()
        .forEach(
            (name, tree) -> {
              double[] clusters = tree.tiers().stream().mapToDouble(k -> k).toArray();
              lines.add(Series.of(name + ", summed", clusters, numbers(tree.summed())));
              lines.add(
                  Series.of(
                      name + words.in(", most probable genre"), clusters, numbers(tree.argmax())));
            });
    return Charts.line(
            PlotAxis.of("clusters in the tier", "count").log(),
            PlotAxis.of("right cluster", "%"),
            lines.toArray(Series[]::new))
        .titled("Accuracy per tier of " + result.label() + " on " + data);
  }

  private static ArmResult arm(Verdict verdict, String data, String arm) {
    return VerdictTables.of(verdict, data).stream()
        .filter(result -> result.arm().equals(arm))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("\"" + arm + "\" is no arm on " + data + "."));
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(v -> v).toArray();
  }

  /**
   * Draws how bad the mistakes of the arms are in the first judge's tree, or in the first tree if
   * there is no judge.
   *
   * @param verdict the verdict
   * @param data the data's name
   * @return a bar per arm and tree
   */
  public static Plot severity(Verdict verdict, String data) {
    List<ArmResult> arms = VerdictTables.of(verdict, data);
    List<String> judges = verdict.data().get(data).judges();
    String tree = judges.isEmpty() ? arms.get(0).trees().keySet().iterator().next() : judges.get(0);
    List<TreeResult> read = arms.stream().map(arm -> arm.trees().get(tree)).toList();
    return Charts.bars(
            PlotAxis.of(
                "where a wrong answer meets the truth in the tree \"" + tree + "\"", "tiers up"),
            arms.stream()
                .map(arm -> arm.label() + (arm.tree().equals(tree) ? " (its own tree)" : ""))
                .toList(),
            read.stream().mapToDouble(TreeResult::severity).toArray())
        .titled("Severity of mistakes on " + data);
  }
}
