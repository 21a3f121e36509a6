package ihct.loading.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A table that is written otherwise as comma-separated values, line by line, so that each row stays
 * on its line.
 */
abstract class LineStream extends PieceStream {

  /** Bytes are handed on as they are: what has a meaning here is ASCII. */
  static final Charset BYTES = StandardCharsets.ISO_8859_1;

  /** So much is handed on at once. */
  static final int PIECE = 1 << 16;

  private final BufferedReader lines;
  private long line;

  LineStream(InputStream text) {
    lines = new BufferedReader(new InputStreamReader(text, BYTES));
  }

  /** Appends what takes the place of a line, without a line end. */
  abstract void convert(String row, StringBuilder text) throws IOException;

  /** The next line, or null at the end. */
  final String readLine() throws IOException {
    String next = lines.readLine();
    line += next == null ? 0 : 1;
    return next;
  }

  /** The number of the line at hand, counted from 1. */
  final long line() {
    return line;
  }

  @Override
  boolean next() throws IOException {
    StringBuilder text = new StringBuilder();
    String row = "";
    while (text.length() < PIECE && (row = readLine()) != null) {
      convert(row, text);
      text.append('\n');
    }
    piece = text.toString().getBytes(BYTES);
    at = 0;
    end = piece.length;
    return row != null || end > 0;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
