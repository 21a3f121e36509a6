package ihct.plots.draw;

import ihct.display.Escape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A line with dots, and at each of them a whisker from the lower to the upper value.
 *
 * @param texts what a dot tells when pointed at, one per point
 */
public record IntervalMark(LineMark line, double[] lower, double[] upper, List<String> texts)
    implements Mark {

  private static final double END = 3;

  @Override
  public Extent x(boolean logarithmic) {
    return line.x(logarithmic);
  }

  @Override
  public Extent y(boolean logarithmic) {
    return logarithmic
        ? line.y(true).and(Extent.positive(lower)).and(Extent.positive(upper))
        : line.y(false).and(Extent.of(lower)).and(Extent.of(upper));
  }

  @Override
  public void draw(Svg svg, Frame frame) {
    for (int i = 0; i < lower.length; i++) {
      if (frame.holds(line.xs()[i], lower[i]) && frame.holds(line.xs()[i], upper[i])) {
        double across = frame.across(line.xs()[i]);
        double bottom = frame.down(lower[i]);
        double top = frame.down(upper[i]);
        Svg.Stroke thin = Svg.Stroke.of(line.stroke().colour(), 1);
        svg.line(across, bottom, across, top, thin);
        svg.line(across - END, bottom, across + END, bottom, thin);
        svg.line(across - END, top, across + END, top, thin);
      }
    }
    line.draw(svg, frame);
  }

  @Override
  public List<Map<String, Object>> traces() {
    Map<String, Object> trace = line.traces().get(0);
    double[] y = line.ys();
    trace.put(
        "error_y",
        PlotlyJson.object(
            "type",
            "data",
            "symmetric",
            false,
            "array",
            NumberText.json(differences(upper, y)),
            "arrayminus",
            NumberText.json(differences(y, lower)),
            "thickness",
            1,
            "width",
            END));
    trace.put("text", texts.stream().map(Escape::plotly).toList());
    trace.put("hoverinfo", "text");
    return List.of(trace);
  }

  private static double[] differences(double[] from, double[] subtracted) {
    return IntStream.range(0, from.length).mapToDouble(i -> from[i] - subtracted[i]).toArray();
  }

  @Override
  public Optional<Key> key() {
    return line.key();
  }
}
