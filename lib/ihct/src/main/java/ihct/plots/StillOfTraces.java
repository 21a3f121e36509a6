package ihct.plots;

import ihct.plots.draw.AreaMark;
import ihct.plots.draw.BarMark;
import ihct.plots.draw.CartesianPanel;
import ihct.plots.draw.Guide;
import ihct.plots.draw.LineMark;
import ihct.plots.draw.Mark;
import ihct.plots.draw.NumberText;
import ihct.plots.draw.Palette;
import ihct.plots.draw.Svg.Stroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Draws Plotly's simplest traces, all of one kind in a figure. */
final class StillOfTraces {

  /** What is drawn, in words. */
  static final String KINDS =
      "points, lines and areas of numbers, bars, histograms, boxes, pies and heat maps";

  private static final double THICKNESS = 0.8;

  private final List<Map<String, Object>> data;
  private final Map<String, Object> layout;
  private final PlotAxis x;
  private final PlotAxis y;

  private StillOfTraces(List<Map<String, Object>> data, Map<String, Object> layout) {
    this.data = data;
    this.layout = layout;
    this.x = axis(layout, "x");
    this.y = axis(layout, "y");
  }

  /** The figure, or none if its traces are of other kinds or of several. */
  static Optional<Plot> of(
      String title, List<Map<String, Object>> data, Map<String, Object> layout) {
    List<String> kinds = data.stream().map(trace -> String.valueOf(trace.get("type"))).toList();
    if (kinds.stream().distinct().count() != 1) {
      return Optional.empty();
    }
    if (isGrid(data)) {
      return grid(data, layout).map(drawn -> title.isEmpty() ? drawn : drawn.titled(title));
    }
    StillOfTraces still = new StillOfTraces(data, layout);
    Optional<Plot> figure =
        switch (kinds.get(0)) {
          case "scatter" -> still.points();
          case "histogram" -> still.histograms();
          case "bar" -> still.bars();
          case "box" -> still.boxes();
          case "pie" -> still.pie();
          case "heatmap" -> still.heatMap();
          default -> Optional.empty();
        };
    return figure.map(drawn -> title.isEmpty() ? drawn : drawn.titled(title));
  }

  /** Whether traces have axes of their own, beside those of others. */
  static boolean isGrid(List<Map<String, Object>> data) {
    return data.stream().map(trace -> trace.getOrDefault("xaxis", "x")).distinct().count() > 1;
  }

  /** A panel for each trace, with its name at the axis. */
  private static Optional<Plot> grid(List<Map<String, Object>> data, Map<String, Object> layout) {
    List<Plot> panels = new ArrayList<>();
    for (Map<String, Object> trace : data) {
      Map<String, Object> named = Map.of("xaxis", Map.of("title", name(trace)));
      of("", List.of(trace), named).ifPresent(panels::add);
    }
    Object columns = layout.get("grid") instanceof Map<?, ?> grid ? grid.get("columns") : 1;
    int across = columns instanceof Number number ? number.intValue() : 1;
    return panels.size() < data.size() ? Optional.empty() : Optional.of(Plot.grid(across, panels));
  }

  private static PlotAxis axis(Map<String, Object> layout, String letter) {
    Object axis = layout.get(letter + "axis");
    Object title = axis instanceof Map<?, ?> map ? map.get("title") : null;
    return PlotAxis.of(title instanceof String name && !name.isEmpty() ? name : letter, "");
  }

  private Optional<Plot> points() {
    List<Series> all = new ArrayList<>();
    List<Mark> areas = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    for (Map<String, Object> trace : data) {
      double[] xs = numbers(trace.get("x"));
      double[] ys = numbers(trace.get("y"));
      if (xs == null || ys == null || xs.length != ys.length) {
        return Optional.empty();
      }
      int place = all.size();
      Series series = Series.of(name(trace), xs, ys);
      List<String> names = texts(trace.get("text"));
      series = names.size() == xs.length ? series.labelled(names.toArray(String[]::new)) : series;
      if (String.valueOf(trace.get("fill")).startsWith("to")) {
        areas.add(area(series, "tonexty".equals(trace.get("fill")) ? all : List.of(), place));
      }
      boolean named = data.size() > 1;
      boolean line = String.valueOf(trace.get("mode")).contains("line");
      marks.add(line ? Charts.line(series, place, named) : Charts.points(series, place, named));
      all.add(series);
    }
    areas.addAll(marks);
    return Optional.of(Charts.figure(x, y, areas, FigureNumbers.of(x, y, all)));
  }

  /** To the line before it, as Plotly fills, or down to zero. */
  private static Mark area(Series line, List<Series> before, int place) {
    String colour = Palette.series(place);
    if (before.isEmpty()) {
      return AreaMark.toZero(line.x(), line.y(), colour);
    }
    Series other = before.get(before.size() - 1);
    return AreaMark.between(line.x(), line.y(), other.x(), other.y(), colour);
  }

  private Optional<Plot> histograms() {
    List<Series> all = new ArrayList<>();
    for (Map<String, Object> trace : data) {
      double[] values = numbers(trace.get("x"));
      if (values == null) {
        return Optional.empty();
      }
      all.add(Series.of(name(trace), values));
    }
    return Optional.of(Histogram.figure(x, all));
  }

  /**
   * Bars lie in the picture, even those that stand upright in Plotly; the numbers are the same. Of
   * several traces they lie beside each other or, if the layout says so, one behind the other's
   * end.
   */
  private Optional<Plot> bars() {
    boolean lying = "h".equals(data.get(0).get("orientation"));
    List<String> names = texts(data.get(0).get(lying ? "y" : "x"));
    double[][] lengths = new double[data.size()][];
    for (int t = 0; t < lengths.length; t++) {
      lengths[t] = numbers(data.get(t).get(lying ? "x" : "y"));
      if (lengths[t] == null
          || lengths[t].length != names.size()
          || !names.equals(texts(data.get(t).get(lying ? "y" : "x")))) {
        return Optional.empty();
      }
    }
    PlotAxis value = lying ? x : y;
    if (lengths.length == 1) {
      return Optional.of(Charts.bars(value, names, lengths[0], new double[0], new double[0]));
    }
    List<String> traces = data.stream().map(StillOfTraces::name).toList();
    double[][] rows = new double[names.size()][lengths.length];
    for (int r = 0; r < rows.length; r++) {
      for (int t = 0; t < lengths.length; t++) {
        rows[r][t] = lengths[t][r];
      }
    }
    boolean stacked = "stack".equals(layout.get("barmode")) && isPositive(lengths);
    List<Mark> marks = new ArrayList<>();
    for (int t = 0; t < lengths.length; t++) {
      marks.add(stacked ? stacked(names, rows, t) : beside(names, rows, t));
    }
    if (stacked) {
      Collections.reverse(marks); // the shorter ones lie on the longer ones
    }
    Rows table = FigureNumbers.heat(PlotAxis.of("name", ""), traces, names, rows);
    return Optional.of(Charts.lying(value, names, marks, table));
  }

  private static boolean isPositive(double[][] lengths) {
    return Arrays.stream(lengths).flatMapToDouble(Arrays::stream).allMatch(length -> length >= 0);
  }

  private Mark beside(List<String> names, double[][] rows, int t) {
    double each = THICKNESS / data.size();
    double[] at =
        IntStream.range(0, rows.length)
            .mapToDouble(r -> r + (t - (data.size() - 1) / 2.0) * each)
            .toArray();
    double[] lengths = Arrays.stream(rows).mapToDouble(row -> row[t]).toArray();
    return mark(names, rows, t, at, lengths, each);
  }

  private Mark stacked(List<String> names, double[][] rows, int t) {
    double[] at = IntStream.range(0, rows.length).asDoubleStream().toArray();
    double[] ends =
        Arrays.stream(rows).mapToDouble(row -> Arrays.stream(row, 0, t + 1).sum()).toArray();
    return mark(names, rows, t, at, ends, THICKNESS);
  }

  private Mark mark(
      List<String> names, double[][] rows, int t, double[] at, double[] lengths, double thickness) {
    String trace = name(data.get(t));
    List<String> texts =
        IntStream.range(0, rows.length)
            .mapToObj(r -> names.get(r) + ", " + trace + ": " + NumberText.text(rows[r][t]))
            .toList();
    return new BarMark(trace, at, lengths, thickness, true, Palette.series(t), 1, texts);
  }

  /** Boxes stand upright in Tablesaw and lie in ours. */
  private Optional<Plot> boxes() {
    Map<String, List<Double>> groups = new LinkedHashMap<>();
    for (Map<String, Object> trace : data) {
      double[] values = numbers(trace.get("y"));
      if (values == null) {
        return Optional.empty();
      }
      List<String> names = texts(trace.get("x"));
      for (int i = 0; i < values.length; i++) {
        String group = i < names.size() ? names.get(i) : name(trace);
        groups.computeIfAbsent(group, name -> new ArrayList<>()).add(values[i]);
      }
    }
    List<Mark> marks = new ArrayList<>();
    Rows rows =
        Rows.of(
            "name", "values", "least", "lower quartile", "median", "upper quartile", "greatest");
    groups.forEach(
        (name, list) -> {
          double[] values = list.stream().mapToDouble(value -> value).toArray();
          double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
          Quartiles of = Quartiles.of(values);
          int at = marks.size() / 2;
          marks.add(outline(at, of));
          double[] height = new double[of.outside().length];
          Arrays.fill(height, at);
          marks.add(Series.of(name, of.outside(), height).points(0, false, false));
          boolean none = sorted.length == 0;
          double least = none ? Double.NaN : sorted[0];
          double greatest = none ? Double.NaN : sorted[sorted.length - 1];
          rows.row(name, sorted.length, least, of.lower(), of.median(), of.upper(), greatest);
        });
    Guide down = Guide.names("", List.copyOf(groups.keySet())).fromTheTop();
    int height = Math.min(1600, 100 + 30 * groups.size());
    return Optional.of(
        Plot.of(new CartesianPanel(y.numbers(), down, marks), rows).sized(Plot.WIDTH, height));
  }

  /** The box, its median and its whiskers, in one stroke with gaps. */
  private static Mark outline(int at, Quartiles of) {
    double gap = Double.NaN;
    double up = at - 0.3;
    double down = at + 0.3;
    double[] xs = {
      of.low(),
      of.lower(),
      gap,
      of.lower(),
      of.upper(),
      of.upper(),
      of.lower(),
      of.lower(),
      gap,
      of.median(),
      of.median(),
      gap,
      of.upper(),
      of.high()
    };
    double[] ys = {at, at, gap, up, up, down, down, up, gap, up, down, gap, at, at};
    return new LineMark("", xs, ys, Stroke.of(Palette.series(0), 2), false);
  }

  /** As in Plotly, values of one label are summed, and the largest sum comes first. */
  private Optional<Plot> pie() {
    double[] values = numbers(data.get(0).get("values"));
    List<String> labels = texts(data.get(0).get("labels"));
    if (data.size() > 1
        || values == null
        || values.length != labels.size()
        || !isPositive(new double[][] {values})
        || !(Arrays.stream(values).sum() > 0)) {
      return Optional.empty();
    }
    Map<String, Double> sums = new LinkedHashMap<>();
    IntStream.range(0, values.length)
        .forEach(i -> sums.merge(labels.get(i), values[i], Double::sum));
    List<String> names = new ArrayList<>(sums.keySet());
    names.sort(Comparator.comparingDouble((String name) -> -sums.get(name)));
    double[] shares = names.stream().mapToDouble(sums::get).toArray();
    Rows rows = Rows.of("name", "value");
    names.forEach(name -> rows.row(name, sums.get(name)));
    return Optional.of(Plot.of(new PiePanel(names, shares), rows));
  }

  /** Plotly's first row is the lowest. */
  private Optional<Plot> heatMap() {
    Map<String, Object> trace = data.get(0);
    List<String> columns = texts(trace.get("x"));
    List<String> rows = new ArrayList<>(texts(trace.get("y")));
    List<double[]> values = new ArrayList<>();
    if (trace.get("z") instanceof List<?> lines) {
      lines.forEach(line -> values.add(numbers(line)));
    }
    boolean whole =
        values.size() == rows.size()
            && values.stream().allMatch(row -> row != null && row.length == columns.size());
    if (data.size() > 1 || !whole || rows.isEmpty()) {
      return Optional.empty();
    }
    Collections.reverse(rows);
    Collections.reverse(values);
    String colours = name(trace).isEmpty() ? "value" : name(trace);
    double[][] table = values.toArray(double[][]::new);
    return Optional.of(Charts.heatMap(x, y, columns, rows, table, colours, ""));
  }

  private static String name(Map<String, Object> trace) {
    return String.valueOf(trace.getOrDefault("name", ""));
  }

  /** The elements of a list as they are written; none of what is no list. */
  private static List<String> texts(Object list) {
    return list instanceof List<?> values
        ? values.stream()
            .map(v -> v instanceof Number n ? NumberText.text(n.doubleValue()) : String.valueOf(v))
            .toList()
        : List.of();
  }

  /** The numbers of a list, gaps as NaN; null if something else is among them. */
  private static double[] numbers(Object list) {
    if (!(list instanceof List<?> values)
        || !values.stream().allMatch(value -> value == null || value instanceof Number)) {
      return null;
    }
    return values.stream()
        .mapToDouble(value -> value == null ? Double.NaN : ((Number) value).doubleValue())
        .toArray();
  }
}
