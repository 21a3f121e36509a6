package ihct.loading.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The first bytes of a stream, to be looked at before all of it is read. */
final class Opening {

  private final byte[] bytes;
  private final InputStream rest;

  /** Whether the bytes are all there is. */
  private final boolean whole;

  private Opening(byte[] bytes, InputStream rest, boolean whole) {
    this.bytes = bytes;
    this.rest = rest;
    this.whole = whole;
  }

  /** Reads the first bytes. If that fails on the way, the failure comes after what was read. */
  static Opening of(InputStream in, int most) {
    byte[] bytes = new byte[most];
    int length = 0;
    try {
      int count = 0;
      while (length < most && count >= 0) {
        length += count;
        count = in.read(bytes, length, most - length);
      }
      return new Opening(Arrays.copyOf(bytes, length), in, count < 0);
    } catch (IOException e) {
      return new Opening(Arrays.copyOf(bytes, length), broken(in, e), false);
    }
  }

  private static InputStream broken(InputStream in, IOException failure) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw failure;
      }

      @Override
      public void close() throws IOException {
        in.close();
      }
    };
  }

  byte[] bytes() {
    return bytes;
  }

  /** The stream from some byte on, with another start. */
  Opening begunBy(byte[] start, int from) {
    byte[] all = Arrays.copyOf(start, start.length + bytes.length - from);
    System.arraycopy(bytes, from, all, start.length, bytes.length - from);
    return new Opening(all, rest, whole);
  }

  boolean isWhole() {
    return whole;
  }

  /** All of the stream from some byte on. */
  InputStream from(int start) {
    // Not a SequenceInputStream: that closes what it has read to the end.
    return new FilterInputStream(rest) {
      private int at = start;

      @Override
      public int read() throws IOException {
        return at < bytes.length ? bytes[at++] & 0xff : rest.read();
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (at == bytes.length) {
          return rest.read(target, offset, length);
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, target, offset, count);
        at += count;
        return count;
      }
    };
  }
}
