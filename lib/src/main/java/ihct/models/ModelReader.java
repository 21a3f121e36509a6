package ihct.models;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads what {@link ModelWriter} wrote and trusts nothing: every count is checked against its range
 * and against the bytes that are left before an array is made.
 */
final class ModelReader {

  private static final int HEADER_BYTES = 12;

  private final Path file;
  private final ByteBuffer bytes;

  /**
   * Reads a file and checks its first 12 bytes.
   *
   * @param file the file
   * @param kind the kind of model that must stand there, four ASCII letters
   * @throws IOException if the file is missing or is no such model; the message says what it is
   */
  ModelReader(Path file, String kind) throws IOException {
    this.file = file;
    bytes = ByteBuffer.wrap(readAll(file)).order(ByteOrder.LITTLE_ENDIAN);
    String expected = ModelWriter.MAGIC + kind;
    if (bytes.remaining() < HEADER_BYTES) {
      throw damaged(
          "it has %d bytes and a model has at least %d".formatted(bytes.remaining(), HEADER_BYTES));
    }
    byte[] start = new byte[expected.length()];
    bytes.get(start);
    String found = new String(start, StandardCharsets.US_ASCII);
    if (!found.equals(expected)) {
      throw damaged(
          "it starts with \"%s\" instead of \"%s\""
              .formatted(found.replaceAll("[^ -~]", "?"), expected));
    }
    int version = bytes.getInt();
    if (version != ModelWriter.VERSION) {
      throw new IOException(
          "%s has format version %d; this program reads version %d. Train the model again."
              .formatted(file, version, ModelWriter.VERSION));
    }
  }

  private static byte[] readAll(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException("There is no saved model at " + file + ".", e);
    }
  }

  /**
   * Reads one integer that must lie in a range.
   *
   * @param name what it means, for the message
   * @param least smallest value allowed
   * @param most largest value allowed
   * @return the value
   * @throws IOException if the file ends or the value is out of range
   */
  int readInt(String name, int least, int most) throws IOException {
    need(name, Integer.BYTES, 1);
    return checkRange(name, bytes.getInt(), least, most);
  }

  long readLong(String name) throws IOException {
    need(name, Long.BYTES, 1);
    return bytes.getLong();
  }

  /**
   * Reads one number that must be positive and finite.
   *
   * @param name what it means, for the message
   * @return the value
   * @throws IOException if the file ends or the value is not positive and finite
   */
  double readPositive(String name) throws IOException {
    need(name, Double.BYTES, 1);
    double value = bytes.getDouble();
    if (!(value > 0) || Double.isInfinite(value)) {
      throw damaged("%s is %s; it must be positive and finite".formatted(name, value));
    }
    return value;
  }

  int[] readInts(String name, int count, int least, int most) throws IOException {
    need(name, Integer.BYTES, count);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = checkRange(name, bytes.getInt(), least, most);
    }
    return values;
  }

  float[] readFloats(String name, int count) throws IOException {
    need(name, Float.BYTES, count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = bytes.getFloat();
      checkFinite(name, values[i]);
    }
    return values;
  }

  double[] readDoubles(String name, int count) throws IOException {
    need(name, Double.BYTES, count);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = bytes.getDouble();
      checkFinite(name, values[i]);
    }
    return values;
  }

  /**
   * Makes sure that nothing is left over.
   *
   * @throws IOException if bytes follow the model
   */
  void end() throws IOException {
    if (bytes.hasRemaining()) {
      throw damaged("%d bytes follow the model's end".formatted(bytes.remaining()));
    }
  }

  /**
   * Makes the exception for a file whose numbers contradict each other.
   *
   * @param reason what is wrong, a clause without a full stop
   * @return an exception that names the file, the reason and the remedy
   */
  IOException damaged(String reason) {
    return new IOException(
        "%s is not a readable model: %s. Train the model again.".formatted(file, reason));
  }

  private int checkRange(String name, int value, int least, int most) throws IOException {
    if (value < least || value > most) {
      throw damaged("%s is %d; it must be between %d and %d".formatted(name, value, least, most));
    }
    return value;
  }

  private void checkFinite(String name, double value) throws IOException {
    if (!Double.isFinite(value)) {
      throw damaged("%s holds %s; it must be finite".formatted(name, value));
    }
  }

  private void need(String name, int size, long count) throws IOException {
    if (size * count > bytes.remaining()) {
      throw damaged(
          "%s needs %d bytes and %d are left".formatted(name, size * count, bytes.remaining()));
    }
  }
}
