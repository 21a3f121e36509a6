package ihct.browser.alone;

import org.teavm.jso.JSBody;

/** Stands for {@link java.text.Normalizer}, of which TeaVM has none: the browser's own. */
public final class LoneNormalizer {

  /** How accents stand. */
  public enum Form {
    NFC
  }

  private LoneNormalizer() {}

  public static String normalize(CharSequence text, Form form) {
    return composed(text.toString());
  }

  @JSBody(params = "text", script = "return text.normalize('NFC');")
  private static native String composed(String text);
}
