package ihct.lesson;

import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Compares a reader's answer with the right one. A wrong answer or none is told, not thrown: the
 * cells below an exercise must still run.
 *
 * <p>An answer is taken as readers write it. A number may be of any type ({@code 30}, {@code 30.0},
 * {@code 30L}) or a text ({@code "50 %"}, {@code "1/2"}, {@code "1,5"}); of a text, only the words
 * count, not capitals, blanks or marks between them.
 */
public final class Exercise {

  private static final double EXACT = 1e-9;

  private Exercise() {}

  /**
   * Checks an answer that is exactly right or wrong.
   *
   * @param answer the reader's; null while there is none
   * @param right a number, a text, or anything that {@code equals} compares
   */
  public static void check(String name, Object answer, Object right, String hint) {
    if (right instanceof Number number) {
      close(name, answer, number.doubleValue(), EXACT, hint);
    } else if (right instanceof String text) {
      tell(name, answer, AnswerReader.words(answer).equals(AnswerReader.words(text)), hint);
    } else {
      tell(name, answer, Objects.deepEquals(answer, right), hint);
    }
  }

  /**
   * Checks an answer that is a measured or rounded number, which may be off by the tolerance, 0 or
   * more.
   *
   * @param answer the reader's; null while there is none
   */
  public static void close(
      String name, Object answer, double right, double tolerance, String hint) {
    double given = AnswerReader.number(answer);
    boolean close = Math.abs(given - right) <= tolerance;
    tell(name, answer, close, hint + AnswerReader.advice(answer, right, tolerance));
  }

  /**
   * Checks what a reader built, such as points or a tree, by what it must fulfil; that is asked
   * only if there is an answer, and what it throws counts as wrong, and its message is told.
   *
   * @param answer the reader's; null while there is none
   */
  public static void holds(String name, Object answer, Callable<Boolean> fulfils, String hint) {
    if (isMissing(answer)) {
      tell(name, null, false, hint);
      return;
    }
    try {
      tell(name, answer, fulfils.call(), hint);
    } catch (Exception | StackOverflowError problem) {
      tell(name, answer, false, AnswerReader.sentence(problem) + " " + hint);
    }
  }

  /**
   * Runs a method that a reader completed, and which returns null while it is not written; a number
   * may be off by the tolerance, 0 or more. One that fails is told, too.
   */
  public static void returns(
      String name, Callable<?> method, double right, double tolerance, String hint) {
    Object answer;
    try {
      answer = method.call();
    } catch (Exception | StackOverflowError problem) {
      System.out.printf("%s: not yet. %s %s%n", name, AnswerReader.sentence(problem), hint);
      return;
    }
    close(name, answer, right, tolerance, hint);
  }

  private static boolean isMissing(Object answer) {
    return answer == null || answer instanceof CharSequence text && text.toString().isBlank();
  }

  private static void tell(String name, Object answer, boolean right, String hint) {
    if (isMissing(answer)) {
      System.out.printf("%s: no answer yet.%n", name);
    } else if (right) {
      System.out.printf("%s: right.%n", name);
    } else {
      System.out.printf("%s: %s is not it yet. %s%n", name, Check.text(answer), hint);
    }
  }
}
