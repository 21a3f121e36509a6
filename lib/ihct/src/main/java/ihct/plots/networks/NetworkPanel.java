package ihct.plots.networks;

import ihct.display.Escape;
import ihct.plots.Plot;
import ihct.plots.draw.Box;
import ihct.plots.draw.Palette;
import ihct.plots.draw.Panel;
import ihct.plots.draw.Plane;
import ihct.plots.draw.Plane.Point;
import ihct.plots.draw.PlotlyJson;
import ihct.plots.draw.Svg;
import ihct.plots.draw.Svg.Stroke;
import ihct.plots.draw.Svg.Style;
import ihct.plots.draw.TextWidth;
import ihct.plots.networks.NetworkLayout.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A network as boxes below each other, with an arrow for what passes between two of them. */
record NetworkPanel(NetworkLayout layout) implements Panel {

  /** How high a row should be, in pixels: a box and the arrow to the next. */
  static final int ROW = 74;

  private static final double HEAD = 9;
  private static final double SMALL = 11;
  private static final double LINE = 15;
  private static final double GAP = 7;
  private static final Stroke EDGE = Stroke.of("#555555", 1.2);
  private static final String LAYER = Palette.between(Palette.series(0), "#ffffff", 0.85);
  private static final String END = "#f2f2f2";

  @Override
  public void draw(Svg svg, Box box) {
    NetworkCanvas canvas = new NetworkCanvas(layout, box.width(), box.height());
    for (int edge = 0; edge < layout.edges().size(); edge++) {
      arrow(svg, box, canvas.way(edge));
      Point label = canvas.label(edge);
      String shape = layout.edges().get(edge).shape();
      Style style = Style.of("start").sized(SMALL);
      double y = box.y() + label.y() + SMALL / 3;
      svg.fitted(box.x() + label.x() + GAP, y, shape, style, canvas.room() / 2 - GAP);
    }
    for (int node = 0; node < layout.nodes().size(); node++) {
      brick(svg, box, canvas, node);
    }
  }

  private static void arrow(Svg svg, Box box, List<Point> way) {
    Point end = way.get(way.size() - 1);
    Point left = new Point(end.x() - HEAD / 2, end.y() - HEAD);
    Point right = new Point(end.x() + HEAD / 2, end.y() - HEAD);
    svg.path(outline(box, way), "none", EDGE, "");
    svg.path(outline(box, List.of(end, left, right)) + " Z", EDGE.colour(), EDGE, "");
  }

  private static String outline(Box box, List<Point> points) {
    return Plane.outline(
        points.stream().map(p -> new Point(box.x() + p.x(), box.y() + p.y())).toList());
  }

  private void brick(Svg svg, Box box, NetworkCanvas canvas, int number) {
    Node node = layout.nodes().get(number);
    Point middle = canvas.middle(number);
    double x = box.x() + middle.x();
    double width = canvas.boxWidth();
    double top = box.y() + middle.y() - canvas.boxHeight() / 2;
    svg.rect(new Box(x - width / 2, top, width, canvas.boxHeight()), fill(node), 1, "");
    List<String> lines = lines(node);
    double first = box.y() + middle.y() + Svg.LABEL / 3 - LINE * (lines.size() - 1) / 2;
    for (int i = 0; i < lines.size(); i++) {
      Style style = i == 0 ? Style.of("middle").bold() : Style.of("middle").sized(SMALL);
      svg.fitted(x, first + LINE * i, lines.get(i), style, width - 8);
    }
  }

  private static String fill(Node node) {
    return node.type().isEmpty() ? END : LAYER;
  }

  /** What a box says, line by line. */
  private static List<String> lines(Node node) {
    return node.type().isEmpty()
        ? List.of(node.name())
        : List.of(node.name() + ": " + node.type(), NetworkLayout.count(node));
  }

  @Override
  public List<Map<String, Object>> traces(Slot slot) {
    NetworkCanvas canvas = new NetworkCanvas(layout, Plot.WIDTH, (double) ROW * layout.rows());
    List<Integer> edges = IntStream.range(0, layout.edges().size()).boxed().toList();
    List<List<Point>> ways = edges.stream().map(canvas::way).toList();
    List<Point> ends = ways.stream().map(way -> way.get(way.size() - 1)).toList();
    List<Point> heads = ends.stream().map(e -> new Point(e.x(), e.y() - HEAD / 2)).toList();
    List<Map<String, Object>> traces = new ArrayList<>();
    traces.add(Plane.trace(slot, "lines", ways, "line", PlotlyJson.object("color", EDGE.colour())));
    Map<String, Object> head =
        PlotlyJson.object("symbol", "triangle-down", "size", HEAD, "color", EDGE.colour());
    traces.add(Plane.trace(slot, "markers", List.of(heads), "marker", head));
    List<Point> labels = edges.stream().map(canvas::label).toList();
    List<String> shapes =
        layout.edges().stream().map(edge -> "  " + Escape.plotly(edge.shape())).toList();
    traces.add(Plane.texts(slot, labels, SMALL, shapes));
    traces.get(traces.size() - 1).put("textposition", "middle right");
    traces.add(boxes(slot, canvas, LAYER));
    traces.add(boxes(slot, canvas, END));
    List<Point> middles =
        IntStream.range(0, layout.nodes().size()).mapToObj(canvas::middle).toList();
    List<String> names = layout.nodes().stream().map(node -> name(node, canvas)).toList();
    traces.add(Plane.texts(slot, middles, Svg.LABEL, names));
    return traces;
  }

  private Map<String, Object> boxes(Slot slot, NetworkCanvas canvas, String colour) {
    double x = canvas.boxWidth() / 2;
    double y = canvas.boxHeight() / 2;
    List<List<Point>> outlines = new ArrayList<>();
    for (int node = 0; node < layout.nodes().size(); node++) {
      if (fill(layout.nodes().get(node)).equals(colour)) {
        Point at = canvas.middle(node);
        Point first = new Point(at.x() - x, at.y() - y);
        Point second = new Point(at.x() + x, at.y() - y);
        Point third = new Point(at.x() + x, at.y() + y);
        outlines.add(List.of(first, second, third, new Point(at.x() - x, at.y() + y), first));
      }
    }
    Map<String, Object> line = PlotlyJson.object("width", 0, "color", colour);
    Map<String, Object> boxes = Plane.trace(slot, "lines", outlines, "line", line);
    boxes.put("fill", "toself");
    boxes.put("fillcolor", colour);
    return boxes;
  }

  private static String name(Node node, NetworkCanvas canvas) {
    List<String> lines = lines(node);
    String first = TextWidth.fit(lines.get(0), Svg.LABEL, canvas.boxWidth() - 8);
    String rest = lines.size() == 1 ? "" : "<br>" + Escape.plotly(lines.get(1));
    return "<b>" + Escape.plotly(first) + "</b>" + rest;
  }

  @Override
  public Map<String, Object> axes(Slot slot) {
    return Plane.axes(slot, new Point(0, 0), new Point(Plot.WIDTH, ROW * layout.rows()));
  }
}
