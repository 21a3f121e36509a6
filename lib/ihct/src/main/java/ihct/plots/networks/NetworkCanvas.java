package ihct.plots.networks;

import ihct.plots.draw.Plane.Point;
import ihct.plots.networks.NetworkLayout.Place;
import java.util.ArrayList;
import java.util.List;

/** Where in a picture of some size the boxes and arrows of a network lie, in pixels. */
record NetworkCanvas(NetworkLayout layout, double width, double height) {

  private static final double MOST_WIDE = 330;
  private static final double MOST_HIGH = 42;
  private static final double SHARE = 0.57;

  /** How much of the width belongs to a place of the fullest row. */
  double room() {
    return width / layout.columns();
  }

  double boxWidth() {
    return Math.min(MOST_WIDE, 0.86 * room());
  }

  double boxHeight() {
    return Math.min(MOST_HIGH, SHARE * height / layout.rows());
  }

  Point middle(int node) {
    return point(layout.middles().get(node));
  }

  private Point point(Place place) {
    return new Point(place.across() * width, (place.row() + 0.5) * height / layout.rows());
  }

  /** From the lower edge of a box to the upper edge of another, upright past other rows. */
  List<Point> way(int edge) {
    List<Place> places = layout.ways().get(edge);
    List<Point> way = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Point middle = point(places.get(i));
      if (i > 0) {
        way.add(new Point(middle.x(), middle.y() - boxHeight() / 2));
      }
      if (i < places.size() - 1) {
        way.add(new Point(middle.x(), middle.y() + boxHeight() / 2));
      }
    }
    return way;
  }

  /** The middle of an edge's first piece, beside which is written what passes. */
  Point label(int edge) {
    List<Point> way = way(edge);
    Point start = way.get(0);
    Point next = way.get(1);
    return new Point((start.x() + next.x()) / 2, (start.y() + next.y()) / 2);
  }
}
