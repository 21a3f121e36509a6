package ihct.plots;

import ihct.display.Escape;
import ihct.plots.TierTree.Node;
import ihct.plots.draw.Box;
import ihct.plots.draw.Palette;
import ihct.plots.draw.Panel;
import ihct.plots.draw.PlotlyJson;
import ihct.plots.draw.Svg;
import ihct.plots.draw.Svg.Stroke;
import ihct.plots.draw.Svg.Style;
import ihct.plots.draw.TextWidth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** A hierarchy as boxes beside their parent (icicle) or as rings around it (sunburst). */
record TierPanel(TierTree tree, boolean rings) implements Panel {

  static final double SIZE = 11;
  static final double CAPTION = 20;

  /** A ring has less room for a name than a column. */
  private static final double RING_SIZE = 10;

  private static final double RING_EDGES = 4;
  private static final double WIDEST = 160;
  private static final int OUTSIDE = 70;
  private static final double LEAST_HEIGHT = 11;
  private static final Stroke EDGE = Stroke.of("#ffffff", 1);

  /** How wide a figure gives the names of every tier room. */
  int width() {
    int columns = tree.tiers() + 1;
    return rings
        ? Math.max(520, Math.min(920, 132 * columns))
        : Math.max(Plot.WIDTH, Math.min(1100, 110 * columns));
  }

  /** How high a figure gives the names of the last tier room, or of most of them. */
  int height() {
    long widest = tree.nodes().stream().filter(n -> n.tier() == tree.tiers()).count();
    return rings ? width() + 40 : (int) Math.min(2000, Math.max(320, OUTSIDE + 17 * widest));
  }

  @Override
  public void draw(Svg svg, Box box) {
    if (rings) {
      tree.nodes().forEach(node -> ring(svg, box, node));
    } else {
      Box boxes = box.without(0, 0, 0, CAPTION);
      tree.nodes().forEach(node -> brick(svg, boxes, node));
      captions(svg, box);
    }
  }

  /** Where a box of an icicle lies in the room that all have. */
  Box brick(Box box, Node node) {
    double width = box.width() / (tree.tiers() + 1);
    double place = box.height() / tree.classes();
    return new Box(
        box.x() + node.tier() * width,
        box.y() + node.start() * place,
        width - 1,
        Math.max(0.5, node.size() * place - (node.size() * place > 3 ? 1 : 0)));
  }

  private void brick(Svg svg, Box box, Node node) {
    Box brick = brick(box, node);
    double width = brick.width() + 1;
    String colour = tree.colour(node);
    svg.rect(brick, colour, 1, tooltip(node));
    if (brick.height() >= SIZE - 1) {
      double middle = brick.y() + brick.height() / 2 + SIZE / 3;
      Style style = Style.of("start").sized(Math.min(SIZE, brick.height() - 0.5));
      String label = node.label(style.size(), width - 8);
      svg.fitted(brick.x() + 4, middle, label, on(style, colour), width - 8);
    }
  }

  private static Style on(Style style, String colour) {
    return style.coloured(Palette.on(colour));
  }

  private void captions(Svg svg, Box box) {
    double width = box.width() / (tree.tiers() + 1);
    for (int tier = 0; tier <= tree.tiers(); tier++) {
      int shown = tier;
      long clusters = tree.nodes().stream().filter(node -> node.tier() == shown).count();
      String caption =
          tier == 0 ? "root" : String.format(Locale.ROOT, "tier %d: %d clusters", tier, clusters);
      String shorter = String.format(Locale.ROOT, "%d: %d", tier, clusters);
      boolean fits = TextWidth.of(caption, SIZE) < width;
      double middle = box.x() + (tier + 0.5) * width;
      Style style = Style.of("middle").sized(SIZE);
      svg.fitted(middle, box.bottom() - 5, fits || tier == 0 ? caption : shorter, style, width);
    }
  }

  private static String tooltip(Node node) {
    String said = node.said().isEmpty() ? "" : "; " + node.said();
    return String.format(
        Locale.ROOT, "tier %d, cluster %d: %s%s", node.tier(), node.cluster(), node.label(), said);
  }

  private static String hover(Node node) {
    return node.said().isEmpty() ? "" : "<br>" + Escape.plotly(node.said());
  }

  private void ring(Svg svg, Box box, Node node) {
    double width = Math.min(box.width(), box.height()) / 2 / (tree.tiers() + 1);
    Wedge wedge =
        new Wedge(
            box.x() + box.width() / 2,
            box.y() + box.height() / 2,
            node.tier() * width,
            (node.tier() + 1) * width,
            2 * Math.PI * node.start() / tree.classes(),
            2 * Math.PI * node.size() / tree.classes());
    String colour = tree.colour(node);
    svg.path(wedge.outline(), colour, EDGE, tooltip(node));
    Style style = on(Style.of("middle").sized(RING_SIZE), colour);
    if (node.tier() == 0) {
      svg.fitted(wedge.x(), wedge.y() + RING_SIZE / 3, node.label(), style, 2 * width - 4);
    } else if (wedge.arc() >= RING_SIZE) {
      wedge.write(svg, node, style);
    }
  }

  @Override
  public List<Map<String, Object>> traces(Slot slot) {
    Map<String, Object> trace =
        PlotlyJson.object(
            "type", rings ? "sunburst" : "icicle",
            "ids", each(TierPanel::id),
            "labels", each(node -> Escape.plotly(node.label())),
            "parents", each(this::parentId),
            "values", each(Node::size),
            "branchvalues", "total",
            "sort", false,
            "hovertemplate", "%{label}<br>%{value} classes<br>%{id}<extra></extra>",
            "marker",
                PlotlyJson.object(
                    "colors",
                    each(tree::colour),
                    "line",
                    PlotlyJson.object("color", "#ffffff", "width", 1)),
            "text", each(node -> isLow(node) ? "" : Escape.plotly(node.label(size(), room(node)))),
            "textinfo", "text",
            "textfont",
                PlotlyJson.object(
                    "size", size(), "color", each(node -> Palette.on(tree.colour(node)))),
            "domain",
                PlotlyJson.object(
                    "x", List.of(slot.left(), slot.right()),
                    "y", List.of(slot.bottom(), slot.top())));
    if (tree.speaks()) {
      trace.put("customdata", each(TierPanel::hover));
      trace.put(
          "hovertemplate", "%{label}<br>%{value} classes<br>%{id}%{customdata}<extra></extra>");
    }
    if (rings) {
      trace.put("rotation", 90);
    } else {
      trace.put("tiling", PlotlyJson.object("orientation", "h", "pad", 0));
      trace.put("textposition", "middle left");
      trace.put("pathbar", PlotlyJson.object("visible", false));
    }
    return List.of(trace);
  }

  /** What is lower than any letter would be given letters that nobody can read. */
  private boolean isLow(Node node) {
    return !rings && node.size() * (double) (height() - OUTSIDE) / tree.classes() < LEAST_HEIGHT;
  }

  private double size() {
    return rings ? RING_SIZE : SIZE;
  }

  /** For Plotly, which shrinks what is too long until nobody can read it. */
  private double room(Node node) {
    double share = (double) node.size() / tree.classes();
    double column = (width() - 20.0) / (tree.tiers() + 1);
    return rings
        ? Math.max(column / 2 - RING_EDGES, Math.min(WIDEST, share * width()))
        : column - 8;
  }

  private List<Object> each(Function<Node, Object> property) {
    return tree.nodes().stream().map(property).toList();
  }

  private String parentId(Node node) {
    return node.parent() < 0 ? "" : id(tree.nodes().get(node.parent()));
  }

  private static String id(Node node) {
    return String.format(Locale.ROOT, "tier %d, cluster %d", node.tier(), node.cluster());
  }

  @Override
  public Map<String, Object> axes(Slot slot) {
    return Map.of();
  }
}
