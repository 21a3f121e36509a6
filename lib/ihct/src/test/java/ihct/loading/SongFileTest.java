package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SongFileTest {

  private static final String TEXT = "a,b\n1,\"x\ny, z\"\n\n2,\"say \"\"hi\"\"\"\n";

  @TempDir Path folder;

  private static void holdsTheTwoRecords(Path path) throws IOException {
    try (SongFile file = SongFile.open(path)) {
      assertEquals(List.of("a", "b"), file.header());
      assertTrue(file.next());
      assertEquals(2, file.line());
      assertEquals("x\ny, z", file.cell(1));
      assertTrue(file.next());
      assertEquals(5, file.line());
      assertEquals("say \"hi\"", file.cell(1));
      assertFalse(file.next());
    }
  }

  private static String refusal(Path path) {
    return assertThrows(
            MalformedDataException.class,
            () -> {
              try (SongFile file = SongFile.open(path)) {
                while (file.next()) {
                  file.cells();
                }
              }
            })
        .getMessage();
  }

  @Test
  void plainGzippedAndZippedFilesHoldTheSameRecords() throws IOException {
    holdsTheTwoRecords(Tables.write(folder, "t.csv", TEXT));
    holdsTheTwoRecords(Tables.gzip(folder, "t.csv.gz", TEXT));
    holdsTheTwoRecords(Tables.zip(folder, "t.zip", TEXT, "in/t.csv"));
  }

  @Test
  void packingIsToldByContentNotByName() throws IOException {
    holdsTheTwoRecords(Tables.gzip(folder, "t.csv", TEXT));
  }

  @Test
  void byteOrderMarkIsNoPartOfTheFirstHeader() throws IOException {
    holdsTheTwoRecords(Tables.write(folder, "t.csv", "\ufeff" + TEXT));
    holdsTheTwoRecords(Tables.zip(folder, "t.zip", "\ufeff" + TEXT, "t.csv"));
  }

  @Test
  void linesMayEndAsOnWindows() throws IOException {
    Path path = Tables.write(folder, "t.csv", "a,b\r\n1,2\r\n");
    try (SongFile file = SongFile.open(path)) {
      assertTrue(file.next());
      assertEquals("2", file.cell(1));
      assertEquals(2, file.line());
    }
  }

  @Test
  void hiddenTwinsOfMacArchivesAreNoTables() throws IOException {
    holdsTheTwoRecords(Tables.zip(folder, "t.zip", TEXT, "t.csv", "__MACOSX/._t.csv", "README"));
  }

  @Test
  void archiveOfSeveralTablesNamesThem() throws IOException {
    Path path = Tables.zip(folder, "t.zip", TEXT, "one.csv", "b/two.CSV");
    assertEquals(
        path
            + ": the archive holds 2 tables: one.csv, b/two.CSV. Unpack the one you mean and name it.",
        refusal(path));
  }

  @Test
  void archiveWithoutTablesNamesWhatItHolds() throws IOException {
    Path path = Tables.zip(folder, "t.zip", TEXT, "songs", "cover");
    assertEquals(
        path + ": the archive holds no .csv file; it holds [songs, cover].", refusal(path));
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    assertTrue(refusal(Tables.write(folder, "t.csv", "")).contains("the file is empty"));
  }

  @Test
  void folderIsRefused() {
    assertTrue(
        refusal(folder).endsWith("this is a folder; name a .csv, .csv.gz or .zip file in it."));
  }

  @Test
  void otherEncodingsAreRefusedWithTheCure() throws IOException {
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "a\nBj\u00f6rk\n".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(
        refusal(latin).contains("is not UTF-8. Convert it: iconv -f CP1252"), refusal(latin));
  }

  @Test
  void truncatedGzipIsRefused() throws IOException {
    Path whole = Tables.gzip(folder, "t.csv.gz", TEXT.repeat(1000));
    byte[] bytes = Files.readAllBytes(whole);
    Path half = folder.resolve("half.csv.gz");
    Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
    assertTrue(refusal(half).contains("the file ends or breaks after this line"), refusal(half));
  }

  @Test
  void quoteNeverClosedInALongFileIsRefusedWithItsLine() throws IOException {
    Path path = Tables.write(folder, "t.csv", "a,b\n1,\"x\n" + "2,3\n".repeat(30_000));
    String message = refusal(path);
    assertTrue(message.startsWith(path + ":1: a record after this line"), message);
    assertTrue(message.endsWith("Is a quote left open?"), message);
  }

  private static String fingerprint(Path path) throws IOException {
    try (SongFile file = SongFile.open(path)) {
      while (file.next()) {
        file.cells();
      }
      return file.sha256();
    }
  }

  @Test
  void fingerprintIsThatOfTheBytesOnDisk() throws IOException {
    // echo -n abc | sha256sum
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        fingerprint(Tables.write(folder, "t.csv", "abc")));
    Path gzip = Tables.gzip(folder, "t.csv.gz", TEXT);
    Files.write(gzip, new byte[100_000], StandardOpenOption.APPEND);
    for (Path path : List.of(gzip, Tables.zip(folder, "t.zip", TEXT, "t.csv"))) {
      assertEquals(Tables.sha256(path), fingerprint(path));
    }
  }
}
