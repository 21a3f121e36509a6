package ihct.plots;

import ihct.linkage.Dendrogram;
import ihct.plots.DendrogramLayout.Link;
import ihct.plots.DendrogramLayout.Point;
import ihct.plots.DendrogramLayout.Tip;
import ihct.plots.draw.CartesianPanel;
import ihct.plots.draw.Guide;
import ihct.plots.draw.LineMark;
import ihct.plots.draw.Mark;
import ihct.plots.draw.Panel;
import ihct.plots.draw.PointMark;
import ihct.plots.draw.Svg.Stroke;
import ihct.plots.draw.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Draws a dendrogram lying on its side, since names are easier to read that way. */
final class DendrogramFigure {

  static final int MOST_TIPS = 60;
  private static final double THICK = 1.5;

  /** Leads from the axis to a cluster whose merges are not drawn. */
  private static final Stroke HIDDEN = new Stroke("#999999", 1, "2 3");

  /** Where a line ends and another begins. */
  private static final Point GAP = new Point(Double.NaN, Double.NaN, "");

  private DendrogramFigure() {}

  /**
   * Draws it.
   *
   * @param words what the first side of a merge is, against the second; empty for nothing
   * @param most how many tips are drawn
   */
  static Plot of(
      Dendrogram tree, List<String> names, String unit, IntFunction<String> words, int most) {
    requireNames(tree, names);
    DendrogramLayout layout = DendrogramLayout.of(tree, names, most);
    PlotAxis height = PlotAxis.of("merge height", unit);
    List<String> said = layout.links().stream().map(l -> words.apply(l.node())).toList();
    List<String> tips = layout.tips().stream().map(Tip::name).toList();
    List<Mark> marks = new ArrayList<>(List.of(hidden(layout.tips())));
    TreeColours colours = TreeColours.of(tree, most);
    int[] groups = colours.groups(tree);
    for (int group = -1; group < colours.tier(); group++) {
      int wanted = group;
      List<Link> links = layout.links().stream().filter(l -> groups[l.node()] == wanted).toList();
      if (!links.isEmpty()) {
        marks.add(branches(links, colours.of(group)));
        marks.add(merges(links, words, colours.of(group)));
      }
    }
    Panel panel =
        new CartesianPanel(
            height.numbers().with(0), Guide.names("", tips).fromTheTop(), List.copyOf(marks));
    String title =
        tips.size() == tree.leaves()
            ? "Dendrogram"
            : "Dendrogram, the last %s of %s merges"
                .formatted(layout.links().size(), tree.merges().size());
    int pixels = Math.max(200, 110 + 17 * tips.size());
    return Plot.of(panel, numbers(layout, height, said)).titled(title).sized(Plot.WIDTH, pixels);
  }

  static void requireNames(Dendrogram tree, List<String> names) {
    if (names.size() != tree.leaves()) {
      throw new IllegalArgumentException(
          "The dendrogram has %s leaves, but %s names were given; each leaf needs one name."
              .formatted(tree.leaves(), names.size()));
    }
  }

  static Mark branches(List<Link> links, String colour) {
    List<Point> corners = new ArrayList<>();
    for (Link link : links) {
      double height = link.joined().height();
      corners.add(link.first());
      corners.add(new Point(link.first().place(), height, ""));
      corners.add(new Point(link.second().place(), height, ""));
      corners.add(link.second());
      corners.add(GAP);
    }
    return line(corners, Stroke.of(colour, THICK));
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

  /** Small points that tell what a branch holds when pointed at. */
  static Mark merges(List<Link> links, IntFunction<String> words, String colour) {
    List<String> labels = new ArrayList<>();
    for (Link link : links) {
      String said = words.apply(link.node());
      labels.add(link.label() + (said.isEmpty() ? "" : "; upper branch: " + said));
    }
    double[] heights = links.stream().mapToDouble(l -> l.joined().height()).toArray();
    double[] places = links.stream().mapToDouble(l -> l.joined().place()).toArray();
    return new PointMark("merges", heights, places, labels, colour, Symbol.CIRCLE, false, false);
  }

  static Rows numbers(DendrogramLayout layout, PlotAxis height, List<String> said) {
    List<String> header = List.of("merge", height.label(), "leaves", "joins", "with");
    boolean speaks = said.stream().anyMatch(words -> !words.isEmpty());
    Rows rows =
        Rows.of(
            Stream.concat(header.stream(), Stream.of("the first is").filter(any -> speaks))
                .toArray(String[]::new));
    for (int i = 0; i < said.size(); i++) {
      Link link = layout.links().get(i);
      Stream<Object> cells =
          Stream.of(
              link.joined().name(),
              link.joined().height(),
              link.size(),
              link.first().name(),
              link.second().name());
      rows.row(Stream.concat(cells, Stream.of(said.get(i)).filter(any -> speaks)).toArray());
    }
    return rows;
  }
}
