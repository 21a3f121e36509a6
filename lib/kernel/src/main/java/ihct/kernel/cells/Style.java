package ihct.kernel.cells;

/**
 * Colours that can be read on dark and on light pages: no blue, no background, and nothing that is
 * told by colour alone.
 */
final class Style {

  private Style() {}

  static String error(String text) {
    return "\u001b[1;31m" + text + "\u001b[0m";
  }

  static String mark(String text) {
    return "\u001b[1;35m" + text + "\u001b[0m";
  }

  static String faint(String text) {
    return "\u001b[36m" + text + "\u001b[0m";
  }

  /** The text without its colours. */
  static String plain(String text) {
    return text.replaceAll("\u001b\\[[\\d;]*m", "");
  }
}
