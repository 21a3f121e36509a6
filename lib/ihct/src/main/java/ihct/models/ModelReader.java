package ihct.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads what {@link ModelWriter} wrote, and trusts nothing.
 *
 * <p>A file is checked as a whole before any of it is used: names, sizes and the SHA-256 of every
 * entry. Entries are stored, so none is larger than the file, and none is unpacked to a place that
 * its name tells. Then every count is checked against its range and against the size of its entry
 * before an array is made. Nothing is deserialised into classes that the file names.
 */
public final class ModelReader implements Closeable {

  /** Of model.json, SHA256SUMS and what the owner added; the paper's tree has 0.4 MB. */
  private static final int LONGEST_TEXT = 1 << 26;

  private static final int CHUNK = 1 << 16;

  /** Lower-case letters, digits and single hyphens; a part's name may stand before. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9]+(?:-[a-z0-9]+)*/)?[a-z0-9]+(?:-[a-z0-9]+)*\\.(?:i32|f32|f64|json)");

  private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  (\\S+)");
  private static final int MOST_NAME = 100;

  private final Archive archive;
  private final String prefix;

  private ModelReader(Archive archive, String prefix) {
    this.archive = archive;
    this.prefix = prefix;
  }

  /**
   * Opens a file and checks that it is whole.
   *
   * @param file the file
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
    Archive archive = new Archive(file);
    try {
      archive.check();
      return new ModelReader(archive, "");
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  /**
   * Tells what the file holds.
   *
   * @return the kind of model, such as "dense"
   */
  public String kind() {
    return archive.kind;
  }

  /**
   * Reads what the model's owner added.
   *
   * @param name as it was written, ending in {@code .json}
   * @return the text
   * @throws IOException if it is not there
   */
  public String text(String name) throws IOException {
    if (!archive.entries.containsKey(name)) {
      throw archive.damaged("it has no " + name);
    }
    return archive.text(name);
  }

  /** Refuses a model of another kind. */
  public void requireKind(String kind) throws IOException {
    if (!kind().equals(kind)) {
      throw new UnreadableModelException(
          "%s holds a model of the kind \"%s\", not \"%s\".".formatted(archive.file, kind(), kind));
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

  public long anyInteger(String name) throws IOException {
    JsonNode value = setting(name);
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
    JsonNode value = setting(name);
    double number = value.isNumber() ? value.asDouble() : Double.NaN;
    if (!(number > 0) || Double.isInfinite(number)) {
      throw archive.damaged(prefix + name + " must be a positive, finite number");
    }
    return number;
  }

  /** Tells whether the file has a setting, for those that not every model has. */
  public boolean has(String name) {
    return archive.settings.containsKey(prefix + name);
  }

  /**
   * Reads a setting that must be one of a few words.
   *
   * @throws IOException if it is missing or another
   */
  public String word(String name, String... known) throws IOException {
    String value = setting(name).asText();
    if (!List.of(known).contains(value)) {
      throw archive.damaged(
          "%s is \"%s\"; this program knows %s"
              .formatted(prefix + name, Archive.shown(value), String.join(", ", known)));
    }
    return value;
  }

  private JsonNode setting(String name) throws IOException {
    JsonNode value = archive.settings.get(prefix + name);
    if (value == null) {
      throw archive.damaged("it has no setting " + prefix + name);
    }
    archive.used.add(prefix + name);
    return value;
  }

  public int[] ints(String name, int count, int least, int most) throws IOException {
    String entry = need(name + ModelWriter.INTS, Integer.BYTES, count);
    int[] values = new int[count];
    try (Chunks chunks = archive.chunks(entry)) {
      for (int i = 0; i < count; i++) {
        values[i] = chunks.next(Integer.BYTES).getInt();
        if (values[i] < least || values[i] > most) {
          throw archive.damaged(
              "number %,d of %s is %d; it must be between %d and %d"
                  .formatted(i + 1, entry, values[i], least, most));
        }
      }
    }
    return values;
  }

  public float[] floats(String name, int count) throws IOException {
    String entry = need(name + ModelWriter.FLOATS, Float.BYTES, count);
    float[] values = new float[count];
    try (Chunks chunks = archive.chunks(entry)) {
      for (int i = 0; i < count; i++) {
        values[i] = chunks.next(Float.BYTES).getFloat();
        checkFinite(entry, i, values[i]);
      }
    }
    return values;
  }

  public double[] doubles(String name, int count) throws IOException {
    String entry = need(name + ModelWriter.DOUBLES, Double.BYTES, count);
    double[] values = new double[count];
    try (Chunks chunks = archive.chunks(entry)) {
      for (int i = 0; i < count; i++) {
        values[i] = chunks.next(Double.BYTES).getDouble();
        checkFinite(entry, i, values[i]);
      }
    }
    return values;
  }

  private void checkFinite(String entry, int i, double value) throws IOException {
    if (!Double.isFinite(value)) {
      throw archive.damaged(
          "number %,d of %s is %s; it must be finite".formatted(i + 1, entry, value));
    }
  }

  /** Makes sure that an entry has room for exactly so many numbers. */
  private String need(String name, int size, long count) throws IOException {
    String entry = prefix + name;
    ZipEntry found = archive.entries.get(entry);
    if (found == null) {
      throw archive.damaged("it has no " + entry);
    }
    if (found.getSize() != size * count) {
      throw archive.damaged(
          "%s has %,d bytes and needs %,d".formatted(entry, found.getSize(), size * count));
    }
    archive.used.add(entry);
    return entry;
  }

  /**
   * Makes sure that the model used all that the file holds, the owner's texts aside.
   *
   * @throws IOException if something is left over
   */
  public void end() throws IOException {
    Set<String> left = new HashSet<>(archive.settings.keySet());
    archive.entries.keySet().stream()
        .filter(name -> !name.endsWith(ModelWriter.JSON) && !name.equals(ModelWriter.SUMS))
        .forEach(left::add);
    left.removeAll(archive.used);
    if (!left.isEmpty()) {
      throw archive.damaged(
          "it holds %s, which no such model has".formatted(left.stream().sorted().toList().get(0)));
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

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java machine has SHA-256.", e);
    }
  }

  /** The bytes of an entry, a few at a time. */
  private static final class Chunks implements Closeable {
    private final InputStream in;
    private final ByteBuffer chunk =
        ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN).limit(0);

    private Chunks(InputStream in) {
      this.in = in;
    }

    /** A buffer that holds at least so many of the next bytes. */
    private ByteBuffer next(int bytes) throws IOException {
      if (chunk.remaining() < bytes) {
        chunk.compact();
        int read = in.readNBytes(chunk.array(), chunk.position(), chunk.remaining());
        chunk.position(chunk.position() + read).flip();
      }
      return chunk;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** The zip archive. */
  private static final class Archive implements Closeable {
    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new HashMap<>();
    private final Map<String, JsonNode> settings = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private String kind;

    private Archive(Path file) throws IOException {
      this.file = file;
      try {
        zip = new ZipFile(file.toFile());
      } catch (ZipException | IllegalArgumentException e) {
        throw damaged("it is no whole zip archive (" + e.getMessage() + ")");
      }
    }

    private void check() throws IOException {
      try {
        findEntries();
        checkSums();
        readSettings();
      } catch (ZipException | EOFException e) {
        throw damaged("its zip archive is broken (" + e.getMessage() + ")");
      }
    }

    private void findEntries() throws IOException {
      long size = 0;
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        boolean named =
            name.equals(ModelWriter.SUMS)
                || (name.length() <= MOST_NAME && NAME.matcher(name).matches());
        if (!named) {
          throw damaged("it has an entry with a name that no model has: " + shown(name));
        }
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
          throw damaged(name + " is compressed");
        }
        size += entry.getSize();
        if (entry.getSize() < 0 || size > Files.size(file)) {
          throw damaged("its entries are larger than the file");
        }
        if (entries.put(name, entry) != null) {
          throw damaged("it has two entries " + name);
        }
      }
    }

    private void checkSums() throws IOException {
      Set<String> missing = new HashSet<>(entries.keySet());
      if (!missing.remove(ModelWriter.SUMS)) {
        throw damaged("it has no " + ModelWriter.SUMS);
      }
      for (String line : text(ModelWriter.SUMS).split("\n")) {
        Matcher sum = SUM.matcher(line);
        if (!sum.matches() || !missing.remove(sum.group(2))) {
          throw damaged("%s has a line \"%s\"".formatted(ModelWriter.SUMS, shown(line)));
        }
        if (!HexFormat.of().formatHex(digest(sum.group(2))).equals(sum.group(1))) {
          throw damaged("the checksum of %s is wrong".formatted(sum.group(2)));
        }
      }
      if (!missing.isEmpty()) {
        throw damaged(
            "%s does not tell of %s".formatted(ModelWriter.SUMS, missing.iterator().next()));
      }
    }

    private byte[] digest(String name) throws IOException {
      MessageDigest sha256 = sha256();
      byte[] chunk = new byte[CHUNK];
      try (InputStream in = zip.getInputStream(entries.get(name))) {
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
          sha256.update(chunk, 0, read);
        }
      }
      return sha256.digest();
    }

    private void readSettings() throws IOException {
      if (!entries.containsKey(ModelWriter.SETTINGS)) {
        throw damaged("it has no " + ModelWriter.SETTINGS);
      }
      JsonNode head;
      try {
        head = new ObjectMapper().readTree(text(ModelWriter.SETTINGS));
      } catch (JsonProcessingException e) {
        throw damaged(ModelWriter.SETTINGS + " is no JSON (" + e.getOriginalMessage() + ")");
      }
      JsonNode format = head.path("format");
      if (!format.isIntegralNumber() || format.asLong() != ModelWriter.FORMAT) {
        throw new UnreadableModelException(
            "%s has format %s; this program reads format %d. Train the model again."
                .formatted(file, shown(format.asText("none")), ModelWriter.FORMAT));
      }
      kind = shown(head.path("kind").asText());
      head.path("settings").properties().forEach(one -> settings.put(one.getKey(), one.getValue()));
    }

    private String text(String name) throws IOException {
      ZipEntry entry = entries.get(name);
      if (entry.getSize() > LONGEST_TEXT) {
        throw damaged("%s has %,d bytes".formatted(name, entry.getSize()));
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    private Chunks chunks(String name) throws IOException {
      return new Chunks(zip.getInputStream(entries.get(name)));
    }

    private UnreadableModelException damaged(String reason) {
      return new UnreadableModelException(
          "%s is not a readable model: %s. Train the model again.".formatted(file, reason));
    }

    /** Text of the file for a message: short, and nothing that a terminal would obey. */
    private static String shown(String text) {
      String plain = text.replaceAll("[^ -~]", "?");
      return plain.length() > MOST_NAME ? plain.substring(0, MOST_NAME) + "…" : plain;
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }
}
