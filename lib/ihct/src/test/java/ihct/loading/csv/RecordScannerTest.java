package ihct.loading.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import ihct.tries.Property;
import ihct.tries.Range;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The records are those that FastCSV reads, wherever blocks and reads end. */
class RecordScannerTest {

  private static final Path PATH = Path.of("t.csv");

  /** A record as text: its line and its cells. */
  private static String record(long line, List<String> cells) {
    return line + ":" + String.join("|", cells);
  }

  private static List<String> expected(String text) throws IOException {
    List<String> records = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
      reader.forEach(r -> records.add(record(r.getStartingLineNumber(), r.getFields())));
    }
    return records;
  }

  /** Reads as little at a time as a stream may give. */
  private static InputStream trickling(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 3));
      }
    };
  }

  private static List<String> scanned(InputStream in, int blockBytes) throws IOException {
    List<String> records = new ArrayList<>();
    RecordScanner scanner = new RecordScanner(PATH, in, CellLayout.COMMAS, "");
    RecordBlock[] blocks = {new RecordBlock(blockBytes), new RecordBlock(blockBytes)};
    for (int turn = 0; scanner.fill(blocks[turn]); turn = 1 - turn) {
      RecordBlock block = blocks[turn];
      assertTrue(block.records() > 0);
      for (int r = 0; r < block.records(); r++) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < block.cells(r); column++) {
          cells.add(block.text(r, column));
        }
        records.add(record(block.line(r), cells));
      }
    }
    return records;
  }

  private static List<String> scanned(String text, int blockBytes) throws IOException {
    return scanned(trickling(text.getBytes(StandardCharsets.UTF_8)), blockBytes);
  }

  private static String text(Random random, List<String> tokens) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(tokens.get(random.nextInt(tokens.size())));
    }
    return text.toString();
  }

  @Property(tries = 2000)
  void agreesWithFastCsv(long seed, @Range(min = 1, max = 40) int blockBytes) throws IOException {
    Random random = new Random(seed);
    // FastCSV miscounts lines after a lone CR in quotes, so CR stands alone only without quotes.
    for (List<String> tokens :
        List.of(
            List.of("a", "\u00e9", "\u591c", ",", ",", "\"", "\"", "\n", " "),
            List.of("b", "\ud83c\udfb5", ",", "\"", "\"\"", "\r\n", "\r\n"),
            List.of("c", "de", ",", "\r", "\n", "\r\n"))) {
      String text = text(random, tokens);
      assertEquals(expected(text), scanned(text, blockBytes), text);
    }
  }

  @Test
  void everyLineEndInQuotesCountsOnce() throws IOException {
    assertEquals(List.of("1:a\rb\nc\r\nd", "5:e"), scanned("\"a\rb\nc\r\nd\"\re\n", 4));
    assertEquals(List.of("1:a\r|b", "3:c"), scanned("\"a\r\",b\nc", 4));
    assertEquals(List.of("1:a\r", "3:b"), scanned("\"a\r\"\nb", 4));
  }

  @Test
  void recordsBeforeAFailureAreGiven() throws IOException {
    InputStream breaks =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new EOFException("cut");
          }
        };
    byte[] start = "a,b\n1,2\n3,".getBytes(StandardCharsets.UTF_8);
    RecordScanner scanner =
        new RecordScanner(
            PATH,
            new SequenceInputStream(new ByteArrayInputStream(start), breaks),
            CellLayout.COMMAS,
            "");
    RecordBlock block = new RecordBlock();
    assertTrue(scanner.fill(block));
    assertEquals(2, block.records());
    assertEquals(
        "t.csv:2: the file ends or breaks after this line (cut). Fetch it again.",
        assertThrows(MalformedDataException.class, () -> scanner.fill(block)).getMessage());
  }

  private static String refusal(byte[] bytes, int blockBytes) {
    return assertThrows(
            MalformedDataException.class,
            () -> scanned(new ByteArrayInputStream(bytes), blockBytes))
        .getMessage();
  }

  private static String refusal(String text) {
    return refusal(text.getBytes(StandardCharsets.UTF_8), 16);
  }

  @Test
  void textThatIsNotUtf8IsRefusedAfterTheLastGoodLine() {
    byte[] latin = "a\nb\n\"c\nd\"\nBj\u00f6rk\ne\n".getBytes(StandardCharsets.ISO_8859_1);
    for (int blockBytes : new int[] {1, 8, 1000}) {
      assertEquals(
          "t.csv:3: the text after this line is not UTF-8. Convert it: iconv -f CP1252 -t UTF-8 FILE"
              + " > NEW, and look at the names.",
          refusal(latin, blockBytes));
    }
  }

  @Test
  void recordsBeyondTheLimitsAreRefused() throws IOException {
    String most = "\u591c".repeat(1 << 16);
    assertEquals(2, scanned("a\n" + most + "\n", 16).size());
    String after = "t.csv:1: a record after this line cannot be read: ";
    assertEquals(
        after + "its cell 2 has more than 65536 characters. Is a quote left open?",
        refusal("a\nb," + most + "x"));
    assertEquals(
        after + "it has more than 1048576 characters. Is a quote left open?",
        refusal("a\n" + (most + ",").repeat(17)));
    assertEquals(
        after + "it has more than 1048576 characters. Is a quote left open?",
        refusal("a\n\"" + "x".repeat(1 << 23)));
    assertEquals(
        after + "it has more than 4096 cells. Is a quote left open?",
        refusal("a\n" + ",".repeat(4096)));
  }

  @Test
  void cellOverLinesAtTheEndLooksCutOffOnlyIfNothingComesAfter() throws IOException {
    for (String after : List.of("", "\n", "\r\n\n\n", "\n" + "\n".repeat(100_000))) {
      assertFalse(endsInsideQuotes("a\n\"b\nc\"" + after), "a cell of two lines" + after);
      assertFalse(endsInsideQuotes("a\n\"b\n\"\"c\"\"\"" + after), "a quote in it" + after);
    }
    for (String after : List.of("", "\n", "\r\n\n\n")) {
      assertTrue(endsInsideQuotes("a\n\"b\nc," + after), after);
      assertTrue(endsInsideQuotes("a\n\"b\nc,\"d\"" + after), after);
    }
    assertFalse(endsInsideQuotes("a\n\"b\nc\"\n\n\nd"));
    assertFalse(endsInsideQuotes("a\n\"b\nc\",d"));
  }

  private static boolean endsInsideQuotes(String text) throws IOException {
    RecordScanner scanner =
        new RecordScanner(
            PATH, trickling(text.getBytes(StandardCharsets.UTF_8)), CellLayout.COMMAS, "");
    RecordBlock block = new RecordBlock(4);
    boolean found = false;
    while (scanner.fill(block)) {
      found |= block.endsInsideQuotes;
    }
    return found;
  }
}
