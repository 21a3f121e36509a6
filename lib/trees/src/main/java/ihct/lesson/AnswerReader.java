package ihct.lesson;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads what a reader wrote as an answer. */
final class AnswerReader {

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern BETWEEN_DIGITS =
      Pattern.compile("(?<=\\d)[\\s\\u00a0\\u202f_'’](?=\\d)");
  private static final Pattern THOUSANDS = Pattern.compile("[1-9]\\d{0,2}(,\\d{3})+(\\.\\d+)?");
  private static final int MOST_MESSAGE = 200;

  private AnswerReader() {}

  /** The words of a text, whatever stands between them and around them. */
  static String words(Object answer) {
    String text = String.valueOf(answer).toLowerCase(Locale.ROOT);
    return BETWEEN_WORDS.matcher(text).replaceAll(" ").strip();
  }

  /** The number that was meant; NaN if it is none. */
  static double number(Object answer) {
    if (answer instanceof Number number) {
      return number.doubleValue();
    }
    if (answer instanceof OptionalDouble mean) {
      return mean.orElse(Double.NaN);
    }
    if (answer instanceof OptionalInt count) {
      return count.isPresent() ? count.getAsInt() : Double.NaN;
    }
    if (answer instanceof OptionalLong count) {
      return count.isPresent() ? count.getAsLong() : Double.NaN;
    }
    boolean text = answer instanceof CharSequence || answer instanceof Character;
    return text ? share(answer.toString().strip().replace('−', '-')) : Double.NaN;
  }

  private static double share(String text) {
    if (text.endsWith("%")) {
      return share(text.substring(0, text.length() - 1).strip()) / 100;
    }
    int bar = text.indexOf('/');
    return bar < 0
        ? decimal(text)
        : decimal(text.substring(0, bar).strip()) / decimal(text.substring(bar + 1).strip());
  }

  private static double decimal(String text) {
    String digits = BETWEEN_DIGITS.matcher(text).replaceAll("");
    String plain =
        THOUSANDS.matcher(digits).matches() ? digits.replace(",", "") : digits.replace(',', '.');
    try {
      return Double.parseDouble(plain);
    } catch (NumberFormatException noNumber) {
      return Double.NaN;
    }
  }

  /** What helps with a number in the wrong form; empty if its form is not the fault. */
  static String advice(Object answer, double right, double tolerance) {
    double given = number(answer);
    boolean nan = answer instanceof Double || answer instanceof Float;
    if (Double.isNaN(given)) {
      return nan ? "" : " A number is asked for, such as 2, 0.5, \"1/2\" or \"50 %\".";
    }
    if (right > 0 && right <= 1 && Math.abs(given / 100 - right) <= tolerance) {
      return " Give the share itself, from 0 to 1, or a text with the sign, such as \"50 %\".";
    }
    boolean whole = answer instanceof Integer || answer instanceof Long;
    boolean cut = whole && given == (long) right && right != (long) right;
    return cut ? " Between whole numbers / drops the remainder: 1/2 is 0, 1.0/2 is 0.5." : "";
  }

  /** One line about what a reader's code threw. */
  static String sentence(Throwable problem) {
    String name = problem.getClass().getSimpleName();
    String said = problem.getMessage();
    String text = said == null ? "It throws " + name : "It throws " + name + ": " + said;
    String line = text.strip().replaceAll("\\s+", " ");
    String cut = line.length() > MOST_MESSAGE ? line.substring(0, MOST_MESSAGE) + "…" : line;
    return cut.endsWith(".") || cut.endsWith("…") ? cut : cut + ".";
  }
}
