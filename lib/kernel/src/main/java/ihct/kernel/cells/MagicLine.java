package ihct.kernel.cells;

import ihct.kernel.code.CellSplitter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line that begins with a percent sign, cut into its parts.
 *
 * @param words what stands after it; quotes hold words together, a comment is left out
 */
record MagicLine(String name, List<String> words, String rest) {

  /** Two slashes begin a comment where a word begins: those of file://x do not. */
  private static final Pattern WORD = Pattern.compile("//.*|\"[^\"]*\"|\\S+");

  /** How a cell begins whose rest belongs to its first line. */
  static final Pattern WHOLE_CELL =
      Pattern.compile("\\s*%%(?<line>[A-Za-z]\\w*\\b[^\\r\\n]*)(?:\\R|\\z)");

  /** More wrong letters make another word. */
  private static final int MOST_WRONG = 3;

  /** Reads a line without its percent sign. */
  static MagicLine of(String text) {
    String[] parts = text.split("\\s+", 2);
    String rest = parts.length < 2 ? "" : parts[1];
    List<String> words =
        WORD.matcher(rest)
            .results()
            .map(MatchResult::group)
            .takeWhile(word -> !word.startsWith("//"))
            .map(MagicLine::bare)
            .filter(word -> !word.isEmpty())
            .toList();
    return new MagicLine(parts[0], words, rest);
  }

  /** A command that is called by its name. */
  static MagicLine of(String name, List<String> words) {
    return new MagicLine(name, List.copyOf(words), String.join(" ", words));
  }

  /**
   * Code for a line that sets a variable to what a command gives back: the call of that command.
   *
   * @param line such as {@code var added = %jars lib/*.jar}
   */
  static String asCode(String line) {
    Matcher value = CellSplitter.MAGIC_VALUE.matcher(line);
    if (!value.lookingAt()) {
      return line;
    }
    MagicLine magic = of(line.substring(value.end() - 1).replaceFirst("\\s*;\\s*$", ""));
    return line.substring(0, value.end() - 2)
        + "ihct.kernel.Notebook.lineMagic("
        + literal(magic.name())
        + ", java.util.List.of("
        + magic.words().stream().map(MagicLine::literal).collect(Collectors.joining(", "))
        + "));";
  }

  /** The name as commands are looked up. */
  String command() {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String bare(String word) {
    return word.startsWith("\"") && word.endsWith("\"") && word.length() > 1
        ? word.substring(1, word.length() - 1)
        : word;
  }

  /** One line about a name that no command has. */
  static String unknown(String name, List<String> known) {
    String small = name.toLowerCase(Locale.ROOT);
    String nearest =
        known.stream()
            .min(Comparator.comparingInt(each -> distance(small, each.toLowerCase(Locale.ROOT))))
            .orElseThrow();
    int mostWrong = Math.min(MOST_WRONG, name.length() / 2);
    String hint =
        distance(small, nearest.toLowerCase(Locale.ROOT)) > mostWrong
            ? ""
            : " Did you mean %" + nearest + "?";
    return "There is no %%%s.%s There are: %%%s.".formatted(name, hint, String.join(", %", known));
  }

  /** How many letters to change, add or leave out. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      int diagonal = i - 1;
      for (int j = 0; j <= b.length(); j++) {
        int above = row[j];
        if (i == 0) {
          row[j] = j;
        } else if (j == 0) {
          row[j] = i;
        } else {
          int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
          row[j] = Math.min(diagonal + change, 1 + Math.min(above, row[j - 1]));
        }
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
