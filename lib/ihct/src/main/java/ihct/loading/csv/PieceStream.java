package ihct.loading.csv;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose bytes come in pieces. */
abstract class PieceStream extends InputStream {

  /** The piece at hand, of which the bytes from {@link #at} to {@link #end} are not yet read. */
  byte[] piece = new byte[0];

  int at;
  int end;

  /** Takes the next piece, which may be empty; false at the end. */
  abstract boolean next() throws IOException;

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (at == end) {
      if (!next()) {
        return -1;
      }
    }
    int count = Math.min(length, end - at);
    System.arraycopy(piece, at, target, offset, count);
    at += count;
    return count;
  }
}
