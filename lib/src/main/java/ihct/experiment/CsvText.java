package ihct.experiment;

import java.util.List;
import java.util.stream.Collectors;

/** Writes CSV by RFC 4180: a field with a comma, a quote or a line break is quoted. */
final class CsvText {

  private CsvText() {}

  static String field(String text) {
    boolean plain =
        text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            && text.equals(text.strip());
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** One line with its line break. */
  static String line(List<String> fields) {
    return fields.stream().map(CsvText::field).collect(Collectors.joining(",", "", "\n"));
  }
}
