package ihct.loading.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.tries.Property;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

  /** Mostly text, with bytes that often make or break a sequence. */
  private static byte[] bytes(Random random) {
    int[] edges = {0x80, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5};
    StringBuilder text = new StringBuilder("songs and more songs");
    for (int i = random.nextInt(20); i > 0; i--) {
      text.appendCodePoint(random.nextInt(0xd800) >>> random.nextInt(10));
    }
    byte[] bytes = text.reverse().toString().getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) edges[random.nextInt(edges.length)];
    }
    return bytes;
  }

  @Property(tries = 5000)
  void findsWhatTheDecoderRefuses(long seed) {
    byte[] bytes = bytes(new Random(seed));
    ByteBuffer in = ByteBuffer.wrap(bytes);
    StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
    assertEquals(in.position(), Utf8.malformed(bytes, 0, bytes.length));
  }

  @Test
  void sequencesOfTwoToFourBytesAreToldAsTheDecoderDoes() {
    for (int lead = 0x80; lead < 0x100; lead++) {
      for (int second = 0; second < 0x100; second++) {
        for (int length = 1; length < 5; length++) {
          byte[] bytes = {(byte) lead, (byte) second, (byte) 0x80, (byte) 0xbf};
          ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
          StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(8), true);
          assertEquals(in.position(), Utf8.malformed(bytes, 0, length));
        }
      }
    }
  }

  @Test
  void blanksAreThoseOfStrip() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        String text = Character.toString(c);
        holdsAsStrip(text);
        holdsAsStrip(text + "x" + text);
        holdsAsStrip(" " + text + " \u3000" + text + "\t");
      }
    }
  }

  private static void holdsAsStrip(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int from = Utf8.afterBlanks(bytes, 0, bytes.length);
    int to = Utf8.beforeBlanks(bytes, from, bytes.length);
    String stripped = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (!stripped.equals(text.strip())) {
      assertEquals(text.strip(), stripped, () -> "U+" + Integer.toHexString(text.codePointAt(0)));
    }
  }
}
