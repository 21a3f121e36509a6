package ihct.loading.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.SongFile;
import ihct.loading.Tables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no text, or not the text one thinks, are named; texts are not. */
class FileKindTest {

  @TempDir Path folder;

  /** What a file starts with, char by char a byte, and what it is called. */
  private static final Map<String, String> BINARY =
      Map.ofEntries(
          Map.entry("ARROW1\0\0", "an Arrow or Feather file"),
          Map.entry("ORC\b\u0003", "an ORC file"),
          Map.entry("Obj\u0001\u0004", "an Avro file"),
          Map.entry("SQLite format 3\0", "an SQLite database"),
          Map.entry("\u0089HDF\r\n\u001a\n", "an HDF5 file"),
          Map.entry("\u0093NUMPY\u0001\0", "a NumPy array (.npy)"),
          Map.entry("\u0080\u0004\u0095", "a Python pickle"),
          Map.entry("X\n\0\0\0\u0003", "an object of R (.rds)"),
          Map.entry("RDX3\nX\n\0", "a workspace of R (.RData)"),
          Map.entry(
              "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "an old Excel workbook (.xls)"),
          Map.entry("BZh91AY&SY\u0001", "data packed by bzip2"),
          Map.entry("\u00fd7zXZ\0\0\u0004\u00e6\u00d6", "data packed by xz"),
          Map.entry("(\u00b5/\u00fd\u0004", "data packed by zstd"),
          Map.entry("\u0004\"M\u0018d", "data packed by lz4"),
          Map.entry("7z\u00bc\u00af'\u001c", "a 7z archive"),
          Map.entry("Rar!\u001a\u0007\u0001", "a RAR archive"),
          Map.entry("%PDF-1.4\n%\u00e2\u00e3", "a PDF document"),
          Map.entry("songs.csv" + "\0".repeat(248) + "ustar", "a tar archive"),
          Map.entry(
              "\u0001\u0002\u0003\u00ff\u0005", "binary data of a kind that is not known here"));

  private static final Map<String, String> TEXT =
      Map.ofEntries(
          Map.entry("{\n \"songs\": [{\"id\": 1, \"genre\": \"rock\"}]}\n", "JSON"),
          Map.entry("[[1, \"rock\"]]", "JSON"),
          Map.entry("-1 3:0.5 7:1e-3 # first\n+1 1:2\n", "a sparse table of LIBSVM (svmlight)"),
          Map.entry("{\"genre\": {\"0\": \"rock\"}}", "JSON, column by column"),
          Map.entry("<!DOCTYPE HTML>\n<title>Sign in</title>", "a web page"),
          Map.entry("\n <!-- saved -->\n<html lang=\"en\">", "a web page"),
          Map.entry("<?xml version=\"1.0\"?>\n<rows/>", "an XML document"),
          Map.entry(
              "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>",
              "an Excel workbook in XML"),
          Map.entry("<table border=1><tr><td>genre</td>", "a table in HTML"),
          Map.entry(
              "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
              "a Git LFS pointer in place of the file"),
          Map.entry(
              "/annex/objects/SHA256E-s5--0.csv\n", "a git-annex pointer in place of the file"),
          Map.entry("../.git/annex/objects/0x/1y/K/K", "a git-annex pointer in place of the file"));

  private static byte[] bytes(String chars) {
    return chars.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] zip(byte[] bytes, String... names) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(packed)) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
      }
    }
    return packed.toByteArray();
  }

  private String refusal(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("songs.csv"), bytes);
    String message =
        assertThrows(MalformedDataException.class, () -> SongFile.open(file).close()).getMessage();
    return message.substring(message.indexOf("songs.csv") + 11);
  }

  @Test
  void kindIsToldByContentAlsoWhenPacked() throws IOException {
    for (Map<String, String> kinds : List.of(BINARY, TEXT)) {
      for (Map.Entry<String, String> kind : kinds.entrySet()) {
        byte[] bytes = bytes(kind.getKey());
        String name = kind.getValue() + ", not a CSV file. ";
        String plain = refusal(bytes);
        assertTrue(plain.startsWith("this is " + name), plain);
        String gzipped = refusal(gzip(bytes));
        assertTrue(gzipped.startsWith("this packed file holds " + name), gzipped);
        assertTrue(
            gzipped.contains("gunzip -c FILE")
                || gzipped.contains("readRDS('FILE')")
                || gzipped.contains("load('FILE')")
                || gzipped.contains("tar -xf FILE"),
            gzipped);
        String zipped = refusal(zip(bytes, "data/it's"));
        assertTrue(zipped.startsWith("this packed file holds " + name), zipped);
        assertTrue(zipped.contains("unzip -p FILE 'data/it'\\''s' > UNPACKED. "), zipped);
      }
    }
  }

  @Test
  void archivesInArchivesAndDocumentsThatAreArchivesAreNamed() throws IOException {
    byte[] table = bytes("a,b\n1,2\n");
    assertTrue(refusal(gzip(gzip(table))).startsWith("this packed file holds data packed by gzip"));
    assertTrue(
        refusal(zip(zip(table, "a.csv"), "a.zip")).startsWith("this packed file holds a zip"));
    assertTrue(refusal(zip(table, "[Content_Types].xml", "xl/workbook.bin")).contains("an Excel"));
    assertTrue(refusal(zip(table, "word/document.xml")).contains("office program"));
    assertTrue(refusal(zip(table, "mimetype", "content.xml")).contains("an OpenDocument"));
    assertTrue(refusal(zip(table, "x.npy", "y.npy")).contains("NumPy arrays"));
  }

  @Test
  void tablesThatLookABitLikeItAreRead() throws IOException {
    for (String text :
        List.of(
            "PAR1,PAR2\n1,2\n",
            "ORC,BZh91\n1,2\n",
            "FEA1,FEA2,ID3\n1,2,3\n",
            "<DATE>,<OPEN>\n1,2\n",
            "version,https\n1,2\n",
            "[a],{b}\n1,2\n",
            "\"{\"\"a\"\"}\",b\n1,2\n",
            "a,b\n\u001b[0m,\u0007\n" + "x,y\n".repeat(9),
            "RIFF\nx\n",
            "] ,a\n1,2\n",
            "1 2:30\n2 3:40\n")) {
      Path file = Tables.write(folder, "t.csv", text);
      try (SongFile table = SongFile.open(file)) {
        assertTrue(table.next(), text);
      }
    }
  }

  @Test
  void tableInAnArchiveMayHaveAnyName() throws IOException {
    byte[] table = bytes("a\tb\n1\t2\n");
    for (byte[] archive :
        List.of(
            zip(table, "a.tsv", "README"),
            zip(table, "songs"),
            zip(table, "a.TXT", "__MACOSX/._a.txt"),
            zip(table, "a.csv", "b.txt"))) {
      try (SongFile file = SongFile.open(Files.write(folder.resolve("t.zip"), archive))) {
        assertEquals(List.of("a", "b"), file.header());
      }
    }
  }

  private String advice(byte[] text) throws IOException {
    Path file = Files.write(folder.resolve("songs.csv"), text);
    return assertThrows(MalformedDataException.class, () -> Tables.load(file)).getMessage();
  }

  private static String table(String genre) {
    return Tables.table(
        List.of(Tables.line("t1", genre, "A", 1), Tables.line("t2", "soul", "B", 2)));
  }

  @Test
  void textOfOneByteACharacterIsTakenForWindows1252UnlessItCannotBe() throws IOException {
    Charset windows = Charset.forName("windows-1252");
    String curly = table("Drum ’n’ Bass – “live”");
    assertTrue(
        advice(curly.getBytes(windows))
            .endsWith("Convert it: iconv -f CP1252 -t UTF-8 FILE > NEW, and look at the names."));
    assertTrue(
        advice(gzip(curly.getBytes(windows)))
            .endsWith(
                "Convert it: gunzip -c FILE | iconv -f CP1252 -t UTF-8 > NEW, and look at the names."));
    String names = advice("\u00e9t\u00e9,b\n1,2\n".getBytes(windows));
    assertTrue(names.contains("songs.csv: the line of names is not UTF-8. Convert it"), names);
    String japanese = advice(table("シティ・ポップ").getBytes(Charset.forName("Shift_JIS")));
    assertTrue(japanese.contains("nor is it Windows-1252"), japanese);
  }

  @Test
  void lineOfAnotherEncodingDoesNotCondemnTheRest() throws IOException {
    ByteArrayOutputStream mixed = new ByteArrayOutputStream();
    mixed.write(
        table("Chanson française, élégante".replace(",", "")).getBytes(StandardCharsets.UTF_8));
    mixed.write((Tables.line("t3", "Café", "C", 3) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    String advice = advice(mixed.toByteArray());
    assertTrue(
        advice.contains("songs.csv:3: the text after this line is not UTF-8, but most is"), advice);
    assertTrue(advice.endsWith("iconv -c -f UTF-8 -t UTF-8 FILE > NEW"), advice);
  }

  @Test
  void binaryDataOfAnyKindIsNeverCalledText() throws IOException {
    for (int seed = 0; seed < 50; seed++) {
      byte[] random = new byte[200 + seed * 100];
      new Random(seed).nextBytes(random);
      random[0] = 1;
      assertTrue(refusal(random).startsWith("this is binary data"), "seed " + seed);
    }
    assertTrue(refusal(new byte[1000]).startsWith("this is binary data"));
    assertFalse(FileKind.of(bytes("a,b\n\0,1\n" + "x,y\n".repeat(9))).isPresent());
    assertFalse(FileKind.of(Arrays.copyOf(bytes("a,b\n"), 4)).isPresent());
  }
}
