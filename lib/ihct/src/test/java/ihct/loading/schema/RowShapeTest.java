package ihct.loading.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.SongFile;
import ihct.loading.Tables;
import ihct.loading.csv.MalformedDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are longer than their header, and those that only seem so. */
class RowShapeTest {

  @TempDir Path folder;

  /** The header and the records as text, and what is said of them. */
  private List<String> read(String text) throws IOException {
    List<String> records = new ArrayList<>();
    try (SongFile file = SongFile.open(Tables.write(folder, "t.csv", text))) {
      records.add(String.join("|", file.header()));
      while (file.next()) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < file.cells(); column++) {
          cells.add(file.cell(column));
        }
        records.add(String.join("|", cells));
      }
      records.addAll(file.notes());
    }
    return records;
  }

  private void assertLeftAlone(String text) throws IOException {
    List<String> raw = List.of(text.replace("\"", "").replace(',', '|').split("\n"));
    assertEquals(
        raw.stream().map(r -> String.join("|", r.split("\\| ?", -1))).toList(), read(text));
  }

  private static final String ROW_NAMES =
      "read as: rows without their first cell, a row name for which the header has no name";
  private static final String ENDS = "read as: rows without the separators at their end";

  @Test
  void rowNamesOfAreLeftOut() throws IOException {
    List<String> expected = List.of("genre|x", "rock|0.5", "pop|2", ROW_NAMES);
    assertEquals(expected, read("genre,x\n1,rock,0.5\n2,pop,2\n"));
    assertEquals(expected, read("\"genre\",\"x\"\n\"17\",\"rock\",0.5\n\"4\",\"pop\",2\n"));
    assertEquals(
        expected, read("\"genre\",\"x\"\n\"Queen, live\",\"rock\",0.5\n\"b\",\"pop\",2\n"));
  }

  @Test
  void separatorsAtTheEndsOfRowsAreLeftOut() throws IOException {
    assertEquals(List.of("genre|x", "rock|1", "pop|2", ENDS), read("genre,x\nrock,1,\npop,2,\n"));
    assertEquals(List.of("g|x", "a|1", "b|2", ENDS), read("g,x\na,1,,\nb,2,,\n"));
    assertEquals(List.of("id|x", "1|5", "2|6", ENDS), read("id,x\n1,5,\n2,6,\n"));
  }

  @Test
  void separatorsAtTheEndOfTheHeaderAloneAreLeftOut() throws IOException {
    assertEquals(
        List.of("g|x", "a|1", "b|2", "read as: header without the separators at its end"),
        read("g,x,,\na,1\nb,2\n"));
  }

  @Test
  void separatorsOfAnotherKindAtTheEndOfAllAreLeftOut() throws IOException {
    assertEquals(
        List.of(
            "x|Class",
            "1|5",
            "2|a;b",
            "3|c",
            "read as: rows and header without the ;; at their end"),
        read("x,Class;;\n1,5;;\n2,a;b\n3,\"c\";;\n"));
  }

  @Test
  void recordsUnlikeTheOthersStayUnreadable() throws IOException {
    StringBuilder text = new StringBuilder("genre,x\n");
    for (int row = 1; row <= 20; row++) {
      text.append(row == 7 ? "oh, no, no, no\n" : row + ",rock,0." + row + "\n");
    }
    List<String> records = read(text.toString());
    assertEquals("rock|0.6", records.get(6));
    assertEquals(3, records.get(7).split("\\|").length);
    assertEquals("rock|0.8", records.get(8));
  }

  @Test
  void whatIsNotCertainIsLeftAlone() throws IOException {
    // Equal in number: nothing to explain, even with an empty last column.
    assertLeftAlone("id,genre,x\n1,rock,\n2,pop,\n");
    assertLeftAlone(",genre,x\n1,rock,5\n2,pop,6\n");
    // Decimal commas: 120,5 and 98,25.
    assertLeftAlone("song,genre,bpm\n1,rock,120,5\n2,pop,98,25\n");
    // A comma within each text.
    assertLeftAlone("no,date,x\n1,Jan 5, 2020,0.5\n2,Feb 6, 2020,0.7\n");
    assertLeftAlone("id,name,x\n1,Simon,Garfunkel,0.5\n2,Hall,Oates,0.7\n");
    // First cells that repeat, or are words without quotes.
    assertLeftAlone("genre,x\n1,rock,5.5\n1,pop,6.5\n");
    assertLeftAlone("genre,x\na,rock,5.5\nb,pop,6.5\n");
    // Row names, and a last column that R left empty; or row numbers and a comma too many.
    assertLeftAlone("genre,x,y\n1,rock,0.5,\n2,pop,0.7,\n");
    // One record alone has a cell too many.
    assertLeftAlone("genre,x\nrock,1\npop,2,\nsoul,3\n");
    // A name that ends in a mark, and rows that do not.
    assertLeftAlone("x,what;\n1,a\n2,b\n3,c;\n");
  }

  @Test
  void refusalSaysWhatTheCauseMayBe() throws IOException {
    Path path =
        Tables.write(
            folder,
            "t.csv",
            Tables.table(List.of())
                + "a,"
                + Tables.line("t1", "rock", "A", 1)
                + "\na,"
                + Tables.line("t2", "pop", "B", 2));
    String message =
        org.junit.jupiter.api.Assertions.assertThrows(
                MalformedDataException.class, () -> Tables.load(path))
            .getMessage();
    assertTrue(
        message.contains("15 cells where the header has 14. Is the first cell a row name?"),
        message);
  }
}
