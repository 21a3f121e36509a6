package ihct.plots;

import ihct.plots.draw.Guide;

/**
 * What an axis shows.
 *
 * @param unit its unit, printed behind the name in brackets; empty only for names, which have none
 * @param logarithmic whether equal steps are equal factors; values that are not positive are then
 *     left out
 */
public record PlotAxis(String name, String unit, boolean logarithmic) {

  /**
   * {@return a linear axis of a quantity, such as "accuracy", in a unit, such as "%"; empty only
   * for names}
   */
  public static PlotAxis of(String name, String unit) {
    return new PlotAxis(name, unit, false);
  }

  /** {@return the same quantity on a logarithmic axis} */
  public PlotAxis log() {
    return new PlotAxis(name, unit, true);
  }

  /** How a panel lays it out. */
  Guide numbers() {
    return Guide.numbers(label(), logarithmic);
  }

  /** {@return what stands beside the axis: the name, and the unit in brackets if there is one} */
  public String label() {
    return unit.isEmpty() ? name : name + " (" + unit + ")";
  }
}
