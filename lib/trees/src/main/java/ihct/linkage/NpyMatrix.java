package ihct.linkage;

import ihct.io.NpyHeader;
import ihct.stopping.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A matrix of numbers in a NumPy file.
 *
 * <p>Written are float64, little-endian, by rows, format 1.0. Read are also float32, int32 and
 * int64, big-endian numbers, columns first (Fortran order), and formats 2.0 and 3.0; anything else
 * is refused by its name.
 */
public final class NpyMatrix {

  private static final Pattern SHAPE = Pattern.compile("\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,?\\s*");

  private final int rows;
  private final int columns;
  private final NpyHeader header;
  private final ByteBuffer numbers;

  private NpyMatrix(int rows, int columns, NpyHeader header, ByteBuffer numbers) {
    this.rows = rows;
    this.columns = columns;
    this.header = header;
    this.numbers = numbers;
  }

  /** Writes rows of equal length. */
  static byte[] write(double[][] matrix, int columns) {
    byte[] header = NpyHeader.of("<f8", matrix.length, columns).bytes();
    ByteBuffer out =
        ByteBuffer.allocate(header.length + matrix.length * columns * Double.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(header);
    for (double[] row : matrix) {
      for (double number : row) {
        out.putDouble(number);
      }
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
      NpyHeader header = NpyHeader.read(in);
      bytes(header.type());
      String shape = header.shape();
      if (!shape.replaceAll("\\s", "").replaceFirst(",$", "").equals(rows + "," + columns)) {
        throw new IllegalArgumentException(
            "it has the shape (%s), and (%d, %d) is needed: %d rows of cluster, cluster, height, size for %d leaves."
                .formatted(shape, rows, columns, rows, rows + 1));
      }
      return read(in, header, rows, columns);
    }
  }

  /**
   * Reads a matrix of any shape.
   *
   * @param file such as {@code numpy.save} writes
   * @return its rows
   * @throws IllegalArgumentException if the file is none; the message does not name the file
   * @throws IOException if it cannot be read
   */
  public static double[][] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      NpyHeader header = NpyHeader.read(in);
      Matcher shape = SHAPE.matcher(header.shape());
      if (!shape.matches()) {
        throw new IllegalArgumentException(
            "it has the shape (%s), and a matrix is needed, of two dimensions."
                .formatted(header.shape()));
      }
      double numbers =
          Math.max(1, Double.parseDouble(shape.group(1)))
              * Math.max(1, Double.parseDouble(shape.group(2)));
      long there = Files.size(file);
      if (numbers * bytes(header.type()) > Math.min(there, Integer.MAX_VALUE)) {
        throw new IllegalArgumentException(
            "its shape (%s) needs more bytes than %s."
                .formatted(
                    header.shape(),
                    there <= Integer.MAX_VALUE
                        ? "the %d that the file has".formatted(there)
                        : "2 GiB, the most that is read"));
      }
      return read(in, header, Integer.parseInt(shape.group(1)), Integer.parseInt(shape.group(2)))
          .toArray();
    }
  }

  private static NpyMatrix read(InputStream in, NpyHeader header, int rows, int columns)
      throws IOException {
    int size = Math.multiplyExact(rows * columns, bytes(header.type()));
    byte[] content = in.readNBytes(size);
    if (content.length < size || in.read() >= 0) {
      throw new IllegalArgumentException(
          content.length < size
              ? "it is cut off: %d bytes of numbers are there, and its shape needs %d."
                  .formatted(content.length, size)
              : "more follows the %d bytes of numbers that its shape needs.".formatted(size));
    }
    boolean isBig = header.type().startsWith(">");
    ByteOrder order = isBig ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyMatrix(rows, columns, header, ByteBuffer.wrap(content).order(order));
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

  double[][] toArray() {
    double[][] matrix = new double[rows][columns];
    for (int row = 0; row < rows; row++) {
      Stop.check("reading numbers");
      for (int column = 0; column < columns; column++) {
        matrix[row][column] = get(row, column);
      }
    }
    return matrix;
  }

  private double get(int row, int column) {
    int at = header.byColumns() ? column * rows + row : row * columns + column;
    return switch (header.type().substring(1)) {
      case "f8" -> numbers.getDouble(at * Double.BYTES);
      case "f4" -> numbers.getFloat(at * Float.BYTES);
      case "i8" -> numbers.getLong(at * Long.BYTES);
      default -> numbers.getInt(at * Integer.BYTES);
    };
  }
}
