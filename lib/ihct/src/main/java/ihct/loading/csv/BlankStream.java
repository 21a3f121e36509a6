package ihct.loading.csv;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A table whose cells are separated by any number of blanks, as comma-separated values. */
final class BlankStream extends LineStream {

  /** The share of rows that must be cut like the header. */
  private static final double ALIKE = 0.9;

  private static final String SEPARATORS = ",;|\t";

  BlankStream(InputStream text) {
    super(text);
  }

  /**
   * Whether a text is such a table: no other separator stands in its first line, blanks cut that
   * into two names or more, and nine of ten rows into as many cells, or one more, the name of a
   * row.
   *
   * @param whole whether that is all of the text
   */
  static boolean begins(byte[] opening, boolean whole) {
    String text = new String(opening, BYTES);
    String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    int names = cells(header).size();
    if (names < 2 || header.chars().anyMatch(c -> SEPARATORS.indexOf(c) >= 0)) {
      return false;
    }
    List<Integer> rows =
        text.lines()
            .filter(line -> !line.isBlank())
            .skip(1)
            .map(line -> cells(line).size())
            .toList();
    int complete = rows.size() - (whole ? 0 : 1); // the last may be cut off
    long alike =
        rows.stream().limit(complete).filter(cells -> cells == names || cells == names + 1).count();
    return complete > 0 && alike >= ALIKE * complete;
  }

  @Override
  void convert(String row, StringBuilder text) {
    append(cells(row), text);
  }

  /** Cuts a line; a quote holds what stands up to its end. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      char first = line.charAt(at);
      if (first == ' ' || first == '\t') {
        at++;
      } else if (first == '"' && line.indexOf(first, at + 1) > 0) {
        int end = line.indexOf(first, at + 1);
        cells.add(line.substring(at + 1, end));
        at = end + 1;
      } else {
        int end = at;
        while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
          end++;
        }
        cells.add(line.substring(at, end));
        at = end;
      }
    }
    return cells;
  }
}
