package ihct.plots;

import ihct.plots.TierTree.Node;
import ihct.plots.draw.Svg;
import ihct.plots.draw.Svg.Style;
import ihct.plots.draw.TextWidth;

/**
 * A part of a ring.
 *
 * @param start where it begins, in radians clockwise from the top
 * @param angle how far it goes, in radians
 */
record Wedge(double x, double y, double inner, double outer, double start, double angle) {

  /** How long its middle line is, in pixels. */
  double arc() {
    return angle * (inner + outer) / 2;
  }

  String outline() {
    // An arc that ends where it begins is drawn as nothing; a whole circle is two halves.
    if (angle > Math.PI * 1.999) {
      return circle(outer, "1") + (inner > 0 ? circle(inner, "0") : "");
    }
    return sector(start, angle);
  }

  /** The inner circle runs against the outer one: what both enclose stays empty. */
  private String circle(double radius, String clockwise) {
    String length = Svg.number(radius);
    String half = " A%s %s 0 1 %s ".formatted(length, length, clockwise);
    return "M" + at(radius, 0) + half + at(radius, Math.PI) + half + at(radius, 0) + " Z";
  }

  private String sector(double from, double by) {
    String large = by > Math.PI ? "1" : "0";
    double to = from + by;
    return "M%s A%s %s 0 %s 1 %s L%s A%s %s 0 %s 0 %s Z"
        .formatted(
            at(outer, from),
            Svg.number(outer),
            Svg.number(outer),
            large,
            at(outer, to),
            at(inner, to),
            Svg.number(inner),
            Svg.number(inner),
            large,
            at(inner, from));
  }

  private String at(double radius, double angleThere) {
    return Svg.number(x + radius * Math.sin(angleThere))
        + " "
        + Svg.number(y - radius * Math.cos(angleThere));
  }

  /** Writes along the radius or, if there is more room, across it; never upside down. */
  void write(Svg svg, Node node, Style style) {
    double room = outer - inner - 4;
    double width = TextWidth.of(node.label(), style.size());
    boolean across = width > room && holdsAcross(width, style.size());
    String label = across ? node.label() : node.label(style.size(), room);
    double middle = start + angle / 2;
    double radius = (inner + outer) / 2;
    double degrees = upright(Math.toDegrees(middle) - (across ? 0 : 90));
    double turn = Math.toRadians(degrees);
    double drop = style.size() / 3; // from the middle of the letters to their base line
    svg.fitted(
        x + radius * Math.sin(middle) - drop * Math.sin(turn),
        y - radius * Math.cos(middle) + drop * Math.cos(turn),
        label,
        style.turned(degrees),
        across ? width : room);
  }

  /** Whether a straight line of text keeps clear of the outer edge and of both sides. */
  private boolean holdsAcross(double width, double size) {
    double radius = (inner + outer) / 2;
    double corner = Math.hypot(radius + size / 2, width / 2);
    double side = angle >= Math.PI ? outer : (radius - size / 2) * Math.tan(angle / 2);
    return corner < outer - 1 && width / 2 < side - 2;
  }

  private static double upright(double degrees) {
    double turned = ((degrees % 360) + 360) % 360;
    return turned > 90 && turned < 270 ? degrees + 180 : degrees;
  }
}
