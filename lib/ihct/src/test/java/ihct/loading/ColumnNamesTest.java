package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose first line is a row, with the names of their columns given beside. */
class ColumnNamesTest {

  private static final LoadingOptions NAMED =
      LoadingOptions.everything().withColumns(List.of("f1", "f2"), "kind", null);
  private static final LoadingOptions GIVEN = NAMED.withColumnNames(List.of("f1", "f2", "kind"));
  private static final String ROWS = "1.5,2,a\n2.5,3,\"b, c\"\n3.5,4,a\n";

  @TempDir Path folder;

  private LoadedSongs load(String text, LoadingOptions options) throws IOException {
    return Tables.load(Tables.write(folder, "t.csv", text), options);
  }

  private String refusal(String text, LoadingOptions options) {
    return assertThrows(MalformedDataException.class, () -> load(text, options)).getMessage();
  }

  @Test
  void songsAreThoseOfTheTwinWithAHeaderAndRowsKeepTheirLines() throws IOException {
    LoadedSongs expected = load("f1,f2,kind\n" + ROWS, NAMED);
    String commas = "1,5;2;a\n2,5;3;b, c\n3,5;4;a\n";
    String blanks = ROWS.replace(',', ' ').replace("\"b  c\"", "\"b, c\"");
    for (String text : List.of(ROWS, commas, blanks, ROWS.replaceAll(",(?! )", "\t"))) {
      LoadedSongs loaded = load(text, GIVEN);
      assertEquals(expected.songs().sha256(), loaded.songs().sha256(), text);
      assertEquals(3, loaded.report().rowsRead(), text);
      for (int row = 0; row < 3; row++) {
        assertEquals(expected.origins().line(row) - 1, loaded.origins().line(row), text);
      }
    }
  }

  @Test
  void firstLineOfTheseNamesIsAHeader() throws IOException {
    String sha256 = load("f1,f2,kind\n" + ROWS, NAMED).songs().sha256();
    assertEquals(sha256, load("F1,f2,Kind\n" + ROWS, GIVEN).songs().sha256());
    String arff = "@relation t\n@attribute %s numeric\n@attribute f2 numeric\n";
    String data = "@attribute kind string\n@data\n" + ROWS;
    assertEquals(sha256, load(arff.formatted("f1") + data, GIVEN).songs().sha256());
    assertTrue(
        refusal(arff.formatted("g") + data, GIVEN)
            .contains("names its columns itself (g, f2, kind)"));
  }

  @Test
  void otherHeaderIsRefused() {
    String message = refusal("x,y,class\n" + ROWS, GIVEN);
    assertTrue(
        message.endsWith(
            "t.csv:1: the file names its columns itself (x, y, class), and"
                + " --columns is for files whose first line is a row. Leave --columns out."),
        message);
  }

  @Test
  void eachColumnNeedsAName() {
    String message = refusal("\n" + ROWS, NAMED.withColumnNames(List.of("f1", "kind", "f2", "x")));
    assertTrue(
        message.endsWith(
            "t.csv:2: this row has 3 cells (1.5, 2, a), and --columns names 4"
                + " columns. Name each of them."),
        message);
    assertThrows(
        IllegalArgumentException.class, () -> NAMED.withColumnNames(List.of("f1", "F1", "kind")));
    assertThrows(IllegalArgumentException.class, () -> NAMED.withColumnNames(List.of("f1", " ")));
  }

  @Test
  void rowOfAnotherLengthIsCountedByItsLine() throws IOException {
    LoadedSongs loaded = load(ROWS + "5,6\n", GIVEN);
    assertEquals(3, loaded.songs().size());
    String left = loaded.report().leftOut().toString();
    assertTrue(left.contains("t.csv:4"), left);
  }

  @Test
  void fileWithoutNamesIsNoticed() {
    String message = refusal(ROWS, NAMED);
    assertTrue(message.contains("name all 3 columns: --columns f1,f2,kind."), message);
  }
}
