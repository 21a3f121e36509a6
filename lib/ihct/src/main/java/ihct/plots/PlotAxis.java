package ihct.plots;

import ihct.plots.draw.Guide;
import java.util.List;

/**
 * What an axis shows.
 *
 * @param unit its unit, printed behind the name in brackets; empty only for names, which have none
 * @param logarithmic whether equal steps are equal factors; values that are not positive are then
 *     left out
 * @param held what lies on it whatever is drawn, if it is linear: 0 where heights are compared
 */
public record PlotAxis(String name, String unit, boolean logarithmic, List<Double> held) {

  /**
   * {@return a linear axis of a quantity, such as "accuracy", in a unit, such as "%"; empty only
   * for names}
   */
  public static PlotAxis of(String name, String unit) {
    return new PlotAxis(name, unit, false, List.of());
  }

  /** {@return the same quantity on a logarithmic axis} */
  public PlotAxis log() {
    return new PlotAxis(name, unit, true, List.of());
  }

  /** {@return the same quantity on an axis that holds these values, as 0 for accuracies} */
  public PlotAxis holding(Double... values) {
    return new PlotAxis(name, unit, logarithmic, List.of(values));
  }

  /** How a panel lays it out. */
  Guide numbers() {
    Guide guide = Guide.numbers(label(), logarithmic);
    return guide.with(held.stream().mapToDouble(value -> value).toArray());
  }

  /** {@return what stands beside the axis: the name, and the unit in brackets if there is one} */
  public String label() {
    return unit.isEmpty() ? name : name + " (" + unit + ")";
  }
}
