package ihct.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.io.Sha256;
import ihct.io.UnwritableException;
import ihct.io.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a model file: a zip archive of which any language can read every part, and NumPy's {@code
 * load} the arrays.
 *
 * <table>
 * <caption>Entries, all stored without compression</caption>
 * <tr><th>name</th><th>content</th></tr>
 * <tr><td>{@code model.json}</td><td>the format, the kind of model, its settings</td></tr>
 * <tr><td>{@code NAME.npy}</td>
 *     <td>a NumPy array of one dimension: int32, float32 or float64, little-endian</td></tr>
 * <tr><td>{@code NAME.json}</td><td>what the model's owner adds</td></tr>
 * <tr><td>{@code SHA256SUMS}</td><td>the SHA-256 of each other entry, as sha256sum writes it</td></tr>
 * </table>
 *
 * <p>The parts of a model of many parts, such as the trees of a forest, have names like {@code
 * tree-1/threshold.npy}. The same model makes the same bytes. The file appears when it is whole,
 * and replaces an earlier one in one step. {@link ModelReader} reads it.
 */
public final class ModelWriter {

  /** The version of the format that this program writes. */
  static final int FORMAT = 3;

  static final String SETTINGS = "model.json";
  static final String SUMS = "SHA256SUMS";
  static final String NPY = ".npy";
  static final String JSON = ".json";

  /** Entries have a time: a fixed one, which a zip can tell without an extra field. */
  private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private final Archive archive;
  private final String prefix;

  private ModelWriter(Archive archive, String prefix) {
    this.archive = archive;
    this.prefix = prefix;
  }

  /**
   * Writes a model to a file.
   *
   * @param file is replaced once the model is written as a whole, and untouched before
   * @param texts what stands beside it, as JSON, by name; the names end in {@code .json}
   * @throws UnwritableException if the file cannot be written
   */
  public static void write(Path file, SavableClassifier model, Map<String, String> texts)
      throws UnwritableException {
    write(
        file,
        model.kind(),
        out -> {
          model.write(out);
          for (Map.Entry<String, String> text : texts.entrySet()) {
            out.archive.addText(text.getKey(), text.getValue());
          }
        });
  }

  /** What such a file holds. */
  interface Content {
    void write(ModelWriter out) throws IOException;
  }

  /** Writes a file of any kind. */
  static void write(Path file, String kind, Content content) throws UnwritableException {
    WholeFile.replace(
        file,
        stream -> {
          ModelWriter out = new ModelWriter(new Archive(stream, kind), "");
          content.write(out);
          out.archive.finish();
        });
  }

  /** A writer for a part of the model, whose names all start with that of the part. */
  public ModelWriter part(String name) {
    return new ModelWriter(archive, prefix + name + "/");
  }

  /** A setting that is a whole number. */
  public void integer(String name, long value) {
    archive.settings.put(prefix + name, value);
  }

  /** A setting that is a number. */
  public void number(String name, double value) {
    archive.settings.put(prefix + name, value);
  }

  /** A setting that is a text. */
  public void word(String name, String value) {
    archive.settings.put(prefix + name, value);
  }

  /** An array of int32. */
  public void ints(String name, int[] values) throws IOException {
    array(
        NumberType.INT,
        name,
        values.length,
        (chunk, from, count) -> chunk.asIntBuffer().put(values, from, count));
  }

  /** An array of float32. */
  public void floats(String name, float[] values) throws IOException {
    array(
        NumberType.FLOAT,
        name,
        values.length,
        (chunk, from, count) -> chunk.asFloatBuffer().put(values, from, count));
  }

  /** An array of float64. */
  public void doubles(String name, double[] values) throws IOException {
    array(
        NumberType.DOUBLE,
        name,
        values.length,
        (chunk, from, count) -> chunk.asDoubleBuffer().put(values, from, count));
  }

  /** Puts some of the numbers of an array at the start of a chunk. */
  private interface Numbers {
    void put(ByteBuffer chunk, int from, int count);
  }

  private void array(NumberType type, String name, int length, Numbers numbers) throws IOException {
    archive.add(
        type.entry(prefix + name, FORMAT),
        out -> {
          out.write(type.header(length, FORMAT));
          int most = type.chunk(length);
          ByteBuffer chunk =
              ByteBuffer.allocate(most * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
          for (int from = 0; from < length; from += most) {
            int count = Math.min(most, length - from);
            numbers.put(chunk, from, count);
            out.write(chunk.array(), 0, count * type.bytes());
          }
        });
  }

  /** What has to be known of an entry before it is stored. */
  private static final class Measure extends OutputStream {
    private final CRC32 crc = new CRC32();
    private final MessageDigest sha256 = Sha256.begin();
    private long size;

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      size += count;
      crc.update(bytes, from, count);
      sha256.update(bytes, from, count);
    }
  }

  /** The zip archive. */
  private static final class Archive {
    private final ZipOutputStream zip;
    private final ObjectMapper mapper =
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final ObjectNode head = mapper.createObjectNode();
    private final ObjectNode settings;
    private final Map<String, String> sums = new LinkedHashMap<>();

    private Archive(OutputStream stream, String kind) {
      zip = new ZipOutputStream(stream);
      head.put("format", FORMAT).put("kind", kind);
      settings = head.putObject("settings");
    }

    /** Adds what is written twice: once to measure it, as a zip tells sizes first. */
    private void add(String name, WholeFile.Content content) throws IOException {
      Measure measure = new Measure();
      content.write(measure);
      ZipEntry entry = new ZipEntry(name);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(measure.size);
      entry.setCrc(measure.crc.getValue());
      entry.setTimeLocal(TIME);
      zip.putNextEntry(entry);
      content.write(zip);
      zip.closeEntry();
      sums.put(name, Sha256.end(measure.sha256));
    }

    private void addText(String name, String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      add(name, out -> out.write(bytes));
    }

    /** Writes what tells of the rest. */
    private void finish() throws IOException {
      addText(SETTINGS, mapper.writeValueAsString(head) + "\n");
      StringBuilder lines = new StringBuilder();
      sums.forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
      addText(SUMS, lines.toString());
      zip.finish();
    }
  }
}
