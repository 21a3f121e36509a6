package ihct.loading;

import ihct.loading.csv.MissingValues;
import ihct.loading.csv.Text;
import ihct.songs.Songs;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Tells of classes that may be no classes of their own, and changes none. */
final class OddClasses {

  /** What tables say where the class is not known; a class may be called so all the same. */
  private static final Set<String> UNKNOWN =
      Set.of(
          "(blank)",
          "blank",
          "empty",
          "missing",
          "n.a.",
          "nil",
          "no genre",
          "none",
          "not applicable",
          "not available",
          "not found",
          "set()",
          "tba",
          "tbd",
          "unclassified",
          "undefined",
          "unknown",
          "unknown genre",
          "unspecified");

  private static final int NAMED = 5;

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?");

  private OddClasses() {}

  /** {@return a note on each kind of oddity among the names of the classes} */
  static List<String> notes(Songs songs) {
    List<String> notes = new ArrayList<>();
    List<String> names = songs.genres();
    int[] rows = songs.rowsPerGenre();
    List<Integer> unknown =
        IntStream.range(0, names.size()).filter(c -> isUnknown(names.get(c))).boxed().toList();
    if (!unknown.isEmpty()) {
      notes.add(
          "named as if the class were not known: %s. If so: --missing-values \"%s\""
              .formatted(
                  shown(names, rows, unknown),
                  String.join(",", unknown.stream().limit(NAMED).map(names::get).toList())));
    }
    List<List<Integer>> alike = alike(names);
    if (!alike.isEmpty()) {
      notes.add(
          "classes of their own, though their names differ only in case, blanks, hyphens or how a number is written: %s%s"
              .formatted(
                  shown(names, rows, alike.get(0)),
                  alike.size() > 1
                      ? Text.format(" (the first of %,d such groups)", alike.size())
                      : ""));
    }
    return notes;
  }

  private static String shown(List<String> names, int[] rows, List<Integer> classes) {
    List<String> some =
        classes.stream()
            .limit(NAMED)
            .map(
                c ->
                    Text.format(
                        "%s (%,d %s)",
                        Text.shortened(names.get(c)), rows[c], Text.noun(rows[c], "rows")))
            .toList();
    return String.join(", ", some) + (classes.size() > NAMED ? ", …" : "");
  }

  /** Tells whether a name has no letter, digit or sign but punctuation, or says "unknown". */
  private static boolean isUnknown(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return UNKNOWN.contains(lower)
        || MissingValues.USUAL.words().stream().anyMatch(name::equalsIgnoreCase)
        || name.codePoints().allMatch(c -> c < 128 && !Character.isLetterOrDigit(c))
        || name.codePoints().allMatch(c -> Character.getType(c) == Character.DASH_PUNCTUATION);
  }

  /**
   * Groups of classes with equal names, but for case, blanks, hyphens and how accents and numbers
   * are written.
   */
  private static List<List<Integer>> alike(List<String> names) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int c = 0; c < names.size(); c++) {
      groups.computeIfAbsent(plain(names.get(c)), key -> new ArrayList<>()).add(c);
    }
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }

  private static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    if (NUMBER.matcher(name).matches()) {
      return new BigDecimal(name).stripTrailingZeros().toPlainString();
    }
    if (name.codePoints().noneMatch(Character::isLetter)) {
      return name; // of signs and blanks tell something
    }
    Normalizer.normalize(name, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(c -> !isFiller(c))
        .forEach(plain::appendCodePoint);
    return plain.isEmpty() ? name : plain.toString();
  }

  private static boolean isFiller(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == '_'
        || Character.getType(c) == Character.DASH_PUNCTUATION;
  }
}
