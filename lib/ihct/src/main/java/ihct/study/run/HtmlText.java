package ihct.study.run;

import java.util.List;
import java.util.stream.Collectors;

/** Small pieces of HTML. Every text that comes from data goes through {@link #escape}. */
public final class HtmlText {

  private HtmlText() {}

  /**
   * Writes a text that comes from data.
   *
   * @param text any text
   * @return the text without any markup
   */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * Writes a table.
   *
   * @param header the names of the columns, plain text
   * @param rows the cells, plain text
   * @return the table
   */
  public static String table(List<String> header, List<List<String>> rows) {
    return "<table>\n<thead>"
        + row("th", header)
        + "</thead>\n<tbody>\n"
        + rows.stream().map(row -> row("td", row)).collect(Collectors.joining("\n"))
        + "\n</tbody>\n</table>\n";
  }

  private static String row(String tag, List<String> cells) {
    return cells.stream()
        .map(cell -> "<" + tag + ">" + escape(cell) + "</" + tag + ">")
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }
}
