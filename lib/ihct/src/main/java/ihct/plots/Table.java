package ihct.plots;

import ihct.display.Displayable;
import ihct.display.MimeBundle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows and columns, shown as an HTML table or as aligned text. Numbers are shown to four digits.
 *
 * <pre>{@code
 * Table.of("model", "accuracy (%)").row("dense", 28.4).row("random", 0.88)
 * }</pre>
 */
public final class Table implements Displayable {

  private final List<String> header;
  private final List<List<Object>> rows;

  private Table(List<String> header, List<List<Object>> rows) {
    this.header = header;
    this.rows = rows;
  }

  /**
   * Starts a table.
   *
   * @param header the names of the columns, with their units
   * @return a table without rows
   */
  public static Table of(String... header) {
    return new Table(List.of(header), List.of());
  }

  /** All rows at once. */
  static Table of(List<String> header, List<List<Object>> rows) {
    return new Table(List.copyOf(header), List.copyOf(rows));
  }

  /**
   * Adds a row.
   *
   * @param cells one value per column; null and NaN are shown as a dash
   * @return a table with this row below the others
   * @throws IllegalArgumentException if there are more or fewer cells than columns
   */
  public Table row(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "The row %s has %s cells, but the table has %s columns: %s."
              .formatted(Arrays.toString(cells), cells.length, header.size(), header));
    }
    List<List<Object>> more = new ArrayList<>(rows);
    more.add(Arrays.asList(cells.clone()));
    return new Table(header, List.copyOf(more));
  }

  /**
   * Counts the rows.
   *
   * @return the rows, without the header
   */
  public int rows() {
    return rows.size();
  }

  /** The first rows alone, and a last one that counts the others. */
  Table atMost(int most) {
    if (rows.size() <= most) {
      return this;
    }
    List<List<Object>> first = new ArrayList<>(rows.subList(0, most));
    List<Object> rest = new ArrayList<>(java.util.Collections.nCopies(header.size(), ""));
    rest.set(0, "… %s more rows".formatted(rows.size() - most));
    first.add(rest);
    return new Table(header, first);
  }

  /**
   * Shows the table as text and as HTML.
   *
   * @return both forms
   */
  @Override
  public MimeBundle mimeBundle() {
    return MimeBundle.ofText(toString()).with(MimeBundle.HTML, html());
  }

  /** Columns parted by two blanks, numbers to the right. */
  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, header.size())
            .map(c -> lines().mapToInt(line -> length(line.get(c))).max().orElse(0))
            .toArray();
    return lines().map(line -> aligned(line, widths)).collect(Collectors.joining("\n"));
  }

  private Stream<List<String>> lines() {
    Stream<List<String>> texts = rows.stream().map(row -> row.stream().map(Table::text).toList());
    return Stream.concat(Stream.of(header.stream().map(Escape::readable).toList()), texts);
  }

  private String aligned(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String blanks = " ".repeat(widths[c] - length(line.get(c)));
      text.append(isNumeric(c) ? blanks + line.get(c) : line.get(c) + blanks).append("  ");
    }
    return text.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private boolean isNumeric(int column) {
    return rows.stream().anyMatch(row -> row.get(column) instanceof Number);
  }

  private static String text(Object cell) {
    if (cell == null) {
      return "–";
    }
    return cell instanceof Number number
        ? Numbers.text(number.doubleValue())
        : Escape.readable(cell.toString());
  }

  private String html() {
    List<List<String>> lines = lines().toList();
    StringBuilder html = new StringBuilder("<table>\n<thead>\n");
    row(html, "th", lines.get(0));
    html.append("</thead>\n<tbody>\n");
    lines.subList(1, lines.size()).forEach(line -> row(html, "td", line));
    return html.append("</tbody>\n</table>\n").toString();
  }

  private void row(StringBuilder html, String tag, List<String> cells) {
    html.append("<tr>");
    for (int c = 0; c < cells.size(); c++) {
      String side = isNumeric(c) ? "right" : "left";
      html.append('<').append(tag).append(" style=\"text-align:").append(side).append("\">");
      html.append(Escape.xml(cells.get(c))).append("</").append(tag).append('>');
    }
    html.append("</tr>\n");
  }
}
