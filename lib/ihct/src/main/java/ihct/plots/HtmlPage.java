package ihct.plots;

import ihct.display.Displayable;
import ihct.display.MimeBundle;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A page of texts, tables and figures in one file, which needs no network and no script. All texts
 * are plain: what would be markup in them is escaped.
 */
public final class HtmlPage {

  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
      table { border-collapse: collapse; margin: 1rem 0; font-size: 13px; }
      th, td { border-bottom: 1px solid #ccc; padding: .2rem .6rem; text-align: right; }
      th:first-child, td:first-child { text-align: left; }
      .fields td { text-align: left; overflow-wrap: anywhere; }
      .notice { background: #fff3cd; border: 1px solid #d9b44a; padding: .6rem 1rem; }
      pre { background: #f5f5f5; overflow-x: auto; padding: 1rem; }
      svg { max-width: 100%; height: auto; }
      """;

  private final StringBuilder body = new StringBuilder();
  private final String title;

  /**
   * Starts a page.
   *
   * @param title what the browser calls it, and its first heading
   */
  public HtmlPage(String title) {
    this.title = Escape.xml(title);
  }

  /**
   * Begins a section.
   *
   * @param heading its heading
   * @return this page
   */
  public HtmlPage section(String heading) {
    return element("h2", heading);
  }

  /**
   * Adds a paragraph.
   *
   * @param text its text
   * @return this page
   */
  public HtmlPage text(String text) {
    return element("p", text);
  }

  /**
   * Adds a paragraph that nobody overlooks.
   *
   * @param text its text
   * @return this page
   */
  public HtmlPage notice(String text) {
    body.append("<p class=\"notice\">").append(Escape.xml(text)).append("</p>\n");
    return this;
  }

  /**
   * Adds lines as they stand, in letters of one width.
   *
   * @param lines the lines
   * @return this page
   */
  public HtmlPage lines(List<String> lines) {
    return element("pre", String.join("\n", lines));
  }

  /**
   * Adds a table whose first column holds names and the others numbers.
   *
   * @param header the names of the columns
   * @param rows the cells
   * @return this page
   */
  public HtmlPage table(List<String> header, List<List<String>> rows) {
    body.append("<table>\n<thead>").append(row("th", header)).append("</thead>\n<tbody>\n");
    rows.forEach(row -> body.append(row("td", row)).append('\n'));
    body.append("</tbody>\n</table>\n");
    return this;
  }

  /**
   * Adds values by name.
   *
   * @param values texts of any length
   * @return this page
   */
  public HtmlPage fields(Map<String, String> values) {
    body.append("<div class=\"fields\">\n");
    table(
        List.of("field", "value"),
        values.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList());
    body.append("</div>\n");
    return this;
  }

  /**
   * Adds what shows itself as HTML, such as a table.
   *
   * @param shown the value
   * @return this page
   */
  public HtmlPage show(Displayable shown) {
    body.append(shown.mimeBundle().forms().get(MimeBundle.HTML)).append('\n');
    return this;
  }

  /**
   * Adds a figure.
   *
   * @param figure the figure, which becomes a picture
   * @return this page
   */
  public HtmlPage draw(Figure figure) {
    body.append(figure.svg()).append('\n');
    return this;
  }

  private HtmlPage element(String name, String text) {
    body.append('<').append(name).append('>');
    text.lines().forEach(line -> body.append(Escape.xml(line)).append('\n'));
    body.append("</").append(name).append(">\n");
    return this;
  }

  private static String row(String tag, List<String> cells) {
    return cells.stream()
        .map(cell -> "<" + tag + ">" + Escape.xml(cell) + "</" + tag + ">")
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }

  /** The page as HTML, which is well-formed XML but for its first line and the meta element. */
  @Override
  public String toString() {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>"
        + title
        + "</title>\n<style>\n"
        + STYLE
        + "</style>\n</head>\n<body>\n<h1>"
        + title
        + "</h1>\n"
        + body
        + "</body>\n</html>\n";
  }
}
