package ihct.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What stands before the numbers of a NumPy array in a file.
 *
 * @param type what a number is, such as {@code <f4}: byte order, kind, bytes
 * @param byColumns whether the first index changes fastest (Fortran order)
 * @param shape the array's sizes as Python writes them between its brackets: {@code 5, 4}, or
 *     {@code 5,} if there is only one
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The NPY
 *     format</a>
 */
public record NpyHeader(String type, boolean byColumns, String shape) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNED = 64;

  /** NumPy itself reads no longer header unless told to. */
  private static final int LONGEST = 10_000;

  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

  /**
   * Makes the header of an array of numbers of this type and at least one size, whose last index
   * changes fastest.
   */
  public static NpyHeader of(String type, int... shape) {
    String sizes = IntStream.of(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    return new NpyHeader(type, false, shape.length == 1 ? sizes + "," : sizes);
  }

  /**
   * {@return the header in format 1.0, a multiple of 64 bytes: as many as NumPy writes for an array
   * of few dimensions}
   */
  public byte[] bytes() {
    String fields =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }"
            .formatted(type, byColumns ? "True" : "False", shape);
    int before = MAGIC.length + 2 + Short.BYTES;
    int length = (before + fields.length() + 1 + ALIGNED - 1) / ALIGNED * ALIGNED;
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) ' ');
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) (length - before))
        .put(fields.getBytes(StandardCharsets.US_ASCII));
    bytes[length - 1] = '\n';
    return bytes;
  }

  /**
   * Reads a header of format 1.0, 2.0 or 3.0, and nothing behind it.
   *
   * @throws IllegalArgumentException if there is none; the message does not name the file
   */
  public static NpyHeader read(InputStream in) throws IOException {
    String text = text(in);
    return new NpyHeader(
        field(TYPE, text, "a type 'descr' of plain numbers"),
        field(ORDER, text, "'fortran_order', True or False").equals("True"),
        field(SHAPE, text, "a 'shape'").strip());
  }

  private static String text(InputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length);
    if (!Arrays.equals(start, MAGIC)) {
      throw new IllegalArgumentException("it is no NumPy file: it does not begin with \\x93NUMPY.");
    }
    int version = in.read();
    int minor = in.read();
    if (version < 1 || version > 3 || minor != 0) {
      throw new IllegalArgumentException(
          "it has NumPy's format %d.%d; formats 1.0, 2.0 and 3.0 can be read."
              .formatted(version, minor));
    }
    long length = version == 1 ? little(in, Short.BYTES) : little(in, Integer.BYTES);
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "its header has %d bytes; that of a matrix has some hundred.".formatted(length));
    }
    byte[] header = in.readNBytes((int) length);
    if (header.length < length) {
      throw new IllegalArgumentException("it is cut off within its header.");
    }
    return new String(header, StandardCharsets.UTF_8);
  }

  private static long little(InputStream in, int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      int next = in.read();
      if (next < 0) {
        throw new IllegalArgumentException("it is cut off within its header.");
      }
      value |= (long) next << (Byte.SIZE * i);
    }
    return value;
  }

  private static String field(Pattern pattern, String header, String what) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new IllegalArgumentException("its header lacks %s: %s".formatted(what, header.strip()));
    }
    return matcher.group(1);
  }
}
