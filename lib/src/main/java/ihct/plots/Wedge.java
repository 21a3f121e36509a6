package ihct.plots;

import ihct.plots.Svg.Style;

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
      return circle(outer, 1) + (inner > 0 ? circle(inner, 0) : "");
    }
    return sector(start, angle);
  }

  /** The inner circle runs against the outer one: what both enclose stays empty. */
  private String circle(double radius, int clockwise) {
    String length = Svg.number(radius);
    String half = " A%s %s 0 1 %d ".formatted(length, length, clockwise);
    return "M" + at(radius, 0) + half + at(radius, Math.PI) + half + at(radius, 0) + " Z";
  }

  private String sector(double from, double by) {
    int large = by > Math.PI ? 1 : 0;
    double to = from + by;
    return "M%s A%s %s 0 %d 1 %s L%s A%s %s 0 %d 0 %s Z"
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

  /** Writes along the radius, never upside down. */
  void write(Svg svg, String label, Style style) {
    double middle = start + angle / 2;
    double radius = (inner + outer) / 2;
    double across = x + radius * Math.sin(middle);
    double down = y - radius * Math.cos(middle);
    double degrees = Math.toDegrees(middle) - 90;
    double upright = middle > Math.PI ? degrees + 180 : degrees;
    double turn = Math.toRadians(upright);
    double drop = style.size() / 3; // from the middle of the letters to their base line
    svg.fitted(
        across - drop * Math.sin(turn),
        down + drop * Math.cos(turn),
        label,
        style.turned(upright),
        outer - inner - 6);
  }
}
