package ihct.hierarchy;

import java.util.regex.Pattern;

/**
 * Reads one tree in Newick format, a character at a time and without recursion.
 *
 * <p>By the standard, a name is plain or stands in single quotes, and a comment in square brackets
 * may be anywhere but inside a name. Beyond it this understands what common programs write: double
 * quotes around a whole name, blanks and apostrophes inside a plain name, a quote escaped by a
 * backslash, a missing branch length, a missing semicolon at the end.
 */
final class NewickText {

  private static final String NEXUS = "#NEXUS";
  private static final String DELIMITERS = "()[]:;,";
  private static final Pattern LINE_BREAK = Pattern.compile("\\s*[\\r\\n]\\s*");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?((\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|(?i:nan?|inf(inity)?))");

  /** What was read last of a node; its parts come in this order. */
  private enum Part {
    NOTHING,
    CHILDREN,
    NAME,
    LENGTH
  }

  private final String text;
  private final NamedTree tree;
  private int at;
  private int node;
  private Part last = Part.NOTHING;

  NewickText(String text, NamedTree tree) {
    this.text = text;
    this.tree = tree;
  }

  /** Tells whether a text begins as a tree does, or as NEXUS. */
  static boolean isIn(String text) {
    int start = start(text);
    return text.startsWith("(", start) || text.startsWith("[", start) || isNexus(text);
  }

  /** Tells whether a text is of the format that holds trees among other blocks. */
  private static boolean isNexus(String text) {
    return text.regionMatches(true, start(text), NEXUS, 0, NEXUS.length());
  }

  private static int start(String text) {
    int start = 0;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    return start;
  }

  void read() {
    if (isNexus(text)) {
      throw new IllegalArgumentException(
          "this is a NEXUS file. Give the tree alone, in Newick format: what stands behind \"=\" in"
              + " its TREES block, with the names that a TRANSLATE command has numbers for.");
    }
    int root = tree.add(-1, "");
    node = root;
    for (skip(); at < text.length() && text.charAt(at) != ';'; skip()) {
      readPart(root);
    }
    if (node != root) {
      throw wrong("a bracket is not closed");
    }
    if (at == text.length() && tree.isLeaf(root)) {
      throw wrong("the tree ends without a semicolon");
    }
    at++;
    skip();
    if (at < text.length()) {
      throw wrong(
          text.charAt(at) == '('
              ? "a second tree begins; several cannot be read, so give a file with the one that is meant"
              : "something follows the tree");
    }
  }

  private void readPart(int root) {
    switch (text.charAt(at)) {
      case '(' -> open();
      case ',' -> {
        requireOpen(root);
        at++;
        node = tree.add(tree.parent(node), "");
        last = Part.NOTHING;
      }
      case ')' -> {
        requireOpen(root);
        at++;
        node = tree.parent(node);
        last = Part.CHILDREN;
      }
      case ':' -> length();
      case ']' -> throw wrong("\"]\" is out of place");
      default -> label();
    }
  }

  private void open() {
    switch (last) {
      case NOTHING -> node = tree.add(node, "");
      case NAME -> throw wrong("a bracket opens behind the name \"" + tree.name(node) + "\"");
      default ->
          throw wrong("a bracket opens where a comma, a name or the bracket's end should be");
    }
    at++;
  }

  private void requireOpen(int root) {
    if (node == root) {
      throw wrong("no bracket is open here");
    }
  }

  /** Passes over blanks and comments. */
  private void skip() {
    while (at < text.length()) {
      if (isBlank(text.charAt(at))) {
        at++;
      } else if (text.charAt(at) == '[') {
        comment();
      } else {
        return;
      }
    }
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }

  /** Passes over a comment, and those inside it. */
  private void comment() {
    int open = 0;
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      open += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (open == 0) {
        at = i + 1;
        return;
      }
    }
    throw wrong("a comment is not closed");
  }

  private void label() {
    if (last == Part.NAME) {
      throw wrong(
          "a second name follows \"%s\"; a name with quotes inside stands in single quotes, and those inside are doubled"
              .formatted(tree.name(node)));
    }
    if (last == Part.LENGTH) {
      throw wrong("a name follows a branch length");
    }
    char first = text.charAt(at);
    int end = first == '"' ? endOfDoubleQuotes() : -1;
    if (first == '\'') {
      String name = quoted();
      tree.rename(node, name, name);
    } else if (end > 0) {
      String written = text.substring(at, end);
      at = end;
      tree.rename(node, written.substring(1, written.length() - 1).replace("\"\"", "\""), written);
    } else {
      String written = plain();
      tree.rename(node, written.replace('_', ' '), written);
    }
    last = Part.NAME;
  }

  /** A name without quotes. An apostrophe belongs to it, unless it begins a word. */
  private String plain() {
    int start = at;
    while (at < text.length()
        && DELIMITERS.indexOf(text.charAt(at)) < 0
        && !(text.charAt(at) == '\'' && isBlank(text.charAt(at - 1)))) {
      at++;
    }
    int end = at;
    while (isBlank(text.charAt(end - 1))) {
      end--;
    }
    return LINE_BREAK.matcher(text.substring(start, end)).replaceAll(" ");
  }

  private String quoted() {
    StringBuilder label = new StringBuilder();
    int start = at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      boolean doubled = at < text.length() && text.charAt(at) == '\'';
      boolean escaped = label.length() > 0 && label.charAt(label.length() - 1) == '\\';
      if (c != '\'') {
        label.append(c);
      } else if (doubled) {
        label.append(c);
        at++;
      } else if (escaped && !isEndOfLabel(at)) {
        label.setCharAt(label.length() - 1, c);
      } else {
        return label.toString();
      }
    }
    at = start;
    throw wrong("a quote is not closed");
  }

  /** Where a name in double quotes ends; −1 if they are a part of a plain name. */
  private int endOfDoubleQuotes() {
    int end = at + 1;
    while (end < text.length()) {
      if (text.charAt(end++) == '"') {
        if (end == text.length() || text.charAt(end) != '"') {
          return isEndOfLabel(end) ? end : -1;
        }
        end++; // doubled
      }
    }
    return -1;
  }

  private boolean isEndOfLabel(int place) {
    int next = place;
    while (next < text.length() && isBlank(text.charAt(next))) {
      next++;
    }
    return next == text.length() || DELIMITERS.indexOf(text.charAt(next)) >= 0;
  }

  /** Passes over a branch length, which may be missing. */
  private void length() {
    at++;
    skip();
    int start = at;
    while (at < text.length()
        && DELIMITERS.indexOf(text.charAt(at)) < 0
        && !isBlank(text.charAt(at))) {
      at++;
    }
    String number = text.substring(start, at);
    if (!number.isEmpty() && !NUMBER.matcher(number).matches()) {
      at = start;
      throw wrong("the branch length \"" + number + "\" is no number");
    }
    last = Part.LENGTH;
  }

  private IllegalArgumentException wrong(String what) {
    String before = text.substring(0, Math.min(at, text.length()));
    long line = 1 + before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    return new IllegalArgumentException(
        "%scharacter %d: %s.".formatted(line > 1 ? "line " + line + ", " : "", column, what));
  }
}
