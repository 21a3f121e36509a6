package ihct.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A matrix of numbers in a NumPy file.
 *
 * <p>Written are float64, little-endian, by rows, format 1.0. Read are also float32, int32 and
 * int64, big-endian numbers, columns first (Fortran order), and formats 2.0 and 3.0; anything else
 * is refused by its name.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The NPY
 *     format</a>
 */
final class NpyMatrix {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNED = 64;

  /** NumPy itself reads no longer header unless told to. */
  private static final int LONGEST_HEADER = 10_000;

  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

  private final int rows;
  private final int columns;
  private final boolean byColumns;
  private final String type;
  private final ByteBuffer numbers;

  private NpyMatrix(int rows, int columns, boolean byColumns, String type, ByteBuffer numbers) {
    this.rows = rows;
    this.columns = columns;
    this.byColumns = byColumns;
    this.type = type;
    this.numbers = numbers;
  }

  /** Writes rows of equal length, as many bytes as NumPy writes for them. */
  static byte[] write(double[][] matrix, int columns) {
    String fields =
        "{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }"
            .formatted(matrix.length, columns);
    int before = MAGIC.length + 2 + Short.BYTES;
    int length = (before + fields.length() + 1 + ALIGNED - 1) / ALIGNED * ALIGNED;
    ByteBuffer out =
        ByteBuffer.allocate(length + matrix.length * columns * Double.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (length - before));
    out.put(fields.getBytes(StandardCharsets.US_ASCII));
    while (out.position() < length - 1) {
      out.put((byte) ' ');
    }
    out.put((byte) '\n');
    for (double[] row : matrix) {
      Arrays.stream(row).forEach(out::putDouble);
    }
    return out.array();
  }

  /**
   * Reads a matrix of a known shape. Nothing is read that its shape does not ask for.
   *
   * @throws IllegalArgumentException if the file is none, or of another shape; the message does not
   *     name the file
   * @throws IOException if it cannot be read
   */
  static NpyMatrix read(Path file, int rows, int columns) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String header = header(in);
      String type = field(TYPE, header, "a type 'descr' of plain numbers");
      int bytes = bytes(type);
      boolean byColumns = field(ORDER, header, "'fortran_order', True or False").equals("True");
      String shape = field(SHAPE, header, "a 'shape'").strip();
      if (!shape.replaceAll("\\s", "").replaceFirst(",$", "").equals(rows + "," + columns)) {
        throw new IllegalArgumentException(
            "it has the shape (%s), and (%d, %d) is needed: %d rows of cluster, cluster, height, size for %d leaves."
                .formatted(shape, rows, columns, rows, rows + 1));
      }
      byte[] content = in.readNBytes(Math.multiplyExact(rows * columns, bytes));
      if (content.length < rows * columns * bytes || in.read() >= 0) {
        throw new IllegalArgumentException(
            content.length < rows * columns * bytes
                ? "it is cut off: %d bytes of numbers are there, and its shape needs %d."
                    .formatted(content.length, rows * columns * bytes)
                : "more follows the %d bytes of numbers that its shape needs."
                    .formatted(content.length));
      }
      ByteOrder order = type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      return new NpyMatrix(
          rows, columns, byColumns, type.substring(1), ByteBuffer.wrap(content).order(order));
    }
  }

  private static String header(InputStream in) throws IOException {
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
    if (length > LONGEST_HEADER) {
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

  private static int bytes(String type) {
    return switch (type) {
      case "<f8", ">f8", "<i8", ">i8" -> Long.BYTES;
      case "<f4", ">f4", "<i4", ">i4" -> Integer.BYTES;
      default ->
          throw new IllegalArgumentException(
              "it holds numbers of the type '%s'; float64, float32, int64 and int32 can be read."
                  .formatted(type));
    };
  }

  int rows() {
    return rows;
  }

  double get(int row, int column) {
    int at = byColumns ? column * rows + row : row * columns + column;
    return switch (type) {
      case "f8" -> numbers.getDouble(at * Double.BYTES);
      case "f4" -> numbers.getFloat(at * Float.BYTES);
      case "i8" -> numbers.getLong(at * Long.BYTES);
      default -> numbers.getInt(at * Integer.BYTES);
    };
  }
}
