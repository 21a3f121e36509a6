package ihct.loading.csv;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a feature's cell cannot be used. */
public final class BadNumber {

  private static final Pattern TIME = Pattern.compile("(?:(\\d{1,2}):)?(\\d{1,3}):([0-5]\\d)");

  /** Groups of thousands, a decimal comma, a typographic minus sign or a per cent sign. */
  private static final Pattern WRITTEN =
      Pattern.compile("[-+\u2212]?(?:\\d{1,3}(?:[ ,_'\u00a0\u202f]\\d{3})+|\\d+)(?:[.,]\\d+)? ?%?");

  private static final int SECONDS = 60;
  private static final int MILLISECONDS = 1000;

  private BadNumber() {}

  /** Tells whether a number, with a decimal point, is finite but cannot be computed with. */
  public static boolean isTooLarge(String number) {
    return Math.abs(Numbers.parse(number)) > Numbers.LARGEST_FEATURE; // not so if it is NaN
  }

  /**
   * Says it in a few words, beginning with the cell; the number is the cell with a decimal point.
   */
  public static String why(String cell, String number) {
    String shown = Text.shortened(cell);
    Matcher time = TIME.matcher(cell);
    if (time.matches()) {
      int hours = time.group(1) == null ? 0 : Integer.parseInt(time.group(1));
      int minutes = hours * SECONDS + Integer.parseInt(time.group(2));
      int seconds = minutes * SECONDS + Integer.parseInt(time.group(3));
      return shown + " is no number but a time; write it as " + seconds * MILLISECONDS + " (ms)";
    }
    if (isTooLarge(number)) {
      return "%s is too large to compute with, beyond %.0e"
          .formatted(shown, Numbers.LARGEST_FEATURE);
    }
    boolean finite = !Double.isNaN(Numbers.parse(number));
    if (!finite && WRITTEN.matcher(cell).matches()) {
      return shown
          + " is no finite number; write it with a decimal point and a plain minus sign, without groups or %";
    }
    return shown + (finite ? " is a missing value" : " is no finite number");
  }
}
