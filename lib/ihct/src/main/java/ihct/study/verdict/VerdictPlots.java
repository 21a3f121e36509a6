package ihct.study.verdict;

import ihct.loading.schema.Words;
import ihct.plots.Charts;
import ihct.plots.Plot;
import ihct.plots.PlotAxis;
import ihct.plots.ResultPlots;
import ihct.plots.Series;
import ihct.plots.TablesawFigure;
import ihct.study.run.Pace;
import ihct.study.verdict.ArmResult.TreeResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /**
   * Draws accuracy against time: how many songs of the validation part the networks had right after
   * each epoch, by the time that it had taken till then; both are means over the seeds. Times are
   * those of the machine.
   *
   * @param verdict the verdict
   * @param data the data's name
   * @return a line per arm and tree whose trainings have epochs; empty if none has two or more
   */
  public static Optional<Plot> pace(Verdict verdict, String data) {
    List<Series> lines =
        VerdictTables.of(verdict, data).stream()
            .filter(arm -> arm.pace().size() > 1)
            .map(
                arm ->
                    Series.of(
                        arm.label(), of(arm.pace(), Pace::seconds), of(arm.pace(), Pace::accuracy)))
            .toList();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Charts.line(
                    PlotAxis.of("time of training", "s").log(),
                    PlotAxis.of("validation accuracy", "%"),
                    lines.toArray(Series[]::new))
                .titled("Accuracy against time on " + data));
  }

  private static <T> double[] of(Collection<T> arms, ToDoubleFunction<T> number) {
    return arms.stream().mapToDouble(number).toArray();
  }

  /**
   * Draws the accuracy of the arms with each tree that they were trained with, as a heat map; that
   * of the reference stands in the title. Intervals stand in {@link #differences}.
   *
   * @param verdict the verdict
   * @param data the data's name
   * @return a row per tree, a column per arm; cells of what was not trained are empty
   * @throws IllegalArgumentException if no arm was trained with a tree
   */
  public static TablesawFigure trees(Verdict verdict, String data) {
    Map<String, Map<String, Double>> top1 = new LinkedHashMap<>();
    Set<String> arms = new LinkedHashSet<>();
    String title = "Top-1 accuracy, %";
    for (ArmResult arm : VerdictTables.of(verdict, data)) {
      if (!arm.tree().isEmpty()) {
        top1.computeIfAbsent(arm.tree(), tree -> new HashMap<>()).put(arm.arm(), arm.top1());
        arms.add(arm.arm());
      } else if (arm.arm().equals(verdict.reference())) {
        title += String.format(Locale.ROOT, "; %s has %.1f", arm.arm(), arm.top1());
      }
    }
    if (arms.isEmpty()) {
      throw new IllegalArgumentException("No arm on " + data + " was trained with a tree.");
    }
    double[][] rows =
        top1.values().stream()
            .map(ofTree -> of(arms, arm -> ofTree.getOrDefault(arm, Double.NaN)))
            .toArray(double[][]::new);
    return ResultPlots.map(
        title, "trained", List.copyOf(arms), "tree", List.copyOf(top1.keySet()), rows);
  }

  /**
   * Draws how often an arm's answers lie in the right cluster, tier by tier: that of the most
   * probable genre, and that of the largest summed probability.
   *
   * @param verdict the verdict
   * @param data the data's name
   * @param arm the arm's name; the first of its trees is taken
   * @return a panel per tree by which answers are read, with two lines
   */
  public static Plot tiers(Verdict verdict, String data, String arm) {
    ArmResult result = arm(verdict, data, arm);
    Words words = verdict.data().get(data).words();
    List<Plot> panels = new ArrayList<>();
    result
        .trees()
        .forEach(
            (name, tree) -> {
              double[] clusters = tree.tiers().stream().mapToDouble(k -> k).toArray();
              panels.add(
                  Charts.line(
                          PlotAxis.of("clusters in the tier", "count").log(),
                          PlotAxis.of("right cluster", "%").holding(0.0, 100.0),
                          Series.of("largest sum", clusters, numbers(tree.summed())),
                          Series.of(
                              words.in("most probable genre"), clusters, numbers(tree.argmax())))
                      .titled("tree: " + name));
            });
    return Charts.grid(2, panels.toArray(Plot[]::new))
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
   * there is no judge, with 95 % intervals where the verdict has them.
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
    boolean known = read.stream().allMatch(r -> r.severityLow() != null);
    return Charts.bars(
            PlotAxis.of("from mistake to truth in tree \"" + tree + "\"", "tiers up"),
            arms.stream()
                .map(arm -> arm.label() + (arm.tree().equals(tree) ? " (own tree)" : ""))
                .toList(),
            read.stream().mapToDouble(TreeResult::severity).toArray(),
            read.stream().filter(r -> known).mapToDouble(TreeResult::severityLow).toArray(),
            read.stream().filter(r -> known).mapToDouble(TreeResult::severityHigh).toArray())
        .titled("Severity of mistakes on " + data);
  }
}
