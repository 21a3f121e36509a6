package ihct.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ihct.io.Sha256;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The zip archive that {@link ModelReader} reads. It is checked as a whole when it is opened: names
 * and sizes of all entries, their SHA-256, and the format.
 */
final class ModelArchive implements Closeable {

  /** Arrays without headers, in entries .i32, .f32 and .f64; else as now. */
  private static final int EARLIEST_FORMAT = 2;

  /** Of model.json, SHA256SUMS and what the owner added; the paper's tree has 0.4 MB. */
  private static final int LONGEST_TEXT = 1 << 26;

  private static final int CHUNK = 1 << 16;

  /** Lower-case letters, digits and single hyphens; a part's name may stand before. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9]+(?:-[a-z0-9]+)*/)?[a-z0-9]+(?:-[a-z0-9]+)*\\.(?:npy|json|i32|f32|f64)");

  private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  (\\S+)");
  private static final int MOST_NAME = 100;

  private final Path file;
  private final String what;
  private final String remedy;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new HashMap<>();
  private final Map<String, JsonNode> settings = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private int format;
  private String kind;

  /**
   * Opens a file.
   *
   * @param what it should be, for people
   * @param remedy what to do if it is not, a sentence
   * @throws UnreadableModelException if it is damaged or of another version
   * @throws IOException if it cannot be read
   */
  ModelArchive(Path file, String what, String remedy) throws IOException {
    this.file = file;
    this.what = what;
    this.remedy = remedy;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException | IllegalArgumentException e) {
      throw damaged("it is no whole zip archive (" + e.getMessage() + ")");
    }
    try {
      check();
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
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
    missing.remove(ModelWriter.SUMS);
    for (String line : text(ModelWriter.SUMS).split("\n")) {
      Matcher sum = SUM.matcher(line);
      if (!sum.matches() || !missing.remove(sum.group(2))) {
        throw damaged("%s has a line \"%s\"".formatted(ModelWriter.SUMS, shown(line)));
      }
      if (!digest(sum.group(2)).equals(sum.group(1))) {
        throw damaged("the checksum of %s is wrong".formatted(sum.group(2)));
      }
    }
    if (!missing.isEmpty()) {
      throw damaged(
          "%s does not tell of %s".formatted(ModelWriter.SUMS, missing.iterator().next()));
    }
  }

  private String digest(String name) throws IOException {
    MessageDigest sha256 = Sha256.begin();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = zip.getInputStream(entries.get(name))) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sha256.update(chunk, 0, read);
      }
    }
    return Sha256.end(sha256);
  }

  private void readSettings() throws IOException {
    JsonNode head;
    try {
      head = new ObjectMapper().readTree(text(ModelWriter.SETTINGS));
    } catch (JsonProcessingException e) {
      throw damaged(ModelWriter.SETTINGS + " is no JSON (" + e.getOriginalMessage() + ")");
    }
    JsonNode told = head.path("format");
    format = told.isInt() ? told.asInt() : 0;
    if (format < EARLIEST_FORMAT || format > ModelWriter.FORMAT) {
      throw new UnreadableModelException(
          "%s has format %s; this program reads formats %d and %d. %s"
              .formatted(
                  file, shown(told.asText("none")), EARLIEST_FORMAT, ModelWriter.FORMAT, remedy));
    }
    kind = shown(head.path("kind").asText());
    head.path("settings").properties().forEach(one -> settings.put(one.getKey(), one.getValue()));
  }

  String kind() {
    return kind;
  }

  boolean has(String setting) {
    return settings.containsKey(setting);
  }

  JsonNode setting(String name) throws IOException {
    JsonNode value = settings.get(name);
    if (value == null) {
      throw damaged("it has no setting " + name);
    }
    used.add(name);
    return value;
  }

  String text(String name) throws IOException {
    ZipEntry entry = entry(name);
    if (entry.getSize() > LONGEST_TEXT) {
      throw damaged("%s has %,d bytes".formatted(name, entry.getSize()));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private ZipEntry entry(String name) throws IOException {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      throw damaged("it has no " + name);
    }
    return entry;
  }

  /**
   * Finds an array, and makes sure that its entry has room for exactly so many numbers.
   *
   * @throws UnreadableModelException if not, before any memory is taken
   */
  Array array(NumberType type, String name, int length) throws IOException {
    ZipEntry entry = entry(type.entry(name, format));
    byte[] header = type.header(length, format);
    long needed = header.length + (long) type.bytes() * length;
    if (entry.getSize() != needed) {
      throw damaged(
          "%s has %,d bytes and needs %,d".formatted(entry.getName(), entry.getSize(), needed));
    }
    used.add(entry.getName());
    return new Array(type, entry, header, length);
  }

  /** Takes some of the numbers of an array from the start of a chunk. */
  interface Numbers {
    void take(ByteBuffer chunk, int from, int count);
  }

  /** An array of a known length, still to be read. */
  final class Array {
    private final NumberType type;
    private final ZipEntry entry;
    private final byte[] header;
    private final int length;

    private Array(NumberType type, ZipEntry entry, byte[] header, int length) {
      this.type = type;
      this.entry = entry;
      this.header = header;
      this.length = length;
    }

    void read(Numbers numbers) throws IOException {
      int most = type.chunk(length);
      ByteBuffer chunk = ByteBuffer.allocate(most * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      try (InputStream in = zip.getInputStream(entry)) {
        if (!Arrays.equals(in.readNBytes(header.length), header)) {
          throw damaged(
              "%s is no NumPy array of type '%s' and shape (%d,)"
                  .formatted(entry.getName(), type.npy(), length));
        }
        for (int from = 0; from < length; from += most) {
          int count = Math.min(most, length - from);
          in.readNBytes(chunk.array(), 0, count * type.bytes());
          numbers.take(chunk, from, count);
        }
      }
    }
  }

  /** Says which number of an array is not what it must be. */
  UnreadableModelException damagedNumber(
      NumberType type, String name, int i, Number value, String must) {
    return damaged(
        "number %,d of %s is %s; it must be %s"
            .formatted(i + 1, type.entry(name, format), value, must));
  }

  /** A setting or an array that nobody has asked for; null if there is none. */
  String unused() {
    Set<String> left = new HashSet<>(settings.keySet());
    entries.keySet().stream()
        .filter(name -> !name.endsWith(ModelWriter.JSON) && !name.equals(ModelWriter.SUMS))
        .forEach(left::add);
    left.removeAll(used);
    return left.stream().sorted().findFirst().orElse(null);
  }

  /** Says what is wrong, a clause without a full stop. */
  UnreadableModelException damaged(String reason) {
    return new UnreadableModelException(
        "%s is not a readable %s: %s. %s".formatted(file, what, reason, remedy));
  }

  /** The file, for messages. */
  Path file() {
    return file;
  }

  /** Text of the file for a message: short, and nothing that a terminal would obey. */
  static String shown(String text) {
    String plain = text.replaceAll("[^ -~]", "?");
    return plain.length() > MOST_NAME ? plain.substring(0, MOST_NAME) + "…" : plain;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
