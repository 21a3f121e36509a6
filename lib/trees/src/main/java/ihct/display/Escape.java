package ihct.display;

/** Keeps names text, whatever they hold, in each language that outputs are written in. */
public final class Escape {

  private Escape() {}

  /**
   * {@return a line of text without markup, for the text and the quoted attributes of XML and HTML}
   */
  public static String xml(String text) {
    return readable(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * {@return a line of text without markup, for Plotly, which reads a few HTML tags and entities in
   * every label. Without {@code <} the JSON cannot end a script element either, wherever a page
   * puts it}
   */
  public static String plotly(String text) {
    return readable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** {@return the text as one line: control characters, and what XML forbids, replaced} */
  public static String readable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(allowed(c) ? c : 0xFFFD));
    return clean.toString();
  }

  private static boolean allowed(int c) {
    boolean control = Character.isISOControl(c);
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !control && !half && c != 0xFFFE && c != 0xFFFF;
  }
}
