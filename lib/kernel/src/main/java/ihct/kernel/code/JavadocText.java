package ihct.kernel.code;

import java.util.regex.Pattern;

/** Makes Javadoc comments readable as plain text. */
public final class JavadocText {

  private static final Pattern STARS = Pattern.compile("(?m)^[ \\t]*\\*+ ?");
  private static final Pattern CODE = Pattern.compile("\\{@(?:code|literal)\\s+([^{}]*)}");
  private static final Pattern LINK =
      Pattern.compile("\\{@(?:link|linkplain)\\s+(?:[^\\s{}()]*(?:\\([^)]*\\))?)\\s+([^{}]+)}");
  private static final Pattern BARE_LINK =
      Pattern.compile("\\{@(?:link|linkplain|value)\\s+#?([^{}]*)}");
  private static final Pattern RETURN = Pattern.compile("\\{@return\\s+([^{}]*)}");
  private static final Pattern INHERIT = Pattern.compile("\\{@\\w+}");
  private static final Pattern PARAGRAPH = Pattern.compile("\\s*</?(?:p|pre|ul|ol|dl|h\\d)>\\s*");
  private static final Pattern ITEM = Pattern.compile("\\s*<li>\\s*");
  private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");
  private static final Pattern BLANK_LINES = Pattern.compile("\\n\\s*\\n(?:\\s*\\n)+");

  private JavadocText() {}

  /** Takes the inside of a comment, with or without the stars at the beginning of its lines. */
  public static String plain(String comment) {
    String text = STARS.matcher(comment).replaceAll("");
    text = CODE.matcher(text).replaceAll("$1");
    text = LINK.matcher(text).replaceAll("$1");
    text = BARE_LINK.matcher(text).replaceAll("$1");
    text = INHERIT.matcher(text).replaceAll("");
    text = RETURN.matcher(text).replaceAll("Returns $1.");
    text = PARAGRAPH.matcher(text).replaceAll("\n\n");
    text = ITEM.matcher(text).replaceAll("\n- ");
    text = TAG.matcher(text).replaceAll("");
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ");
    text = text.replace("&amp;", "&");
    return BLANK_LINES.matcher(text).replaceAll("\n\n").strip();
  }
}
