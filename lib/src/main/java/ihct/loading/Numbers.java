package ihct.loading;

/** Reads numbers from cells. The hot spot of loading: replace it here when it must be faster. */
final class Numbers {

  private Numbers() {}

  /**
   * Reads a decimal number.
   *
   * @return its value, or NaN if the cell is no finite decimal number. Java's own extras (a
   *     trailing d or f, hexadecimal, "Infinity") are no numbers in a table of songs.
   */
  static double parse(String cell) {
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
