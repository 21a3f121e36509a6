package ihct.plots;

import ihct.display.Escape;
import ihct.plots.draw.Box;
import ihct.plots.draw.ClusterLabel;
import ihct.plots.draw.Palette;
import ihct.plots.draw.Panel;
import ihct.plots.draw.PlotlyJson;
import ihct.plots.draw.Svg;
import ihct.plots.draw.Svg.Style;
import ihct.plots.draw.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * For each tier a bar of probability 1, shared out among clusters.
 *
 * @param bars the first at the top
 */
record TierShares(List<Bar> bars) implements Panel {

  private static final double PERCENT = 100;
  private static final double LAST_LABEL = 12; // what of "100 %" the margin has no room for
  private static final double SIZE = 11;
  private static final double LEFT = 112;
  private static final double BELOW = 34;
  private static final double THICKNESS = 0.8;
  private static final double LEAST_LABELLED = 24;

  /** Less than this is rounding, or too narrow to be seen. */
  private static final double LEAST_REST = 0.005;

  private static final String RIGHT = Palette.series(0);
  private static final String LIKELIER = Palette.series(1);
  private static final String OTHER = "#c9ced6";
  private static final String REST = "#eeeeee";
  private static final String AXIS = "probability; blue: the right cluster, orange: a likelier one";

  /** A cluster's part of a bar. */
  record Share(String name, int size, double probability) {}

  /**
   * A tier.
   *
   * @param clusters how many it has
   * @param shares the right cluster's, then those of others by their size; what is left of 1 is
   *     that of all others
   */
  record Bar(int tier, int clusters, List<Share> shares) {

    Share right() {
      return shares.get(0);
    }

    String name() {
      return String.format(Locale.ROOT, "tier %d (of %d)", tier, clusters);
    }
  }

  /** A piece of a bar with its place, 0…1. */
  private record Piece(int row, double from, double length, String colour, Share share) {

    /** As much of percentage and name as there is room for. */
    String label(double room) {
      String percent = percent(share.probability());
      double left = room - TextWidth.of(percent + " ", SIZE);
      return left < 0
          ? ""
          : left < LEAST_LABELLED
              ? percent
              : percent + " " + ClusterLabel.of(share.name(), share.size(), SIZE, left);
    }

    String hover() {
      return ClusterLabel.of(share.name(), share.size()) + ": " + percent(share.probability());
    }
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, "%.0f %%", PERCENT * probability);
  }

  private List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    for (int row = 0; row < bars.size(); row++) {
      Bar bar = bars.get(row);
      double from = 0;
      for (Share share : bar.shares()) {
        boolean isRight = share == bar.right();
        boolean isLikelier = share.probability() > bar.right().probability();
        String colour = isRight ? RIGHT : isLikelier ? LIKELIER : OTHER;
        pieces.add(new Piece(row, from, share.probability(), colour, share));
        from += share.probability();
      }
      if (1 - from >= LEAST_REST) {
        pieces.add(new Piece(row, from, 1 - from, REST, new Share("others", 1, 1 - from)));
      }
    }
    return pieces;
  }

  @Override
  public void draw(Svg svg, Box box) {
    Box inner = box.without(LEFT, 0, 8, BELOW);
    double row = inner.height() / bars.size();
    double thick = THICKNESS * row;
    Style plain = Style.of("end").sized(SIZE);
    for (int i = 0; i < bars.size(); i++) {
      double top = inner.y() + row * i + (row - thick) / 2;
      double middle = top + thick / 2 + SIZE / 3;
      svg.fitted(inner.x() - 6, middle, bars.get(i).name(), plain, LEFT - 8);
    }
    for (Piece piece : pieces()) {
      double top = inner.y() + row * piece.row() + (row - thick) / 2;
      double left = inner.x() + inner.width() * piece.from();
      double width = Math.max(0, inner.width() * piece.length() - 1);
      svg.rect(new Box(left, top, width, thick), piece.colour(), 1, piece.hover());
      Style style = Style.of("start").sized(SIZE).coloured(Palette.on(piece.colour()));
      svg.text(left + 4, top + thick / 2 + SIZE / 3, piece.label(width - 8), style);
    }
    for (int tick = 0; tick <= 4; tick++) {
      double x = inner.x() + inner.width() * tick / 4;
      String anchor = tick == 0 ? "start" : tick == 4 ? "end" : "middle";
      Style style = Style.of(anchor).sized(SIZE);
      svg.text(x, inner.bottom() + 14, percent(tick / 4.0), style);
    }
    Style middle = Style.of("middle").sized(SIZE);
    svg.fitted(inner.x() + inner.width() / 2, inner.bottom() + 29, AXIS, middle, inner.width());
  }

  @Override
  public List<Map<String, Object>> traces(Slot slot) {
    List<Piece> pieces = pieces();
    double room = Plot.WIDTH - LEFT - 60;
    return List.of(
        PlotlyJson.object(
            "type", "bar",
            "orientation", "h",
            "x", pieces.stream().map(piece -> PERCENT * piece.length()).toList(),
            "base", pieces.stream().map(piece -> PERCENT * piece.from()).toList(),
            "y", pieces.stream().map(Piece::row).toList(),
            "width", pieces.stream().map(piece -> THICKNESS).toList(),
            "text",
                pieces.stream()
                    .map(piece -> Escape.plotly(piece.label(room * piece.length() - 8)))
                    .toList(),
            "hovertext", pieces.stream().map(piece -> Escape.plotly(piece.hover())).toList(),
            "hoverinfo", "text",
            "textposition", "inside",
            "insidetextanchor", "start",
            "textangle", 0,
            "constraintext", "none",
            "cliponaxis", true,
            "textfont",
                PlotlyJson.object(
                    "size",
                    SIZE,
                    "color",
                    pieces.stream().map(piece -> Palette.on(piece.colour())).toList()),
            "marker",
                PlotlyJson.object(
                    "color", pieces.stream().map(Piece::colour).toList(),
                    "line", PlotlyJson.object("color", "#ffffff", "width", 1)),
            "showlegend", false,
            "xaxis", slot.axis("x"),
            "yaxis", slot.axis("y")));
  }

  @Override
  public Map<String, Object> axes(Slot slot) {
    List<Integer> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Bar bar : bars) {
      rows.add(rows.size());
      names.add(bar.name());
    }
    return PlotlyJson.object(
        slot.layoutAxis("x"),
        PlotlyJson.object(
            "range",
            List.of(0, PERCENT),
            "ticksuffix",
            " %",
            "title",
            PlotlyJson.object("text", AXIS),
            "domain",
            List.of(slot.left(), slot.right() - LAST_LABEL / Plot.WIDTH),
            "anchor",
            slot.axis("y"),
            "automargin",
            true,
            "zeroline",
            false),
        slot.layoutAxis("y"),
        PlotlyJson.object(
            "range",
            List.of(bars.size() - 0.5, -0.5),
            "tickvals",
            rows,
            "ticktext",
            names,
            "domain",
            List.of(slot.bottom(), slot.top()),
            "anchor",
            slot.axis("x"),
            "automargin",
            true,
            "showgrid",
            false));
  }

  Rows numbers() {
    Rows rows =
        Rows.of("tier", "clusters", "right cluster", "right %", "likeliest other", "other %");
    rows.format("%.1f", "right %", "other %");
    for (Bar bar : bars) {
      Share right = bar.right();
      Share other = bar.shares().size() > 1 ? bar.shares().get(1) : new Share("–", 1, Double.NaN);
      rows.row(
          bar.tier(),
          bar.clusters(),
          ClusterLabel.of(right.name(), right.size()),
          PERCENT * right.probability(),
          other.name().equals("–") ? "–" : ClusterLabel.of(other.name(), other.size()),
          PERCENT * other.probability());
    }
    return rows;
  }
}
