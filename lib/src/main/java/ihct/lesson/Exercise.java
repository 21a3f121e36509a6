package ihct.lesson;

import java.util.Objects;

/**
 * Compares a reader's answer with the right one. A wrong answer or none is told, not thrown: the
 * cells below an exercise must still run.
 */
public final class Exercise {

  private Exercise() {}

  /**
   * Checks an answer that is exactly right or wrong.
   *
   * @param name which exercise
   * @param answer the reader's; null while there is none
   * @param right the right one
   * @param hint what to look at again
   */
  public static void check(String name, Object answer, Object right, String hint) {
    tell(name, answer, Objects.deepEquals(answer, right), hint);
  }

  /**
   * Checks an answer that is a measured or rounded number.
   *
   * @param name which exercise
   * @param answer the reader's; null or NaN while there is none
   * @param right the right one
   * @param tolerance how far off an answer may be
   * @param hint what to look at again
   */
  public static void close(
      String name, Number answer, double right, double tolerance, String hint) {
    Number given = answer == null || Double.isNaN(answer.doubleValue()) ? null : answer;
    boolean close = given != null && Math.abs(given.doubleValue() - right) <= tolerance;
    tell(name, given, close, hint);
  }

  private static void tell(String name, Object answer, boolean right, String hint) {
    if (answer == null) {
      System.out.printf("%s: no answer yet.%n", name);
    } else if (right) {
      System.out.printf("%s: right.%n", name);
    } else {
      System.out.printf("%s: %s is not it yet. %s%n", name, Check.text(answer), hint);
    }
  }
}
