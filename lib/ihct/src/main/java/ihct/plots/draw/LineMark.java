package ihct.plots.draw;

import ihct.display.Escape;
import ihct.plots.draw.Svg.Stroke;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines from point to point, broken where a value is not finite.
 *
 * @param name its name in the legend; none if empty
 * @param dots whether points are marked, which shows a line of one point at all
 */
public record LineMark(String name, double[] xs, double[] ys, Stroke stroke, boolean dots)
    implements Mark {

  @Override
  public Extent x(boolean logarithmic) {
    return logarithmic ? Extent.positive(xs) : Extent.of(xs);
  }

  @Override
  public Extent y(boolean logarithmic) {
    return logarithmic ? Extent.positive(ys) : Extent.of(ys);
  }

  @Override
  public void draw(Svg svg, Frame frame) {
    StringBuilder outline = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < xs.length; i++) {
      if (!frame.holds(xs[i], ys[i])) {
        pen = false;
        continue;
      }
      outline.append(pen ? 'L' : 'M').append(Svg.number(frame.across(xs[i])));
      outline.append(' ').append(Svg.number(frame.down(ys[i])));
      pen = true;
    }
    if (outline.length() > 0) {
      svg.path(outline.toString(), "none", stroke, "");
    }
    if (dots) {
      dots(svg, frame);
    }
  }

  private void dots(Svg svg, Frame frame) {
    for (int i = 0; i < xs.length; i++) {
      if (frame.holds(xs[i], ys[i])) {
        Symbol.CIRCLE.draw(
            svg, frame.across(xs[i]), frame.down(ys[i]), 2.5, stroke.colour(), tooltip(i));
      }
    }
  }

  private String tooltip(int i) {
    return name + ": " + NumberText.text(xs[i]) + ", " + NumberText.text(ys[i]);
  }

  @Override
  public List<Map<String, Object>> traces() {
    return List.of(
        PlotlyJson.object(
            "type", "scatter",
            "cliponaxis", false,
            "mode", dots ? "lines+markers" : "lines",
            "name", Escape.plotly(name),
            "showlegend", !name.isEmpty(),
            "x", NumberText.json(xs),
            "y", NumberText.json(ys),
            "line",
                PlotlyJson.object(
                    "color", stroke.colour(),
                    "width", stroke.width(),
                    "dash", stroke.dash().isEmpty() ? "solid" : px(stroke.dash())),
            "marker", PlotlyJson.object("size", 5, "color", stroke.colour())));
  }

  private static String px(String dash) {
    return dash.replace(" ", "px,") + "px";
  }

  @Override
  public Optional<Key> key() {
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(new Key(name, (svg, x, y) -> svg.line(x - 12, y, x + 12, y, stroke)));
  }
}
