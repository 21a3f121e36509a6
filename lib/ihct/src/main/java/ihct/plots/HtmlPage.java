package ihct.plots;

import ihct.display.Escape;
import java.util.List;
import java.util.Map;

/**
 * A page of texts, tables and figures in one file, which needs no network and no script. All texts
 * are plain: what would be markup in them is escaped.
 */
public final class HtmlPage {

  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
      table { border-collapse: collapse; margin: 1rem 0; font-size: 13px; }
      th, td { border-bottom: 1px solid #ccc; padding: .2rem .6rem; }
      .fields td { overflow-wrap: anywhere; }
      .notice { background: #fff3cd; border: 1px solid #d9b44a; padding: .6rem 1rem; }
      pre { background: #f5f5f5; overflow-x: auto; padding: 1rem; }
      svg { max-width: 100%; height: auto; }
      """;

  private final StringBuilder body = new StringBuilder();
  private final String title;

  /** Starts a page; the title is also its first heading. */
  public HtmlPage(String title) {
    this.title = Escape.xml(title);
  }

  /** Begins a section. */
  public HtmlPage section(String heading) {
    return element("h2", heading);
  }

  /** Adds a paragraph. */
  public HtmlPage text(String text) {
    return element("p", text);
  }

  /** Adds a paragraph that nobody overlooks. */
  public HtmlPage notice(String text) {
    body.append("<p class=\"notice\">").append(Escape.xml(text)).append("</p>\n");
    return this;
  }

  /** Adds lines as they stand, in letters of one width. */
  public HtmlPage lines(List<String> lines) {
    return element("pre", String.join("\n", lines));
  }

  /** Adds a table. */
  public HtmlPage table(Rows rows) {
    body.append(rows.html());
    return this;
  }

  /** Adds values by name, texts of any length. */
  public HtmlPage fields(Map<String, String> values) {
    Rows rows = Rows.of("field", "value");
    values.forEach(rows::row);
    body.append("<div class=\"fields\">\n").append(rows.html()).append("</div>\n");
    return this;
  }

  /** Adds a figure as a picture. */
  public HtmlPage draw(Plot figure) {
    body.append(figure.svg()).append('\n');
    return this;
  }

  private HtmlPage element(String name, String text) {
    body.append('<').append(name).append('>');
    text.lines().forEach(line -> body.append(Escape.xml(line)).append('\n'));
    body.append("</").append(name).append(">\n");
    return this;
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
