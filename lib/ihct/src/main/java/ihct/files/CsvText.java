package ihct.files;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes CSV by RFC 4180: a field with a comma, a quote or a line break is quoted.
 *
 * <p>Names come from files that anybody may have written, and people open the results in
 * spreadsheets and terminals. So a text that a spreadsheet would take for a formula gets an
 * apostrophe before it, and control characters are replaced.
 */
public final class CsvText {

  private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r].*", Pattern.DOTALL);
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?([eE][+-]?\\d+)?|Infinity)");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]");

  private CsvText() {}

  /** Writes a field. */
  public static String field(String content) {
    String text = CONTROLS.matcher(content).replaceAll("\uFFFD");
    if (FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches()) {
      text = "'" + text;
    }
    boolean plain =
        text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            && text.equals(text.strip());
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** {@return a line of these fields, with its line break} */
  public static String line(List<String> fields) {
    return fields.stream().map(CsvText::field).collect(Collectors.joining(",", "", "\n"));
  }
}
