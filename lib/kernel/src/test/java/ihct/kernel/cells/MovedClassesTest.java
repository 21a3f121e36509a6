package ihct.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    String report = report("import old.things.Chart;");
    assertTrue(report.contains("java.util"), report);
  }

  @Test
  void whatNeverWasIsNoMove() {
    assertFalse(report("Nowhere x = null;").contains("earlier version"));
  }
}
