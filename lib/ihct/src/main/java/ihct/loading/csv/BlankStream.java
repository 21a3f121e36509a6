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
    Text.appendRow(cells(row), text);
  }

  /** Cuts a line; quotes hold what stands between them, and two in one stand for one. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      char first = line.charAt(at);
      int end = first == '"' || first == '\'' ? closing(line, at) : -1;
      if (isBlank(line, at)) {
        at++;
      } else if (end > 0) {
        String quote = String.valueOf(first);
        cells.add(line.substring(at + 1, end).replace(quote + quote, quote));
        at = end + 1;
      } else {
        int from = at;
        while (!isBlank(line, at)) {
          at++;
        }
        cells.add(line.substring(from, at));
      }
    }
    return cells;
  }

  /** The place of the quote that closes one, behind which the cell ends; −1 if there is none. */
  private static int closing(String line, int open) {
    char quote = line.charAt(open);
    int at = open + 1;
    while (at < line.length()) {
      boolean twice = line.startsWith(String.valueOf(quote).repeat(2), at);
      if (line.charAt(at) == quote && !twice) {
        return isBlank(line, at + 1) ? at : -1;
      }
      at += twice ? 2 : 1;
    }
    return -1;
  }

  /** Whether a cell cannot go on there. */
  private static boolean isBlank(String line, int at) {
    return at >= line.length() || line.charAt(at) == ' ' || line.charAt(at) == '\t';
  }
}
