package ihct.plots.draw;

import ihct.plots.draw.Panel.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lines and texts at points of a plane whose axes are not shown. */
public final class Plane {

  /** A point, from the upper left corner. */
  public record Point(double x, double y) {}

  private Plane() {}

  /** A line from point to point, in pixels, for an SVG path. */
  public static String outline(List<Point> points) {
    return points.stream()
        .map(p -> Svg.number(p.x()) + " " + Svg.number(p.y()))
        .collect(Collectors.joining(" L", "M", ""));
  }

  /** Plotly's lines or points, with a gap behind each line. */
  public static Map<String, Object> trace(
      Slot slot, String mode, List<List<Point>> lines, String look, Map<String, Object> how) {
    List<Object> x = new ArrayList<>();
    List<Object> y = new ArrayList<>();
    for (List<Point> line : lines) {
      x.addAll(line.stream().map(Point::x).toList());
      y.addAll(line.stream().map(Point::y).toList());
      x.add(null);
      y.add(null);
    }
    return PlotlyJson.object(
        "type",
        "scatter",
        "mode",
        mode,
        "x",
        x,
        "y",
        y,
        look,
        how,
        "hoverinfo",
        "skip",
        "showlegend",
        false,
        "xaxis",
        slot.axis("x"),
        "yaxis",
        slot.axis("y"));
  }

  /** Plotly's texts, in its own markup, one at each point. */
  public static Map<String, Object> texts(
      Slot slot, List<Point> points, double size, List<String> texts) {
    Map<String, Object> font = PlotlyJson.object("size", size, "color", Palette.TEXT);
    Map<String, Object> trace = trace(slot, "text", List.of(points), "textfont", font);
    trace.put("text", texts);
    return trace;
  }

  /** Plotly's axes of the plane between two corners. */
  public static Map<String, Object> axes(Slot slot, Point upperLeft, Point lowerRight) {
    return PlotlyJson.object(
        slot.layoutAxis("x"),
        hidden(slot.axis("y"), slot.left(), slot.right(), upperLeft.x(), lowerRight.x()),
        slot.layoutAxis("y"),
        hidden(slot.axis("x"), slot.bottom(), slot.top(), lowerRight.y(), upperLeft.y()));
  }

  private static Map<String, Object> hidden(
      String other, double from, double to, double first, double last) {
    return PlotlyJson.object(
        "visible",
        false,
        "fixedrange",
        true,
        "anchor",
        other,
        "domain",
        List.of(from, to),
        "range",
        List.of(first, last));
  }
}
