package ihct.study.run;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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

  /** About so many intervals on an axis. */
  private static final int TICKS = 5;

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

    /** Round numbers inside the range: multiples of 1, 2 or 5 times a power of ten. */
    List<BigDecimal> ticks() {
      double rough = (high - low) / TICKS;
      BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(rough)));
      BigDecimal step =
          Stream.of(1, 2, 5, 10)
              .map(factor -> power.multiply(BigDecimal.valueOf(factor)))
              .filter(candidate -> candidate.doubleValue() >= rough)
              .findFirst()
              .orElse(power.scaleByPowerOfTen(1));
      long first = (long) Math.ceil(low / step.doubleValue());
      long last = (long) Math.floor(high / step.doubleValue());
      return LongStream.rangeClosed(first, last)
          .mapToObj(multiple -> step.multiply(BigDecimal.valueOf(multiple)))
          .toList();
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
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n",
            WIDTH, HEIGHT, WIDTH, HEIGHT));
    svg.append(text(LEFT, 18, "start", title, "bold"));
    axes(svg, x, y);
    for (int i = 0; i < series.size(); i++) {
      line(svg, i, x, y);
    }
    return svg.append("</svg>\n").toString();
  }

  private void axes(StringBuilder svg, Range x, Range y) {
    for (BigDecimal tick : y.ticks()) {
      double down = down(y, tick.doubleValue());
      svg.append(
          format(
              "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>\n",
              LEFT, down, WIDTH - RIGHT, down));
      svg.append(text(LEFT - 6, down + 4, "end", tick.toPlainString(), "normal"));
    }
    for (BigDecimal tick : x.ticks()) {
      double across = across(x, tick.doubleValue());
      svg.append(text(across, HEIGHT - BOTTOM + 16, "middle", tick.toPlainString(), "normal"));
    }
    svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", xName, "normal"));
    svg.append(
        format(
            "<text transform=\"translate(14,%d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
            (TOP + HEIGHT - BOTTOM) / 2, HtmlText.escape(yName)));
  }

  private static double across(Range x, double value) {
    return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
  }

  private static double down(Range y, double value) {
    return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM);
  }

  private void line(StringBuilder svg, int index, Range x, Range y) {
    Series line = series.get(index);
    String colour = COLOURS.get(index % COLOURS.size());
    // From the ninth line on, colours repeat: dashes tell them apart.
    String dash = index < COLOURS.size() ? "" : " stroke-dasharray=\"5 3\"";
    String points =
        line.points().stream()
            .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))
            .map(point -> format("%.1f,%.1f", across(x, point.x()), down(y, point.y())))
            .collect(Collectors.joining(" "));
    svg.append(
        format(
            "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"%s points=\"%s\"/>\n",
            colour, dash, points));
    int down = TOP + 8 + 16 * index;
    svg.append(
        format(
            "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"3\"%s/>\n",
            WIDTH - RIGHT + 8, down, WIDTH - RIGHT + 26, down, colour, dash));
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
