package ihct.loading.csv;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Small services for messages. */
public final class Text {

  private static final int LONGEST = 60;
  private static final int SLIPS = 2;

  private Text() {}

  /** Formats with points and commas of no country, so that a report reads the same everywhere. */
  public static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /**
   * Replaces control characters: no name means them, and a terminal would obey some of them.
   *
   * @return the same text if there are none
   */
  public static String withoutControls(String text) {
    return text.chars().anyMatch(Character::isISOControl)
        ? text.replaceAll("\\p{Cc}", "\uFFFD")
        : text;
  }

  /**
   * Writes control characters and line ends of all kinds as Java does, so that a report stays on
   * its line and a terminal has nothing to obey.
   *
   * @return the same text if there are none
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

  /** Finds the nearest name if it looks like a slip: at most two edits away. */
  public static Optional<String> near(String wanted, List<String> names) {
    return Optional.of(nearest(wanted, names))
        .filter(name -> edits(wanted, name.toLowerCase(Locale.ROOT)) <= SLIPS);
  }

  /**
   * Finds the name that needs the fewest edits to become another.
   *
   * @param wanted the name that is missing
   * @param names those that exist, at least one
   * @return the nearest, the first of several
   */
  public static String nearest(String wanted, List<String> names) {
    String target = wanted.toLowerCase(Locale.ROOT);
    return names.stream()
        .min(Comparator.comparingInt(name -> edits(target, name.toLowerCase(Locale.ROOT))))
        .orElse("");
  }

  /** Levenshtein's distance, one row of the table at a time. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
