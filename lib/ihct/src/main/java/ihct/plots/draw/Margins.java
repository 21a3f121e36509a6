package ihct.plots.draw;

import ihct.plots.draw.AxisScale.Tick;
import ihct.plots.draw.Svg.Stroke;
import ihct.plots.draw.Svg.Style;
import java.util.List;

/**
 * The room that labels need around a frame, and the labels in it.
 *
 * @param right for the half of the last label that sticks out
 * @param slanted whether the horizontal axis has names too long to lie
 */
record Margins(double left, double bottom, double right, double top, boolean slanted) {

  private static final double SIZE = 11;
  private static final double TITLE = 20;
  private static final double TICK = 5;
  static final double WIDEST_NAME = 220;
  private static final double SLANT = Math.sqrt(0.5);
  private static final Stroke LINE = Stroke.of(Palette.FRAME, 1);

  static Margins of(Box box, CartesianPanel panel) {
    double room = Math.min(WIDEST_NAME, box.width() * 0.35);
    AxisScale y = panel.y().scale(panel.ys(), box.height() - 50);
    double left = TITLE + TICK + 4 + Math.min(room, widest(y.ticks()));
    AxisScale x = panel.x().scale(panel.xs(), box.width() - left);
    double widest = widest(x.ticks());
    double spacing = (box.width() - left - 10) * (x.share(1) - x.share(0));
    boolean slanted = !panel.x().isNumeric() && widest + 6 > spacing;
    double longest = Math.min(widest, Math.min(WIDEST_NAME, box.height() * 0.4));
    double bottom = TITLE + TICK + (slanted ? longest * SLANT + SIZE : SIZE + 4);
    double sticksOut = panel.x().isNumeric() ? widest / 2 : 4;
    double stretched = slanted ? Math.max(left, longest * SLANT - spacing / 2 + 4) : left;
    return new Margins(stretched, bottom, Math.max(6, sticksOut), 8, slanted);
  }

  private static double widest(List<Tick> ticks) {
    return ticks.stream().mapToDouble(t -> TextWidth.of(t.label(), SIZE)).max().orElse(0);
  }

  void labels(Svg svg, Frame frame, CartesianPanel panel) {
    horizontal(svg, frame, panel);
    vertical(svg, frame, panel);
  }

  private void horizontal(Svg svg, Frame frame, CartesianPanel panel) {
    Box box = frame.box();
    double bottomEdge = box.bottom() + bottom;
    double needed = slanted ? SIZE * 1.3 : widest(frame.x().ticks()) + 8;
    for (Tick tick : shown(frame.x(), panel.x(), box.width(), needed)) {
      double across = frame.across(tick.value());
      svg.line(across, box.bottom(), across, box.bottom() + TICK, LINE);
      if (slanted) {
        Style style = Style.of("end").sized(SIZE).turned(-45);
        double room = (bottom - TITLE - TICK - SIZE) / SLANT + 1;
        svg.fitted(across + 4, box.bottom() + TICK + 8, tick.label(), style, room);
      } else {
        Style style = Style.of("middle").sized(SIZE);
        svg.text(across, box.bottom() + TICK + SIZE, tick.label(), style);
      }
    }
    double middle = box.x() + box.width() / 2;
    String name = panel.x().label();
    svg.fitted(middle, bottomEdge - 5, name, CartesianPanel.axisName(), box.width() + left);
  }

  private void vertical(Svg svg, Frame frame, CartesianPanel panel) {
    Box box = frame.box();
    double room = left - TITLE - TICK - 3;
    for (Tick tick : shown(frame.y(), panel.y(), box.height(), SIZE * 1.15)) {
      double down = frame.down(tick.value());
      svg.line(box.x() - TICK, down, box.x(), down, LINE);
      Style style = Style.of("end").sized(SIZE);
      svg.fitted(box.x() - TICK - 3, down + SIZE / 3, tick.label(), style, room);
    }
    double middle = box.y() + box.height() / 2;
    Style style = CartesianPanel.axisName().turned(-90);
    double length = box.height() + bottom + top;
    svg.fitted(box.x() - left + 13, middle, panel.y().label(), style, length);
  }

  private static List<Tick> shown(AxisScale scale, Guide guide, double pixels, double needed) {
    return guide.isNumeric() ? scale.ticks() : scale.thinned(pixels, needed);
  }
}
