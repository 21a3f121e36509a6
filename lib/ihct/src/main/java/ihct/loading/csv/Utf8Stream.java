package ihct.loading.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A text in another encoding as UTF-8; where it is malformed, reading fails. */
final class Utf8Stream extends PieceStream {

  private final Reader reader;
  private final Charset charset;
  private final char[] chars = new char[1 << 14];

  /** The first half of a pair whose second half has not been read. */
  private int halves;

  Utf8Stream(InputStream text, Charset charset) {
    this.reader = new InputStreamReader(text, charset.newDecoder()); // which reports
    this.charset = charset;
  }

  @Override
  boolean next() throws IOException {
    int count;
    try {
      count = reader.read(chars, halves, chars.length - halves);
    } catch (CharacterCodingException e) {
      throw new IOException("what comes is not " + charset.name(), e);
    }
    if (count < 0) {
      return false;
    }
    int length = halves + count;
    halves = Character.isHighSurrogate(chars[length - 1]) ? 1 : 0;
    piece = new String(chars, 0, length - halves).getBytes(StandardCharsets.UTF_8);
    at = 0;
    end = piece.length;
    chars[0] = chars[length - 1];
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
