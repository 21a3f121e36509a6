package ihct.plots.draw;

import java.util.List;
import java.util.Map;

/** One picture of a figure; a figure has one, or several side by side. */
public interface Panel {

  /** Draws it into its part of the picture. */
  void draw(Svg svg, Box box);

  /** The same for Plotly: traces that know their place. */
  List<Map<String, Object>> traces(Slot slot);

  /** The axes for Plotly, by their names in a layout. */
  Map<String, Object> axes(Slot slot);

  /**
   * Its part of a Plotly figure, as shares of the whole.
   *
   * @param number 1, 2, …; names the axes
   */
  record Slot(int number, double left, double right, double bottom, double top) {

    /** Plotly's name of an axis: x, x2, x3 … */
    public String axis(String letter) {
      return number == 1 ? letter : letter + number;
    }

    /** Its name in a layout: xaxis, xaxis2 … */
    public String layoutAxis(String letter) {
      return letter + "axis" + (number == 1 ? "" : number);
    }
  }
}
