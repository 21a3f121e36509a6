package ihct.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Collects what a cell prints, and passes it on when it is flushed or much. */
final class CellStream extends ByteArrayOutputStream {

  private static final int MUCH = 8192;

  private final Consumer<String> target;

  CellStream(Consumer<String> target) {
    this.target = target;
  }

  @Override
  public synchronized void write(int b) {
    super.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    super.write(bytes, from, length);
    if (count >= MUCH) {
      flush();
    }
  }

  @Override
  public synchronized void flush() {
    if (count > 0) {
      String text = toString(StandardCharsets.UTF_8);
      reset();
      target.accept(text);
    }
  }
}
