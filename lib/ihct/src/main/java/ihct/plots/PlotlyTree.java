package ihct.plots;

import ihct.display.Escape;
import ihct.plots.draw.CartesianPanel;
import ihct.plots.draw.Palette;
import ihct.plots.draw.Panel.Slot;
import ihct.plots.draw.PlotlyJson;
import ihct.plots.draw.Svg;
import ihct.plots.draw.TextWidth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the panels of a figure together as Plotly's JSON. */
record PlotlyTree(String title, int width, int height, int columns, List<Plot.Part> parts) {

  private static final int BELOW = 60;

  /** Beside several panels, a legend would take the room of one. */
  private static final Map<String, Object> LEGEND_BELOW =
      PlotlyJson.object(
          "orientation", "h",
          "yref", "container",
          "y", 0,
          "yanchor", "bottom",
          "x", 0.5,
          "xanchor", "center");

  Map<String, Object> tree() {
    List<Map<String, Object>> data = new ArrayList<>();
    Map<String, Object> layout =
        PlotlyJson.object(
            "title",
            PlotlyJson.object("text", Escape.plotly(title)),
            "width",
            width,
            "height",
            height,
            "paper_bgcolor",
            "#ffffff",
            "plot_bgcolor",
            "#ffffff",
            "font",
            PlotlyJson.object("color", Palette.TEXT),
            "barmode",
            "overlay",
            "margin",
            margin());
    if (parts.size() > 1) {
      layout.put("legend", LEGEND_BELOW);
    }
    List<Object> titles = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Slot slot = slot(i);
      data.addAll(parts.get(i).panel().traces(slot));
      layout.putAll(parts.get(i).panel().axes(slot));
      if (parts.size() > 1) {
        titles.add(annotation(parts.get(i).title(), slot));
      }
    }
    layout.put("annotations", titles);
    eachNameOnce(data);
    return PlotlyJson.object("data", data, "layout", layout);
  }

  /** What has no axes needs no room for their labels. */
  private Map<String, Object> margin() {
    int top = title.isEmpty() ? 30 : 48;
    boolean axes = parts.stream().anyMatch(part -> part.panel() instanceof CartesianPanel);
    return axes
        ? PlotlyJson.object("l", 60, "r", 20, "t", top, "b", BELOW)
        : PlotlyJson.object("l", 10, "r", 10, "t", top, "b", 10);
  }

  private Slot slot(int i) {
    int down = (parts.size() + columns - 1) / columns;
    double gap = columns == 1 ? 0 : 76.0 / (width - 80);
    double gapDown = down == 1 ? 0 : 88.0 / (height - 90);
    double across = (1 - gap * (columns - 1)) / columns;
    double high = (1 - gapDown * (down - 1)) / down;
    double left = (i % columns) * (across + gap);
    double top = 1 - (i / columns) * (high + gapDown);
    return new Slot(i + 1, left, Math.min(1, left + across), Math.max(0, top - high), top);
  }

  private Map<String, Object> annotation(String title, Slot slot) {
    return PlotlyJson.object(
        "text",
        "<b>" + Escape.plotly(TextWidth.fit(title, Svg.LABEL, width / (double) columns)) + "</b>",
        "x",
        (slot.left() + slot.right()) / 2,
        "y",
        slot.top(),
        "xref",
        "paper",
        "yref",
        "paper",
        "xanchor",
        "center",
        "yanchor",
        "bottom",
        "font",
        PlotlyJson.object("size", Svg.LABEL),
        "showarrow",
        false);
  }

  /** Panels share one legend: series of the same name come and go together. */
  private static void eachNameOnce(List<Map<String, Object>> data) {
    Set<Object> seen = new HashSet<>();
    for (Map<String, Object> trace : data) {
      if (Boolean.TRUE.equals(trace.get("showlegend"))) {
        trace.put("legendgroup", trace.get("name"));
        trace.put("showlegend", seen.add(trace.get("name")));
      }
    }
  }
}
