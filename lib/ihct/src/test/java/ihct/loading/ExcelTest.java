package ihct.loading;

import static ihct.loading.Workbooks.number;
import static ihct.loading.Workbooks.row;
import static ihct.loading.Workbooks.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables in workbooks. */
class ExcelTest {

  private static final LoadingOptions OPTIONS =
      LoadingOptions.everything().withColumns(List.of("f1", "f2"), "kind", null).withId("id");
  private static final String HEADER = row(2, text("id"), text("f1"), text("f2"), text("kind"));

  @TempDir Path folder;

  private LoadedSongs load(String... sheets) throws IOException {
    return Tables.load(Workbooks.write(folder.resolve("t.xlsx"), sheets), OPTIONS);
  }

  private void refused(String words, String... sheets) {
    String message = assertThrows(MalformedDataException.class, () -> load(sheets)).getMessage();
    assertTrue(message.contains(words), message);
  }

  @Test
  void songsAreThoseOfTheTwinInCsv() throws IOException {
    String csv =
        "\nid,f1,f2,kind\n7,1.1,2,R&B\n\n2024-05-01,-2e-3,,TRUE\n1.1,123456789012345678,4,a\n2024-05-01T12:00,5,6,\"a, b\nc\"\n";
    LoadedSongs expected = Tables.load(Tables.write(folder, "t.csv", csv), OPTIONS);
    LoadedSongs loaded =
        load(
            "",
            HEADER
                + row(
                    3,
                    number("7"),
                    number("1.1000000000000001"),
                    "<c><f>1+1</f><v>2</v></c>",
                    text("R&B"))
                + row(4, text(" "))
                + row(
                    5,
                    "<c s=\"1\"><v>45413</v></c>",
                    number("-2E-3"),
                    "<c s=\"1\"/>",
                    "<c t=\"b\"><v>1</v></c>")
                + row(
                    6,
                    number("1.1000000000000001"),
                    number("123456789012345678"),
                    number("4"),
                    "<c t=\"str\"><f>x</f><v>a</v></c>",
                    text(""))
                + row(
                    7, "<c s=\"1\"><v>45413.5</v></c>", number("5"), number("6"), text("a, b\nc")));
    assertEquals(expected.songs().sha256(), loaded.songs().sha256());
    assertEquals(expected.report().leftOut().keySet(), loaded.report().leftOut().keySet());
    assertEquals(4, loaded.report().rowsRead());
    String left = loaded.report().leftOut().toString();
    assertTrue(left.contains("t.xlsx:5:f2: the cell is empty"), left);
    assertTrue(
        loaded.report().notes().contains("read as: Excel, sheet \"s2\", 2 of 2"),
        () -> loaded.report().notes().toString());
  }

  @Test
  void rowsThatDoNotFitAreCountedByTheirNumber() throws IOException {
    String good = row(3, number("1"), number("2"), number("3"), text("a"));
    LoadedSongs loaded =
        load(
            HEADER
                + good
                + row(9, number("1"), number("2"), number("3"), text("a"), number("5"))
                + row(11, number("2"), text("#DIV/0!"), number("3"), text("a")));
    assertEquals(1, loaded.songs().size());
    String left = loaded.report().leftOut().toString();
    assertTrue(left.contains("t.xlsx:9: 5 cells where the header has 4"), left);
    assertTrue(left.contains("t.xlsx:11:f1"), left);
  }

  @Test
  void namesMayBeGiven() throws IOException {
    Path file =
        Workbooks.write(
            folder.resolve("t.xlsx"),
            row(1, number("1"), number("2"), text("a"))
                + row(2, number("3"), number("4"), text("b")));
    LoadingOptions named =
        LoadingOptions.everything()
            .withColumns(List.of("f1", "f2"), "kind", null)
            .withColumnNames(List.of("f1", "f2", "kind"));
    LoadedSongs loaded = Tables.load(file, named);
    assertEquals(2, loaded.songs().size());
    assertEquals(1, loaded.origins().line(0));
  }

  @Test
  void faultsAreTold() throws IOException {
    refused("the file is empty", "", "");
    refused("no row can be used", HEADER);
    refused(
        "t.xlsx:1:f1: two columns have this name", HEADER.replace("</row>", text("f1") + "</row>"));
    refused(
        "t.xlsx:3:column B: the formula has no value",
        HEADER + row(3, number("1"), "<c><f>1+1</f></c>"));
    refused("the workbook is broken", HEADER + row(3, number("one")));
    Path empty = Tables.zip(folder, "odd.xlsx", "", "xl/workbook.xml");
    String odd =
        assertThrows(MalformedDataException.class, () -> Tables.load(empty, OPTIONS)).getMessage();
    assertTrue(odd.contains("odd.xlsx: the workbook is broken"), odd);
    byte[] whole = Files.readAllBytes(folder.resolve("t.xlsx"));
    Path cut = Files.write(folder.resolve("cut.xlsx"), Arrays.copyOf(whole, whole.length - 100));
    String message =
        assertThrows(MalformedDataException.class, () -> Tables.load(cut, OPTIONS)).getMessage();
    assertTrue(message.contains("the packed file is broken"), message);
  }

  @Test
  void workbookWithoutStylesIsRead() throws IOException {
    String rows = row(1, text("f1"), text("kind")) + row(2, number("1"), text("a"));
    Path file = Workbooks.write(folder.resolve("t.xlsx"), rows);
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      Files.delete(zip.getPath("xl/styles.xml"));
    }
    LoadingOptions options = LoadingOptions.everything().withColumns(List.of("f1"), "kind", null);
    assertEquals(1, Tables.load(file, options).songs().size());
  }
}
