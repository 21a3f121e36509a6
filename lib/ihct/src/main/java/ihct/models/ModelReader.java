package ihct.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads what {@link ModelWriter} wrote, and trusts nothing.
 *
 * <p>A file is checked as a whole before any of it is used: names, sizes and the SHA-256 of every
 * entry. Entries are stored, so none is larger than the file, and none is unpacked to a place that
 * its name tells. Then every count is checked against its range and against the size of its entry
 * before an array is made. Nothing is deserialised into classes that the file names.
 */
public final class ModelReader implements Closeable {

  private final ModelArchive archive;
  private final String prefix;

  private ModelReader(ModelArchive archive, String prefix) {
    this.archive = archive;
    this.prefix = prefix;
  }

  /**
   * Opens a file and checks that it is whole.
   *
   * @return a reader, to be closed
   * @throws UnreadableModelException if the file is missing, damaged or of another version; the
   *     message names it and the reason
   * @throws IOException if it cannot be read
   */
  public static ModelReader open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new UnreadableModelException("There is no saved model at " + file + ".");
    }
    if (Files.isDirectory(file)) {
      throw new UnreadableModelException(
          file + " is a folder; name a model's file, such as RUN/models/dense.zip.");
    }
    return open(file, "model", "Train the model again.");
  }

  /** Opens a file of any kind; what it should be and what to do if it is not stand in messages. */
  static ModelReader open(Path file, String what, String remedy) throws IOException {
    return new ModelReader(new ModelArchive(file, what, remedy), "");
  }

  /** The kind of model that the file holds, such as "dense". */
  public String kind() {
    return archive.kind();
  }

  /**
   * Reads what the model's owner added.
   *
   * @param name as it was written, ending in {@code .json}
   * @throws IOException if it is not there
   */
  public String text(String name) throws IOException {
    return archive.text(name);
  }

  /** Refuses a model of another kind. */
  public void requireKind(String kind) throws IOException {
    if (!kind().equals(kind)) {
      throw new UnreadableModelException(
          "%s holds a model of the kind \"%s\", not \"%s\"."
              .formatted(archive.file(), kind(), kind));
    }
  }

  /** A reader for a part of the model. */
  public ModelReader part(String name) {
    return new ModelReader(archive, prefix + name + "/");
  }

  /**
   * Reads an integer that must lie in a range.
   *
   * @throws IOException if it is missing, is no integer or is out of range
   */
  public int integer(String name, int least, int most) throws IOException {
    long value = anyInteger(name);
    if (value < least || value > most) {
      throw archive.damaged(
          "%s is %d; it must be between %d and %d".formatted(prefix + name, value, least, most));
    }
    return (int) value;
  }

  /** Reads a whole number of any size; an IOException if it is missing or none. */
  public long anyInteger(String name) throws IOException {
    JsonNode value = archive.setting(prefix + name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw archive.damaged(prefix + name + " is no whole number");
    }
    return value.asLong();
  }

  /**
   * Reads a number that must be positive and finite.
   *
   * @throws IOException if it is missing or is not
   */
  public double positive(String name) throws IOException {
    JsonNode value = archive.setting(prefix + name);
    double number = value.isNumber() ? value.asDouble() : Double.NaN;
    if (!(number > 0) || Double.isInfinite(number)) {
      throw archive.damaged(prefix + name + " must be a positive, finite number");
    }
    return number;
  }

  /** Tells whether the file has a setting, for those that not every model has. */
  public boolean has(String name) {
    return archive.has(prefix + name);
  }

  /** Tells whether a setting is a text. */
  boolean is(String name, String text) throws IOException {
    return archive.setting(prefix + name).asText().equals(text);
  }

  /**
   * Reads a setting that must be one of a few words.
   *
   * @throws IOException if it is missing or another
   */
  public String word(String name, String... known) throws IOException {
    String value = archive.setting(prefix + name).asText();
    if (!List.of(known).contains(value)) {
      throw archive.damaged(
          "%s is \"%s\"; this program knows %s"
              .formatted(prefix + name, ModelArchive.shown(value), String.join(", ", known)));
    }
    return value;
  }

  /** Reads exactly so many whole numbers, each of which must lie in a range. */
  public int[] ints(String name, int count, int least, int most) throws IOException {
    ModelArchive.Array array = archive.array(NumberType.INT, prefix + name, count);
    int[] values = new int[count];
    array.read((chunk, from, some) -> chunk.asIntBuffer().get(values, from, some));
    for (int i = 0; i < count; i++) {
      if (values[i] < least || values[i] > most) {
        throw archive.damagedNumber(
            NumberType.INT,
            prefix + name,
            i,
            values[i],
            "between %d and %d".formatted(least, most));
      }
    }
    return values;
  }

  /**
   * Reads finite numbers.
   *
   * @throws IOException if there are not exactly so many, or one is not finite
   */
  public float[] floats(String name, int count) throws IOException {
    float[] values = anyFloats(name, count);
    for (int i = 0; i < count; i++) {
      checkFinite(NumberType.FLOAT, name, i, values[i]);
    }
    return values;
  }

  /** Reads numbers that may be infinite or none. */
  float[] anyFloats(String name, int count) throws IOException {
    ModelArchive.Array array = archive.array(NumberType.FLOAT, prefix + name, count);
    float[] values = new float[count];
    array.read((chunk, from, some) -> chunk.asFloatBuffer().get(values, from, some));
    return values;
  }

  /**
   * Reads finite numbers.
   *
   * @throws IOException if there are not exactly so many, or one is not finite
   */
  public double[] doubles(String name, int count) throws IOException {
    double[] values = anyDoubles(name, count);
    for (int i = 0; i < count; i++) {
      checkFinite(NumberType.DOUBLE, name, i, values[i]);
    }
    return values;
  }

  /** Reads numbers that may be infinite or none. */
  double[] anyDoubles(String name, int count) throws IOException {
    ModelArchive.Array array = archive.array(NumberType.DOUBLE, prefix + name, count);
    double[] values = new double[count];
    array.read((chunk, from, some) -> chunk.asDoubleBuffer().get(values, from, some));
    return values;
  }

  private void checkFinite(NumberType type, String name, int i, double value) throws IOException {
    if (!Double.isFinite(value)) {
      throw archive.damagedNumber(type, prefix + name, i, value, "finite");
    }
  }

  /**
   * Makes sure that the model used all that the file holds, the owner's texts aside.
   *
   * @throws IOException if something is left over
   */
  public void end() throws IOException {
    String left = archive.unused();
    if (left != null) {
      throw archive.damaged("it holds %s, which no such model has".formatted(left));
    }
  }

  /**
   * Makes the exception for a file whose numbers contradict each other.
   *
   * @param reason what is wrong, a clause without a full stop
   * @return an exception that names the file, the reason and the remedy
   */
  public UnreadableModelException damaged(String reason) {
    return archive.damaged((prefix.isEmpty() ? "" : prefix + ": ") + reason);
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
