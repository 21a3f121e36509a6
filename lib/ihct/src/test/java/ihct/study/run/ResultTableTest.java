package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.display.DisplayProvider;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tech.tablesaw.api.Table;

class ResultTableTest {

  @Test
  void resultsAreATableThatCanBeSortedAndStillShowsTwoDigits() {
    List<RunRecord> records = List.of(Samples.record("dense"), Samples.record("random"));
    Table table = ResultTable.table(records);
    assertEquals(100 * records.get(0).scores().top1(), table.doubleColumn("top-1 %").get(0), 1e-12);
    Table some = table.selectColumns("model", "top-1 %").sortDescendingOn("model");
    assertEquals("random", some.stringColumn("model").get(0));
    String shown = DisplayProvider.formsOf(some).orElseThrow().text();
    assertTrue(shown.lines().skip(1).allMatch(line -> line.matches("\\w+ +\\d+\\.\\d\\d")), shown);
  }

  @Test
  void noResultsAreToldAsSuch() {
    for (Executable call :
        List.<Executable>of(
            () -> ResultTable.table(List.of()), () -> ResultTable.text(List.of()))) {
      assertEquals(
          "There are no results to show; train a model first, or score one.",
          assertThrows(IllegalArgumentException.class, call).getMessage());
    }
  }
}
