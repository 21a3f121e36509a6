package ihct.plots;

import ihct.plots.Svg.Style;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Single points.
 *
 * @param printed whether their names are written where there is room; if not, they show when
 *     pointed at
 */
record PointMark(Series series, String colour, Symbol symbol, boolean inLegend, boolean printed)
    implements Mark {

  private static final int MANY = 300;

  @Override
  public Extent x(boolean logarithmic) {
    return around(series.x(), logarithmic);
  }

  @Override
  public Extent y(boolean logarithmic) {
    return around(series.y(), logarithmic);
  }

  /** A little more than the points, so that none lies on an axis. */
  private static Extent around(double[] values, boolean logarithmic) {
    Extent points = logarithmic ? Extent.positive(values) : Extent.of(values);
    double more = logarithmic || points.isEmpty() ? 0 : (points.high() - points.low()) * 0.03;
    return new Extent(points.low() - more, points.high() + more, points.whole());
  }

  @Override
  public void draw(Svg svg, Frame frame) {
    double[] xs = series.x();
    double[] ys = series.y();
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
    double[] xs = series.x();
    double[] ys = series.y();
    for (int i = 0; printed && i < series.labels().size(); i++) {
      if (frame.holds(xs[i], ys[i])) {
        name(svg, frame, frame.across(xs[i]), frame.down(ys[i]), series.labels().get(i));
      }
    }
  }

  /** Writes a name right or left of its point, or not at all. */
  private void name(Svg svg, Frame frame, double across, double down, String name) {
    double size = Svg.LABEL - 2;
    double width = TextWidth.of(name, size);
    for (double start : new double[] {across + 6, across - 6 - width}) {
      Box box = new Box(start, down - size / 2, width, size);
      boolean inside = start >= frame.box().x() && box.right() <= frame.box().right();
      if (inside && frame.taken().stream().noneMatch(box::meets)) {
        frame.taken().add(box);
        svg.text(start, down + size / 3, name, Style.of("start").sized(size));
        return;
      }
    }
  }

  private double radius() {
    return series.size() > MANY ? 2 : 3.5;
  }

  private String tooltip(int i, double x, double y) {
    String name = series.labels().isEmpty() ? series.name() : series.labels().get(i);
    return series.size() > MANY ? "" : name + ": " + Numbers.text(x) + ", " + Numbers.text(y);
  }

  @Override
  public List<Map<String, Object>> traces() {
    Map<String, Object> trace =
        Json.object(
            "type",
            "scatter",
            "cliponaxis",
            false,
            "mode",
            "markers",
            "name",
            Escape.plotly(series.name()),
            "showlegend",
            inLegend,
            "x",
            Numbers.json(series.x()),
            "y",
            Numbers.json(series.y()),
            "marker",
            Json.object("color", colour, "symbol", symbol.plotly(), "size", 2 * radius() + 1));
    if (!series.labels().isEmpty()) {
      trace.put("text", series.labels().stream().map(Escape::plotly).collect(Collectors.toList()));
      trace.put("hovertemplate", "%{text}<br>%{x}, %{y}<extra></extra>");
    }
    return List.of(trace);
  }

  @Override
  public Optional<Key> key() {
    return inLegend
        ? Optional.of(new Key(series.name(), (svg, x, y) -> symbol.draw(svg, x, y, 4, colour, "")))
        : Optional.empty();
  }
}
