package ihct.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;

/** What cells read as {@code System.in}: lines that the reader is asked for, one at a time. */
final class CellInput extends InputStream {

  private final Inlet inlet;
  private byte[] line = {};
  private int next;

  CellInput(Inlet inlet) {
    this.inlet = inlet;
  }

  /** Forgets what is left of a line: it was meant for the cell before. */
  synchronized void begin() {
    line = new byte[0];
    next = 0;
  }

  @Override
  public synchronized int read() throws IOException {
    if (next == line.length) {
      System.out.flush(); // the question stands before the answer
      ask();
    }
    return line[next++] & 0xff;
  }

  private void ask() throws IOException {
    try {
      line = inlet.line().getBytes(StandardCharsets.UTF_8);
      next = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }

  @Override
  public synchronized int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    into[from] = (byte) read();
    int count = 1;
    while (count < length && next < line.length) {
      into[from + count++] = line[next++];
    }
    return count;
  }

  @Override
  public synchronized int available() {
    return line.length - next;
  }
}
