package ihct.plots;

import ihct.plots.draw.Guide;

/**
 * What an axis shows.
 *
 * @param unit its unit, printed behind the name in brackets; empty only for names, which have none
 * @param logarithmic whether equal steps are equal factors; values that are not positive are then
 *     left out
 * @param fromZero whether 0 is always on it, so that heights can be compared; for linear ones
 */
public record PlotAxis(String name, String unit, boolean logarithmic, boolean fromZero) {

  /**
   * {@return a linear axis of a quantity, such as "accuracy", in a unit, such as "%"; empty only
   * for names}
   */
  public static PlotAxis of(String name, String unit) {
    return new PlotAxis(name, unit, false, false);
  }

  /** {@return the same quantity on a logarithmic axis} */
  public PlotAxis log() {
    return new PlotAxis(name, unit, true, false);
  }

  /** {@return the same quantity on an axis that begins at 0, as accuracies and counts should} */
  public PlotAxis zeroed() {
    return new PlotAxis(name, unit, logarithmic, true);
  }

  /** How a panel lays it out. */
  Guide numbers() {
    Guide guide = Guide.numbers(label(), logarithmic);
    return fromZero ? guide.with(0) : guide;
  }

  /** {@return what stands beside the axis: the name, and the unit in brackets if there is one} */
  public String label() {
    return unit.isEmpty() ? name : name + " (" + unit + ")";
  }
}
