package ihct.loading.csv;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads numbers from cells. */
public final class Numbers {

  /** The powers of ten that are exact in binary. */
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** Whole numbers up to here are exact in binary. */
  private static final long LARGEST_EXACT = 1L << 53;

  private static final Pattern GROUPS = Pattern.compile("[+-]?[1-9]\\d{0,2}(\\.\\d{3})+(,\\d*)?");

  /** So many digits cannot overflow a long. */
  private static final int MOST_DIGITS = 18;

  /**
   * The largest size of a feature: sums of squares over billions of larger values would overflow,
   * and with them means, deviations and distances.
   */
  public static final double LARGEST_FEATURE = 1e145;

  private static final Pattern LIKE =
      Pattern.compile("\\s*[-+]?[\\d.,]*\\d[\\d.,]*(?:[eE][-+]?\\d+)?\\s*");

  private Numbers() {}

  /** Whether a cell looks like a number, with any decimal mark. */
  public static boolean isLike(String cell) {
    return LIKE.matcher(cell).matches();
  }

  /**
   * Reads a decimal number given as its UTF-8.
   *
   * <p>Where the digits and the power of ten are both exact in binary, one multiplication or
   * division rounds as {@link Double#parseDouble} does; that is so for all numbers of up to 15
   * digits that are not very large or small. The others are left to it.
   *
   * @return as {@link #parse(String)} of the same text, to the bit
   * @see <a href="https://doi.org/10.1145/93542.93557">Clinger (1990), the fast case</a>
   */
  public static double parse(byte[] utf8, int from, int to) {
    int at = from;
    boolean negative = at < to && utf8[at] == '-';
    if (negative || (at < to && utf8[at] == '+')) {
      at++;
    }
    int start = at;
    long digits = 0;
    while (at < to && isDigit(utf8[at])) {
      digits = 10 * digits + utf8[at++] - '0';
    }
    int count = at - start;
    int exponent = 0;
    if (at < to && utf8[at] == '.') {
      int point = at++;
      while (at < to && isDigit(utf8[at])) {
        digits = 10 * digits + utf8[at++] - '0';
      }
      exponent = point + 1 - at;
      count -= exponent;
    }
    boolean whole = count > 0 && count <= MOST_DIGITS && digits <= LARGEST_EXACT;
    if (whole && at < to - 1 && (utf8[at] == 'e' || utf8[at] == 'E')) {
      int power = smallInteger(utf8, at + 1, to);
      exponent += power;
      at = power == NO_INTEGER ? at : to;
    }
    if (!whole || at < to || Math.abs(exponent) >= POWERS_OF_TEN.length) {
      return parse(new String(utf8, from, to - from, StandardCharsets.UTF_8));
    }
    double size = digits;
    double power = POWERS_OF_TEN[Math.abs(exponent)];
    size = exponent < 0 ? size / power : size * power;
    return negative ? -size : size;
  }

  /**
   * {@return a number that has a decimal comma with a decimal point, or an empty text if it has
   * points where none belong; groups tells whether they may stand between its thousands}
   */
  static String withPoint(String cell, boolean groups) {
    if (cell.indexOf('.') < 0) {
      return cell.replace(',', '.');
    }
    return groups && GROUPS.matcher(cell).matches() ? cell.replace(".", "").replace(',', '.') : "";
  }

  private static final int NO_INTEGER = Integer.MIN_VALUE / 2;

  /** Reads a sign and one to three digits. */
  private static int smallInteger(byte[] utf8, int from, int to) {
    boolean signed = utf8[from] == '-' || utf8[from] == '+';
    int start = signed ? from + 1 : from;
    int value = 0;
    for (int at = start; at < to; at++) {
      if (!isDigit(utf8[at])) {
        return NO_INTEGER;
      }
      value = 10 * value + utf8[at] - '0';
    }
    return start == to || to - start > 3 ? NO_INTEGER : utf8[from] == '-' ? -value : value;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /**
   * {@return the decimal number in a cell, or NaN if it is no finite one. Java's own extras (a
   * trailing d or f, hexadecimal, "Infinity") are no numbers in a table of songs.}
   */
  public static double parse(String cell) {
    int length = cell.length();
    if (length == 0 || !endsLikeNumber(cell.charAt(length - 1)) || startsLikeHex(cell)) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(cell);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static boolean endsLikeNumber(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  private static boolean startsLikeHex(String cell) {
    return cell.indexOf('x') >= 0 || cell.indexOf('X') >= 0;
  }
}
