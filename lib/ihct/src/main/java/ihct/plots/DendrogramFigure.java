package ihct.plots;

import ihct.linkage.Dendrogram;
import ihct.plots.DendrogramLayout.Link;
import ihct.plots.DendrogramLayout.Point;
import ihct.plots.DendrogramLayout.Tip;
import ihct.plots.draw.CartesianPanel;
import ihct.plots.draw.Guide;
import ihct.plots.draw.LineMark;
import ihct.plots.draw.Mark;
import ihct.plots.draw.Palette;
import ihct.plots.draw.Panel;
import ihct.plots.draw.Svg.Stroke;
import java.util.ArrayList;
import java.util.List;

/** Draws a dendrogram lying on its side, since names are easier to read that way. */
final class DendrogramFigure {

  private static final int MOST_TIPS = 60;
  private static final Stroke BRANCH = Stroke.of(Palette.series(0), 1.5);

  /** Leads from the axis to a cluster whose merges are not drawn. */
  private static final Stroke HIDDEN = new Stroke("#999999", 1, "2 3");

  /** Where a line ends and another begins. */
  private static final Point GAP = new Point(Double.NaN, Double.NaN, "");

  private DendrogramFigure() {}

  static Plot of(Dendrogram tree, List<String> names, String unit) {
    if (names.size() != tree.leaves()) {
      throw new IllegalArgumentException(
          "The dendrogram has %s leaves, but %s names were given; each leaf needs one name."
              .formatted(tree.leaves(), names.size()));
    }
    DendrogramLayout layout = DendrogramLayout.of(tree, names, MOST_TIPS);
    PlotAxis height = PlotAxis.of("merge height", unit);
    List<String> tips = layout.tips().stream().map(Tip::name).toList();
    Panel panel =
        new CartesianPanel(
            height.numbers().with(0),
            Guide.names("", tips).fromTheTop(),
            List.of(hidden(layout.tips()), branches(layout.links()), merges(layout.links())));
    String title =
        tips.size() == tree.leaves()
            ? "Dendrogram"
            : "Dendrogram, the last %s of %s merges"
                .formatted(layout.links().size(), tree.merges().size());
    int pixels = Math.max(200, 110 + 17 * tips.size());
    return Plot.of(panel, numbers(layout, height)).titled(title).sized(Plot.WIDTH, pixels);
  }

  private static Mark branches(List<Link> links) {
    List<Point> corners = new ArrayList<>();
    for (Link link : links) {
      double height = link.joined().height();
      corners.add(link.first());
      corners.add(new Point(link.first().place(), height, ""));
      corners.add(new Point(link.second().place(), height, ""));
      corners.add(link.second());
      corners.add(GAP);
    }
    return line(corners, BRANCH);
  }

  private static Mark hidden(List<Tip> tips) {
    List<Point> ends = new ArrayList<>();
    for (int i = 0; i < tips.size(); i++) {
      ends.addAll(List.of(new Point(i, 0, ""), new Point(i, tips.get(i).height(), ""), GAP));
    }
    return line(ends, HIDDEN);
  }

  private static Mark line(List<Point> corners, Stroke stroke) {
    double[] heights = corners.stream().mapToDouble(Point::height).toArray();
    double[] places = corners.stream().mapToDouble(Point::place).toArray();
    return new LineMark("", heights, places, stroke, false);
  }

  /** Small points that tell height and size when pointed at. */
  private static Mark merges(List<Link> links) {
    Series points =
        Series.of(
                "merges",
                links.stream().mapToDouble(l -> l.joined().height()).toArray(),
                links.stream().mapToDouble(l -> l.joined().place()).toArray())
            .labelled(links.stream().map(l -> l.size() + " leaves").toArray(String[]::new));
    return points.points(0, false, false);
  }

  private static Rows numbers(DendrogramLayout layout, PlotAxis height) {
    Rows rows = Rows.of("merge", height.label(), "leaves", "joins", "with");
    for (Link link : layout.links()) {
      rows.row(
          link.joined().name(),
          link.joined().height(),
          link.size(),
          link.first().name(),
          link.second().name());
    }
    return rows;
  }
}
