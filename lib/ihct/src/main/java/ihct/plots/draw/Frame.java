package ihct.plots.draw;

import java.util.List;

/**
 * The place between two axes.
 *
 * @param taken where something is drawn that no name may cover; marks add to it
 */
public record Frame(Box box, AxisScale x, AxisScale y, boolean downwards, List<Box> taken) {

  double across(double value) {
    return box.x() + x.share(value) * box.width();
  }

  double down(double value) {
    double share = y.share(value);
    return box.y() + (downwards ? share : 1 - share) * box.height();
  }

  /** Pixels, unless the point has no place on a scale. */
  boolean holds(double xValue, double yValue) {
    return Double.isFinite(x.share(xValue)) && Double.isFinite(y.share(yValue));
  }
}
