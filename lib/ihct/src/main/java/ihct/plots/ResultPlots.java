package ihct.plots;

import ihct.metrics.Interval;
import ihct.plots.draw.BarMark;
import ihct.plots.draw.CartesianPanel;
import ihct.plots.draw.Guide;
import ihct.plots.draw.Mark;
import ihct.plots.draw.NumberText;
import ihct.plots.draw.Palette;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Figures of results. */
public final class ResultPlots {

  private static final double PERCENT = 100;
  private static final double THICKNESS = 0.72;

  private ResultPlots() {}

  /**
   * Draws how often the answered genre lies in the right cluster, tier by tier: a line per model of
   * its tier accuracies, 0…1, from the coarsest tier to the leaves.
   *
   * @throws IllegalArgumentException if a model has not one accuracy per tier
   */
  public static Plot tierAccuracy(Map<String, double[]> accuracyByModel, List<Integer> clusters) {
    double[] x = clusters.stream().mapToDouble(k -> k).toArray();
    Series[] series =
        accuracyByModel.entrySet().stream()
            .map(model -> Series.of(model.getKey(), x, percent(model.getValue())))
            .toArray(Series[]::new);
    return Charts.line(
            PlotAxis.of("clusters in the tier", "count").log(),
            PlotAxis.of("right cluster", "%"),
            series)
        .titled("Accuracy per tier");
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
    Guide across = PlotAxis.of("right genre", "% of the test songs").numbers().with(0);
    return Plot.of(new CartesianPanel(across, down, marks), rows)
        .sized(Plot.WIDTH, 150 + 28 * models.size())
        .titled("Accuracy with 95 % intervals");
  }

  /**
   * Draws which clusters are taken for which, a row per true cluster: shares [true][answered], 0…1,
   * as {@link ihct.metrics.Confusion} counts them.
   */
  public static Plot confusion(double[][] shares, List<String> names) {
    double[][] percent = Arrays.stream(shares).map(ResultPlots::percent).toArray(double[][]::new);
    return Charts.heatMap(
            PlotAxis.of("answered", ""),
            PlotAxis.of("true", ""),
            names,
            names,
            percent,
            "share of the true cluster",
            "%")
        .titled("Confusion");
  }

  private static double[] percent(double[] shares) {
    return Arrays.stream(shares).map(share -> PERCENT * share).toArray();
  }

  private static String text(double share) {
    return NumberText.text(PERCENT * share) + " %";
  }
}
