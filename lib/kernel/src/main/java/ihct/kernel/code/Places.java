package ihct.kernel.code;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where in which cell the code that runs was written. */
public final class Places {

  private final Map<String, Place> bySnippet = new ConcurrentHashMap<>();

  /**
   * A piece of code in a cell.
   *
   * @param cell the number in brackets beside the cell
   * @param start where the piece begins
   * @param rewriting what was put into the piece for the compiler
   */
  public record Place(int cell, String source, int start, Rewriting rewriting) {

    public Place(int cell, String source, int start) {
      this(cell, source, start, Rewriting.NONE);
    }

    /** Further on in the same cell. */
    public Place at(int distance) {
      return new Place(cell, source, start + distance);
    }

    public Place with(Rewriting changes) {
      return new Place(cell, source, start, changes);
    }

    /** A position in the piece, as the compiler sees it, as one in the cell. */
    private int inCell(int position) {
      return Math.max(0, Math.min(source.length(), start + rewriting.original(position)));
    }

    /** The number of a line of the cell, from 1, by its position in the piece. */
    public int line(int position) {
      int end = inCell(position);
      return 1 + (int) source.substring(0, end).chars().filter(c -> c == '\n').count();
    }

    /** The number, from 1, of the character in its line. */
    public int column(int position) {
      int at = inCell(position);
      return at - (source.lastIndexOf('\n', at - 1) + 1) + 1;
    }

    /** How many characters of the cell lie between two positions. */
    public int width(int from, int to) {
      return inCell(to) - inCell(from);
    }

    /** A line of the cell, by its number from 1. */
    public String text(int line) {
      return source.lines().skip(line - 1L).findFirst().orElse("");
    }
  }

  public void put(String snippet, Place place) {
    bySnippet.put(snippet, place);
  }

  public Place find(String snippet) {
    return bySnippet.get(snippet);
  }
}
