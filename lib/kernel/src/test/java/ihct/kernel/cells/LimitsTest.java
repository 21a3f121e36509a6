package ihct.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What is too large for a class file is refused with the reason, and the session goes on. */
@TestInstance(Lifecycle.PER_CLASS)
class LimitsTest {

  private static final String LONG = "\"" + "é".repeat(33_000) + "\"";

  private final Cells cells = new Cells();

  @AfterAll
  void close() {
    cells.close();
  }

  private static String repeated(int count, String form, String between) {
    return IntStream.range(0, count)
        .mapToObj(i -> form.replace("#", "" + i))
        .collect(Collectors.joining(between));
  }

  private static List<String> tooLarge() {
    String values = repeated(13_000, "#", ", ");
    String sums = repeated(9_000, "s += 70000 * s;", " ");
    return List.of(
        "String text = " + LONG + ";",
        "String text() { return " + LONG + "; }",
        "class Text { static final String TEXT = " + LONG + "; }",
        "System.out.println(" + LONG + ");",
        "String sum = " + repeated(9_000, "\"part #\"", " + ") + ";",
        "double[] values = {" + values + "};",
        "class Values { int[] values = {" + values + "}; int first() { return values[0]; } }",
        "long s = 0;\nfor (int i = 0; i < 2; i++) {\n" + sums + "\n}",
        "int many(" + repeated(256, "int p#", ", ") + ") { return 0; }",
        "record Many(" + repeated(256, "int p#", ", ") + ") {}");
  }

  @Test
  void reasonIsShownAndOtherCellsGoOn() {
    cells.run("int kept = 7;");
    for (String cell : tooLarge()) {
      Outcome.Failed failed = cells.fail("int before = 1;\n" + cell + "\nint behind = 2;");
      String report = String.join("\n", failed.report());
      assertEquals("CompilationError", failed.name());
      assertTrue(failed.message().matches(".*too (long|large|many).*"), failed.message());
      assertTrue(report.contains("Line "), report);
      assertTrue(report.lines().allMatch(line -> line.length() < 200), "long lines");
      assertEquals(List.of(), cells.warnings, cell.substring(0, 12));
      assertEquals("8", cells.run("int next = before;\nkept + next"));
    }
  }

  @Test
  void earlierCodeThatNowFailsIsNamedByItsCellAndTheNewOneStays() {
    cells.run("// waits\nint early() { return later() + " + LONG + ".length(); }");
    String report = String.join("\n", cells.fail("int later() { return 3; }").report());
    assertTrue(report.contains(", line 2, column 1: "), report);
    assertTrue(report.contains("Cell ["), report);
    assertEquals("3", cells.run("later()"));
  }

  @Test
  void codeThatWaitsForADeclarationStillDoes() {
    cells.run("int user() { return given() + 1; }");
    assertEquals(
        List.of("user cannot be used until this is declared: method given()"), cells.warnings);
    cells.fail("String text = " + LONG + ";");
    assertEquals("4", cells.run("int given() { return 3; }\nuser()"));
  }

  @Test
  void almostTooLargeIsNotRefused() {
    assertEquals("65534", cells.run("\"" + "a".repeat(65_534) + "\".length()"));
    cells.run("int[] most() {\n  return new int[] {" + repeated(8_000, "#", ",") + "};\n}");
    assertEquals("8000", cells.run("most().length"));
  }

  @Test
  void deeplyNestedCodeCompiles() {
    cells.run("int unit = 1;");
    assertEquals("4000", cells.run(repeated(4_000, "unit", " + ")));
  }
}
