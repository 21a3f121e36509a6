package ihct.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateSurvivesTest {

  private final Cells cells = new Cells();

  @AfterEach
  void close() {
    cells.close();
  }

  @Test
  void redefinedMethodKeepsVariablesMadeWithIt() {
    cells.run("int f() { return 1; }\nvar v = f();");
    cells.run("int f() { return 2; }");
    assertEquals("1", cells.run("v"));
    assertEquals("2", cells.run("f()"));
    assertEquals(List.of(), cells.warnings);
  }

  @Test
  void methodOfAnotherTypeNamesTheVariablesThatTookItsType() {
    cells.run("int f() { return 1; }\nvar v = f();\nint[] w = {4};\nint typed = f();");
    cells.run("String f() { return \"two\"; }");
    assertTrue(
        cells.warnings.stream().anyMatch(text -> text.startsWith("Lost: ") && text.contains("v")),
        cells.warnings::toString);
    assertEquals("two", cells.run("f()"));
    assertEquals("[4]", cells.run("w"));
  }

  @Test
  void redefinedClassKeepsItsObjects() {
    cells.run("class Net { int weight = 3; int twice() { return 0; } }");
    cells.run("Net net = new Net();\nnet.weight = 7;");
    cells.run("class Net { int weight = 3; int twice() { return 2 * weight; } }");
    assertEquals("14", cells.run("net.twice()"));
    assertEquals(List.of(), cells.warnings);
  }

  @Test
  void importsAmongStateKeepIt() {
    cells.run("int[] before = {3};\nimport java.time.*;\nint[] after = {4};");
    cells.run("import java.time.Duration;\nimport java.nio.charset.*;");
    assertEquals("7", cells.run("import java.text.*;\nbefore[0] + after[0]"));
  }

  @Test
  void changedShapeNamesWhatIsLostAndKeepsTheRest() {
    cells.run("class Shape { int a; }\nint other = 5;\nString name = \"kept\";");
    cells.run("Shape shape = new Shape();\nList<Shape> shapes = List.of(shape);");
    cells.run("class Shape { int a; int b; }");
    assertTrue(
        cells.warnings.stream().anyMatch(text -> text.startsWith("Lost: shape.")),
        cells.warnings::toString);
    assertTrue(
        cells.warnings.stream().anyMatch(text -> text.startsWith("Out of date: shapes.")),
        cells.warnings::toString);
    assertEquals("kept5", cells.run("name + other"));
    assertEquals("true", cells.run("shape == null"));
    assertEquals("1", cells.run("shapes.size()"));
  }

  @Test
  void redefinitionsOfRedefinitionsKeepVariables() {
    cells.run("class Point { int x; }\ndouble[] big = {1, 2};\nint n = 9;");
    for (int i = 0; i < 4; i++) {
      cells.run("class Point { int x" + i + "; }");
      cells.run("int size(Point p) { return " + i + "; }");
    }
    assertEquals("[1.0, 2.0]", cells.run("big"));
    assertEquals("9", cells.run("n"));
    assertEquals("3", cells.run("size(new Point())"));
  }

  @Test
  void methodThatJavaCannotChangeInPlaceKeepsVariablesMadeWithIt() {
    cells.run("double h(double q) { return q; }\ndouble[] w = {h(1), h(2)};");
    cells.run("double h(double q) { return IntStream.range(0, 3).map(i -> i).sum(); }");
    assertEquals(List.of(), cells.warnings);
    assertEquals("[1.0, 2.0]", cells.run("w"));
    assertEquals("3.0", cells.run("h(1)"));
  }

  @Test
  void newCodeReachesTheCallersOfAMethodAndKeepsWhatTheyMade() {
    cells.run("int p(int a) { return a; }\nint q(int a) { return p(a); }\nint[] v = {q(6)};");
    cells.run("int p(int a) { Supplier<Integer> s = () -> a; return s.get() + 1; }");
    assertEquals(List.of(), cells.warnings);
    assertEquals("[6]", cells.run("v"));
    assertEquals("7", cells.run("q(6)"));
  }

  @Test
  void variableOfAnotherTypeIsNoLoss() {
    cells.run("int a = 1;\nint b = 2;");
    cells.run("String a = \"text\";");
    assertEquals(List.of(), cells.warnings);
    assertEquals("text2", cells.run("a + b"));
  }
}
