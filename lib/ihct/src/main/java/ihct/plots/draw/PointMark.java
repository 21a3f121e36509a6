package ihct.plots.draw;

import ihct.display.Escape;
import ihct.plots.draw.Svg.Style;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Single points.
 *
 * @param labels one per point, or none
 * @param printed whether their names are written where there is room; if not, they show when
 *     pointed at
 */
public record PointMark(
    String name,
    double[] xs,
    double[] ys,
    List<String> labels,
    String colour,
    Symbol symbol,
    boolean inLegend,
    boolean printed)
    implements Mark {

  private static final int MANY = 300;

  @Override
  public Extent x(boolean logarithmic) {
    return around(xs, logarithmic);
  }

  @Override
  public Extent y(boolean logarithmic) {
    return around(ys, logarithmic);
  }

  /** A little more than the points, so that none lies on an axis; but not beyond 0, if none is. */
  private static Extent around(double[] values, boolean logarithmic) {
    Extent points = logarithmic ? Extent.positive(values) : Extent.of(values);
    double more = logarithmic || points.isEmpty() ? 0 : (points.high() - points.low()) * 0.03;
    double low = points.low() >= 0 ? Math.max(0, points.low() - more) : points.low() - more;
    double high = points.high() <= 0 ? Math.min(0, points.high() + more) : points.high() + more;
    return new Extent(low, high, points.whole());
  }

  @Override
  public void draw(Svg svg, Frame frame) {
    for (int i = 0; i < xs.length; i++) {
      if (frame.holds(xs[i], ys[i])) {
        double across = frame.across(xs[i]);
        double down = frame.down(ys[i]);
        symbol.draw(svg, across, down, radius(), colour, tooltip(i, xs[i], ys[i]));
        frame.taken().add(new Box(across - 4, down - 4, 8, 8));
      }
    }
  }

  @Override
  public void write(Svg svg, Frame frame) {
    for (int i = 0; printed && i < labels.size(); i++) {
      if (frame.holds(xs[i], ys[i])) {
        name(svg, frame, frame.across(xs[i]), frame.down(ys[i]), labels.get(i));
      }
    }
  }

  /** Writes a name right or left of its point, or not at all. */
  private void name(Svg svg, Frame frame, double across, double down, String label) {
    double size = Svg.LABEL - 2;
    double width = TextWidth.of(label, size);
    for (double start : new double[] {across + 6, across - 6 - width}) {
      Box box = new Box(start, down - size / 2, width, size);
      boolean inside = start >= frame.box().x() && box.right() <= frame.box().right();
      if (inside && frame.taken().stream().noneMatch(box::meets)) {
        frame.taken().add(box);
        svg.text(start, down + size / 3, label, Style.of("start").sized(size));
        return;
      }
    }
  }

  private double radius() {
    return xs.length > MANY ? 2 : 3.5;
  }

  private String tooltip(int i, double x, double y) {
    String shown = labels.isEmpty() ? name : labels.get(i);
    return xs.length > MANY ? "" : shown + ": " + NumberText.text(x) + ", " + NumberText.text(y);
  }

  @Override
  public List<Map<String, Object>> traces() {
    Map<String, Object> trace =
        PlotlyJson.object(
            "type",
            "scatter",
            "cliponaxis",
            false,
            "mode",
            "markers",
            "name",
            Escape.plotly(name),
            "showlegend",
            inLegend,
            "x",
            NumberText.json(xs),
            "y",
            NumberText.json(ys),
            "marker",
            PlotlyJson.object(
                "color", colour, "symbol", symbol.plotly(), "size", 2 * radius() + 1));
    if (!labels.isEmpty()) {
      trace.put("text", labels.stream().map(Escape::plotly).collect(Collectors.toList()));
      trace.put("hovertemplate", "%{text}<br>%{x}, %{y}<extra></extra>");
    }
    return List.of(trace);
  }

  @Override
  public Optional<Key> key() {
    return inLegend
        ? Optional.of(new Key(name, (svg, x, y) -> symbol.draw(svg, x, y, 4, colour, "")))
        : Optional.empty();
  }
}
