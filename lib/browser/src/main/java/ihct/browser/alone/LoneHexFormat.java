package ihct.browser.alone;

/** Stands for {@link java.util.HexFormat}, of which TeaVM has none. */
public final class LoneHexFormat {

  private static final String DIGITS = "0123456789abcdef";

  private LoneHexFormat() {}

  public static LoneHexFormat of() {
    return new LoneHexFormat();
  }

  public String formatHex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(DIGITS.charAt(b >> 4 & 15)).append(DIGITS.charAt(b & 15));
    }
    return text.toString();
  }
}
