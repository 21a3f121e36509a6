package ihct.hierarchy;

/** Reads one tree in Newick format, a character at a time and without recursion. */
final class NewickText {

  private static final String ENDS_LABEL = "()[]':;,";

  private final String text;
  private final NamedTree tree;
  private int at;

  NewickText(String text, NamedTree tree) {
    this.text = text;
    this.tree = tree;
  }

  void read() {
    int root = tree.add(-1, "");
    int node = root;
    while (true) {
      skip();
      if (at == text.length()) {
        throw wrong("the tree ends without a semicolon");
      }
      char c = text.charAt(at);
      if (c == ';') {
        break;
      }
      switch (c) {
        case '(' -> {
          if (!tree.name(node).isEmpty()) {
            throw wrong("a bracket opens behind the name \"" + tree.name(node) + "\"");
          }
          node = tree.add(node, "");
          at++;
        }
        case ',' -> {
          requireOpen(node, root);
          node = tree.add(tree.parent(node), "");
          at++;
        }
        case ')' -> {
          requireOpen(node, root);
          node = tree.parent(node);
          at++;
        }
        case ':' -> length();
        default -> label(node);
      }
    }
    if (node != root) {
      throw wrong("a bracket is not closed");
    }
    at++;
    skip();
    if (at < text.length()) {
      throw wrong("something follows the tree");
    }
  }

  private void requireOpen(int node, int root) {
    if (node == root) {
      throw wrong("no bracket is open here");
    }
  }

  /** Passes over blanks and comments. */
  private void skip() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\uFEFF') {
        at++;
      } else if (text.charAt(at) == '[') {
        int end = text.indexOf(']', at);
        if (end < 0) {
          throw wrong("a comment is not closed");
        }
        at = end + 1;
      } else {
        return;
      }
    }
  }

  private void label(int node) {
    int start = at;
    String label = text.charAt(at) == '\'' ? quoted() : plain();
    if (label.isEmpty()) {
      at = start;
      throw wrong("\"" + text.charAt(at) + "\" is out of place");
    }
    if (!tree.name(node).isEmpty()) {
      at = start;
      throw wrong("a second name follows \"" + tree.name(node) + "\"");
    }
    tree.rename(node, label);
  }

  private String plain() {
    int start = at;
    while (at < text.length()
        && ENDS_LABEL.indexOf(text.charAt(at)) < 0
        && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at).replace('_', ' ');
  }

  private String quoted() {
    StringBuilder label = new StringBuilder();
    int start = at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      boolean doubled = at < text.length() && text.charAt(at) == '\'';
      if (c != '\'') {
        label.append(c);
      } else if (doubled) {
        label.append(c);
        at++;
      } else {
        return label.toString();
      }
    }
    at = start;
    throw wrong("a quote is not closed");
  }

  private void length() {
    int start = ++at;
    while (at < text.length() && ENDS_LABEL.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String number = text.substring(start, at).strip();
    try {
      Double.parseDouble(number);
    } catch (NumberFormatException e) {
      at = start;
      throw wrong("the branch length \"" + number + "\" is no number");
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("character %d: %s.".formatted(at + 1, what));
  }
}
