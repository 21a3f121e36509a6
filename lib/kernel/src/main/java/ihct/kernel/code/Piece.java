package ihct.kernel.code;

/**
 * A part of a cell that is run on its own.
 *
 * @param text its source, for a magic without the percent sign
 * @param start where it begins in the cell
 */
public record Piece(Kind kind, String text, int start) {

  /** What can stand in a cell. */
  public enum Kind {
    /** One statement, declaration or expression of Java. */
    CODE,
    /** A line that begins with a percent sign and a name. */
    MAGIC,
    /** A line of Java in which such a command stands for a value. */
    MAGIC_VALUE
  }

  /** Whether the writer of an expression wants no result: it ends with a semicolon. */
  public boolean isSilent() {
    return text.stripTrailing().endsWith(";");
  }
}
