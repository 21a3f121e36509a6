package ihct.hierarchy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    Map<String, Integer> counts = new HashMap<>();
    classes.forEach(name -> counts.merge(last(name), 1, Integer::sum));
    if (counts.size() == classes.size()) {
      throw new IllegalArgumentException(
          "No two of the %d classes share the last word of their names, so the names make no tree."
                  .formatted(classes.size())
              + " Infer it, or give a known one.");
    }
    List<List<String>> paths = new ArrayList<>();
    for (String name : classes) {
      String word = last(name);
      paths.add(counts.get(word) > 1 ? List.of(word, name) : List.of(name));
    }
    return List.copyOf(paths);
  }

  /** In lower case; the whole name if it has no word. */
  static String last(String name) {
    String[] words = name.toLowerCase(Locale.ROOT).split("[\\p{Z}\\s-]+");
    return words.length == 0 || words[words.length - 1].isEmpty() ? name : words[words.length - 1];
  }
}
