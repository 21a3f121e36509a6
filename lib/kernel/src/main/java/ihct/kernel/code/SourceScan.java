package ihct.kernel.code;

/** Tells code from comments and text, without parsing it. */
public final class SourceScan {

  private SourceScan() {}

  /** Whether position {@code at} lies outside of comments, strings and text blocks. */
  public static boolean isCode(String source, int at) {
    int i = 0;
    while (i < at) {
      int next = skip(source, i);
      if (next > at) {
        return false;
      }
      i = next;
    }
    return true;
  }

  /** Length of the white space and comments that the source begins with. */
  static int leadingBlank(String source) {
    int i = 0;
    while (i < source.length()) {
      boolean comment = source.startsWith("//", i) || source.startsWith("/*", i);
      if (!comment && !Character.isWhitespace(source.charAt(i))) {
        return i;
      }
      if (source.startsWith("/*", i) && source.indexOf("*/", i + 2) < 0) {
        return i; // not closed: the compiler will say so
      }
      i = skip(source, i);
    }
    return i;
  }

  /** Where the token at {@code i} ends: a comment, a string, a text block or one character. */
  private static int skip(String source, int i) {
    if (source.startsWith("//", i)) {
      return end(source, source.indexOf('\n', i), 0);
    }
    if (source.startsWith("/*", i)) {
      return end(source, source.indexOf("*/", i + 2), 2);
    }
    if (source.startsWith("\"\"\"", i)) {
      return literal(source, i + 3, "\"\"\"", false);
    }
    char c = source.charAt(i);
    if (c == '"' || c == '\'') {
      return literal(source, i + 1, String.valueOf(c), true);
    }
    return i + 1;
  }

  private static int literal(String source, int from, String end, boolean oneLine) {
    int i = from;
    while (i < source.length() && !source.startsWith(end, i)) {
      if (oneLine && source.charAt(i) == '\n') {
        return i; // not closed: the compiler will say so
      }
      i += source.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(source.length(), i + end.length());
  }

  private static int end(String source, int found, int length) {
    return found < 0 ? source.length() : found + length;
  }
}
