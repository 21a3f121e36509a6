package ihct.loading.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The encodings in which spreadsheets and editors write text: UTF-8, UTF-16 and UTF-32, with or
 * without a byte order mark.
 *
 * <p>Without a mark, UTF-16 and UTF-32 are told by their zero bytes: text in UTF-8 has none, and in
 * the others separators, digits and line ends have them, always on the same side.
 */
enum TextEncoding {
  // In the order in which they are tried: the mark of UTF-32LE starts with that of UTF-16LE.
  UTF_8(StandardCharsets.UTF_8, 0xef, 0xbb, 0xbf),
  UTF_32LE(Charset.forName("UTF-32LE"), 0xff, 0xfe, 0, 0),
  UTF_32BE(Charset.forName("UTF-32BE"), 0, 0, 0xfe, 0xff),
  UTF_16LE(StandardCharsets.UTF_16LE, 0xff, 0xfe),
  UTF_16BE(StandardCharsets.UTF_16BE, 0xfe, 0xff);

  /** So much is looked at. */
  private static final int LOOK = 1 << 12;

  private final Charset charset;
  private final int[] mark;

  TextEncoding(Charset charset, int... mark) {
    this.charset = charset;
    this.mark = mark;
  }

  /** Tells the encoding of a text by its first bytes. */
  static TextEncoding of(byte[] opening) {
    for (TextEncoding encoding : values()) {
      if (encoding.isMarked(opening)) {
        return encoding;
      }
    }
    for (TextEncoding encoding : values()) {
      if (encoding != UTF_8 && encoding.hasItsZeros(opening)) {
        return encoding;
      }
    }
    return UTF_8;
  }

  private boolean isMarked(byte[] opening) {
    int same = 0;
    while (same < Math.min(mark.length, opening.length) && (opening[same] & 0xff) == mark[same]) {
      same++;
    }
    return same == mark.length;
  }

  /** The bytes of the mark, if the text has one. */
  int markLength(byte[] opening) {
    return isMarked(opening) ? mark.length : 0;
  }

  /** What a reader of the report must be told; empty for plain UTF-8. */
  String words(byte[] opening) {
    boolean marked = isMarked(opening);
    return this == UTF_8 && !marked
        ? ""
        : charset.name() + (marked ? " with a byte order mark" : "");
  }

  /** Gives a text as UTF-8. */
  InputStream utf8(InputStream text) throws IOException {
    return this == UTF_8 ? text : new Utf8Stream(text, charset);
  }

  /** Whether at least a third of the characters are ASCII in this encoding, and none is zero. */
  private boolean hasItsZeros(byte[] opening) {
    int width = this == UTF_32LE || this == UTF_32BE ? 4 : 2;
    boolean little = this == UTF_16LE || this == UTF_32LE;
    int characters = Math.min(opening.length, LOOK) / width;
    int ascii = 0;
    for (int i = 0; i < characters; i++) {
      int value = 0;
      for (int j = 0; j < width; j++) {
        value = value << 8 | opening[i * width + (little ? width - 1 - j : j)] & 0xff;
      }
      if (!isText(value)) {
        return false;
      }
      ascii += value < 0x80 ? 1 : 0;
    }
    return characters > 0 && 3 * ascii >= characters;
  }

  private static boolean isText(int character) {
    boolean control = character < ' ' && "\t\n\r\f".indexOf(character) < 0;
    return !control && Character.isValidCodePoint(character);
  }
}
