package ihct.loading.csv;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Tells records in JSON from other text. */
final class JsonText {

  private static final Pattern LIST = Pattern.compile("\\s*\\[\\s*(\\{.*|\\]\\s*)", Pattern.DOTALL);

  private static final Pattern RECORD = Pattern.compile("\\{\\s*[\"}]");

  private JsonText() {}

  /**
   * Whether a text is a record in each line, or a list of records.
   *
   * @param whole whether that is all of the text
   */
  static boolean begins(byte[] opening, boolean whole) {
    String text = new String(opening, StandardCharsets.ISO_8859_1).stripLeading();
    if (!RECORD.matcher(text).lookingAt()) {
      return LIST.matcher(text).matches();
    }
    int end = text.indexOf('\n');
    String rest = end < 0 ? "" : text.substring(end).stripLeading();
    // a single record over several lines may be a table that stands column by column
    return text.substring(0, end < 0 ? text.length() : end).stripTrailing().endsWith("}")
        && (rest.startsWith("{")
            || rest.isEmpty() && whole && !text.matches("(?s)\\{[^:]*:\\s*[{\\[].*"));
  }
}
