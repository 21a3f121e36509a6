package ihct.kernel;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Collects the bytes that a cell prints, and passes them on as text when they are flushed or many.
 * A letter may come in several writes, each of them flushed; it is passed on when it is whole.
 */
final class CellStream extends OutputStream {

  private static final int MUCH = 8192;

  private final Consumer<String> target;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  private final ByteBuffer bytes = ByteBuffer.allocate(MUCH);

  /** UTF-8 has no letter of fewer bytes than Java has characters for it. */
  private final CharBuffer text = CharBuffer.allocate(MUCH + 1);

  CellStream(Consumer<String> target) {
    this.target = target;
  }

  @Override
  public synchronized void write(int b) {
    room();
    bytes.put((byte) b);
  }

  @Override
  public synchronized void write(byte[] from, int start, int length) {
    int next = start;
    while (next < start + length) {
      room();
      int count = Math.min(bytes.remaining(), start + length - next);
      bytes.put(from, next, count);
      next += count;
    }
  }

  private void room() {
    if (!bytes.hasRemaining()) {
      flush();
    }
  }

  @Override
  public synchronized void flush() {
    decode(false);
  }

  /** Passes on all, with a replacement character for a letter that was not completed. */
  synchronized void end() {
    decode(true);
    decoder.reset();
  }

  private void decode(boolean all) {
    bytes.flip();
    decoder.decode(bytes, text, all);
    bytes.compact();
    text.flip();
    if (text.hasRemaining()) {
      target.accept(text.toString());
    }
    text.clear();
  }
}
