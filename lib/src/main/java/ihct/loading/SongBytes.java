package ihct.loading;

import ihct.stopping.Stop;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The bytes of a CSV file, however it is packed, without a byte order mark; and the fingerprint of
 * the file as it lies on disk, taken on the way. A thread of its own reads and unpacks ahead.
 */
final class SongBytes implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final DigestInputStream file;
  private final InputStream text;

  private SongBytes(Path path) throws IOException {
    this.path = path;
    file = new DigestInputStream(Files.newInputStream(path), Keys.sha256());
    try {
      text = new AheadStream(withoutMark(path, unpacked()));
    } catch (ZipException | EOFException | IllegalArgumentException e) { // the last: a name
      file.close();
      throw new MalformedDataException(
          path,
          0,
          "",
          "the packed file is broken (%s). Fetch it again.".formatted(e.getMessage()),
          e);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Opens a file, unpacked; what it is packed with is told by its first bytes. */
  static SongBytes open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new MalformedDataException(
          path, 0, "", "this is a folder; name a .csv, .csv.gz or .zip file in it.");
    }
    return new SongBytes(path);
  }

  private InputStream unpacked() throws IOException {
    InputStream packed = new BufferedInputStream(file, BUFFER);
    byte[] start = peek(packed, 4);
    if (startsWith(start, 0x1f, 0x8b)) {
      return new GZIPInputStream(packed, BUFFER);
    }
    boolean zip = startsWith(start, 'P', 'K', 3, 4) || startsWith(start, 'P', 'K', 5, 6);
    return zip ? zipped(path) : packed;
  }

  /** The text, to be read to its end before the fingerprint is asked for. */
  InputStream text() {
    return text;
  }

  /** Fingerprints the file as it lies on disk, packed as it is. */
  String sha256() throws IOException {
    // What was not read yet: all of an archive, or what stands after the packed text.
    byte[] buffer = new byte[BUFFER];
    while (file.read(buffer) >= 0) {
      Stop.check("reading songs");
    }
    return HexFormat.of().formatHex(file.getMessageDigest().digest());
  }

  @Override
  public void close() throws IOException {
    try (file) {
      text.close();
    }
  }

  private static InputStream zipped(Path path) throws IOException {
    ZipFile zip = new ZipFile(path.toFile());
    try {
      List<? extends ZipEntry> tables = zip.stream().filter(SongBytes::isTable).toList();
      if (tables.size() != 1) {
        throw new MalformedDataException(path, 0, "", notOne(zip, tables));
      }
      return new FilterInputStream(zip.getInputStream(tables.get(0))) {
        @Override
        public void close() throws IOException {
          zip.close(); // Closes the entry's stream too.
        }
      };
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static boolean isTable(ZipEntry entry) {
    String name = entry.getName();
    String leaf = name.substring(name.lastIndexOf('/') + 1);
    // macOS adds a hidden twin "__MACOSX/._songs.csv" that holds no table.
    return !entry.isDirectory()
        && !leaf.startsWith(".")
        && leaf.toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  private static String notOne(ZipFile zip, List<? extends ZipEntry> tables) {
    if (tables.isEmpty()) {
      List<String> names = zip.stream().map(ZipEntry::getName).limit(10).toList();
      return "the archive holds no .csv file; it holds " + names + ".";
    }
    List<String> names = tables.stream().map(ZipEntry::getName).toList();
    return "the archive holds %d .csv files: %s. Unpack the one you mean and name it."
        .formatted(names.size(), String.join(", ", names));
  }

  private static InputStream withoutMark(Path path, InputStream plain) throws IOException {
    InputStream text = plain.markSupported() ? plain : new BufferedInputStream(plain, BUFFER);
    byte[] start = peek(text, 3);
    if (startsWith(start, 0xef, 0xbb, 0xbf)) {
      text.skipNBytes(3);
    } else if (startsWith(start, 0xfe, 0xff) || startsWith(start, 0xff, 0xfe)) {
      text.close();
      throw new MalformedDataException(
          path, 1, "", "the text is UTF-16. Convert it: iconv -f UTF-16 -t UTF-8 FILE.");
    }
    return text;
  }

  private static byte[] peek(InputStream stream, int bytes) throws IOException {
    stream.mark(bytes);
    byte[] start = stream.readNBytes(bytes);
    stream.reset();
    return start;
  }

  private static boolean startsWith(byte[] start, int... expected) {
    if (start.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((start[i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
