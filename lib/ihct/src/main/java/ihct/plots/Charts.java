package ihct.plots;

import ihct.plots.Svg.Stroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Figures of plain numbers. */
public final class Charts {

  private static final int MOST_POINTS = 5000;
  private static final int DOTS_UP_TO = 60;
  private static final double THICKNESS = 0.72;

  private Charts() {}

  /**
   * Draws lines from point to point.
   *
   * @param x the horizontal axis
   * @param y the vertical axis
   * @param series one or more lines; a value that is not finite is a gap
   * @return the figure
   */
  public static Figure line(Axis x, Axis y, Series... series) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < series.length; i++) {
      Stroke stroke = new Stroke(Palette.series(i), 2, Palette.dash(i));
      boolean dots = series[i].size() <= DOTS_UP_TO;
      String name = series.length > 1 ? series[i].name() : "";
      marks.add(new LineMark(name, series[i].x(), series[i].y(), stroke, dots));
    }
    return figure(x, y, marks, Tables.of(x, y, List.of(series)));
  }

  /**
   * Draws single points. Of more than 5000 in a series, 5000 are shown, and its name says so.
   *
   * @param x the horizontal axis
   * @param y the vertical axis
   * @param series one or more clouds; points with labels are named where there is room
   * @return the figure
   */
  public static Figure scatter(Axis x, Axis y, Series... series) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < series.length; i++) {
      Series shown = series[i].atMost(MOST_POINTS);
      boolean inLegend = series.length > 1 || shown.size() < series[i].size();
      marks.add(new PointMark(shown, Palette.series(i), Symbol.of(i), inLegend, true));
    }
    return figure(x, y, marks, Tables.of(x, y, List.of(series)));
  }

  private static Figure figure(Axis x, Axis y, List<Mark> marks, Table table) {
    return Figure.of(new CartesianPanel(Guide.numbers(x), Guide.numbers(y), marks, table));
  }

  /**
   * Draws lying bars, the first at the top.
   *
   * @param value the axis of the lengths
   * @param names one per bar
   * @param values how long the bars are
   * @return the figure, as high as its bars need
   */
  public static Figure bars(Axis value, List<String> names, double[] values) {
    return bars(value, names, values, new double[0], new double[0]);
  }

  /**
   * Draws lying bars with whiskers.
   *
   * @param value the axis of the lengths
   * @param names one per bar
   * @param values how long the bars are
   * @param lower where each whisker begins
   * @param upper where each whisker ends
   * @return the figure, as high as its bars need
   * @throws IllegalArgumentException if the numbers of names, values and whiskers differ
   */
  public static Figure bars(
      Axis value, List<String> names, double[] values, double[] lower, double[] upper) {
    checkLengths(names, values, lower, upper);
    double[] at = IntStream.range(0, names.size()).asDoubleStream().toArray();
    List<String> texts =
        IntStream.range(0, names.size())
            .mapToObj(i -> names.get(i) + ": " + Numbers.text(values[i]) + " " + value.unit())
            .toList();
    List<Mark> marks = new ArrayList<>();
    marks.add(new BarMark("", at, values, THICKNESS, true, Palette.series(0), 1, texts));
    if (lower.length > 0) {
      marks.add(BarMark.whiskers(at, lower, upper));
    }
    Table table = Tables.named(value, names, values, lower, upper);
    return lying(value, names, marks, table, names.size());
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
   * Draws estimates with their intervals, one below the other, the first at the top (a forest
   * plot).
   *
   * @param value the axis of the estimates; 0, no difference, is always on it
   * @param names one per estimate
   * @param values the estimates
   * @param lower where each interval begins
   * @param upper where each interval ends
   * @return the figure, as high as its lines need
   * @throws IllegalArgumentException if the numbers of names, values and ends differ
   */
  public static Figure intervals(
      Axis value, List<String> names, double[] values, double[] lower, double[] upper) {
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
                                    Numbers.text(values[i]),
                                    Numbers.text(lower[i]),
                                    Numbers.text(upper[i])))
                    .toArray(String[]::new));
    List<Mark> marks = new ArrayList<>();
    marks.add(BarMark.whiskers(at, lower, upper));
    marks.add(new PointMark(points, Palette.series(0), Symbol.of(0), false, false));
    Table table = Tables.named(value, names, values, lower, upper);
    return lying(value, names, marks, table, names.size());
  }

  /**
   * Draws groups of lying bars.
   *
   * @param value the axis of the lengths
   * @param groups one name per group
   * @param series the bars of one colour, one per group
   * @return the figure, as high as its bars need
   * @throws IllegalArgumentException if a series has not one value per group
   */
  public static Figure groupedBars(Axis value, List<String> groups, Series... series) {
    double thickness = 0.8 / Math.max(1, series.length);
    List<Mark> marks = new ArrayList<>();
    for (int s = 0; s < series.length; s++) {
      Series bars = series[s];
      if (bars.size() != groups.size()) {
        throw new IllegalArgumentException(
            "Series \"%s\" has %s values for %s groups; it needs one per group."
                .formatted(bars.name(), bars.size(), groups.size()));
      }
      double shift = (s - (series.length - 1) / 2.0) * thickness;
      double[] at = IntStream.range(0, bars.size()).mapToDouble(g -> g + shift).toArray();
      double[] values = bars.y();
      List<String> texts =
          IntStream.range(0, bars.size())
              .mapToObj(g -> groups.get(g) + ", " + bars.name() + ": " + Numbers.text(values[g]))
              .toList();
      marks.add(
          new BarMark(bars.name(), at, values, thickness * 0.9, true, Palette.series(s), 1, texts));
    }
    Table table = Tables.grouped(value, groups, List.of(series));
    return lying(value, groups, marks, table, groups.size() * Math.max(1, series.length));
  }

  private static Figure lying(
      Axis value, List<String> names, List<Mark> marks, Table table, int bars) {
    Guide down = Guide.names(Axis.of("", ""), names).fromTheTop();
    Guide across = Guide.numbers(value).with(0);
    int height = Math.min(1600, Math.max(160, 100 + 20 * bars));
    return Figure.of(new CartesianPanel(across, down, marks, table)).sized(Figure.WIDTH, height);
  }

  /**
   * Draws how samples are distributed, in about 30 bins of one round width.
   *
   * @param x the axis of the values
   * @param samples their y values are binned. One sample is counted; of several, which may differ
   *     in size, the shares are compared
   * @return the figure
   */
  public static Figure histograms(Axis x, Series... samples) {
    return Histogram.figure(x, List.of(samples));
  }

  /**
   * Draws a table of numbers as colours: around 0 if there are values of both signs, else from the
   * least to the greatest.
   *
   * @param x the axis of the columns
   * @param y the axis of the rows
   * @param columns one name per column
   * @param rows one name per row, the first at the top
   * @param values [row][column]; grey where not finite
   * @param colourName what the colours mean
   * @param unit their unit
   * @return the figure
   * @throws IllegalArgumentException if the table has not one value per row and column
   */
  public static Figure heatMap(
      Axis x,
      Axis y,
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
    ColourScale colours = ColourScale.of(Axis.of(colourName, unit).label(), range);
    Panel panel =
        new CartesianPanel(
            Guide.names(x, columns),
            Guide.names(y, rows).fromTheTop(),
            List.of(new HeatMark(columns, rows, values, colours)),
            Optional.of(colours),
            Tables.heat(y, columns, rows, values));
    int height = Math.min(1600, Math.max(320, 150 + 18 * rows.size()));
    return Figure.of(panel).sized(Figure.WIDTH, height);
  }

  /**
   * Puts figures side by side.
   *
   * @param columns how many stand in a row
   * @param figures their titles become the titles of the parts
   * @return one figure
   */
  public static Figure grid(int columns, Figure... figures) {
    return Figure.grid(columns, List.of(figures));
  }
}
