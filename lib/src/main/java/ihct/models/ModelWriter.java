package ihct.models;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a model as plain little-endian numbers, so that any language can read it.
 *
 * <p>A file starts with the four letters {@code IHCT}, four letters that tell the kind of model and
 * a 32-bit format version. Arrays are written without their lengths: the reader knows them from the
 * counts before. See {@link ModelReader}.
 */
final class ModelWriter implements Closeable {

  /** The version that this program writes, and the only one it reads. */
  static final int VERSION = 1;

  /** The letters at the start of every file. */
  static final String MAGIC = "IHCT";

  private final DataOutputStream out;

  /**
   * Creates or replaces a file and writes its first 12 bytes.
   *
   * @param file the file
   * @param kind four ASCII letters that name the kind of model
   * @throws IOException if the file cannot be written
   */
  ModelWriter(Path file, String kind) throws IOException {
    out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    out.write((MAGIC + kind).getBytes(StandardCharsets.US_ASCII));
    writeInt(VERSION);
  }

  void writeInt(int value) throws IOException {
    out.writeInt(Integer.reverseBytes(value));
  }

  void writeLong(long value) throws IOException {
    out.writeLong(Long.reverseBytes(value));
  }

  void writeDouble(double value) throws IOException {
    writeLong(Double.doubleToRawLongBits(value));
  }

  void writeInts(int[] values) throws IOException {
    for (int value : values) {
      writeInt(value);
    }
  }

  void writeFloats(float[] values) throws IOException {
    for (float value : values) {
      writeInt(Float.floatToRawIntBits(value));
    }
  }

  void writeDoubles(double[] values) throws IOException {
    for (double value : values) {
      writeDouble(value);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
