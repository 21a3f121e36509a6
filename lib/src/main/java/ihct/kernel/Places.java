package ihct.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where in which cell the code that runs was written. */
final class Places {

  private final Map<String, Place> bySnippet = new ConcurrentHashMap<>();

  /**
   * A piece of code in a cell.
   *
   * @param cell the number in brackets beside the cell
   * @param source the whole cell
   * @param start where the piece begins
   */
  record Place(int cell, String source, int start) {

    /** The number of a line of the cell, from 1, by its position in the piece. */
    int line(int position) {
      int end = Math.max(0, Math.min(source.length(), start + position));
      return 1 + (int) source.substring(0, end).chars().filter(c -> c == '\n').count();
    }

    /** The number, from 1, of the character in its line. */
    int column(int position) {
      int at = Math.max(0, Math.min(source.length(), start + position));
      return at - (source.lastIndexOf('\n', at - 1) + 1) + 1;
    }

    /** A line of the cell, by its number from 1. */
    String text(int line) {
      return source.lines().skip(line - 1L).findFirst().orElse("");
    }
  }

  void put(String snippet, Place place) {
    bySnippet.put(snippet, place);
  }

  Place find(String snippet) {
    return bySnippet.get(snippet);
  }
}
