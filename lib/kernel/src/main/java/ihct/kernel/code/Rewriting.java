package ihct.kernel.code;

import java.util.Comparator;
import java.util.List;

/**
 * Insertions into a piece of code, which the compiler sees and the reader does not. They hold no
 * line feed, so that lines keep their numbers.
 */
public record Rewriting(List<Insertion> insertions) {

  static final Rewriting NONE = new Rewriting(List.of());

  /**
   * A text that is put in.
   *
   * @param text what stands before that position from now on
   */
  record Insertion(int at, String text) {}

  public Rewriting {
    insertions = insertions.stream().sorted(Comparator.comparingInt(Insertion::at)).toList();
  }

  public String apply(String code) {
    StringBuilder changed = new StringBuilder(code);
    for (int i = insertions.size() - 1; i >= 0; i--) {
      changed.insert(insertions.get(i).at(), insertions.get(i).text());
    }
    return changed.toString();
  }

  /** Where a position of the changed code lies in the code as it was written. */
  int original(int position) {
    int result = position;
    for (Insertion each : insertions) {
      if (result >= each.at()) {
        result = Math.max(each.at(), result - each.text().length());
      }
    }
    return result;
  }
}
