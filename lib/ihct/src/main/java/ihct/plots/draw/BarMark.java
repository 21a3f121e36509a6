package ihct.plots.draw;

import ihct.display.Escape;
import ihct.plots.draw.Svg.Stroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bars that begin at 0.
 *
 * @param name the name in the legend; none if empty
 * @param at the middle of each bar on its own axis
 * @param lengths how long the bars are; no bar where this is NaN
 * @param thickness how thick they are, in the unit of {@code at}
 */
public record BarMark(
    String name,
    double[] at,
    double[] lengths,
    double thickness,
    boolean horizontal,
    String colour,
    double opacity,
    List<String> texts)
    implements Mark {

  @Override
  public Extent x(boolean logarithmic) {
    return horizontal ? along(logarithmic) : sides();
  }

  @Override
  public Extent y(boolean logarithmic) {
    return horizontal ? sides() : along(logarithmic);
  }

  private Extent along(boolean logarithmic) {
    return logarithmic ? Extent.positive(lengths) : Extent.of(lengths).and(0);
  }

  private Extent sides() {
    Extent middles = Extent.of(at);
    return new Extent(middles.low() - thickness / 2, middles.high() + thickness / 2, false);
  }

  @Override
  public void draw(Svg svg, Frame frame) {
    AxisScale along = horizontal ? frame.x() : frame.y();
    double base = along.logarithmic() ? along.low() : 0;
    for (int i = 0; i < at.length; i++) {
      if (Double.isFinite(along.share(lengths[i]))) {
        svg.rect(box(frame, i, base), colour, opacity, texts.get(i));
      }
    }
  }

  private Box box(Frame frame, int i, double base) {
    double from = at[i] - thickness / 2;
    double to = at[i] + thickness / 2;
    return horizontal
        ? Box.between(
            frame.across(base), frame.down(from), frame.across(lengths[i]), frame.down(to))
        : Box.between(
            frame.across(from), frame.down(base), frame.across(to), frame.down(lengths[i]));
  }

  @Override
  public List<Map<String, Object>> traces() {
    return List.of(
        PlotlyJson.object(
            "type",
            "bar",
            "orientation",
            horizontal ? "h" : "v",
            "name",
            Escape.plotly(name),
            "showlegend",
            !name.isEmpty(),
            horizontal ? "y" : "x",
            NumberText.json(at),
            horizontal ? "x" : "y",
            NumberText.json(lengths),
            "width",
            thickness,
            "marker",
            PlotlyJson.object("color", colour, "opacity", opacity),
            "hovertext",
            texts.stream().map(Escape::plotly).collect(Collectors.toList()),
            "hoverinfo",
            "text"));
  }

  @Override
  public Optional<Key> key() {
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Key(
                name, (svg, x, y) -> svg.rect(new Box(x - 9, y - 5, 18, 10), colour, opacity, "")));
  }

  /** Thin lines over bars from the lower to the upper value. */
  public static Mark whiskers(double[] at, double[] lower, double[] upper) {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      double end = 0.15;
      double gap = Double.NaN;
      xs.addAll(Arrays.asList(lower[i], lower[i], lower[i], upper[i], upper[i], upper[i], gap));
      ys.addAll(
          Arrays.asList(at[i] - end, at[i] + end, at[i], at[i], at[i] - end, at[i] + end, gap));
    }
    return new LineMark("", unboxed(xs), unboxed(ys), Stroke.of(Palette.TEXT, 1.5), false);
  }

  private static double[] unboxed(List<Double> values) {
    return IntStream.range(0, values.size()).mapToDouble(values::get).toArray();
  }
}
