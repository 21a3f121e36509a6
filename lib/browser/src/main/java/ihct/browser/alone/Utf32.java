package ihct.browser.alone;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;

/** UTF-32 to be read, of which TeaVM has none: UTF-32LE or UTF-32BE. */
final class Utf32 extends Charset {

  private static final int BYTES = 4;

  private final boolean little;

  Utf32(String name) {
    super(name, new String[0]);
    little = name.endsWith("LE");
  }

  @Override
  public boolean contains(Charset other) {
    return true;
  }

  @Override
  public CharsetDecoder newDecoder() {
    return new CharsetDecoder(this, 0.25f, 1) {
      @Override
      protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
        while (in.remaining() >= BYTES) {
          int character = 0;
          for (int i = 0; i < BYTES; i++) {
            int one = in.get(in.position() + i) & 0xff;
            character = little ? character | one << 8 * i : character << 8 | one;
          }
          boolean surrogate = character >= 0xd800 && character < 0xe000;
          if (surrogate || !Character.isValidCodePoint(character)) {
            return CoderResult.malformedForLength(BYTES);
          }
          char[] chars = Character.toChars(character);
          if (out.remaining() < chars.length) {
            return CoderResult.OVERFLOW;
          }
          in.position(in.position() + BYTES);
          out.put(chars);
        }
        return CoderResult.UNDERFLOW;
      }
    };
  }

  @Override
  public CharsetEncoder newEncoder() {
    throw new UnsupportedOperationException("nothing is written in " + name());
  }
}
