package ihct.loading.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Looks at text as its UTF-8 bytes, where making strings of it would cost too much. */
public final class Utf8 {

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /**
   * Finds the first byte of what is not UTF-8: a stray or missing continuation, a sequence longer
   * than needed, a surrogate, or a code point above 10FFFF.
   *
   * @return its place, or {@code to} if all is well
   * @see <a href="https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf">Unicode 15, table
   *     3-7</a>
   */
  static int malformed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (at + Long.BYTES <= to && ((long) EIGHT_BYTES.get(bytes, at) & HIGH_BITS) == 0) {
        at += Long.BYTES;
      } else if (bytes[at] >= 0) {
        at++;
      } else {
        int length = sequence(bytes, at, to);
        if (length == 0) {
          return at;
        }
        at += length;
      }
    }
    return to;
  }

  /** The length of the sequence of several bytes that starts here, or 0 if it is malformed. */
  private static int sequence(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xff;
    int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (at + length > to) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length > 2 && !isSecond(lead, bytes[at + 1] & 0xff) ? 0 : length;
  }

  /** Tells whether a continuation may follow a first byte. */
  private static boolean isSecond(int lead, int second) {
    return switch (lead) {
      case 0xe0 -> second >= 0xa0;
      case 0xed -> second < 0xa0;
      case 0xf0 -> second >= 0x90;
      case 0xf4 -> second < 0x90;
      default -> true;
    };
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Counts the chars of the string that well-formed bytes stand for. */
  static int chars(byte[] bytes, int from, int to) {
    int chars = 0;
    for (int at = from; at < to; at++) {
      int b = bytes[at] & 0xff;
      chars += (b & 0xc0) == 0x80 ? 0 : b < 0xf0 ? 1 : 2;
    }
    return chars;
  }

  /** Where the text starts after its leading blanks, as {@link String#strip} sees them. */
  public static int afterBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int length = bytes[at] >= 0 ? 1 : 3;
      if (!isBlank(bytes, at, at + length, to)) {
        return at;
      }
      at += length;
    }
    return to;
  }

  /** Where the text ends before its trailing blanks. */
  public static int beforeBlanks(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from) {
      int start = bytes[end - 1] >= 0 ? end - 1 : end - 3;
      if (start < from || !isBlank(bytes, start, end, to)) {
        return end;
      }
      end = start;
    }
    return from;
  }

  /** Every blank has one byte or three. */
  private static boolean isBlank(byte[] bytes, int start, int end, int to) {
    if (end - start == 1) {
      return bytes[start] <= ' ' && Character.isWhitespace(bytes[start]);
    }
    return end <= to
        && (bytes[start] & 0xf0) == 0xe0
        && Character.isWhitespace(
            (bytes[start] & 0xf) << 12 | (bytes[start + 1] & 0x3f) << 6 | bytes[start + 2] & 0x3f);
  }
}
