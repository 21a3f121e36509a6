package ihct.loading.csv;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Small services for messages. */
public final class Text {

  private static final int LONGEST = 60;

  private Text() {}

  /** Formats with points and commas of no country, so that a report reads the same everywhere. */
  public static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /** The plural of a noun, or what stands for one thing. */
  public static String noun(long number, String plural) {
    String one = plural.equals("classes") ? "class" : plural.substring(0, plural.length() - 1);
    return number == 1 ? one : plural;
  }

  /** Replaces control characters: no name means them, and a terminal would obey some of them. */
  public static String withoutControls(String text) {
    return text.chars().anyMatch(Character::isISOControl)
        ? text.replaceAll("\\p{Cc}", "\uFFFD")
        : text;
  }

  /**
   * Writes control characters and line ends of all kinds as Java does, so that a report stays on
   * its line and a terminal has nothing to obey.
   */
  public static String visible(String text) {
    return text.chars().anyMatch(Text::isControl)
        ? text.chars().mapToObj(Text::visible).collect(Collectors.joining())
        : text;
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
  }

  private static String visible(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> isControl(c) ? format("\\u%04x", c) : Character.toString((char) c);
    };
  }

  /** Quotes a cell for a message, cut to a length that a terminal bears. */
  public static String shortened(String text) {
    return text.length() <= LONGEST
        ? "\"" + visible(text) + "\""
        : "\"" + visible(text.substring(0, LONGEST)) + "…\" (" + text.length() + " characters)";
  }

  /** Lists the first of some names, and says how many more there are. */
  public static String some(List<String> names, int most) {
    String some = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() <= most ? some : "%s and %d more".formatted(some, names.size() - most);
  }

  /** Appends a row of CSV, its cells in quotes where they need them. */
  public static void appendRow(List<String> cells, StringBuilder text) {
    for (int column = 0; column < cells.size(); column++) {
      text.append(column == 0 ? "" : ",");
      String cell = cells.get(column);
      boolean quoted = cell.isEmpty() && cells.size() == 1;
      for (int i = 0; i < cell.length() && !quoted; i++) {
        quoted = ",;|\t\"\n\r".indexOf(cell.charAt(i)) >= 0;
      }
      text.append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
    }
  }
}
