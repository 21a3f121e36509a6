package ihct.plots.networks;

import ihct.plots.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where the layers of a network stand: each one row below the lowest of those that it hears, side
 * by side where several are in a row. What passes by other rows has a place of its own there, so
 * that it crosses no box.
 *
 * @param nodes inputs, layers and outputs, each behind those that it hears
 * @param edges what passes between them
 * @param middles where each node stands
 * @param ways through which points each edge goes, its ends included
 * @param rows how many there are
 * @param columns the most places of a row
 */
record NetworkLayout(
    List<Node> nodes,
    List<Edge> edges,
    List<Place> middles,
    List<List<Place>> ways,
    int rows,
    int columns) {

  /** A layer; or an input or output, whose type is empty. */
  record Node(String name, String type, long parameters) {}

  /** What the second node hears of the first. */
  record Edge(int from, int to, String shape) {}

  /** A row, counted from the top, and how far to the right, 0…1. */
  record Place(int row, double across) {}

  static NetworkLayout of(List<Node> nodes, List<Edge> edges) {
    int[] row = new int[nodes.size()];
    for (int node = 0; node < row.length; node++) {
      for (Edge edge : edges) {
        row[node] = edge.to() == node ? Math.max(row[node], row[edge.from()] + 1) : row[node];
      }
    }
    int rows = IntStream.of(row).max().orElseThrow() + 1;
    int[] taken = new int[rows];
    int[] place = IntStream.range(0, row.length).map(node -> taken[row[node]]++).toArray();
    int[][] passing = new int[edges.size()][rows];
    for (int edge = 0; edge < passing.length; edge++) {
      for (int r = row[edges.get(edge).from()] + 1; r < row[edges.get(edge).to()]; r++) {
        passing[edge][r] = taken[r]++;
      }
    }
    List<Place> middles =
        IntStream.range(0, row.length)
            .mapToObj(node -> new Place(row[node], (place[node] + 0.5) / taken[row[node]]))
            .toList();
    List<List<Place>> ways = new ArrayList<>();
    for (int edge = 0; edge < passing.length; edge++) {
      int[] at = passing[edge];
      Place start = middles.get(edges.get(edge).from());
      Place end = middles.get(edges.get(edge).to());
      List<Place> way = new ArrayList<>(List.of(start));
      IntStream.range(start.row() + 1, end.row())
          .forEach(r -> way.add(new Place(r, (at[r] + 0.5) / taken[r])));
      way.add(end);
      ways.add(way);
    }
    int columns = IntStream.of(taken).max().orElseThrow();
    return new NetworkLayout(nodes, edges, middles, ways, rows, columns);
  }

  /** What a box says below the name; nothing for inputs and outputs. */
  static String count(Node node) {
    return node.type().isEmpty()
        ? ""
        : String.format(Locale.ROOT, "%,d parameters", node.parameters());
  }

  Rows numbers() {
    Rows rows = Rows.of("layer", "type", "hears", "in the shape", "parameters");
    rows.format("%,d", "parameters");
    for (int i = 0; i < nodes.size(); i++) {
      int to = i;
      List<Edge> heard = edges.stream().filter(edge -> edge.to() == to).toList();
      Node node = nodes.get(i);
      rows.row(
          node.name(),
          node.type(),
          heard.stream().map(e -> nodes.get(e.from()).name()).collect(Collectors.joining(", ")),
          heard.stream().map(Edge::shape).collect(Collectors.joining(", ")),
          node.parameters());
    }
    return rows;
  }
}
