package ihct.plots;

import ihct.plots.TierTree.Node;
import ihct.plots.draw.Box;
import ihct.plots.draw.Palette;
import ihct.plots.draw.Panel;
import ihct.plots.draw.PlotlyJson;
import ihct.plots.draw.Svg;
import ihct.plots.draw.Svg.Style;
import java.util.List;
import java.util.Map;

/**
 * An icicle in which two paths stand out.
 *
 * @param icicle all boxes
 * @param marks for each tier, from the first, which of its clusters are on the paths
 */
record MarkedPath(TierPanel icicle, List<Mark> marks) implements Panel {

  private static final String RIGHT = Palette.series(0);
  private static final String ANSWERED = Palette.series(1);
  private static final String PALE = "#ffffff";
  private static final double PALENESS = 0.75;
  private static final double SIZE = TierPanel.SIZE;

  /** The clusters of a tier on both paths; no answer is −1. */
  record Mark(int right, int answered) {}

  /** The colour of a box on a path; null for all others and the root. */
  private String colour(Node node) {
    if (node.tier() == 0) {
      return null;
    }
    Mark mark = marks.get(node.tier() - 1);
    return node.cluster() == mark.right()
        ? RIGHT
        : node.cluster() == mark.answered() ? ANSWERED : null;
  }

  @Override
  public void draw(Svg svg, Box box) {
    icicle.draw(svg, box);
    Box boxes = box.without(0, 0, 0, TierPanel.CAPTION);
    svg.rect(boxes, PALE, PALENESS, "");
    for (Node node : icicle.tree().nodes()) {
      if (colour(node) != null) {
        brick(svg, icicle.brick(boxes, node), node);
      }
    }
  }

  private void brick(Svg svg, Box brick, Node node) {
    svg.rect(brick, colour(node), 1, node.label());
    Style style = Style.of("start").sized(SIZE).coloured(Palette.on(colour(node)));
    double y = brick.y() + brick.height() / 2 + SIZE / 3;
    double room = brick.width() - 8;
    if (brick.height() < SIZE) {
      style = style.coloured(colour(node)).bold(); // beside the box, on pale ground
      y = brick.y() - 3;
    }
    svg.fitted(brick.x() + 4, y, node.label(SIZE, room), style, room);
  }

  @Override
  public List<Map<String, Object>> traces(Slot slot) {
    List<Map<String, Object>> traces = icicle.traces(slot);
    List<Node> nodes = icicle.tree().nodes();
    List<String> colours =
        nodes.stream()
            .map(
                node -> {
                  String own = colour(node);
                  String pale = Palette.between(icicle.tree().colour(node), PALE, PALENESS);
                  return own == null ? pale : own;
                })
            .toList();
    List<String> texts =
        nodes.stream()
            .map(node -> colour(node) == null ? "#999999" : Palette.on(colour(node)))
            .toList();
    Map<String, Object> line = PlotlyJson.object("color", "#ffffff", "width", 1);
    traces.get(0).put("marker", PlotlyJson.object("colors", colours, "line", line));
    traces.get(0).put("leaf", PlotlyJson.object("opacity", 1));
    traces.get(0).put("textfont", PlotlyJson.object("size", SIZE, "color", texts));
    return traces;
  }

  @Override
  public Map<String, Object> axes(Slot slot) {
    return icicle.axes(slot);
  }
}
