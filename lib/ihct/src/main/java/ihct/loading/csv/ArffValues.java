package ihct.loading.csv;

import java.io.IOException;
import java.util.function.Function;

/** The values of a line of ARFF, one after the other. */
final class ArffValues {

  /** Letters that stand for line ends and tabs behind a backslash. */
  private static final String ESCAPED = "ntr";

  private final String text;
  private final Function<String, MalformedDataException> refusal;
  private int at;

  /** The values of a text; the refusal tells where a fault stands. */
  ArffValues(String text, Function<String, MalformedDataException> refusal) {
    this.text = text;
    this.refusal = refusal;
  }

  /** Takes the next value, which ends before one of these or, without any, at a blank. */
  String next(String ends) throws IOException {
    skipBlanks();
    char quote = at < text.length() ? text.charAt(at) : ' ';
    if (quote == '\'' || quote == '"') {
      return quoted(quote);
    }
    int from = at;
    while (at < text.length() && !endsAt(ends)) {
      at++;
    }
    String value = text.substring(from, at).strip();
    return value.equals("?") ? "" : value;
  }

  private boolean endsAt(String ends) {
    char next = text.charAt(at);
    return ends.isEmpty() ? Character.isWhitespace(next) : ends.indexOf(next) >= 0;
  }

  private String quoted(char quote) throws IOException {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != quote; at++) {
      boolean escapes = text.charAt(at) == '\\' && at + 1 < text.length();
      char next = text.charAt(escapes ? ++at : at);
      // a blank for each, as a row is a line
      value.append(escapes && ESCAPED.indexOf(next) >= 0 ? ' ' : next);
    }
    if (at == text.length()) {
      throw refusal.apply("a quote is opened and never closed.");
    }
    at++;
    return value.toString();
  }

  /** Whether this comes next, which is then passed. */
  boolean skips(char expected) throws IOException {
    skipBlanks();
    if (at == text.length() && expected == '}') {
      throw refusal.apply("a sparse row needs a closing brace.");
    }
    boolean there = at < text.length() && text.charAt(at) == expected;
    at += there ? 1 : 0;
    return there;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** Whether anything but blanks is left. */
  boolean hasMore() {
    skipBlanks();
    return at < text.length();
  }

  /** All that is left. */
  String rest() {
    return text.substring(at).strip();
  }
}
