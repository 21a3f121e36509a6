package ihct.plots;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ihct.display.Displayable;
import ihct.display.Escape;
import ihct.display.FrontEnd;
import ihct.display.MimeBundle;
import ihct.plots.draw.ColourScale;
import ihct.plots.draw.Extent;
import ihct.plots.draw.Palette;
import ihct.plots.draw.PlotlyJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.Trace;

/**
 * A figure made with Tablesaw's plotting interface, shown as our own are: Plotly's JSON, and for
 * points, lines, areas, bars, histograms, boxes, pies and heat maps a picture and a table of the
 * numbers. Of other kinds its text says that Plotly alone draws them.
 *
 * <p>Tablesaw writes a page's JavaScript that fetches Plotly from the network, which shows nothing
 * without one, and nothing at all in most notebooks. Its object literals hold the same figure: they
 * are read here as the JSON that they nearly are.
 */
public final class TablesawFigure implements Displayable {

  static {
    FrontEnd.current(); // a kernel that runs this as a guest learns how to show it
  }

  private static final ObjectReader LITERALS =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .build()
          .readerForMapOf(Object.class);

  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d*)?([eE][-+]?\\d+)?");
  private static final int QUOTED = 200;
  private static final int MOST_WHOLES = 20;

  private final List<Map<String, Object>> data;
  private final Map<String, Object> layout;
  private final Optional<Plot> still;

  private TablesawFigure(List<Map<String, Object>> data, Map<String, Object> layout) {
    this.data = data;
    this.layout = layout;
    this.still = StillOfTraces.of(title(), data, layout);
  }

  /**
   * Takes over a figure made by Tablesaw, as by {@code ScatterPlot.create(…)}.
   *
   * @throws IllegalArgumentException if Tablesaw has written something that cannot be read, such as
   *     a title with an apostrophe; the message quotes it
   */
  public static TablesawFigure of(Figure figure) {
    List<Map<String, Object>> data = new ArrayList<>();
    Trace[] traces = figure.getTraces();
    for (int i = 0; i < traces.length; i++) {
      data.add(literal(traces[i].asJavascript(i)));
    }
    Map<String, Object> layout =
        figure.getLayout() == null ? Map.of() : literal(figure.getLayout().asJavascript());
    return new TablesawFigure(data, layout);
  }

  /** The object that a statement such as {@code var layout = {…};} assigns. */
  private static Map<String, Object> literal(String statement) {
    int start = statement.indexOf('{');
    try {
      Map<String, Object> object = LITERALS.readValue(statement.substring(start));
      return asObject(changed(object, TablesawFigure::unescaped));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Tablesaw's figure cannot be read: %s. Leave quotes out of its names and titles; it has: %s"
              .formatted(e.getOriginalMessage(), start(statement.strip())),
          e);
    }
  }

  private static String start(String statement) {
    return statement.length() <= QUOTED ? statement : statement.substring(0, QUOTED) + "…";
  }

  /** Changes every text, and makes a gap of what is not a number. */
  private static Object changed(Object node, UnaryOperator<String> texts) {
    if (node instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, value) -> copy.put((String) key, changed(value, texts)));
      return copy;
    }
    if (node instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(value -> copy.add(changed(value, texts)));
      return numbers(copy);
    }
    if (node instanceof Double number && !Double.isFinite(number)) {
      return null;
    }
    return node instanceof String text ? texts.apply(text) : node;
  }

  /** The same list as numbers, some of which Tablesaw writes as texts, unless others are in it. */
  private static List<Object> numbers(List<Object> values) {
    List<Object> numbers = new ArrayList<>(values.size());
    for (Object value : values) {
      if (value instanceof String text && NUMBER.matcher(text).matches()) {
        numbers.add(Double.valueOf(text));
      } else if (value == null || value instanceof Number) {
        numbers.add(value);
      } else {
        return values;
      }
    }
    return numbers;
  }

  /** Tablesaw escapes some texts for HTML and others not at all. */
  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asObject(Object node) {
    return (Map<String, Object>) node;
  }

  private String title() {
    return layout.get("title") instanceof String text ? text : "";
  }

  /**
   * {@return Plotly's {@code data} and {@code layout}, as maps, lists, texts and numbers: what
   * Tablesaw wrote, in the colours and with the order of bars that the picture has}
   */
  public Map<String, Object> plotly() {
    List<Map<String, Object>> traces = new ArrayList<>();
    data.forEach(trace -> traces.add(coloured(asObject(changed(trace, Escape::plotly)))));
    Map<String, Object> page = asObject(changed(layout, Escape::plotly));
    page.put("colorway", Palette.all());
    axis(page, "xaxis").put("automargin", true);
    axis(page, "yaxis").put("automargin", true);
    if (traces.stream().anyMatch(trace -> "h".equals(trace.get("orientation")))) {
      axis(page, "yaxis").putIfAbsent("autorange", "reversed"); // the first bar is the upper one
    }
    if (traces.stream().allMatch(trace -> isFewWholes(trace.get("x")))) {
      axis(page, "xaxis").put("dtick", 1); // there is no half tier
    }
    if (StillOfTraces.isGrid(data)) {
      page.put("showlegend", false);
      traces.forEach(trace -> nameAxis(page, trace));
    }
    Map<String, Object> shown = asObject(titled(page));
    if (axis(shown, "yaxis").get("title") instanceof Map<?, ?> title) {
      asObject(title).put("standoff", 10); // or it stands on long names of the axis
    }
    return PlotlyJson.object("data", titled(traces), "layout", shown);
  }

  private static boolean isFewWholes(Object values) {
    return values instanceof List<?> list
        && list.stream()
            .allMatch(
                value ->
                    value instanceof Number number
                        && number.doubleValue() % 1 == 0
                        && Math.abs(number.doubleValue()) < MOST_WHOLES);
  }

  private static Map<String, Object> axis(Map<String, Object> page, String name) {
    return asObject(page.computeIfAbsent(name, missing -> new LinkedHashMap<>()));
  }

  /** Tablesaw's layout has one horizontal axis alone to name. */
  private static void nameAxis(Map<String, Object> page, Map<String, Object> trace) {
    for (String letter : List.of("x", "y")) {
      String id = String.valueOf(trace.getOrDefault(letter + "axis", letter));
      Map<String, Object> axis = axis(page, letter + "axis" + id.substring(1));
      axis.put("automargin", true);
      axis.put("anchor", (letter.equals("x") ? "y" : "x") + id.substring(1));
      if (letter.equals("x")) {
        axis.put("title", trace.getOrDefault("name", ""));
      }
    }
  }

  /** Tablesaw cannot choose the colours of a heat map. */
  private static Map<String, Object> coloured(Map<String, Object> trace) {
    if ("heatmap".equals(trace.get("type")) && trace.get("z") instanceof List<?> rows) {
      double[] values =
          rows.stream()
              .flatMap(row -> row instanceof List<?> list ? list.stream() : Stream.of(row))
              .mapToDouble(v -> v instanceof Number number ? number.doubleValue() : Double.NaN)
              .toArray();
      ColourScale colours = ColourScale.of("", Extent.of(values));
      trace.put("colorscale", colours.plotly());
      trace.put("zmin", colours.low());
      trace.put("zmax", colours.high());
    }
    return trace;
  }

  /** The same with titles as objects: since its version 3 Plotly passes plain texts over. */
  private static Object titled(Object node) {
    if (node instanceof List<?> list) {
      return list.stream().map(TablesawFigure::titled).collect(Collectors.toList());
    }
    if (!(node instanceof Map<?, ?>)) {
      return node;
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    asObject(node).forEach((key, value) -> copy.put(key, titled(value)));
    if (copy.get("title") instanceof String text) {
      Map<String, Object> title = PlotlyJson.object("text", text);
      if (copy.containsKey("titlefont")) {
        title.put("font", copy.remove("titlefont"));
      }
      copy.put("title", title);
    }
    return copy;
  }

  @Override
  public MimeBundle mimeBundle() {
    return still
        .map(figure -> figure.pictured(toString()))
        .orElseGet(() -> MimeBundle.ofText(toString()))
        .with(MimeBundle.PLOTLY, plotly());
  }

  @Override
  public String toString() {
    return still.map(Plot::text).orElseGet(this::listed);
  }

  /** What is told of a figure where Plotly is not there to draw it. */
  private String listed() {
    String types =
        data.stream().map(trace -> kind(trace)).distinct().collect(Collectors.joining(", "));
    return "%s. Only a front end with Plotly draws this; %s have a picture and a table as well."
        .formatted(
            title().isEmpty() ? types : Escape.readable(title()) + ": " + types,
            StillOfTraces.KINDS);
  }

  private static String kind(Map<String, Object> trace) {
    boolean line = String.valueOf(trace.get("mode")).contains("line");
    return line ? "line" : String.valueOf(trace.get("type"));
  }
}
