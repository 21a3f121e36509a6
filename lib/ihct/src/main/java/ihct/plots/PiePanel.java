package ihct.plots;

import ihct.display.Escape;
import ihct.plots.draw.Box;
import ihct.plots.draw.Palette;
import ihct.plots.draw.Panel;
import ihct.plots.draw.PlotlyJson;
import ihct.plots.draw.Svg;
import ihct.plots.draw.Svg.Stroke;
import ihct.plots.draw.Svg.Style;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shares of a whole as parts of a circle, clockwise from the top; names stand beside it. */
record PiePanel(List<String> names, double[] values) implements Panel {

  private static final Stroke EDGE = Stroke.of("#ffffff", 1);
  private static final double LINE = 18;

  @Override
  public void draw(Svg svg, Box box) {
    double total = Arrays.stream(values).sum();
    double radius = Math.min(box.width() / 2, box.height()) / 2 - 4;
    double start = 0;
    for (int i = 0; i < values.length; i++) {
      double angle = 2 * Math.PI * values[i] / total;
      String name =
          String.format(Locale.ROOT, "%s: %.1f %%", names.get(i), 100 * values[i] / total);
      Wedge wedge =
          new Wedge(box.x() + radius + 8, box.y() + box.height() / 2, 0, radius, start, angle);
      svg.path(wedge.outline(), Palette.series(i), EDGE, name);
      double down = box.y() + 8 + LINE * i;
      double left = box.x() + 2 * radius + 30;
      if (down + LINE < box.y() + box.height()) {
        svg.rect(new Box(left, down, 14, 10), Palette.series(i), 1, "");
        svg.fitted(left + 20, down + 9, name, Style.of("start"), box.x() + box.width() - left - 24);
      }
      start += angle;
    }
  }

  @Override
  public List<Map<String, Object>> traces(Slot slot) {
    return List.of(
        PlotlyJson.object(
            "type",
            "pie",
            "labels",
            names.stream().map(Escape::plotly).toList(),
            "values",
            Arrays.stream(values).boxed().toList(),
            "sort",
            false));
  }

  @Override
  public Map<String, Object> axes(Slot slot) {
    return Map.of();
  }
}
