package ihct.plots.draw;

import ihct.plots.draw.Svg.Style;
import java.util.List;

/** Names of series at the right of a panel. */
record Legend(List<Mark.Key> keys) {

  private static final double SIZE = 11;
  private static final double ROW = 17;
  private static final double SAMPLE = 46;

  /** The room it needs; none without a name. */
  double width(double ofPanel) {
    double widest = keys.stream().mapToDouble(k -> TextWidth.of(k.name(), SIZE)).max().orElse(0);
    return keys.isEmpty() ? 0 : Math.min(widest + SAMPLE + 4, ofPanel * 0.4);
  }

  void draw(Svg svg, Box room) {
    int rows = (int) Math.max(1, room.height() / ROW);
    boolean tooMany = keys.size() > rows;
    int shown = tooMany ? rows - 1 : keys.size();
    for (int i = 0; i < shown; i++) {
      double y = room.y() + 8 + ROW * i;
      keys.get(i).sample().draw(svg, room.x() + 26, y);
      name(svg, room, y, keys.get(i).name());
    }
    if (tooMany) {
      name(svg, room, room.y() + 8 + ROW * shown, "… and %s more".formatted(keys.size() - shown));
    }
  }

  private static void name(Svg svg, Box room, double y, String name) {
    Style style = Style.of("start").sized(SIZE);
    svg.fitted(room.x() + SAMPLE - 3, y + 4, name, style, room.width() - SAMPLE + 3);
  }
}
