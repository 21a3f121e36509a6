package ihct.plots.draw;

import java.util.List;
import java.util.Map;

/** What lies between a line and another one, or zero. */
public record AreaMark(double[] xs, double[] ys, String colour) implements Mark {

  private static final double OPACITY = 0.3;

  /** Down to zero. */
  public static AreaMark toZero(double[] xs, double[] ys, String colour) {
    return xs.length == 0
        ? new AreaMark(xs, ys, colour)
        : between(xs, ys, new double[] {xs[0], xs[xs.length - 1]}, new double[2], colour);
  }

  /** As far as another line. */
  public static AreaMark between(
      double[] xs, double[] ys, double[] otherXs, double[] otherYs, String colour) {
    return new AreaMark(andBack(xs, otherXs), andBack(ys, otherYs), colour);
  }

  private static double[] andBack(double[] there, double[] back) {
    double[] all = new double[there.length + back.length];
    System.arraycopy(there, 0, all, 0, there.length);
    for (int i = 0; i < back.length; i++) {
      all[all.length - 1 - i] = back[i];
    }
    return all;
  }

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
    for (int i = 0; i < xs.length; i++) {
      if (frame.holds(xs[i], ys[i])) {
        outline.append(outline.isEmpty() ? 'M' : 'L').append(Svg.number(frame.across(xs[i])));
        outline.append(' ').append(Svg.number(frame.down(ys[i])));
      }
    }
    if (!outline.isEmpty()) {
      svg.veil(outline + "Z", colour, OPACITY);
    }
  }

  @Override
  public List<Map<String, Object>> traces() {
    return List.of(
        PlotlyJson.object(
            "type",
            "scatter",
            "mode",
            "none",
            "fill",
            "toself",
            "fillcolor",
            colour,
            "opacity",
            OPACITY,
            "showlegend",
            false,
            "hoverinfo",
            "skip",
            "x",
            NumberText.json(xs),
            "y",
            NumberText.json(ys)));
  }
}
