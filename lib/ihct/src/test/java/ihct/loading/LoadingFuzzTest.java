package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import ihct.songs.Songs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that anybody may have written: each is loaded with every row accounted for, or refused by
 * an error that names the file, the line and the column that it knows of.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES) // a hang, not a time
class LoadingFuzzTest {

  private static final int FILES = 10_000;

  private static final List<String> ODD_CELLS =
      List.of(
          "",
          "NaN",
          "nan",
          "Inf",
          "-Infinity",
          "1e400",
          "-1e400",
          "1e-400",
          "0x10",
          "1,5",
          "--1",
          "٣",
          "null",
          "NA",
          "\"",
          "\"\"",
          "\"a",
          "a\"b",
          "\0",
          "\u001b[31m",
          "=1+1",
          " ",
          "\t",
          "🎵",
          "['a', 'b']",
          "['a",
          "[]",
          "1.7976931348623157e308",
          "9".repeat(400));

  private static final List<String> ODD_TEXTS =
      List.of("\r", "\n", "\r\n", ",", "\"", "\0", "\uFEFF", "\u2028", "\u0085", ",,,,", "\n\n\n");

  @TempDir Path folder;

  @Test
  void everyFileIsLoadedOrRefused() throws IOException {
    int loaded = 0;
    for (int i = 0; i < FILES; i++) {
      Random random = new Random(i);
      Path file = Files.write(folder.resolve("songs.csv"), bytes(random));
      loaded += loads(file, options(random), "file " + i) ? 1 : 0;
    }
    assertTrue(loaded > FILES / 4 && loaded < FILES * 9 / 10, loaded + " were loaded");
  }

  private static LoadingOptions options(Random random) {
    LoadingOptions options =
        LoadingOptions.everything().withLabels(LabelMode.values()[random.nextInt(2)]);
    return switch (random.nextInt(5)) {
      case 0 -> options.withLimits(2, 3);
      case 1 -> options.withColumns(List.of("tempo", "energy"), "track_genre", "artists");
      case 2 -> options.withHierarchy(List.of("artists", "track_genre"));
      case 3 -> options.withCoarseLabel("artists");
      default -> options;
    };
  }

  /** Loads a file or is told why not; every row must be accounted for. */
  private boolean loads(Path file, LoadingOptions options, String which) throws IOException {
    try {
      LoadedSongs songs = Tables.load(file, options);
      LoadingReport report = songs.report();
      int left = report.leftOut().values().stream().mapToInt(LoadingReport.LeftOut::rows).sum();
      int coarse = songs.coarse().map(Songs::size).orElse(0);
      assertEquals(report.rowsRead(), report.rowsKept() + coarse + left, which);
      assertEquals(songs.songs().size(), report.rowsKept(), which);
      for (int row = 0; row < songs.songs().size(); row++) {
        for (int j = 0; j < songs.songs().dimension(); j++) {
          assertTrue(Double.isFinite(songs.songs().feature(row, j)), which);
        }
      }
      for (String genre : songs.songs().genres()) {
        assertFalse(genre.chars().anyMatch(Character::isISOControl), which + ": " + genre);
      }
      return true;
    } catch (MalformedDataException e) {
      assertTrue(e.getMessage().startsWith(file.toString()), which + ": " + e.getMessage());
      assertFalse(e.reason().isBlank(), which);
      assertTrue(e.line() >= 0, which);
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError(which, e);
    }
  }

  private static byte[] bytes(Random random) throws IOException {
    byte[] text = text(random);
    for (int i = random.nextInt(3); i > 0 && text.length > 0; i--) {
      text = damaged(text, random);
    }
    byte[] packed =
        switch (random.nextInt(8)) {
          case 0 -> gzip(text);
          case 1 -> zip(text, 1 + random.nextInt(2));
          default -> text;
        };
    return packed != text && random.nextBoolean() ? damaged(packed, random) : packed;
  }

  /** A table whose cells, header and line ends are mostly as they should be. */
  private static byte[] text(Random random) {
    List<List<String>> table = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("track_id", "track_genre", "artists"));
    header.addAll(Tables.FEATURES);
    table.add(header);
    for (int row = random.nextInt(20); row > 0; row--) {
      String line = Tables.line("t" + row, "g" + row % 3, "\"a, b" + row % 5 + "\"", row);
      table.add(new ArrayList<>(List.of(line.split(",(?! )"))));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      List<String> record = table.get(random.nextInt(table.size()));
      record.set(random.nextInt(record.size()), ODD_CELLS.get(random.nextInt(ODD_CELLS.size())));
    }
    if (random.nextInt(8) == 0) {
      header.set(random.nextInt(header.size()), header.get(random.nextInt(header.size())));
    }
    String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
    StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "\uFEFF" : "");
    for (List<String> record : table) {
      text.append(String.join(",", record));
      text.append(random.nextInt(40) == 0 ? "\n" : end);
    }
    for (int i = random.nextInt(2); i > 0; i--) {
      String odd = ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size()));
      text.insert(random.nextInt(text.length() + 1), odd);
    }
    return text.toString()
        .getBytes(
            switch (random.nextInt(30)) {
              case 0 -> StandardCharsets.UTF_16;
              case 1 -> StandardCharsets.ISO_8859_1;
              default -> StandardCharsets.UTF_8;
            });
  }

  private static byte[] damaged(byte[] whole, Random random) {
    int at = random.nextInt(whole.length);
    int length = 1 + random.nextInt(Math.min(32, whole.length - at));
    byte[] bytes = whole.clone();
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] = (byte) random.nextInt();
      case 1 -> bytes = Arrays.copyOf(bytes, at);
      case 2 ->
          System.arraycopy(whole, at, bytes, random.nextInt(whole.length - length + 1), length);
      default -> {
        bytes = new byte[whole.length - length];
        System.arraycopy(whole, 0, bytes, 0, at);
        System.arraycopy(whole, at + length, bytes, at, bytes.length - at);
      }
    }
    return bytes;
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(byte[] text, int entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < entries; i++) {
        out.putNextEntry(new ZipEntry(i + ".csv"));
        out.write(text);
      }
    }
    return bytes.toByteArray();
  }

  private void assertRefused(String expected, Path file) {
    String message =
        assertThrows(MalformedDataException.class, () -> Tables.load(file)).getMessage();
    assertTrue(message.startsWith(file + expected), message);
  }

  @Test
  void lineOfTenMegabytesIsRefused() throws IOException {
    String good = Tables.table(List.of(Tables.line("t1", "g", "a", 1)));
    Path file = Tables.write(folder, "long.csv", good + "x".repeat(10_000_000) + "\n");
    assertRefused(":2: a record after this line cannot be read: it has more than", file);
  }

  @Test
  void hundredThousandColumnsAreRefused() throws IOException {
    Path file = Tables.write(folder, "wide.csv", "a,".repeat(100_000) + "b\n");
    assertRefused(
        ": a record after this line cannot be read: it has more than 4096 cells. Is a quote left"
            + " open?",
        file);
  }

  @Test
  void quarterOfAGibibyteInAFewBytesIsRefusedWithoutBeingHeld() throws IOException {
    byte[] letters = new byte[1 << 20];
    Arrays.fill(letters, (byte) 'x');
    for (String name : List.of("bomb.csv.gz", "bomb.zip")) {
      Path file = folder.resolve(name);
      try (OutputStream out = packed(file)) {
        for (int mebibyte = 0; mebibyte < 256; mebibyte++) {
          out.write(letters);
        }
      }
      assertTrue(Files.size(file) < 500_000, "a bomb");
      assertRefused(": a record after this line cannot be read: it has more than", file);
    }
  }

  private static OutputStream packed(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    if (file.toString().endsWith(".gz")) {
      return new GZIPOutputStream(out);
    }
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.putNextEntry(new ZipEntry("songs.csv"));
    return zip;
  }
}
