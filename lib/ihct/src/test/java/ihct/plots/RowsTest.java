package ihct.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.display.DisplayProvider;
import ihct.display.MimeBundle;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RowsTest {

  private static Rows models() {
    return Rows.of("model", "top-1 %", "lead", "parameters", "bytes", "paper %")
        .format("%.1f", "top-1 %")
        .format("%+.2f", "lead")
        .format("%,d", "parameters")
        .row("dense", 28.44, 0.5, 210_000, 1L << 40, 13.3)
        .row("a <b>", 0.25, -1.5, 7, 8L, null)
        .row("tree", Double.NaN, 0.0, 0, 0L, Double.NaN);
  }

  private static MimeBundle shown(Object value) {
    return DisplayProvider.formsOf(value).orElseThrow();
  }

  @Test
  void columnsAreOfTheirValuesTypesAndNumbersStayWhatTheyAre() {
    Table table = models().table();
    assertEquals(
        List.of(
            ColumnType.STRING,
            ColumnType.DOUBLE,
            ColumnType.DOUBLE,
            ColumnType.INTEGER,
            ColumnType.LONG,
            ColumnType.DOUBLE),
        List.of(table.typeArray()));
    assertEquals(28.44, table.doubleColumn("top-1 %").get(0));
    assertEquals(1L << 40, table.longColumn("bytes").get(0));
    assertEquals(2, table.doubleColumn("paper %").countMissing());
    assertEquals("tree", table.sortDescendingOn("lead").stringColumn("model").get(1));
  }

  @Test
  void textHasNumbersToTheRightAsTheyWereAskedFor() {
    String text =
        """
        model  top-1 %   lead  parameters          bytes  paper %
        dense     28.4  +0.50     210,000  1099511627776     13.3
        a <b>      0.3  −1.50           7              8        –
        tree         –  +0.00           0              0        –""";
    assertEquals(text, models().toString());
    assertEquals(text, shown(models().table()).text());
    Table sorted = models().table().sortDescendingOn("top-1 %");
    assertTrue(shown(sorted).text().contains("28.4  +0.50"), "formats stay with a sorted copy");
  }

  /** Intervals and small p are texts, but read as numbers; names that begin with digits are not. */
  @Test
  void textsThatAreReadAsNumbersStandAtTheRight() {
    Rows rows =
        Rows.of("arm", "interval", "p", "genre")
            .row("dense", "−5.64 to −1.00", "< 0.001", "80s pop")
            .row("forest", "+0.1 to +2.00", "–", "2-step");
    assertEquals(
        """
        arm           interval        p  genre
        dense   −5.64 to −1.00  < 0.001  80s pop
        forest   +0.1 to +2.00        –  2-step""",
        rows.toString());
    assertEquals(rows.toString(), shown(rows.table()).text());
  }

  @Test
  void columnsThatTellNothingAreLeftOut() {
    Rows rows =
        Rows.of("a", "b", "c").row(1.5, "same", "").row(2.25, "same", "x").format("%.1f", "a");
    assertEquals(
        "a  c\n1.5\n2.3  x", rows.withoutConstant("b", "c").toString().replace("  a", "a"));
  }

  @Test
  void htmlIsTheSameAndNamesStayText() {
    String html = (String) shown(models().table()).forms().get(MimeBundle.HTML);
    assertEquals(models().html(), html);
    assertTrue(html.contains("<td style=\"text-align:right\">28.4</td>"), html);
    assertTrue(html.contains("<td style=\"text-align:left\">a &lt;b&gt;</td>"), html);
  }

  @Test
  void tablesMadeOtherwiseAreShownAlike() {
    StringColumn names = StringColumn.create("genre", "rock", "");
    DoubleColumn numbers = DoubleColumn.create("energy", 0.1 + 0.2, 3);
    assertEquals(
        "genre  energy\nrock      0.3\n            3",
        shown(Table.create("songs", names, numbers)).text());
    assertEquals("x", shown(Table.create(StringColumn.create("x"))).text());
  }

  @Test
  void longAndWideTablesAreCutAndSaySo() {
    Table table = Table.create(DoubleColumn.create("x 0", 5000));
    IntStream.range(1, 60).forEach(c -> table.addColumns(DoubleColumn.create("x " + c, 5000)));
    table.addColumns(StringColumn.create("name", 5000));
    MimeBundle forms = shown(table);
    assertTrue(forms.text().contains("… 4900 more rows"), forms.text());
    assertTrue(forms.text().contains("… 21 more columns"), forms.text());
    assertTrue(((String) forms.forms().get(MimeBundle.HTML)).length() < 400_000);
    Table wordy = Rows.of("song").row("la ".repeat(100_000)).table();
    assertTrue(shown(wordy).text().length() < 600);
  }

  @Test
  void namesThatStandTwiceGetANumber() {
    Table table = Rows.of("a", "A", "a").row(1, 2, 3).table();
    assertEquals(List.of("a", "A (2)", "a (3)"), table.columnNames());
  }

  @Test
  void columnsOfNumbersAndTextsAreTexts() {
    Table table = Rows.of("x").row(0.1 + 0.2).row("none").row((Object) null).table();
    assertEquals(List.of("0.3", "none", "–"), table.stringColumn("x").asList());
  }

  @Test
  void wrongRowsAndColumnsAreRefused() {
    String cells =
        assertThrows(IllegalArgumentException.class, () -> Rows.of("a").row(1, 2)).getMessage();
    assertEquals("The row [1, 2] has 2 cells; give one for each of the columns [a].", cells);
    String column =
        assertThrows(IllegalArgumentException.class, () -> Rows.of("a").format("%d", "b"))
            .getMessage();
    assertEquals("There is no column \"b\"; the columns are [a].", column);
  }

  @Test
  void valuesThatNobodyKnowsAreLeftToTheirText() {
    assertFalse(DisplayProvider.formsOf("text").isPresent());
    assertFalse(DisplayProvider.formsOf(3).isPresent());
  }
}
