package ihct.plots.draw;

import ihct.display.Escape;

/** Writes an SVG picture that needs nothing else: no script, no style sheet, no network. */
public final class Svg {

  /** The size of labels, in pixels. */
  public static final double LABEL = 12;

  /** How thick a line is, its colour and its dashes; no dashes where they are empty. */
  public record Stroke(String colour, double width, String dash) {

    public static Stroke of(String colour, double width) {
      return new Stroke(colour, width, "");
    }

    private String attributes() {
      return " stroke=\"%s\" stroke-width=\"%s\"%s"
          .formatted(
              colour, number(width), dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"");
    }
  }

  /** How text looks: where its point is (start, middle, end), its size, weight, colour, turn. */
  public record Style(String anchor, double size, String weight, String colour, double degrees) {

    public static Style of(String anchor) {
      return new Style(anchor, LABEL, "normal", Palette.TEXT, 0);
    }

    public Style sized(double newSize) {
      return new Style(anchor, newSize, weight, colour, degrees);
    }

    public Style bold() {
      return new Style(anchor, size, "bold", colour, degrees);
    }

    public Style coloured(String newColour) {
      return new Style(anchor, size, weight, newColour, degrees);
    }

    public Style turned(double newDegrees) {
      return new Style(anchor, size, weight, colour, newDegrees);
    }
  }

  private final StringBuilder out = new StringBuilder();

  /** Starts a picture on white, as dark pages would swallow dark text. */
  public Svg(int width, int height, String description) {
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$s\" height=\"%2$s\" viewBox=\"0 0 %1$s %2$s\" role=\"img\" aria-label=\"%3$s\" font-family=\"Arial, Helvetica, 'Liberation Sans', sans-serif\">\n"
            .formatted(number(width), number(height), Escape.xml(description)));
    out.append(
        "<rect width=\"%s\" height=\"%s\" fill=\"#ffffff\"/>\n"
            .formatted(number(width), number(height)));
  }

  void line(double x1, double y1, double x2, double y2, Stroke stroke) {
    out.append("<line x1=\"").append(number(x1)).append("\" y1=\"").append(number(y1));
    out.append("\" x2=\"").append(number(x2)).append("\" y2=\"").append(number(y2)).append('"');
    out.append(stroke.attributes()).append("/>\n");
  }

  /** A shape by its outline, in the small language of SVG paths. */
  public void path(String outline, String fill, Stroke stroke, String tooltip) {
    out.append("<path d=\"").append(outline).append("\" fill=\"").append(fill).append('"');
    out.append(stroke.attributes());
    close("path", tooltip);
  }

  /** A shape without an edge that lets through what is below it. */
  void veil(String outline, String fill, double opacity) {
    out.append("<path d=\"").append(outline).append("\" fill=\"").append(fill);
    out.append("\" fill-opacity=\"").append(number(opacity)).append("\"/>\n");
  }

  public void rect(Box box, String fill, double opacity, String tooltip) {
    out.append("<rect x=\"").append(number(box.x())).append("\" y=\"").append(number(box.y()));
    out.append("\" width=\"").append(number(box.width()));
    out.append("\" height=\"").append(number(box.height())).append("\" fill=\"").append(fill);
    out.append('"').append(opacity == 1 ? "" : " fill-opacity=\"" + number(opacity) + '"');
    close("rect", tooltip);
  }

  public void text(double x, double y, String content, Style style) {
    out.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
    out.append("\" font-size=\"").append(number(style.size()));
    out.append("\" text-anchor=\"").append(style.anchor());
    out.append("\" fill=\"").append(style.colour()).append('"');
    out.append(style.weight().equals("normal") ? "" : " font-weight=\"" + style.weight() + '"');
    if (style.degrees() != 0) {
      out.append(" transform=\"rotate(").append(number(style.degrees())).append(' ');
      out.append(number(x)).append(' ').append(number(y)).append(")\"");
    }
    out.append('>').append(Escape.xml(content)).append("</text>\n");
  }

  /** Text cut to the room it has; the whole of it is then a tooltip. */
  public void fitted(double x, double y, String content, Style style, double room) {
    String shown = TextWidth.fit(content, style.size(), room);
    if (shown.equals(content)) {
      text(x, y, content, style);
    } else {
      out.append("<g><title>").append(Escape.xml(content)).append("</title>\n");
      text(x, y, shown, style);
      out.append("</g>\n");
    }
  }

  public String end() {
    return out + "</svg>\n";
  }

  private void close(String element, String tooltip) {
    if (tooltip.isEmpty()) {
      out.append("/>\n");
    } else {
      out.append("><title>").append(Escape.xml(tooltip)).append("</title></");
      out.append(element).append(">\n");
    }
  }

  /**
   * A tenth of a pixel is enough (a hundredth for small numbers). Formats would write them in the
   * digits of the country.
   */
  public static String number(double value) {
    double precision = Math.abs(value) < 10 ? 100 : 10;
    double rounded = Math.round(value * precision) / precision;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
