package ihct.plots.draw;

import ihct.plots.draw.Svg.Stroke;
import ihct.plots.draw.Svg.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Marks between a horizontal and a vertical axis. */
public record CartesianPanel(Guide x, Guide y, List<Mark> marks, Optional<ColourScale> colours)
    implements Panel {

  /** Marks whose colours need no bar. */
  public CartesianPanel(Guide x, Guide y, List<Mark> marks) {
    this(x, y, List.copyOf(marks), Optional.empty());
  }

  private static final Stroke GRID = Stroke.of(Palette.GRID, 1);
  private static final Stroke LINE = Stroke.of(Palette.FRAME, 1);

  @Override
  public void draw(Svg svg, Box box) {
    Legend legend = new Legend(marks.stream().flatMap(m -> m.key().stream()).toList());
    double right = colours.isPresent() ? ColourScale.WIDTH : legend.width(box.width());
    Margins margins = Margins.of(box.without(0, 0, right, 0), this);
    Box inner =
        box.without(margins.left(), margins.top(), right + margins.right(), margins.bottom());
    Frame frame =
        new Frame(
            inner,
            x.scale(xs(), inner.width()),
            y.scale(ys(), inner.height()),
            y.downwards(),
            new ArrayList<>());
    grid(svg, frame);
    marks.forEach(mark -> mark.draw(svg, frame));
    marks.forEach(mark -> mark.write(svg, frame));
    margins.labels(svg, frame, this);
    Box side = new Box(inner.right(), inner.y(), right, inner.height());
    if (colours.isPresent()) {
      colours.get().draw(svg, new Box(side.x(), side.y(), side.width(), side.height()));
    } else {
      legend.draw(svg, side);
    }
  }

  Extent xs() {
    boolean log = x.logarithmic();
    return marks.stream().map(mark -> mark.x(log)).reduce(Extent.EMPTY, Extent::and);
  }

  Extent ys() {
    boolean log = y.logarithmic();
    return marks.stream().map(mark -> mark.y(log)).reduce(Extent.EMPTY, Extent::and);
  }

  private void grid(Svg svg, Frame frame) {
    Box box = frame.box();
    if (x.isNumeric()) {
      for (AxisScale.Tick tick : frame.x().ticks()) {
        double across = frame.across(tick.value());
        svg.line(across, box.y(), across, box.bottom(), GRID);
      }
    }
    if (y.isNumeric()) {
      for (AxisScale.Tick tick : frame.y().ticks()) {
        double down = frame.down(tick.value());
        svg.line(box.x(), down, box.right(), down, GRID);
      }
    }
    svg.line(box.x(), box.bottom(), box.right(), box.bottom(), LINE);
    svg.line(box.x(), box.y(), box.x(), box.bottom(), LINE);
  }

  @Override
  public List<Map<String, Object>> traces(Slot slot) {
    List<Map<String, Object>> traces = new ArrayList<>();
    for (Mark mark : marks) {
      for (Map<String, Object> trace : mark.traces()) {
        trace.put("xaxis", slot.axis("x"));
        trace.put("yaxis", slot.axis("y"));
        traces.add(trace);
      }
    }
    return traces;
  }

  @Override
  public Map<String, Object> axes(Slot slot) {
    Map<String, Object> axes = new LinkedHashMap<>();
    Map<String, Object> across = x.plotly(xs(), slot.left(), slot.right());
    across.put("anchor", slot.axis("y"));
    axes.put(slot.layoutAxis("x"), across);
    Map<String, Object> down = y.plotly(ys(), slot.bottom(), slot.top());
    down.put("anchor", slot.axis("x"));
    axes.put(slot.layoutAxis("y"), down);
    return axes;
  }

  /** The middle of the text below and beside the axes. */
  static Style axisName() {
    return Style.of("middle").sized(Svg.LABEL);
  }
}
