package ihct.plots;

import ihct.display.Escape;
import ihct.display.MimeBundle;
import ihct.plots.draw.NumberText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * A table's cells as texts, and their two forms: HTML and aligned text, numbers to the right.
 *
 * @param header a text per column
 * @param lines a list per row, a text per column
 */
record TableText(List<String> header, List<Boolean> numeric, List<List<String>> lines) {

  /** Texts that are read as numbers: an interval, a p that is less than some value. */
  private static final Pattern NUMBER = Pattern.compile("[<≤≥]? ?[+−-]?\\d[\\d.,]*([ ,%…–(].*)?");

  /** Where there is no value. */
  static final String NONE = "–";

  private static final int MOST_ROWS = 100;
  private static final int MOST_COLUMNS = 40;
  private static final int LONGEST_CELL = 500;

  /** So much of a table as fits on a page; a last row and a last column count what is left out. */
  static TableText of(Table table) {
    List<Column<?>> columns = table.columns();
    List<Column<?>> shown = columns.subList(0, Math.min(MOST_COLUMNS, columns.size()));
    int rows = Math.min(MOST_ROWS, table.rowCount());
    TableText text =
        new TableText(
            shown.stream().map(column -> cut(Escape.readable(column.name()))).toList(),
            shown.stream().map(column -> column instanceof NumericColumn).toList(),
            IntStream.range(0, rows)
                .mapToObj(row -> shown.stream().map(column -> cell(column, row)).toList())
                .toList());
    return text.withRest(table.rowCount() - rows, columns.size() - shown.size());
  }

  /** Texts that are read as numbers stand at the right as well, and so does what has no value. */
  TableText {
    List<Boolean> sides = new ArrayList<>(numeric);
    for (int c = 0; c < header.size(); c++) {
      int column = c;
      List<String> told =
          lines.stream()
              .map(line -> line.get(column))
              .filter(text -> !text.isEmpty() && !text.equals(NONE))
              .toList();
      boolean numbers = told.stream().allMatch(text -> NUMBER.matcher(text).matches());
      sides.set(c, numeric.get(c) || numbers && !told.isEmpty());
    }
    numeric = sides;
  }

  private static String cell(Column<?> column, int row) {
    if (column.isMissing(row)) {
      return column instanceof StringColumn ? "" : NONE;
    }
    String text = column.getString(row);
    if (column instanceof DoubleColumn || column instanceof FloatColumn) {
      double value = ((NumericColumn<?>) column).getDouble(row);
      NumberColumnFormatter usual = NumberColumnFormatter.floatingPointDefault();
      usual.setColumnType(column.type());
      return text.equals(usual.format(value)) ? NumberText.text(value) : text; // else as was asked
    }
    return cut(Escape.readable(text));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_CELL
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_CELL - 1)) + "…";
  }

  /** The first rows alone, and a last one that counts the others. */
  TableText atMost(int most) {
    return lines.size() <= most
        ? this
        : new TableText(header, numeric, lines.subList(0, most)).withRest(lines.size() - most, 0);
  }

  private TableText withRest(int moreRows, int moreColumns) {
    List<String> names = new ArrayList<>(header);
    List<Boolean> sides = new ArrayList<>(numeric);
    List<List<String>> all = new ArrayList<>(lines);
    if (moreColumns > 0) {
      names.add("… %s more column%s".formatted(moreColumns, moreColumns == 1 ? "" : "s"));
      sides.add(false);
      all.replaceAll(line -> Stream.concat(line.stream(), Stream.of("…")).toList());
    }
    if (moreRows > 0) {
      List<String> rest = new ArrayList<>(Collections.nCopies(names.size(), ""));
      rest.set(0, "… %s more row%s".formatted(moreRows, moreRows == 1 ? "" : "s"));
      all.add(rest);
    }
    return new TableText(names, sides, all);
  }

  /** Columns separated by two blanks. */
  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, header.size())
            .map(c -> everyLine().mapToInt(line -> length(line.get(c))).max().orElse(0))
            .toArray();
    return everyLine().map(line -> aligned(line, widths)).collect(Collectors.joining("\n"));
  }

  private Stream<List<String>> everyLine() {
    return Stream.concat(Stream.of(header), lines.stream());
  }

  private String aligned(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String blanks = " ".repeat(widths[c] - length(line.get(c)));
      text.append(numeric.get(c) ? blanks + line.get(c) : line.get(c) + blanks).append("  ");
    }
    return text.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  String html() {
    StringBuilder html = new StringBuilder("<table>\n<thead>\n");
    row(html, "th", header);
    html.append("</thead>\n<tbody>\n");
    lines.forEach(line -> row(html, "td", line));
    return html.append("</tbody>\n</table>\n").toString();
  }

  private void row(StringBuilder html, String tag, List<String> cells) {
    html.append("<tr>");
    for (int c = 0; c < cells.size(); c++) {
      String side = numeric.get(c) ? "right" : "left";
      html.append('<').append(tag).append(" style=\"text-align:").append(side).append("\">");
      html.append(Escape.xml(cells.get(c))).append("</").append(tag).append('>');
    }
    html.append("</tr>\n");
  }

  MimeBundle bundle() {
    return MimeBundle.ofText(toString()).with(MimeBundle.HTML, html());
  }
}
