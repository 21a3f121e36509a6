package ihct.experiment;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Draws lines as an SVG picture that needs nothing else: no script, no style sheet, no network.
 *
 * @param title stands above
 * @param xName the horizontal axis, with its unit
 * @param yName the vertical axis, with its unit
 * @param series the lines
 */
record LineChart(String title, String xName, String yName, List<Series> series) {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final int LEFT = 64;
  private static final int RIGHT = 170;
  private static final int TOP = 32;
  private static final int BOTTOM = 48;
  private static final int TICKS = 4;

  /** Distinguishable for colour-blind readers: the eight colours of Okabe and Ito (2008). */
  private static final List<String> COLOURS =
      List.of(
          "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#b8a800");

  /** A point, in data units. */
  record Point(double x, double y) {}

  /** A named line through points in rising x. */
  record Series(String name, List<Point> points) {}

  /** Where the data lie; a range without extent is widened, as nothing can be scaled by 0. */
  private record Range(double low, double high) {

    static Range of(List<Series> series, ToDoubleFunction<Point> coordinate) {
      double low = values(series, coordinate).min().orElse(0);
      double high = values(series, coordinate).max().orElse(1);
      return high > low ? new Range(low, high) : new Range(low - 0.5, high + 0.5);
    }

    private static DoubleStream values(List<Series> series, ToDoubleFunction<Point> coordinate) {
      return series.stream()
          .flatMap(line -> line.points().stream())
          .mapToDouble(coordinate)
          .filter(Double::isFinite);
    }

    double share(double value) {
      return (value - low) / (high - low);
    }

    double at(double share) {
      return low + share * (high - low);
    }
  }

  /** The picture; empty if there is no point to draw. */
  String svg() {
    if (series.stream().allMatch(line -> line.points().isEmpty())) {
      return "";
    }
    Range x = Range.of(series, Point::x);
    Range y = Range.of(series, Point::y);
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n"
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
    svg.append(text(LEFT, 18, "start", title, "bold"));
    axes(svg, x, y);
    for (int i = 0; i < series.size(); i++) {
      line(svg, i, x, y);
    }
    return svg.append("</svg>\n").toString();
  }

  private void axes(StringBuilder svg, Range x, Range y) {
    for (int tick = 0; tick <= TICKS; tick++) {
      double share = (double) tick / TICKS;
      double across = LEFT + share * (WIDTH - LEFT - RIGHT);
      double down = HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
      svg.append(
          format(
              "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>\n",
              LEFT, down, WIDTH - RIGHT, down));
      svg.append(text(LEFT - 6, down + 4, "end", format("%.3g", y.at(share)), "normal"));
      svg.append(
          text(across, HEIGHT - BOTTOM + 16, "middle", format("%.3g", x.at(share)), "normal"));
    }
    svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", xName, "normal"));
    svg.append(
        format(
            "<text transform=\"translate(14,%d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
            (TOP + HEIGHT - BOTTOM) / 2, HtmlText.escape(yName)));
  }

  private void line(StringBuilder svg, int index, Range x, Range y) {
    Series line = series.get(index);
    String colour = COLOURS.get(index % COLOURS.size());
    // From the ninth line on, colours repeat: dashes tell them apart.
    String dash = index < COLOURS.size() ? "" : " stroke-dasharray=\"5 3\"";
    String points =
        line.points().stream()
            .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))
            .map(
                point ->
                    format(
                        "%.1f,%.1f",
                        LEFT + x.share(point.x()) * (WIDTH - LEFT - RIGHT),
                        HEIGHT - BOTTOM - y.share(point.y()) * (HEIGHT - TOP - BOTTOM)))
            .collect(Collectors.joining(" "));
    svg.append(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"%s points=\"%s\"/>\n"
            .formatted(colour, dash, points));
    int down = TOP + 8 + 16 * index;
    svg.append(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"3\"%s/>\n"
            .formatted(WIDTH - RIGHT + 8, down, WIDTH - RIGHT + 26, down, colour, dash));
    svg.append(text(WIDTH - RIGHT + 32, down + 4, "start", line.name(), "normal"));
  }

  private static String text(double x, double y, String anchor, String content, String weight) {
    return format(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>\n",
        x, y, anchor, weight, HtmlText.escape(content));
  }

  /** Decimal points whatever the machine's language. */
  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
