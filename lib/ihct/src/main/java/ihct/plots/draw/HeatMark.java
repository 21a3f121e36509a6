package ihct.plots.draw;

import ihct.display.Escape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Coloured cells; row 0 and column 0 lie at 0. */
public record HeatMark(
    List<String> columns, List<String> rows, double[][] values, ColourScale colours)
    implements Mark {

  @Override
  public Extent x(boolean logarithmic) {
    return new Extent(-0.5, columns.size() - 0.5, false);
  }

  @Override
  public Extent y(boolean logarithmic) {
    return new Extent(-0.5, rows.size() - 0.5, false);
  }

  @Override
  public void draw(Svg svg, Frame frame) {
    for (int r = 0; r < values.length; r++) {
      for (int c = 0; c < values[r].length; c++) {
        Box cell =
            Box.between(
                frame.across(c - 0.5),
                frame.down(r - 0.5),
                frame.across(c + 0.5),
                frame.down(r + 0.5));
        svg.rect(cell, colours.colour(values[r][c]), 1, text(r, c));
      }
    }
  }

  private String text(int r, int c) {
    return rows.get(r) + ", " + columns.get(c) + ": " + NumberText.text(values[r][c]);
  }

  @Override
  public List<Map<String, Object>> traces() {
    List<Object> z = new ArrayList<>();
    List<Object> texts = new ArrayList<>();
    for (int r = 0; r < values.length; r++) {
      z.add(NumberText.json(values[r]));
      List<Object> row = new ArrayList<>();
      for (int c = 0; c < values[r].length; c++) {
        row.add(Escape.plotly(text(r, c)));
      }
      texts.add(row);
    }
    return List.of(
        PlotlyJson.object(
            "type",
            "heatmap",
            "z",
            z,
            "text",
            texts,
            "hoverinfo",
            "text",
            "colorscale",
            colours.plotly(),
            "zmin",
            colours.low(),
            "zmax",
            colours.high(),
            "colorbar",
            PlotlyJson.object(
                "title",
                PlotlyJson.object("text", Escape.plotly(colours.label()), "side", "right"))));
  }
}
