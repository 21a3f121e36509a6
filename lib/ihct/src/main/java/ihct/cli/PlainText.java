package ihct.cli;

/** Text from files and their names, for a terminal: it must not obey what stands in them. */
final class PlainText {

  private PlainText() {}

  /** Replaces control characters, among them those that start an escape sequence. */
  static String of(String text) {
    return text.replaceAll("[\\p{Cc}&&[^\n\t]]", "\uFFFD");
  }
}
