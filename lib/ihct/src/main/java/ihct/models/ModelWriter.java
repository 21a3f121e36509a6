package ihct.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a model file: a zip archive of which any language can read every part.
 *
 * <table>
 * <caption>Entries, all stored without compression</caption>
 * <tr><th>name</th><th>content</th></tr>
 * <tr><td>{@code model.json}</td><td>the format, the kind of model, its settings</td></tr>
 * <tr><td>{@code NAME.i32}, {@code NAME.f32}, {@code NAME.f64}</td>
 *     <td>an array of little-endian integers, floats or doubles, without its length</td></tr>
 * <tr><td>{@code NAME.json}</td><td>what the model's owner adds</td></tr>
 * <tr><td>{@code SHA256SUMS}</td><td>the SHA-256 of each other entry, as sha256sum writes it</td></tr>
 * </table>
 *
 * <p>The parts of a model of many parts, such as the trees of a forest, have names like {@code
 * tree-1/threshold.f32}. The same model makes the same bytes. The file appears when it is whole,
 * and replaces an earlier one in one step. {@link ModelReader} reads it.
 */
public final class ModelWriter implements Closeable {

  /** The version of the format that this program writes, and the only one it reads. */
  static final int FORMAT = 2;

  static final String SETTINGS = "model.json";
  static final String SUMS = "SHA256SUMS";
  static final String INTS = ".i32";
  static final String FLOATS = ".f32";
  static final String DOUBLES = ".f64";
  static final String JSON = ".json";

  private static final int CHUNK = 1 << 16;

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
   * @param model the model
   * @param texts what stands beside it, as JSON, by name; the names end in {@code .json}
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, GenreClassifier model, Map<String, String> texts)
      throws IOException {
    try (ModelWriter out = new ModelWriter(new Archive(file, model.kind()), "")) {
      model.write(out);
      for (Map.Entry<String, String> text : texts.entrySet()) {
        out.text(text.getKey(), text.getValue());
      }
      out.archive.finish();
    }
  }

  /** A writer for a part of the model, whose names all start with that of the part. */
  public ModelWriter part(String name) {
    return new ModelWriter(archive, prefix + name + "/");
  }

  public void integer(String name, long value) {
    archive.settings.put(prefix + name, value);
  }

  public void number(String name, double value) {
    archive.settings.put(prefix + name, value);
  }

  /** A setting that is one of a few words. */
  public void word(String name, String value) {
    archive.settings.put(prefix + name, value);
  }

  public void ints(String name, int[] values) throws IOException {
    array(name + INTS, values.length, (chunk, i) -> chunk.putInt(values[i]));
  }

  public void floats(String name, float[] values) throws IOException {
    array(name + FLOATS, values.length, (chunk, i) -> chunk.putFloat(values[i]));
  }

  public void doubles(String name, double[] values) throws IOException {
    array(name + DOUBLES, values.length, (chunk, i) -> chunk.putDouble(values[i]));
  }

  /** Puts the number at a place into a chunk. */
  private interface Numbers {
    void put(ByteBuffer chunk, int place);
  }

  private void array(String name, int count, Numbers numbers) throws IOException {
    archive.add(
        prefix + name,
        sink -> {
          ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
          for (int i = 0; i < count; i++) {
            numbers.put(chunk, i);
            if (chunk.remaining() < Double.BYTES) {
              sink.take(chunk);
            }
          }
          sink.take(chunk);
        });
  }

  private void text(String name, String json) throws IOException {
    archive.addText(name, json);
  }

  /** Ends the file. Without {@code finish} before, nothing is left of it. */
  @Override
  public void close() throws IOException {
    archive.close();
  }

  /** Takes an entry's bytes. */
  private abstract static class Sink {

    abstract void accept(ByteBuffer bytes) throws IOException;

    void take(ByteBuffer chunk) throws IOException {
      accept(chunk.flip());
      chunk.clear();
    }
  }

  /** What an entry holds, told as often as asked. */
  private interface Content {
    void tell(Sink sink) throws IOException;
  }

  /** What has to be known of an entry before it is stored. */
  private static final class Measure extends Sink {
    private final CRC32 crc = new CRC32();
    private final MessageDigest sha256 = ModelReader.sha256();
    private long size;

    @Override
    void accept(ByteBuffer bytes) {
      size += bytes.remaining();
      crc.update(bytes.duplicate());
      sha256.update(bytes.duplicate());
    }
  }

  /** The zip archive, under another name until it is whole. */
  private static final class Archive implements Closeable {
    private final Path file;
    private final Path fresh;
    private final FileOutputStream stream;
    private final ZipOutputStream zip;
    private final ObjectMapper mapper =
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final ObjectNode head = mapper.createObjectNode();
    private final ObjectNode settings;
    private final Map<String, String> sums = new LinkedHashMap<>();

    private Archive(Path file, String kind) throws IOException {
      this.file = file;
      fresh = file.resolveSibling(file.getFileName() + ".new");
      stream = new FileOutputStream(fresh.toFile());
      zip = new ZipOutputStream(stream);
      head.put("format", FORMAT).put("kind", kind);
      settings = head.putObject("settings");
    }

    private void add(String name, Content content) throws IOException {
      Measure measure = new Measure();
      content.tell(measure);
      ZipEntry entry = new ZipEntry(name);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(measure.size);
      entry.setCompressedSize(measure.size);
      entry.setCrc(measure.crc.getValue());
      entry.setTimeLocal(TIME);
      zip.putNextEntry(entry);
      content.tell(
          new Sink() {
            @Override
            void accept(ByteBuffer bytes) throws IOException {
              zip.write(bytes.array(), 0, bytes.limit());
            }
          });
      zip.closeEntry();
      sums.put(name, HexFormat.of().formatHex(measure.sha256.digest()));
    }

    private void addText(String name, String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      add(name, sink -> sink.accept(ByteBuffer.wrap(bytes)));
    }

    /** Writes what tells of the rest, and puts the file in its place. */
    private void finish() throws IOException {
      addText(SETTINGS, mapper.writeValueAsString(head) + "\n");
      StringBuilder lines = new StringBuilder();
      sums.forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
      addText(SUMS, lines.toString());
      zip.finish();
      zip.flush();
      stream.getChannel().force(true);
      stream.close();
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
      stream.close();
      Files.deleteIfExists(fresh);
    }
  }
}
