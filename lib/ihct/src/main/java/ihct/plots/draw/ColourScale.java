package ihct.plots.draw;

import ihct.plots.draw.Svg.Stroke;
import ihct.plots.draw.Svg.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * Values as colours, and the bar that explains them.
 *
 * @param label the quantity and its unit
 * @param stops colours at equal steps
 */
public record ColourScale(String label, double low, double high, List<String> stops) {

  /** How much room the bar needs beside a panel, in pixels. */
  static final double WIDTH = 84;

  /** Cividis (Nuñez, Anderton and Renslow, 2018): even in brightness for every kind of eye. */
  private static final List<String> CIVIDIS =
      List.of(
          "#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369",
          "#fee838");

  /** Blue below the middle, red above: a pair that colour-blind readers tell apart. */
  private static final List<String> DIVERGING =
      List.of("#2166ac", "#67a9cf", "#d1e5f0", "#f7f7f7", "#fddbc7", "#ef8a62", "#b2182b");

  /** Beside the labels of the horizontal axis there is room for a long name. */
  private static final double BELOW = 36;

  private static final String NO_VALUE = "#9e9e9e";

  /** Values of both signs are coloured around 0, others from least to greatest. */
  public static ColourScale of(String label, Extent values) {
    if (values.isEmpty()) {
      return new ColourScale(label, 0, 1, CIVIDIS);
    }
    if (values.low() < 0 && values.high() > 0) {
      double most = Math.max(-values.low(), values.high());
      return new ColourScale(label, -most, most, DIVERGING);
    }
    double high = values.high() > values.low() ? values.high() : values.low() + 1;
    return new ColourScale(label, values.low(), high, CIVIDIS);
  }

  String colour(double value) {
    if (!Double.isFinite(value)) {
      return NO_VALUE;
    }
    double place = Math.max(0, Math.min(1, (value - low) / (high - low))) * (stops.size() - 1);
    int stop = Math.min(stops.size() - 2, (int) place);
    return Palette.between(stops.get(stop), stops.get(stop + 1), place - stop);
  }

  /** Pairs of a place, 0…1, and the colour there. */
  public List<Object> plotly() {
    List<Object> pairs = new ArrayList<>();
    for (int i = 0; i < stops.size(); i++) {
      pairs.add(List.of((double) i / (stops.size() - 1), stops.get(i)));
    }
    return pairs;
  }

  /** Draws the bar into the room at the right of a panel. */
  void draw(Svg svg, Box room) {
    int steps = 40;
    double height = room.height() / steps;
    double left = room.x() + 12;
    for (int i = 0; i < steps; i++) {
      double value = high - (i + 0.5) / steps * (high - low);
      svg.rect(new Box(left, room.y() + i * height, 14, height + 0.5), colour(value), 1, "");
    }
    for (AxisScale.Tick tick : AxisScale.linear(Extent.of(low, high), 4).ticks()) {
      double down = room.bottom() - (tick.value() - low) / (high - low) * room.height();
      if (down >= room.y() - 1 && down <= room.bottom() + 1) {
        svg.line(left + 14, down, left + 18, down, Stroke.of(Palette.FRAME, 1));
        svg.text(left + 21, down + 4, tick.label(), Style.of("start").sized(11));
      }
    }
    boolean fits = TextWidth.of(label, Svg.LABEL) <= room.height();
    double start = fits ? room.y() + room.height() / 2 : room.y();
    Style turned = Style.of(fits ? "middle" : "start").turned(90);
    svg.fitted(room.right() - 12, start, label, turned, room.height() + BELOW);
  }
}
