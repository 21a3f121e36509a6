package ihct.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The moves stand in META-INF/moved-classes.properties of the test resources. */
class MovedClassesTest {

  private final Cells cells = new Cells();

  @AfterEach
  void close() {
    cells.close();
  }

  private String report(String cell) {
    return String.join("\n", cells.fail(cell).report());
  }

  @Test
  void classThatMovedIsToldWhereItWent() {
    String report = report("Songbook book = null;");
    assertTrue(
        report.contains("Songbook of an earlier version is now java.util.ArrayList."), report);
  }

  @Test
  void packageThatWasDividedIsToldWhereItsClassesWent() {
    String report = report("import old.things.*;");
    assertTrue(report.contains("What was in old.things is now in java.util."), report);
  }

  @Test
  void importOfOneClassIsToldToo() {
    for (String cell :
        List.of(
            "import old.things.Chart;",
            "import static old.things.Chart.*;",
            "old.things.Chart.draw();")) {
      String report = report(cell);
      assertTrue(report.contains("Chart of an earlier version is now java.util.BitSet."), report);
    }
    String report = report("import old.things.Nothing;");
    assertTrue(report.contains("What was in old.things is now in java.util."), report);
  }

  @Test
  void declarationThatWaitsForAClassThatMovedIsTold() {
    String advice = "Songbook of an earlier version is now java.util.ArrayList.";
    for (String cell : List.of("Songbook book;", "int count(Songbook book) { return 1; }")) {
      cells.run(cell);
      assertTrue(cells.warnings.contains(advice), cells.warnings.toString());
    }
    cells.run("Nowhere nothing;");
    assertFalse(cells.warnings.toString().contains("earlier version"));
  }

  @Test
  void whatNeverWasIsNoMove() {
    assertFalse(report("Nowhere x = null;").contains("earlier version"));
  }
}
