package ihct.plots;

import ihct.display.Escape;
import ihct.linkage.Dendrogram;
import ihct.linkage.Merge;
import ihct.linkage.Untangling;
import ihct.plots.draw.Box;
import ihct.plots.draw.Panel;
import ihct.plots.draw.Plane;
import ihct.plots.draw.Plane.Point;
import ihct.plots.draw.PlotlyJson;
import ihct.plots.draw.Svg;
import ihct.plots.draw.Svg.Stroke;
import ihct.plots.draw.Svg.Style;
import ihct.plots.draw.TextWidth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two trees of the same leaves opposite each other, with a line between equal leaves. Across, 0 is
 * the first root and 1 the second; down, a leaf's place is 0, 1, 2 …
 *
 * @param lines by colour, each from point to point
 * @param first names of the first tree's leaves, from the top; none if there is no room for them
 * @param second those of the second tree's
 * @param titles what the two trees are called
 * @param leaves how many each has
 * @param inside where the lines between leaves begin, as far from either side
 */
record Tanglegram(
    Map<String, List<List<Point>>> lines,
    List<String> first,
    List<String> second,
    List<String> titles,
    int leaves,
    double inside)
    implements Panel {

  /** Each tree's share of the width, and the most that the names beside it get. */
  private static final double TREE = 0.24;

  private static final double NAMES = 0.19;

  /** Of more leaves the names would be too many to read. */
  private static final int MOST_NAMES = 150;

  /** Of a figure what is left between its margins, at least, in pixels. */
  private static final double NARROW = Plot.WIDTH - 24;

  private static final double SIZE = 11;
  private static final double GAP = 4;
  private static final int ROW = 15;
  private static final int LOW_ROW = 4;
  private static final int HIGHEST = 2000;
  private static final double THICK = 1.2;

  static Plot of(Dendrogram a, Dendrogram b, List<String> names, List<String> titles) {
    DendrogramFigure.requireNames(a, names);
    Untangling turned = Untangling.of(a, b);
    int[] first = turned.first();
    int[] second = turned.second();
    Tanglegram panel = of(a, b, first, second, names, titles);
    int[] place = places(second);
    Rows rows = Rows.of("leaf", "place in the first", "in the second");
    for (int i = 0; i < first.length; i++) {
      rows.row(names.get(first[i]), i + 1, place[first[i]] + 1);
    }
    int height =
        panel.first.isEmpty() ? Math.min(HIGHEST, LOW_ROW * first.length) : ROW * first.length;
    return Plot.of(panel, rows)
        .titled(
            String.format(
                Locale.ROOT,
                "Tanglegram of %,d leaves: %,d crossings, entanglement %.3f",
                first.length,
                turned.crossings(),
                turned.entanglement()))
        .sized(Plot.WIDTH, Math.max(200, 80 + height));
  }

  /** Draws the trees with their leaves in these orders. */
  static Tanglegram of(
      Dendrogram a,
      Dendrogram b,
      int[] first,
      int[] second,
      List<String> names,
      List<String> titles) {
    boolean named = first.length <= MOST_NAMES;
    TreeColours colours = TreeColours.of(a, MOST_NAMES);
    int[] groups = colours.groups(a);
    int[] opposite = groupsBelow(b, Arrays.copyOf(groups, a.leaves()));
    Map<String, List<List<Point>>> lines = new LinkedHashMap<>();
    int[] left = places(first);
    int[] right = places(second);
    double widest = names.stream().mapToDouble(name -> TextWidth.of(name, SIZE)).max().orElse(0);
    double inside = TREE + (named ? Math.min(NAMES, (widest + 3 * GAP) / NARROW) : 0);
    for (int leaf = 0; leaf < first.length; leaf++) {
      Point from = new Point(inside, left[leaf]);
      Point to = new Point(1 - inside, right[leaf]);
      lines
          .computeIfAbsent(colours.of(groups[leaf]), any -> new ArrayList<>())
          .add(List.of(from, to));
    }
    branches(a, left, false).forEach((node, line) -> add(lines, colours.of(groups[node]), line));
    branches(b, right, true).forEach((node, line) -> add(lines, colours.of(opposite[node]), line));
    return new Tanglegram(
        lines,
        named ? inOrder(names, first) : List.of(),
        named ? inOrder(names, second) : List.of(),
        titles,
        first.length,
        inside);
  }

  private static void add(Map<String, List<List<Point>>> lines, String colour, List<Point> line) {
    lines.computeIfAbsent(colour, any -> new ArrayList<>()).add(line);
  }

  private static List<String> inOrder(List<String> names, int[] order) {
    return IntStream.of(order).mapToObj(names::get).toList();
  }

  private static int[] places(int[] order) {
    int[] place = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      place[order[i]] = i;
    }
    return place;
  }

  /** The group of all leaves below each node; −1 if there are several. */
  private static int[] groupsBelow(Dendrogram tree, int[] ofLeaves) {
    int n = tree.leaves();
    int[] group = Arrays.copyOf(ofLeaves, 2 * n - 1);
    for (int i = 0; i < n - 1; i++) {
      Merge merge = tree.merges().get(i);
      int one = group[merge.left()];
      group[n + i] = one == group[merge.right()] ? one : -1;
    }
    return group;
  }

  /** By the number of each merge the three sides of its bracket. */
  private static Map<Integer, List<Point>> branches(
      Dendrogram tree, int[] leafPlaces, boolean mirrored) {
    int n = tree.leaves();
    double[] place = new double[2 * n - 1];
    double[] height = new double[2 * n - 1];
    for (int leaf = 0; leaf < n; leaf++) {
      place[leaf] = leafPlaces[leaf];
    }
    double highest = tree.merges().stream().mapToDouble(Merge::height).max().orElse(0);
    Map<Integer, List<Point>> branches = new LinkedHashMap<>();
    for (int i = 0; i < n - 1; i++) {
      Merge merge = tree.merges().get(i);
      int node = n + i;
      place[node] = (place[merge.left()] + place[merge.right()]) / 2;
      height[node] = highest == 0 ? 0 : merge.height() / highest;
      branches.put(
          node,
          List.of(
              point(height[merge.left()], place[merge.left()], mirrored),
              point(height[node], place[merge.left()], mirrored),
              point(height[node], place[merge.right()], mirrored),
              point(height[merge.right()], place[merge.right()], mirrored)));
    }
    return branches;
  }

  private static Point point(double height, double place, boolean mirrored) {
    double across = TREE * (1 - height);
    return new Point(mirrored ? 1 - across : across, place);
  }

  @Override
  public void draw(Svg svg, Box box) {
    double row = box.height() / (leaves + 1);
    lines.forEach(
        (colour, all) ->
            svg.path(
                all.stream()
                    .map(line -> Plane.outline(line.stream().map(p -> at(p, box, row)).toList()))
                    .collect(Collectors.joining(" ")),
                "none",
                Stroke.of(colour, THICK),
                ""));
    Style start = Style.of("start").sized(SIZE);
    Style end = Style.of("end").sized(SIZE);
    double room = (inside - TREE) * box.width() - 2 * GAP;
    double tree = TREE * box.width() + GAP;
    for (int i = 0; i < first.size(); i++) {
      double y = box.y() + row * (i + 1.5) + SIZE / 3;
      svg.fitted(box.x() + tree, y, first.get(i), start, room);
      svg.fitted(box.right() - tree, y, second.get(i), end, room);
    }
    double half = box.width() / 2 - GAP;
    svg.fitted(box.x(), box.y() + SIZE, titles.get(0), start.bold(), half);
    svg.fitted(box.right(), box.y() + SIZE, titles.get(1), end.bold(), half);
  }

  private static Point at(Point point, Box box, double row) {
    return new Point(box.x() + point.x() * box.width(), box.y() + (point.y() + 1.5) * row);
  }

  @Override
  public List<Map<String, Object>> traces(Slot slot) {
    List<Map<String, Object>> traces = new ArrayList<>();
    lines.forEach(
        (colour, all) ->
            traces.add(
                Plane.trace(
                    slot,
                    "lines",
                    all,
                    "line",
                    PlotlyJson.object("color", colour, "width", THICK))));
    double room = (inside - TREE) * NARROW - 2 * GAP;
    traces.add(texts(slot, TREE, 0, first, room));
    traces.add(texts(slot, 1 - TREE, 0, second, room));
    traces.add(texts(slot, 0, -1, titles.subList(0, 1), Plot.WIDTH / 2.0));
    traces.add(texts(slot, 1, -1, titles.subList(1, 2), Plot.WIDTH / 2.0));
    return traces;
  }

  /** Texts below each other, those on the left half to the right of their points. */
  private static Map<String, Object> texts(
      Slot slot, double x, int from, List<String> texts, double room) {
    Map<String, Object> trace =
        Plane.texts(
            slot,
            IntStream.range(0, texts.size()).mapToObj(i -> new Point(x, from + i)).toList(),
            SIZE,
            texts.stream().map(text -> Escape.plotly(TextWidth.fit(text, SIZE, room))).toList());
    trace.put("textposition", x < 0.5 ? "middle right" : "middle left");
    return trace;
  }

  @Override
  public Map<String, Object> axes(Slot slot) {
    return Plane.axes(slot, new Point(0, -1.5), new Point(1, leaves - 0.5));
  }
}
