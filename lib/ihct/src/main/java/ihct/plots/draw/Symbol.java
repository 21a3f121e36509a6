package ihct.plots.draw;

import ihct.plots.draw.Svg.Stroke;
import java.util.Locale;

/** Shapes of points: with colour, a second way to tell series apart. */
public enum Symbol {
  CIRCLE("circle", "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z"),
  SQUARE("square", "M-.9 -.9H.9V.9H-.9Z"),
  DIAMOND("diamond", "M0 -1.3L1.3 0L0 1.3L-1.3 0Z"),
  TRIANGLE("triangle-up", "M0 -1.2L1.1 .8H-1.1Z"),
  CROSS("x", "M-1 -1L1 1M1 -1L-1 1");

  private final String plotly;
  private final String outline;

  Symbol(String plotly, String outline) {
    this.plotly = plotly;
    this.outline = outline;
  }

  public static Symbol of(int index) {
    return values()[index % values().length];
  }

  String plotly() {
    return plotly;
  }

  void draw(Svg svg, double x, double y, double radius, String colour, String tooltip) {
    svg.path(moved(x, y, radius), colour, Stroke.of(colour, 1), tooltip);
  }

  /**
   * The outline in pixels: absolute letters take points, H and V one number, A three and a point.
   */
  private String moved(double x, double y, double radius) {
    StringBuilder path = new StringBuilder();
    for (String part : outline.split("(?=[A-Z])")) {
      path.append(part.charAt(0));
      String[] numbers = part.substring(1).trim().split(" +");
      switch (part.charAt(0)) {
        case 'H' -> path.append(pixel(numbers[0], x, radius));
        case 'V' -> path.append(pixel(numbers[0], y, radius));
        case 'A' ->
            path.append(Svg.number(radius))
                .append(' ')
                .append(Svg.number(radius))
                .append(" 0 1 1 ")
                .append(pixel(numbers[5], x, radius))
                .append(' ')
                .append(pixel(numbers[6], y, radius));
        case 'M', 'L' ->
            path.append(pixel(numbers[0], x, radius))
                .append(' ')
                .append(pixel(numbers[1], y, radius));
        default -> path.append("");
      }
    }
    return path.toString();
  }

  private static String pixel(String number, double origin, double radius) {
    return Svg.number(origin + Double.parseDouble(number) * radius);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
