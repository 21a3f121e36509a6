package ihct.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Standard output. Print streams keep a failure to themselves and go on, and half a result passes
 * for a whole one; here it ends the command.
 */
final class ResultStream extends OutputStream {

  private final OutputStream out;
  private boolean isLost;

  ResultStream(OutputStream out) {
    this.out = out;
  }

  /** The disk is full, or the reader has closed the pipe. */
  static final class LostException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    private LostException(IOException cause) {
      super(
          "Standard output could not be written: %s. What came out is not complete."
              .formatted(cause.getMessage()),
          cause);
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  /** After the first failure, what buffers still hold has nowhere to go. */
  private void orLose(Writing writing) {
    if (isLost) {
      return;
    }
    try {
      writing.run();
    } catch (IOException e) {
      isLost = true;
      throw new LostException(e);
    }
  }

  @Override
  public void write(int b) {
    orLose(() -> out.write(b));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    orLose(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() {
    orLose(out::flush);
  }
}
