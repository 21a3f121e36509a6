package ihct.loading.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a list of texts that a program wrote into one cell:
 *
 * <ul>
 *   <li>Python and JSON lists, tuples and sets: {@code ['acid jazz', "children's folk"]}, {@code
 *       ("a",)}, {@code {'a', 'b'}}, {@code set()}, {@code ["r\/k", "\u00e9"]};
 *   <li>NumPy arrays: {@code ['a' 'b']}, over several lines, {@code array(['a'], dtype=object)},
 *       and lists of {@code np.str_('a')};
 *   <li>vectors and lists of R: {@code c("a", NA)}, {@code list("a")}, {@code character(0)};
 *   <li>arrays of PostgreSQL and lists without quotes: {@code {a,"b c"}}, {@code [a, b]}.
 * </ul>
 *
 * <p>Commas stand between the items, and perhaps one after the last; between quoted ones blanks
 * will do. Inner lists count as if their items stood in the outer one. A single quote before a
 * letter ends no item, so that {@code 'rock 'n' roll'} is one. Python's bytes ({@code b'\xc3\xb3'})
 * are texts in UTF-8. Anything else is an error that names the character.
 *
 * @param certain whether a quote, or brackets round nothing, show that this is no name
 */
public record ListText(List<String> items, boolean certain) {

  private static final Pattern CALL =
      Pattern.compile("(?:(?:np|numpy)\\.)?(?:array|set|frozenset|list|tuple|c)\\(");

  private static final Pattern EMPTY = Pattern.compile("character\\(0\\)");

  private static final Pattern TYPE = Pattern.compile(",\\s*dtype=[^()\\[\\]{}]*");

  private static final Pattern START =
      Pattern.compile("[\\[{(]\\s*(?:[uUbB]?['\"]|[\\[{(]|[\\]})]$).*", Pattern.DOTALL);

  private static final String NUMPY_TEXT = "np.str_(";

  /** Lists in lists are rare, and no cell may exhaust the stack. */
  private static final int DEEPEST = 8;

  /**
   * Reads one list, the whole of a cell.
   *
   * @throws IllegalArgumentException if the cell is no such list; the message names the character,
   *     counted from 1, and what was expected there
   */
  public static ListText parse(String text) {
    return new Parser(text).list();
  }

  /** Tells whether a cell starts as a list does that is surely none of names in brackets. */
  public static boolean startsIn(String text) {
    return START.matcher(text).matches()
        || CALL.matcher(text).lookingAt()
        || EMPTY.matcher(text).matches();
  }

  /** Tells whether a cell starts and ends as lists do. */
  public static boolean isBracketed(String text) {
    return !text.isEmpty()
        && (Parser.closing(text.charAt(0)) == text.charAt(text.length() - 1)
            || (text.endsWith(")") && CALL.matcher(text).lookingAt())
            || EMPTY.matcher(text).matches());
  }

  private static final class Parser {

    private final String text;
    private final List<String> items = new ArrayList<>();
    private boolean quoted;
    private int at;
    private int depth;

    private Parser(String text) {
      this.text = text;
    }

    /** The bracket that closes another; one that stands nowhere if that opens nothing. */
    private static char closing(char opening) {
      return switch (opening) {
        case '[' -> ']';
        case '{' -> '}';
        case '(' -> ')';
        default -> Character.MAX_VALUE;
      };
    }

    private ListText list() {
      skipBlanks();
      value();
      skipBlanks();
      if (at < text.length()) {
        throw expected("nothing after the list");
      }
      return new ListText(items, quoted || items.isEmpty());
    }

    private void value() {
      if (skip(EMPTY)) {
        return;
      }
      if (skip(CALL)) {
        int opening = at - 1;
        skipBlanks();
        if (isValueAhead()) {
          value();
          skip(TYPE);
          skipBlanks();
          expect(')');
          return;
        }
        at = opening; // nothing, or the items stand in the call itself, as R writes them
      }
      bracketed();
    }

    private void bracketed() {
      char opening = at < text.length() ? text.charAt(at) : ' ';
      char close = closing(opening);
      if (close == Character.MAX_VALUE) {
        throw expected("[");
      }
      if (++depth > DEEPEST) {
        throw expected("no more than " + DEEPEST + " lists in lists");
      }
      at++;
      skipBlanks();
      while (!ahead(close)) {
        boolean comma = item(opening);
        int before = at;
        skipBlanks();
        if (ahead(',')) {
          at++;
          skipBlanks();
        } else if (!ahead(close) && (comma || before == at || !quoteAhead())) {
          throw expected(",");
        }
      }
      at++;
      depth--;
    }

    /** Reads an item; tells whether only a comma can part it from the next. */
    private boolean item(char opening) {
      if (quoteAhead()) {
        items.add(quoted());
        return false;
      }
      if (text.startsWith(NUMPY_TEXT, at)) {
        at += NUMPY_TEXT.length();
        items.add(quoted());
        expect(')');
        return false;
      }
      if (isValueAhead()) {
        value();
        return false;
      }
      items.add(unquoted(opening));
      return true;
    }

    private boolean isValueAhead() {
      return at < text.length() && closing(text.charAt(at)) != Character.MAX_VALUE
          || CALL.matcher(text).region(at, text.length()).lookingAt();
    }

    private String unquoted(char opening) {
      int from = at;
      while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != closing(opening)) {
        at++;
      }
      String item = text.substring(from, at).strip();
      if (item.isEmpty() || (opening == '(' && !MissingValues.USUAL.contains(item))) {
        at = from;
        throw expected("a quote");
      }
      return item;
    }

    private boolean isPrefixAhead() {
      return at < text.length() && "uUbB".indexOf(text.charAt(at)) >= 0;
    }

    private boolean quoteAhead() {
      int place = isPrefixAhead() ? at + 1 : at;
      return place < text.length() && (text.charAt(place) == '\'' || text.charAt(place) == '"');
    }

    private String quoted() {
      if (!quoteAhead()) {
        throw expected("a quote");
      }
      quoted = true;
      boolean bytes = ahead('b') || ahead('B');
      at += isPrefixAhead() ? 1 : 0;
      char quote = text.charAt(at++);
      StringBuilder item = new StringBuilder();
      while (!(ahead(quote) && !isApostrophe())) {
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
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(item)) {
        throw expected("both halves of each surrogate pair before this");
      }
      at++;
      return bytes
          ? new String(
              item.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
          : item.toString();
    }

    /** Tells whether the quote at hand is one of "children's" or "rock 'n' roll". */
    private boolean isApostrophe() {
      int next = at + 1;
      while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
      return text.charAt(at) == '\''
          && next < text.length()
          && Character.isLetterOrDigit(text.charAt(next));
    }

    private void escape(StringBuilder item) {
      if (at >= text.length()) {
        throw expected("a character after \\");
      }
      char c = text.charAt(at++);
      switch (c) {
        case '\\', '\'', '"', '/' -> item.append(c);
        case 'n' -> item.append('\n');
        case 'r' -> item.append('\r');
        case 't' -> item.append('\t');
        case 'b' -> item.append('\b');
        case 'f' -> item.append('\f');
        case 'x' -> item.appendCodePoint(hexadecimal(2));
        case 'u' -> item.appendCodePoint(hexadecimal(4));
        case 'U' -> item.appendCodePoint(hexadecimal(8));
        default -> {
          at--;
          throw expected(
              "an escape of Python or JSON (\\\\ \\' \\\" \\/ \\n \\r \\t \\b \\f \\x \\u \\U)");
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

    private boolean skip(Pattern pattern) {
      Matcher matcher = pattern.matcher(text).region(at, text.length());
      boolean found = matcher.lookingAt();
      at = found ? matcher.end() : at;
      return found;
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
          "not a list of texts: expected %s at character %d of %s"
              .formatted(what, at + 1, Text.shortened(text)));
    }
  }
}
