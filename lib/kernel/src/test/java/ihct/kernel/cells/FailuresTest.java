package ihct.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.display.ValueText;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailuresTest {

  private final Cells cells = new Cells();

  @AfterEach
  void close() {
    cells.close();
  }

  private static List<String> plain(Outcome.Failed failed) {
    return failed.report().stream().map(line -> line.replaceAll("\u001b\\[[\\d;]*m", "")).toList();
  }

  @Test
  void compilerErrorHasTheLineOfTheCellAndACaret() {
    List<String> report = plain(cells.fail("int a = 1;\n\n  int b = a + nowhere;\nint c;"));
    assertTrue(report.get(0).startsWith("Line 3, column 15: cannot find symbol"), report.get(0));
    assertEquals("    int b = a + nowhere;", report.get(1));
    assertEquals("                ^^^^^^^", report.get(2));
  }

  @Test
  void whatStandsAboveTheMistakeIsKept() {
    cells.fail("int a = 1;\nint b = nowhere;");
    assertEquals("1", cells.run("a"));
  }

  @Test
  void ownExceptionIsShownWithLinesOfItsCells() {
    cells.run("int half(int n) {\n  return 1 / (n - n);\n}");
    Outcome.Failed failed = cells.fail("// comment\nint x = 3;\nhalf(x)");
    assertEquals("java.lang.ArithmeticException", failed.name());
    String report = String.join("\n", plain(failed));
    assertTrue(report.contains("cell [1], line 2 in half"), report);
    assertTrue(report.contains("cell [2], line 3"), report);
    assertTrue(report.contains("return 1 / (n - n);"), report);
    assertFalse(report.contains("REPL"), report);
    assertFalse(report.contains("InvocationTarget"), report);
    assertFalse(report.contains("ihct.kernel"), report);
  }

  @Test
  void causeIsShownToo() {
    String report =
        String.join(
            "\n",
            plain(
                cells.fail(
                    "try { Integer.parseInt(\"x\"); }\n"
                        + "catch (NumberFormatException e) { throw new IllegalStateException(\"outer\", e); }")));
    assertTrue(report.startsWith("java.lang.IllegalStateException: outer"), report);
    assertTrue(report.contains("Caused by: java.lang.NumberFormatException"), report);
  }

  @Test
  void longMessagesAreShortened() {
    Outcome.Failed failed = cells.fail("throw new Exception(\"m\".repeat(60_000));");
    assertTrue(failed.message().endsWith("m… (41,000 characters left out)"));
    assertTrue(String.join("", failed.report()).length() < 2 * ValueText.LONGEST);
  }

  @Test
  void everyErrorOfAMistakenLineIsShown() {
    List<String> report = plain(cells.fail("int a = nowhere + neither;"));
    assertEquals(2, report.stream().filter(line -> line.contains("cannot find symbol")).count());
  }
}
