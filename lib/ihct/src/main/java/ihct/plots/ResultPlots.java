package ihct.plots;

import ihct.metrics.Interval;
import ihct.plots.draw.BarMark;
import ihct.plots.draw.CartesianPanel;
import ihct.plots.draw.Guide;
import ihct.plots.draw.IntervalMark;
import ihct.plots.draw.LineMark;
import ihct.plots.draw.Mark;
import ihct.plots.draw.NumberText;
import ihct.plots.draw.Palette;
import ihct.plots.draw.Svg.Stroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.Trace;

/** Figures of results. */
public final class ResultPlots {

  private static final double PERCENT = 100;
  private static final double THICKNESS = 0.72;

  /** By which factor the next model's points lie to the right, on a logarithmic axis. */
  private static final double BESIDE = 1.03;

  private ResultPlots() {}

  /**
   * Draws how often the answered genre lies in the right cluster, tier by tier: a line per model of
   * its tier accuracies, 0…1, from the coarsest tier to the leaves, each with its 95 % interval
   * (Wilson). Points of one tier stand a little beside each other.
   *
   * @param songs on how many songs they were measured
   * @throws IllegalArgumentException if a model has not one accuracy per tier
   */
  public static Plot tierAccuracy(
      Map<String, double[]> accuracyByModel, List<Integer> clusters, long songs) {
    return tierAccuracy(accuracyByModel, clusters, songs, new double[0]);
  }

  /**
   * Draws {@linkplain #tierAccuracy(Map, List, long) tier accuracies} with what they must be read
   * against.
   *
   * @param majority for each tier, how often its largest cluster is right, 0…1, as {@code
   *     study.tierMajority()} says; empty for no such line
   * @throws IllegalArgumentException if a line has not one accuracy per tier
   */
  public static Plot tierAccuracy(
      Map<String, double[]> accuracyByModel,
      List<Integer> clusters,
      long songs,
      double[] majority) {
    double[] x = clusters.stream().mapToDouble(k -> k).toArray();
    List<Mark> marks = new ArrayList<>();
    List<Series> exact = new ArrayList<>();
    if (majority.length > 0) {
      exact.add(Series.of("majority of the tier", x, percent(majority)));
      Stroke dashed = new Stroke("#888888", 1.5, "4 3");
      marks.add(new LineMark(exact.get(0).name(), x, exact.get(0).y(), dashed, false));
    }
    int place = 0;
    for (Map.Entry<String, double[]> model : accuracyByModel.entrySet()) {
      Series series = Series.of(model.getKey(), x, percent(model.getValue()));
      double beside = Math.pow(BESIDE, place - (accuracyByModel.size() - 1) / 2.0);
      marks.add(withIntervals(series, place++, beside, model.getValue(), songs));
      exact.add(series);
    }
    PlotAxis tiers = PlotAxis.of("clusters in the tier", "count").log();
    PlotAxis right = PlotAxis.of("right cluster", "%").holding(0.0);
    return Charts.figure(tiers, right, marks, numbers(exact, majority.length > 0, songs))
        .titled("Right clusters per tier, with 95 % intervals");
  }

  /** A column per line: percent, and the interval of a model's. */
  private static Rows numbers(List<Series> lines, boolean majorityFirst, long songs) {
    Stream<String> names = lines.stream().map(line -> line.name() + " %");
    Rows rows = Rows.of(Stream.concat(Stream.of("clusters"), names).toArray(String[]::new));
    for (int tier = 0; tier < lines.get(0).size(); tier++) {
      List<Object> cells = new ArrayList<>(List.of(lines.get(0).x()[tier]));
      for (int i = 0; i < lines.size(); i++) {
        double value = lines.get(i).y()[tier];
        cells.add(
            majorityFirst && i == 0
                ? value
                : between(value, Interval.wilson(value / PERCENT, songs)));
      }
      rows.row(cells.toArray());
    }
    return rows;
  }

  private static String between(double value, Interval interval) {
    return String.format(
        Locale.ROOT,
        "%.1f (%.1f–%.1f)",
        value,
        PERCENT * interval.low(),
        PERCENT * interval.high());
  }

  private static Mark withIntervals(
      Series series, int place, double beside, double[] shares, long songs) {
    List<Interval> intervals =
        Arrays.stream(shares).mapToObj(share -> Interval.wilson(share, songs)).toList();
    double[] x = series.x();
    List<String> texts =
        IntStream.range(0, x.length)
            .mapToObj(
                i ->
                    "%s, %s clusters: %s, 95 %% %s"
                        .formatted(
                            series.name(),
                            NumberText.text(x[i]),
                            text(shares[i]),
                            intervals.get(i)))
            .toList();
    double[] moved = Arrays.stream(x).map(k -> k * beside).toArray();
    LineMark line = Charts.line(Series.of(series.name(), moved, series.y()), place, true);
    return new IntervalMark(
        line,
        intervals.stream().mapToDouble(i -> PERCENT * i.low()).toArray(),
        intervals.stream().mapToDouble(i -> PERCENT * i.high()).toArray(),
        texts);
  }

  /**
   * Draws a bar per model of its accuracy, 0…1, on so many songs, with its 95 % interval (Wilson),
   * and the accuracy in the paper as a point; NaN where it has none.
   *
   * @throws IllegalArgumentException if the lists differ in length, or a share is none
   */
  public static Plot accuracyWithIntervals(
      List<String> models, double[] shares, long songs, double[] paper) {
    if (models.size() != shares.length || models.size() != paper.length) {
      throw new IllegalArgumentException(
          "%s models, %s accuracies and %s of the paper; each model needs one of each, NaN for none."
              .formatted(models.size(), shares.length, paper.length));
    }
    Interval[] intervals =
        Arrays.stream(shares).mapToObj(s -> Interval.wilson(s, songs)).toArray(Interval[]::new);
    double[] at = IntStream.range(0, shares.length).asDoubleStream().toArray();
    double[] lower = Arrays.stream(intervals).mapToDouble(i -> PERCENT * i.low()).toArray();
    double[] upper = Arrays.stream(intervals).mapToDouble(i -> PERCENT * i.high()).toArray();
    List<String> texts =
        IntStream.range(0, shares.length)
            .mapToObj(
                i -> "%s: %s, 95 %% %s".formatted(models.get(i), text(shares[i]), intervals[i]))
            .toList();
    List<Mark> marks = new ArrayList<>();
    marks.add(
        new BarMark(
            "measured here", at, percent(shares), THICKNESS, true, Palette.series(0), 1, texts));
    marks.add(BarMark.whiskers(at, lower, upper));
    Series points = Series.of("the paper, on other songs", percent(paper), at);
    marks.add(points.points(1, true, false));
    Rows rows = Rows.of("model", "accuracy (%)", "from (%)", "to (%)", "paper (%)");
    for (int i = 0; i < shares.length; i++) {
      rows.row(models.get(i), PERCENT * shares[i], lower[i], upper[i], PERCENT * paper[i]);
    }
    Guide down = Guide.names("", models).fromTheTop();
    Guide across = PlotAxis.of("right genre", "% of the test songs").numbers();
    return Plot.of(new CartesianPanel(across, down, marks), rows)
        .sized(Plot.WIDTH, 150 + 28 * models.size())
        .titled("Accuracy with 95 % intervals");
  }

  /**
   * Draws which clusters are taken for which, a row per true cluster, the first at the top: shares
   * [true][answered], 0…1, as {@link ihct.metrics.Confusion} counts them.
   */
  public static TablesawFigure confusion(double[][] shares, List<String> names) {
    double[][] percent = Arrays.stream(shares).map(ResultPlots::percent).toArray(double[][]::new);
    return map("Confusion: % of the true cluster", "answered", names, "true", names, percent);
  }

  /**
   * Draws a value for each pair of a row and a column, as a heat map.
   *
   * @param title what the values are, and their unit
   * @param across what the columns are
   * @param columns their names
   * @param down what the rows are
   * @param rows their names, the first at the top
   * @param values a row each; NaN leaves a gap
   * @return the figure
   */
  public static TablesawFigure map(
      String title,
      String across,
      List<String> columns,
      String down,
      List<String> rows,
      double[][] values) {
    List<String> upwards = new ArrayList<>(rows);
    Collections.reverse(upwards); // Plotly's first row is the lowest
    double[][] lowestFirst = values.clone();
    Collections.reverse(Arrays.asList(lowestFirst));
    Layout layout =
        Layout.builder()
            .title(title)
            .xAxis(Axis.builder().title(across).build())
            .yAxis(Axis.builder().title(down).build())
            .width(Plot.WIDTH)
            .height(Math.max(400, 200 + 20 * rows.size()))
            .build();
    Trace trace = HeatmapTrace.builder(columns.toArray(), upwards.toArray(), lowestFirst).build();
    return TablesawFigure.of(new Figure(layout, trace));
  }

  private static double[] percent(double[] shares) {
    return Arrays.stream(shares).map(share -> PERCENT * share).toArray();
  }

  private static String text(double share) {
    return NumberText.text(PERCENT * share) + " %";
  }
}
