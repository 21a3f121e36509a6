package ihct.loading.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Which separator is taken, which is left alone, and when neither. */
class LayoutFinderTest {

  private static final Path PATH = Path.of("t.csv");

  private static CellLayout layout(String text) throws MalformedDataException {
    return LayoutFinder.find(PATH, text.getBytes(StandardCharsets.UTF_8), true);
  }

  private static char separator(String text) throws MalformedDataException {
    return (char) layout(text).separator();
  }

  private static String refusal(String text) {
    return assertThrows(MalformedDataException.class, () -> layout(text)).getMessage();
  }

  @Test
  void separatorIsThatOfTheHeader() throws MalformedDataException {
    for (char separator : ",;\t|".toCharArray()) {
      String header = "genre,tempo,energy\n".replace(',', separator);
      assertEquals(separator, separator(header));
      assertEquals(separator, separator(header + "rock,1,2\n".replace(',', separator)));
      assertEquals(separator, separator("\n\r\n" + header));
    }
  }

  @Test
  void separatorsWithinCellsOfACommaFileAreLeftAlone() throws MalformedDataException {
    assertEquals(',', separator("artists,genre,x\na;b;c,rock,1\nd;e;f,pop|rock,2\n"));
    assertEquals(',', separator("\"artists;names\",genre,x\n\"a;b\",rock,1\n"));
    assertEquals(',', separator("artists;names,genre,x\na,rock,1\nb;c,pop,2\nd,pop,3\n"));
    assertEquals(',', separator("genre|style,x,y,z\nrock|indie,1,2,3\npop|dance,4,5,6\n"));
    assertEquals(',', separator("a,b,Class;;\n1,2,x;;\n3,4,y;;\n"));
    assertEquals(',', separator("a,b\n1;2,\n3;4,\n"));
  }

  @Test
  void commasWithinCellsOfOtherFilesAreNoSeparators() throws MalformedDataException {
    assertEquals(';', separator("genre;a;b\nrock, pop;0,5;0,7\nsoul, funk;1,5;2\n"));
    assertEquals(';', separator("genre;tempo (BPM, mean);b\nrock;120,5;0,7\nsoul;90,1;2\n"));
    assertEquals('\t', separator("name, artist\tgenre\ta\tb\nx, y\trock\t1\t2\nz, w\tpop\t1\t2\n"));
    assertEquals('|', separator("genres|a|b\n\"rock|pop\"|1|2\n\"soul\"|3|4\n"));
  }

  @Test
  void tableOfOneColumnHasCommas() throws MalformedDataException {
    assertEquals(CellLayout.COMMAS, layout("genre\nrock\npop; dance\n"));
    assertEquals(CellLayout.COMMAS, layout("genre; style\nrock\npop\nsoul\n"));
    assertEquals(CellLayout.COMMAS, layout(""));
  }

  @Test
  void recordCutOffAtTheEndOfWhatIsSeenIsNotCounted() throws MalformedDataException {
    byte[] opening = "a;b,c;d;e\n1;2;3;4\n1;".getBytes(StandardCharsets.UTF_8);
    assertEquals(';', (char) LayoutFinder.find(PATH, opening, false).separator());
  }

  @Test
  void whatFitsTwoWaysIsRefusedNamingBoth() {
    assertEquals(
        "t.csv:1: the cells may be separated by commas (2 columns: \"a\", \"b;c\"), or by semicolons"
            + " (2 columns: \"a,b\", \"c\"). Say which by a first line, for instance:"
            + " (printf 'sep=;\\n'; cat FILE) > NEW",
        refusal("a,b;c\n0,5;1\n0,7;2\n"));
  }

  @Test
  void firstLineMaySayTheSeparator() throws MalformedDataException {
    for (String line : new String[] {"sep=;", "\"sep=;\"", "SEP=;", "sep=;;;"}) {
      CellLayout layout = layout(line + "\r\na,b;c\n0,5;1\n");
      assertEquals(';', (char) layout.separator());
      assertEquals(2, layout.headerLine());
      assertEquals(line.length() + 2, layout.headerStart());
    }
    assertEquals('\t', separator("sep=\t\na\tb\n"));
    assertEquals('\t', separator("sep=\\t\na\tb\n"));
    assertEquals('^', separator("sep=^\na^b\n1^2\n"));
    assertEquals(',', separator("sep,x\n1,2\n"));
  }

  @Test
  void firstLineThatIsNotTrueIsRefused() {
    assertEquals(
        "t.csv:1: the first line says sep=;, but the cells are separated by commas (2 columns:"
            + " \"a\", \"b\"). Take the line away: tail -n +2 FILE > NEW",
        refusal("sep=;\na,b\n1,2\n"));
    assertEquals("t.csv:1: the first line asks for a between cells.", refusal("sep=a\nbac\n"));
  }
}
