package ihct.plots;

import ihct.plots.Svg.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Single points, with their names where there is room for them. */
record PointMark(Series series, String colour, Symbol symbol, boolean inLegend) implements Mark {

  private static final int MANY = 300;

  @Override
  public Extent x(boolean logarithmic) {
    return logarithmic ? Extent.positive(series.x()) : Extent.of(series.x());
  }

  @Override
  public Extent y(boolean logarithmic) {
    return logarithmic ? Extent.positive(series.y()) : Extent.of(series.y());
  }

  @Override
  public void draw(Svg svg, Frame frame) {
    double[] xs = series.x();
    double[] ys = series.y();
    List<Box> taken = new ArrayList<>();
    for (int i = 0; i < xs.length; i++) {
      if (frame.holds(xs[i], ys[i])) {
        double across = frame.across(xs[i]);
        double down = frame.down(ys[i]);
        symbol.draw(svg, across, down, radius(), colour, tooltip(i, xs[i], ys[i]));
        if (!series.labels().isEmpty()) {
          label(svg, frame, new Place(across, down, series.labels().get(i)), taken);
        }
      }
    }
  }

  private record Place(double across, double down, String name) {}

  /** Writes a name beside its point unless another name stands there. */
  private void label(Svg svg, Frame frame, Place place, List<Box> taken) {
    double size = Svg.LABEL - 2;
    double width = TextWidth.of(place.name(), size);
    boolean toTheLeft = place.across() + width + 8 > frame.box().right();
    double start = toTheLeft ? place.across() - width - 6 : place.across() + 6;
    Box box = new Box(start, place.down() - size / 2, width, size);
    if (start >= frame.box().x() && taken.stream().noneMatch(box::meets)) {
      taken.add(box);
      svg.text(start, place.down() + size / 3, place.name(), Style.of("start").sized(size));
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
            "type", "scatter",
            "mode", "markers",
            "name", Escape.plotly(series.name()),
            "showlegend", inLegend,
            "x", Numbers.json(series.x()),
            "y", Numbers.json(series.y()),
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
