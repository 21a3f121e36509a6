package ihct.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws Plotly's simplest traces: points, lines, bars and histograms, one kind in a figure. */
final class StillOfTraces {

  private StillOfTraces() {}

  /** The figure, or none if its traces are of other kinds or of several. */
  static Optional<Plot> of(
      String title, List<Map<String, Object>> data, Map<String, Object> layout) {
    List<String> kinds = data.stream().map(StillOfTraces::kind).distinct().toList();
    if (kinds.size() != 1) {
      return Optional.empty();
    }
    PlotAxis x = axis(layout, "x");
    PlotAxis y = axis(layout, "y");
    Optional<Plot> figure =
        switch (kinds.get(0)) {
          case "scatter" -> points(data).map(series -> Charts.scatter(x, y, series));
          case "line" -> points(data).map(series -> Charts.line(x, y, series));
          case "histogram" -> samples(data).map(samples -> Charts.histograms(x, samples));
          case "bar" -> data.size() == 1 ? bars(y, data.get(0)) : Optional.empty();
          default -> Optional.empty();
        };
    return figure.map(drawn -> title.isEmpty() ? drawn : drawn.titled(title));
  }

  private static String kind(Map<String, Object> trace) {
    boolean line = String.valueOf(trace.get("mode")).contains("line");
    return line ? "line" : String.valueOf(trace.get("type"));
  }

  private static PlotAxis axis(Map<String, Object> layout, String letter) {
    Object axis = layout.get(letter + "axis");
    Object title = axis instanceof Map<?, ?> map ? map.get("title") : null;
    return PlotAxis.of(title instanceof String name && !name.isEmpty() ? name : letter, "");
  }

  private static Optional<Series[]> points(List<Map<String, Object>> data) {
    List<Series> all = new ArrayList<>();
    for (Map<String, Object> trace : data) {
      double[] x = numbers(trace.get("x"));
      double[] y = numbers(trace.get("y"));
      if (x == null || y == null || x.length != y.length) {
        return Optional.empty();
      }
      all.add(Series.of(name(trace), x, y));
    }
    return Optional.of(all.toArray(Series[]::new));
  }

  private static Optional<Series[]> samples(List<Map<String, Object>> data) {
    List<Series> all = new ArrayList<>();
    for (Map<String, Object> trace : data) {
      double[] x = numbers(trace.get("x"));
      if (x == null) {
        return Optional.empty();
      }
      all.add(Series.of(name(trace), x));
    }
    return Optional.of(all.toArray(Series[]::new));
  }

  /** Bars stand upright in Tablesaw and lie in ours; the numbers are the same. */
  private static Optional<Plot> bars(PlotAxis value, Map<String, Object> trace) {
    boolean lying = "h".equals(trace.get("orientation"));
    double[] lengths = numbers(trace.get(lying ? "x" : "y"));
    if (lengths == null || !(trace.get(lying ? "y" : "x") instanceof List<?> names)) {
      return Optional.empty();
    }
    List<String> texts = names.stream().map(String::valueOf).toList();
    return texts.size() == lengths.length
        ? Optional.of(Charts.bars(value, texts, lengths))
        : Optional.empty();
  }

  private static String name(Map<String, Object> trace) {
    return String.valueOf(trace.getOrDefault("name", ""));
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
