package ihct.loading.csv;

import ihct.io.Sha256;
import ihct.stopping.Stop;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The text of a CSV file, however it is packed and encoded: UTF-8 without a byte order mark, from
 * its header on; and the fingerprint of the file as it lies on disk, taken on the way. A thread of
 * its own reads and unpacks ahead.
 */
public final class SongBytes implements Closeable {

  /** So much of the text is looked at before it is read. */
  static final int OPENING = 1 << 19;

  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final DigestInputStream file;

  /** The command that unpacks the file, with FILE for its name; empty if it is not packed. */
  private String unpack = "";

  private CellLayout layout = CellLayout.COMMAS;
  private String encoding = "";
  private TableFormat format;
  private InputStream text;

  /** The names of the columns, if the first line is a row. */
  private final List<String> columns;

  private SongBytes(Path path, List<String> columns) throws IOException {
    this.path = path;
    this.columns = columns;
    file = new DigestInputStream(Files.newInputStream(path), Sha256.begin());
  }

  /**
   * Opens a file, unpacked; what it is packed with, and how it is written, is told by its bytes.
   *
   * @param columns the names of all columns, to stand above the first line; none if that has them
   * @throws MalformedDataException if it is no text or not certain how to read
   */
  public static SongBytes open(Path path, List<String> columns) throws IOException {
    requireFile(path);
    SongBytes bytes = new SongBytes(path, columns);
    try {
      bytes.start();
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
    return bytes;
  }

  /** Refuses what cannot be read twice, or only when someone writes: opening it would wait. */
  private static void requireFile(Path path) throws MalformedDataException {
    if (Files.isDirectory(path)) {
      throw new MalformedDataException(
          path, "this is a folder; name a .csv, .csv.gz or .zip file in it.");
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new MalformedDataException(
          path,
          "this is no file but a pipe or device. Keep what comes of it in a file:"
              + " cat FILE > songs.csv");
    }
  }

  private void start() throws IOException {
    Opening opening;
    try {
      text = unpacked();
      if (format != null) {
        return;
      }
      Opening raw = Opening.of(text, OPENING);
      if (raw.bytes().length == 0) {
        raw.from(0).read(); // Nothing, or what is wrong with the archive.
      }
      TextEncoding found = TextEncoding.of(raw.bytes());
      encoding = found.words(raw.bytes());
      InputStream marked = raw.from(found.markLength(raw.bytes()));
      opening = encoding.isEmpty() ? raw : Opening.of(found.utf8(marked), OPENING);
    } catch (ZipException | EOFException | IllegalArgumentException e) { // the last: a name
      throw new MalformedDataException(
          path,
          0,
          "",
          "the packed file is broken (%s). Fetch it again.".formatted(e.getMessage()),
          e);
    }
    if (ArffStream.begins(opening.bytes())) {
      opening = Opening.of(new ArffStream(path, opening.from(0)), OPENING);
      encoding = encoding.isEmpty() ? "ARFF" : "ARFF, " + encoding;
    }
    if (JsonText.begins(opening.bytes(), opening.isWhole())) {
      format = TableFormat.JSON;
      text = new AheadStream(opening.from(0));
      return;
    }
    Optional<FileKind> kind = FileKind.of(opening.bytes());
    if (unpack.isEmpty() && kind.equals(Optional.of(FileKind.PARQUET))) {
      format = TableFormat.PARQUET;
      return;
    }
    requireTable(kind);
    if (BlankStream.begins(opening.bytes(), opening.isWhole())) {
      opening = Opening.of(new BlankStream(opening.from(0)), OPENING);
      encoding = encoding.isEmpty() ? "cells separated by blanks" : encoding + ", blanks";
    }
    layout = LayoutFinder.find(path, opening.bytes(), opening.isWhole());
    opening = opening.begunBy(new byte[0], layout.headerStart());
    if (!columns.isEmpty() && areAboveRows(opening.bytes())) {
      String separator = String.valueOf((char) layout.separator());
      String names =
          columns.stream()
              .map(name -> '"' + name.replace("\"", "\"\"") + '"')
              .collect(Collectors.joining(separator, "", "\n"));
      opening = opening.begunBy(Utf8.bytes(names), 0);
      layout = // rows stay on their lines
          new CellLayout(layout.separator(), layout.headerLine() - 1, 0, layout.words());
    }
    text = new AheadStream(opening.from(0));
  }

  private boolean areAboveRows(byte[] opening) throws MalformedDataException {
    RecordBlock rows = new RecordBlock(opening.length + 1);
    new RecordScanner(path, new ByteArrayInputStream(opening), layout, "").fill(rows);
    return rows.records() > 0
        && GivenNames.areAbove(
            path,
            columns,
            rows.line(0),
            rows.cellsOf(0),
            rows.records() > 1 ? rows.cellsOf(1) : List.of(),
            encoding.startsWith("ARFF"));
  }

  private void requireTable(Optional<FileKind> kind) throws MalformedDataException {
    if (kind.isEmpty()) {
      return;
    }
    String advice = kind.get().advice();
    String what =
        unpack.isEmpty()
            ? "this is " + kind.get().name() + ", not a CSV file. " + advice
            : "this packed file holds %s, not a CSV file. %s"
                .formatted(
                    kind.get().name(),
                    kind.get().opensGzip() && unpack.startsWith("gunzip")
                        ? advice
                        : "Unpack it first: %s > UNPACKED. %s"
                            .formatted(unpack, advice.replace("FILE", "UNPACKED")));
    throw new MalformedDataException(path, what);
  }

  private InputStream unpacked() throws IOException {
    InputStream packed = new BufferedInputStream(file, BUFFER);
    packed.mark(4);
    byte[] start = packed.readNBytes(4);
    packed.reset();
    if (start.length > 1 && start[0] == 0x1f && (start[1] & 0xff) == 0x8b) {
      unpack = "gunzip -c FILE";
      return new GZIPInputStream(packed, BUFFER);
    }
    boolean zip =
        Arrays.equals(start, new byte[] {'P', 'K', 3, 4})
            || Arrays.equals(start, new byte[] {'P', 'K', 5, 6});
    return zip ? zipped(packed) : packed;
  }

  /** What the file is, if its rows are not lines of text that can be cut into cells; or null. */
  public TableFormat format() {
    return format;
  }

  /** How the cells stand in the text. */
  public CellLayout layout() {
    return layout;
  }

  /** How the text is encoded, if it is not plain UTF-8. */
  public String encoding() {
    return encoding;
  }

  /** The command that writes the file's text, with FILE for its name; empty if it is not packed. */
  public String unpack() {
    return unpack;
  }

  /** The text, to be read to its end before the fingerprint is asked for. */
  public InputStream text() {
    return text;
  }

  /** Fingerprints the file as it lies on disk, packed as it is. */
  public String sha256() throws IOException {
    // What was not read yet: all of an archive, or what stands after the packed text.
    byte[] buffer = new byte[BUFFER];
    while (file.read(buffer) >= 0) {
      Stop.check("reading songs");
    }
    return Sha256.end(file.getMessageDigest());
  }

  @Override
  public void close() throws IOException {
    try (file) {
      if (text != null) {
        text.close();
      }
    }
  }

  private InputStream zipped(InputStream packed) throws IOException {
    ZipFile zip = new ZipFile(path.toFile());
    try {
      if (ZipTable.isWorkbook(zip)) {
        format = TableFormat.EXCEL;
        zip.close();
        return packed;
      }
      requireTable(ZipTable.kind(zip));
      ZipEntry table = ZipTable.find(path, zip);
      unpack = "unzip -p FILE '%s'".formatted(table.getName().replace("'", "'\\''"));
      return new FilterInputStream(zip.getInputStream(table)) {
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
}
