package ihct.plots;

import ihct.display.Displayable;
import ihct.display.Escape;
import ihct.display.FrontEnd;
import ihct.display.MimeBundle;
import ihct.plots.draw.Box;
import ihct.plots.draw.Panel;
import ihct.plots.draw.Svg;
import ihct.plots.draw.Svg.Style;
import ihct.plots.draw.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A figure that never changes: Plotly's JSON, an SVG picture and a table, all of the same numbers.
 */
public final class Plot implements Displayable {

  static {
    FrontEnd.current(); // a kernel that runs this as a guest learns how to show it
  }

  /** Of a figure whose size nobody sets, in pixels. */
  public static final int WIDTH = 720;

  static final int HEIGHT = 400;

  private static final int MOST_TEXT_ROWS = 40;
  private static final double TITLE_SIZE = 15;
  private static final double TITLE_LINE = 20;
  private static final double PART_TITLE = 20;

  /** A panel under its own title, and its numbers. */
  record Part(String title, Panel panel, Rows numbers) {}

  private final String title;
  private final int width;
  private final int height;
  private final int columns;
  private final List<Part> parts;

  private Plot(String title, int width, int height, int columns, List<Part> parts) {
    this.title = title;
    this.width = width;
    this.height = height;
    this.columns = columns;
    this.parts = List.copyOf(parts);
  }

  /**
   * Makes a figure of one panel.
   *
   * @param panel what is drawn
   * @param numbers the same as a table
   */
  public static Plot of(Panel panel, Rows numbers) {
    return new Plot("", WIDTH, HEIGHT, 1, List.of(new Part("", panel, numbers)));
  }

  /** The panels of all figures, row by row; the title of a figure with one panel becomes its. */
  static Plot grid(int columns, List<Plot> figures) {
    List<Part> parts =
        figures.stream()
            .flatMap(
                f ->
                    f.parts.size() == 1
                        ? f.parts.stream().map(p -> new Part(f.title, p.panel(), p.numbers()))
                        : f.parts.stream())
            .toList();
    int across = Math.max(1, Math.min(columns, parts.size()));
    int down = (parts.size() + across - 1) / across;
    int width = Math.max(WIDTH, Math.min(960, 320 * across));
    return new Plot("", width, 40 + 250 * down, across, parts);
  }

  /** {@return the same figure under this title} */
  public Plot titled(String newTitle) {
    return new Plot(newTitle, width, height, columns, parts);
  }

  /**
   * {@return the same figure in this size: at least 200 pixels wide and 120 high}
   *
   * @throws IllegalArgumentException if it is smaller, which leaves no room for axes
   */
  public Plot sized(int newWidth, int newHeight) {
    if (newWidth < 200 || newHeight < 120) {
      throw new IllegalArgumentException(
          "A figure of %s × %s pixels has no room for its axes; make it at least 200 × 120."
              .formatted(newWidth, newHeight));
    }
    return new Plot(title, newWidth, newHeight, columns, parts);
  }

  /** {@return Plotly's {@code data} and {@code layout}, as maps, lists, texts and numbers} */
  public Map<String, Object> plotly() {
    return new PlotlyTree(title, width, height, columns, parts).tree();
  }

  /** {@return the picture as SVG, which needs no other file} */
  public String svg() {
    Svg svg = new Svg(width, height, description());
    List<String> lines =
        title.isEmpty() ? List.of() : TextWidth.wrap(title, TITLE_SIZE * 1.08, width - 24, 2);
    for (int i = 0; i < lines.size(); i++) {
      Style style = Style.of("middle").sized(TITLE_SIZE).bold();
      svg.text(width / 2.0, 6 + TITLE_LINE * (i + 0.7), lines.get(i), style);
    }
    double top = lines.isEmpty() ? 4 : 10 + TITLE_LINE * lines.size();
    draw(svg, new Box(0, 0, width, height).without(6, top, 6, 4));
    return svg.end();
  }

  private void draw(Svg svg, Box box) {
    int down = (parts.size() + columns - 1) / columns;
    double cellWidth = box.width() / columns;
    double cellHeight = box.height() / down;
    for (int i = 0; i < parts.size(); i++) {
      double x = box.x() + cellWidth * (i % columns);
      double y = box.y() + cellHeight * (i / columns);
      Box cell = new Box(x, y, cellWidth, cellHeight).without(2, 2, 2, 4);
      String partTitle = parts.get(i).title();
      if (parts.size() > 1 && !partTitle.isEmpty()) {
        Style style = Style.of("middle").bold();
        svg.fitted(x + cellWidth / 2, y + 15, partTitle, style, cellWidth * 0.92);
      }
      double titleRoom = parts.size() > 1 ? PART_TITLE : 0;
      parts.get(i).panel().draw(svg, cell.without(0, titleRoom, 0, 0));
    }
  }

  /**
   * {@return the numbers as text: the title and a table per panel; long tables are cut, and say so}
   */
  public String text() {
    List<String> blocks = new ArrayList<>();
    if (!title.isEmpty()) {
      blocks.add(Escape.readable(title));
    }
    for (Part part : parts) {
      String table = part.numbers().texts().atMost(MOST_TEXT_ROWS).toString();
      boolean named = parts.size() > 1 && !part.title().isEmpty();
      blocks.add(named ? Escape.readable(part.title()) + "\n" + table : table);
    }
    return blocks.stream().collect(Collectors.joining("\n"));
  }

  /** {@return Plotly's JSON, the picture as an image in HTML, and the numbers as text} */
  @Override
  public MimeBundle mimeBundle() {
    return pictured(text()).with(MimeBundle.PLOTLY, plotly());
  }

  /** A text, and the picture beside it. */
  MimeBundle pictured(String text) {
    return MimeBundle.ofText(text).withPicture(description(), svg());
  }

  private String description() {
    return title.isEmpty() ? "figure" : Escape.readable(title);
  }

  @Override
  public String toString() {
    return text();
  }
}
