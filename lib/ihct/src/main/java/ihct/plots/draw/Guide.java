package ihct.plots.draw;

import ihct.display.Escape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How one axis of a panel is laid out: by numbers or by names.
 *
 * @param label the quantity and its unit
 * @param logarithmic whether equal steps are equal factors
 * @param names the names at 0, 1, 2 …; empty for an axis of numbers
 * @param data what must lie on it besides the marks: 0 for bars, 0…100 for percent
 * @param downwards whether a vertical axis begins at its top
 */
public record Guide(
    String label, boolean logarithmic, List<String> names, Extent data, boolean downwards) {

  private static final int MOST_NAMES = 60;
  private static final double PIXELS_PER_INTERVAL = 80;
  private static final double MILLIONS = 1e8; // written out below

  /** The share of a figure below which an axis has few and small labels. */
  private static final double SMALL = 0.5;

  /** An axis of numbers. */
  public static Guide numbers(String label, boolean logarithmic) {
    return new Guide(label, logarithmic, List.of(), Extent.EMPTY, false);
  }

  /** An axis of names. */
  public static Guide names(String label, List<String> names) {
    return new Guide(label, false, List.copyOf(names), Extent.EMPTY, false);
  }

  /** The same axis, long enough for some values. */
  public Guide with(double... values) {
    return new Guide(label, logarithmic, names, Extent.of(values), downwards);
  }

  /** The same axis, its first value at the top. */
  public Guide fromTheTop() {
    return new Guide(label, logarithmic, names, data, true);
  }

  boolean isNumeric() {
    return names.isEmpty();
  }

  AxisScale scale(Extent marks, double pixels) {
    if (!isNumeric()) {
      return AxisScale.names(names);
    }
    if (logarithmic) {
      return AxisScale.logarithmic(marks);
    }
    int intervals = (int) Math.max(2, Math.min(8, pixels / PIXELS_PER_INTERVAL));
    return AxisScale.linear(marks.and(data), intervals);
  }

  /** The same axis for Plotly. Names are numbers there too, so that equal names stay apart. */
  Map<String, Object> plotly(Extent marks, double from, double to) {
    AxisScale scale = scale(marks, 5 * PIXELS_PER_INTERVAL);
    boolean small = to - from < SMALL;
    Map<String, Object> tree =
        PlotlyJson.object(
            "title",
            PlotlyJson.object(
                "text",
                Escape.plotly(label),
                "font",
                PlotlyJson.object("size", small ? 11 : 14),
                "standoff",
                10), // or a title stands on long names of its axis
            "type",
            logarithmic ? "log" : "linear",
            "range",
            range(scale),
            "domain",
            List.of(from, to),
            "automargin",
            true,
            "zeroline",
            false,
            "showline",
            true,
            "linecolor",
            Palette.FRAME,
            "ticks",
            "outside",
            "gridcolor",
            Palette.GRID);
    if (isNumeric()) {
      if (logarithmic) {
        tree.put("tickmode", "array");
        tree.put("tickvals", scale.ticks().stream().map(AxisScale.Tick::value).toList());
        tree.put("ticktext", scale.ticks().stream().map(AxisScale.Tick::label).toList());
      }
      tree.put("separatethousands", true);
      tree.put("exponentformat", scale.high() < MILLIONS ? "none" : "power");
      if (small) {
        tree.put("nticks", 5);
      }
      if (scale.high() - scale.low() < 8 && marks.whole() && !logarithmic) {
        tree.put("dtick", 1);
      }
    } else {
      names(tree, scale, small ? Margins.WIDEST_NAME / 2 : Margins.WIDEST_NAME);
    }
    return tree;
  }

  private static void names(Map<String, Object> tree, AxisScale scale, double room) {
    int stride = (scale.ticks().size() + MOST_NAMES - 1) / MOST_NAMES;
    List<Object> values = new ArrayList<>();
    List<Object> texts = new ArrayList<>();
    for (int i = 0; i < scale.ticks().size(); i += Math.max(1, stride)) {
      values.add(i);
      String name = scale.ticks().get(i).label();
      texts.add(Escape.plotly(TextWidth.fit(name, Svg.LABEL, room)));
    }
    tree.put("tickmode", "array");
    tree.put("tickvals", values);
    tree.put("ticktext", texts);
    tree.put("showgrid", false);
  }

  private List<Object> range(AxisScale scale) {
    double low = logarithmic ? Math.log10(scale.low()) : scale.low();
    double high = logarithmic ? Math.log10(scale.high()) : scale.high();
    return downwards ? List.of(high, low) : List.of(low, high);
  }
}
