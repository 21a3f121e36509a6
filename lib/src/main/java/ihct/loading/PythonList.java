package ihct.loading;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a list of texts written as a Python literal, such as {@code ['chill lounge', "children's
 * folk"]}: the form in which data frames write lists into CSV cells.
 *
 * <p>Strict: only quoted texts, either quote, the escapes Python's {@code repr} writes, a comma
 * between items and perhaps one after the last. Anything else is an error that names the character.
 */
final class PythonList {

  private final String text;
  private int at;

  private PythonList(String text) {
    this.text = text;
  }

  /**
   * Reads one list.
   *
   * @param text the whole cell
   * @return the texts in order, perhaps none
   * @throws IllegalArgumentException if the cell is not such a list; the message names the
   *     character, counted from 1, and what was expected there
   */
  static List<String> parse(String text) {
    return new PythonList(text).list();
  }

  private List<String> list() {
    List<String> items = new ArrayList<>();
    skipBlanks();
    expect('[');
    skipBlanks();
    while (!ahead(']')) {
      items.add(quoted());
      skipBlanks();
      if (!ahead(']')) {
        expect(',');
        skipBlanks();
      }
    }
    at++;
    skipBlanks();
    if (at < text.length()) {
      throw expected("nothing after the list");
    }
    return items;
  }

  private String quoted() {
    if (!ahead('\'') && !ahead('"')) {
      throw expected("a quote");
    }
    char quote = text.charAt(at++);
    StringBuilder item = new StringBuilder();
    while (!ahead(quote)) {
      if (at >= text.length()) {
        throw expected("the closing " + quote);
      }
      char c = text.charAt(at++);
      if (c == '\\') {
        escape(item);
      } else {
        item.append(c);
      }
    }
    at++;
    return item.toString();
  }

  private void escape(StringBuilder item) {
    if (at >= text.length()) {
      throw expected("a character after \\");
    }
    char c = text.charAt(at++);
    switch (c) {
      case '\\', '\'', '"' -> item.append(c);
      case 'n' -> item.append('\n');
      case 'r' -> item.append('\r');
      case 't' -> item.append('\t');
      case 'x' -> item.appendCodePoint(hexadecimal(2));
      case 'u' -> item.appendCodePoint(hexadecimal(4));
      case 'U' -> item.appendCodePoint(hexadecimal(8));
      default -> {
        at--;
        throw expected("an escape that Python writes (\\\\ \\' \\\" \\n \\r \\t \\x \\u \\U)");
      }
    }
  }

  private int hexadecimal(int digits) {
    long value = 0;
    for (int i = 0; i < digits; i++, at++) {
      int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0) {
        throw expected(digits + " hexadecimal digits");
      }
      value = value * 16 + digit;
    }
    if (value > Character.MAX_CODE_POINT) {
      throw expected("a code point up to 10ffff before this");
    }
    return (int) value;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean ahead(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private void expect(char c) {
    if (!ahead(c)) {
      throw expected(String.valueOf(c));
    }
    at++;
  }

  private IllegalArgumentException expected(String what) {
    return new IllegalArgumentException(
        "not a Python list of texts: expected %s at character %d of %s"
            .formatted(what, at + 1, Text.shortened(text)));
  }
}
