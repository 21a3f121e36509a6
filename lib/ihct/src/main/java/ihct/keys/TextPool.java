package ihct.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes strings of UTF-8, and for the same bytes mostly the same string again: a genre's name
 * stands in thousands of rows. Holds one text per slot, so it never grows.
 */
public final class TextPool {

  private static final int SLOTS = 1 << 13;

  private final byte[][] keys = new byte[SLOTS][];
  private final String[] texts = new String[SLOTS];

  /** The text of some bytes. */
  public String text(byte[] utf8, int from, int to) {
    int hash = 0;
    for (int at = from; at < to; at++) {
      hash = 31 * hash + utf8[at];
    }
    int slot = (int) Keys.mix(hash) & (SLOTS - 1);
    byte[] key = keys[slot];
    if (key == null || !Arrays.equals(key, 0, key.length, utf8, from, to)) {
      keys[slot] = Arrays.copyOfRange(utf8, from, to);
      texts[slot] = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    }
    return texts[slot];
  }
}
