package ihct.hierarchy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A hierarchy known from names alone: what a class is, its last word often says. "Deep house" and
 * "tech-house" are kinds of house.
 */
public final class LastWords {

  private LastWords() {}

  /**
   * The way to each class: the last word of its name, and its name.
   *
   * <p>Words end at blanks and hyphens; upper and lower case are the same. A word that one class
   * alone ends with groups nothing, so that class stands below the root. A class called like a
   * group, such as "house", is a child of it.
   *
   * @param classes names, none blank, each once
   * @return a path for each, for {@link Ihct#ofPaths}: two names, or one
   * @throws IllegalArgumentException if no two classes share a last word
   */
  public static List<List<String>> paths(List<String> classes) {
    Set<String> grouped = Set.copyOf(grouped(classes));
    if (grouped.isEmpty()) {
      throw new IllegalArgumentException(
          "No two of the %d classes share the last word of their names, so the names make no tree."
                  .formatted(classes.size())
              + " Infer it, or give a known one.");
    }
    return classes.stream()
        .map(name -> grouped.contains(name) ? List.of(last(name), name) : List.of(name))
        .toList();
  }

  /**
   * Selects the classes that have something above them.
   *
   * @param classes names, none blank, each once
   * @return those whose last word another one shares, in order
   */
  public static List<String> grouped(List<String> classes) {
    Map<String, Integer> counts = new HashMap<>();
    classes.forEach(name -> counts.merge(last(name), 1, Integer::sum));
    return classes.stream().filter(name -> counts.get(last(name)) > 1).toList();
  }

  /** In lower case; the whole name if it has no word. */
  static String last(String name) {
    String[] words = name.toLowerCase(Locale.ROOT).split("[\\p{Z}\\s-]+");
    return words.length == 0 || words[words.length - 1].isEmpty() ? name : words[words.length - 1];
  }
}
