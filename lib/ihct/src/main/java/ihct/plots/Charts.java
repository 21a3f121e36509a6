package ihct.plots;

import ihct.plots.draw.BarMark;
import ihct.plots.draw.CartesianPanel;
import ihct.plots.draw.ColourScale;
import ihct.plots.draw.Extent;
import ihct.plots.draw.Guide;
import ihct.plots.draw.HeatMark;
import ihct.plots.draw.LineMark;
import ihct.plots.draw.Mark;
import ihct.plots.draw.NumberText;
import ihct.plots.draw.Palette;
import ihct.plots.draw.Panel;
import ihct.plots.draw.Svg.Stroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Figures of plain numbers with intervals, and of lines; others are Tablesaw's. */
public final class Charts {

  private static final int MOST_POINTS = 5000;
  private static final int DOTS_UP_TO = 60;
  private static final double THICKNESS = 0.72;

  private Charts() {}

  /** Draws lines from point to point; a value that is not finite is a gap. */
  public static Plot line(PlotAxis x, PlotAxis y, Series... series) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < series.length; i++) {
      marks.add(line(series[i], i, series.length > 1));
    }
    return figure(x, y, marks, FigureNumbers.of(x, y, List.of(series)));
  }

  /** A line in the colour and dashes of its place; short ones have dots. */
  static LineMark line(Series series, int place, boolean inLegend) {
    Stroke stroke = new Stroke(Palette.series(place), 2, Palette.dash(place));
    String name = inLegend ? series.name() : "";
    return new LineMark(name, series.x(), series.y(), stroke, series.size() <= DOTS_UP_TO);
  }

  /** Points in the colour and shape of their place. */
  static Mark points(Series series, int place, boolean inLegend) {
    Series shown = series.atMost(MOST_POINTS);
    return shown.points(place, inLegend || shown.size() < series.size(), true);
  }

  static Plot figure(PlotAxis x, PlotAxis y, List<Mark> marks, Rows numbers) {
    return Plot.of(new CartesianPanel(x.numbers(), y.numbers(), marks), numbers);
  }

  /**
   * Draws lying bars with whiskers from the lower to the upper values, the first bar at the top;
   * the figure is as high as they need. Without whiskers both ends are empty.
   *
   * @throws IllegalArgumentException if the numbers of names, values and whiskers differ
   */
  public static Plot bars(
      PlotAxis value, List<String> names, double[] values, double[] lower, double[] upper) {
    checkLengths(names, values, lower, upper);
    double[] at = IntStream.range(0, names.size()).asDoubleStream().toArray();
    List<String> texts =
        IntStream.range(0, names.size())
            .mapToObj(i -> names.get(i) + ": " + NumberText.text(values[i]) + " " + value.unit())
            .toList();
    List<Mark> marks = new ArrayList<>();
    marks.add(new BarMark("", at, values, THICKNESS, true, Palette.series(0), 1, texts));
    if (lower.length > 0) {
      marks.add(BarMark.whiskers(at, lower, upper));
    }
    return lying(value, names, marks, FigureNumbers.named(value, names, values, lower, upper));
  }

  private static void checkLengths(
      List<String> names, double[] values, double[] lower, double[] upper) {
    boolean whiskers = lower.length > 0 || upper.length > 0;
    boolean wrong = whiskers && (lower.length != names.size() || upper.length != names.size());
    if (names.size() != values.length || wrong) {
      throw new IllegalArgumentException(
          "%s names, %s values, %s lower and %s upper ends; each bar needs one of each, whiskers may be left out."
              .formatted(names.size(), values.length, lower.length, upper.length));
    }
  }

  /**
   * Draws estimates with their intervals, from the lower to the upper values, one below the other,
   * the first at the top (a forest plot). 0, no difference, is always on the axis.
   *
   * @throws IllegalArgumentException if the numbers of names, values and ends differ
   */
  public static Plot intervals(
      PlotAxis value, List<String> names, double[] values, double[] lower, double[] upper) {
    checkLengths(names, values, lower, upper);
    double[] at = IntStream.range(0, names.size()).asDoubleStream().toArray();
    Series points =
        Series.of("", values, at)
            .labelled(
                IntStream.range(0, names.size())
                    .mapToObj(
                        i ->
                            "%s: %s, 95 %% %s to %s"
                                .formatted(
                                    names.get(i),
                                    NumberText.text(values[i]),
                                    NumberText.text(lower[i]),
                                    NumberText.text(upper[i])))
                    .toArray(String[]::new));
    List<Mark> marks = new ArrayList<>();
    marks.add(BarMark.whiskers(at, lower, upper));
    marks.add(points.points(0, false, false));
    return lying(value, names, marks, FigureNumbers.named(value, names, values, lower, upper));
  }

  /** Marks beside names, the first at the top. */
  static Plot lying(PlotAxis value, List<String> names, List<Mark> marks, Rows numbers) {
    Guide down = Guide.names("", names).fromTheTop();
    int height = Math.min(1600, Math.max(160, 100 + 20 * names.size()));
    return Plot.of(new CartesianPanel(value.numbers().with(0), down, marks), numbers)
        .sized(Plot.WIDTH, height);
  }

  /**
   * Draws a table of numbers as colours: around 0 if there are values of both signs, else from the
   * least to the greatest.
   *
   * @param columns one name per column
   * @param rows one name per row, the first at the top
   * @param values [row][column]; grey where not finite
   * @param colourName what the colours mean
   * @throws IllegalArgumentException if the table has not one value per row and column
   */
  static Plot heatMap(
      PlotAxis x,
      PlotAxis y,
      List<String> columns,
      List<String> rows,
      double[][] values,
      String colourName,
      String unit) {
    boolean wrong = Arrays.stream(values).anyMatch(row -> row.length != columns.size());
    if (values.length != rows.size() || wrong) {
      throw new IllegalArgumentException(
          "The table must have %s rows of %s columns, as there are names; it has rows of %s."
              .formatted(
                  rows.size(),
                  columns.size(),
                  Arrays.stream(values).map(r -> "" + r.length).collect(Collectors.joining(", "))));
    }
    Extent range = Arrays.stream(values).map(Extent::of).reduce(Extent.EMPTY, Extent::and);
    ColourScale colours = ColourScale.of(PlotAxis.of(colourName, unit).label(), range);
    Panel panel =
        new CartesianPanel(
            Guide.names(x.label(), columns),
            Guide.names(y.label(), rows).fromTheTop(),
            List.of(new HeatMark(columns, rows, values, colours)),
            Optional.of(colours));
    int height = Math.min(1600, Math.max(320, 150 + 18 * rows.size()));
    return Plot.of(panel, FigureNumbers.heat(y, columns, rows, values)).sized(Plot.WIDTH, height);
  }

  /** Puts figures side by side, so many in a row; their titles become the titles of the parts. */
  public static Plot grid(int columns, Plot... figures) {
    return Plot.grid(columns, List.of(figures));
  }
}
