package ihct.lesson;

import java.util.Arrays;
import java.util.Objects;

/**
 * Claims that a notebook makes. One that holds is printed; one that does not ends the cell, so that
 * no text below it can explain a figure that is not there.
 */
public final class Check {

  private Check() {}

  /**
   * Claims, in a sentence, that something is true.
   *
   * @throws FailedCheckException if it is not
   */
  public static void that(String claim, boolean holds) {
    if (!holds) {
      throw new FailedCheckException("This does not hold: " + claim);
    }
    System.out.println("✓ " + claim);
  }

  /**
   * Claims, in a sentence, that the value that the text explains and the one that was computed are
   * equal; arrays are compared by their elements.
   *
   * @throws FailedCheckException if they differ; the message shows both
   */
  public static void equal(String claim, Object expected, Object found) {
    if (!Objects.deepEquals(expected, found)) {
      throw new FailedCheckException(
          "This does not hold: %s Expected %s, found %s."
              .formatted(claim, text(expected), text(found)));
    }
    System.out.println("✓ " + claim);
  }

  /**
   * Claims, in a sentence, that the number that the text explains and the one that was computed are
   * no further apart than a tolerance, 0 or more.
   *
   * @throws FailedCheckException if they are further apart, or one of them is not a number
   */
  public static void close(String claim, double expected, double found, double tolerance) {
    if (!(Math.abs(expected - found) <= tolerance)) {
      throw new FailedCheckException(
          "This does not hold: %s Expected %s ± %s, found %s."
              .formatted(claim, expected, tolerance, found));
    }
    System.out.println("✓ " + claim);
  }

  /** What is shown of a value; of one that has no text of its own, its class. */
  static String text(Object value) {
    String wrapped = Arrays.deepToString(new Object[] {value});
    String text = wrapped.substring(1, wrapped.length() - 1);
    boolean isNumbered =
        value != null
            && text.equals(
                value.getClass().getName() + "@" + Integer.toHexString(value.hashCode()));
    return isNumbered ? "this " + value.getClass().getSimpleName() : text;
  }
}
