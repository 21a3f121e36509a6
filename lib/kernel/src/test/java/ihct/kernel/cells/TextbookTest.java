package ihct.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Declarations that Java takes, and JShell alone does not. */
@TestInstance(Lifecycle.PER_CLASS)
class TextbookTest {

  private final Cells cells = new Cells();

  @AfterAll
  void close() {
    cells.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "record Year(int n) { Year { if (n < 0) n = -n; } } | new Year(-5) | Year[n=5]",
        "record Span(int from, int to) { Span(int from, int to) { this.from = from; this.to = to - from; } Span(int to) { this(2, to); } } | new Span(9) | Span[from=2, to=7]",
        "record Two<A, B extends Comparable<B>>(A a, List<B> b) { Two { b = List.copyOf(b); } } | new Two<>(1, List.of(\"x\")) | Two[a=1, b=[x]]",
        "@Deprecated record Odd(@Deprecated String t) { /* Odd { */ @SuppressWarnings(\"Odd {\") Odd { t = t + \"Odd { }\"; } } | new Odd(\"\").t() | Odd { }",
        "record Outer(int n) { record Inner(int m) { Inner { m++; } } Outer { n--; } } | new Outer(1).n() + new Outer.Inner(1).m() | 2",
        "record Bag(int... n) { static int made; public Bag { made++; } } | new Bag(1, 2).n().length + Bag.made | 3",
        "class Holder { private record In(int n) { private In { n = 2 * n; } } int n() { return new In(4).n(); } } | new Holder().n() | 8",
        "private record Loose(int n) { Loose { n++; } } | new Loose(1).n() | 2",
        "record Plain(int n) { int twice() { return 2 * n; } } | new Plain(2).twice() | 4",
      })
  void recordsMeanWhatTheyMeanInJava(String declaration, String expression, String result) {
    cells.run(declaration);
    assertEquals(result, cells.run(expression));
    assertEquals(List.of(), cells.warnings);
  }

  @Test
  void whatJavaItselfRefusesSaysWhatToWrite() {
    String report = String.join("\n", cells.fail("public record A(int n) { A { } }").report());
    assertTrue(report.contains("write public before it"), report);
    report = String.join("\n", cells.fail("sealed interface Lonely { }").report());
    assertTrue(report.contains("permits A, B"), report);
  }

  @Test
  void mistakesHaveTheirPlaceInTheCell() {
    String report =
        String.join("\n", cells.fail("record T(int n) {\n  T { n = null; } }").report());
    assertTrue(report.contains("Line 2, column 11: "), report);
    report = String.join("\n", cells.fail("record U(int n) { U { n = null; } }").report());
    assertTrue(report.contains("Line 1, column 27: "), report);
    cells.run(
        "record V(int n) {\n  V {\n    if (n < 0) throw new IllegalArgumentException();\n  }\n}");
    report = String.join("\n", cells.fail("new V(-1)").report());
    assertTrue(report.contains("line 3"), report);
  }

  @Test
  void sealedTypesFindTheirSubtypesInTheCell() {
    cells.run(
        """
        sealed interface Term<T> {}
        record Leaf<T>(T value) implements Term<T> {}
        final class Sum<T> implements Term<T> {}
        enum Sign implements Term<Integer> { PLUS, MINUS }
        Term<Integer> term = new Leaf<>(3);
        """);
    assertEquals(List.of(), cells.warnings);
    assertEquals("3", cells.run("Term.class.getPermittedSubclasses().length"));
    assertEquals("3", cells.run("term instanceof Leaf<Integer> leaf ? leaf.value() : 0"));
  }

  @Test
  void nonSealedClassesAreCutFromWhatStandsAboveThem() {
    cells.run(
        """
        sealed abstract class Vehicle { abstract int wheels(); }
        final class Car extends Vehicle { int wheels() { return 4; } }
        non-sealed class Truck extends Vehicle { int wheels() { return 6; } }
        """);
    assertEquals("8", cells.run("new Truck() { int wheels() { return 8; } }.wheels()"));
    String report =
        String.join(
            "\n",
            cells
                .fail(
                    "sealed interface Open {}\nrecord Shut() implements Open {}\n"
                        + "non-sealed class Wide implements Open {}")
                .report());
    assertTrue(report.contains("inside one class"), report);
  }

  @Test
  void sealedTypesMayNameThemOrHoldThem() {
    cells.run("sealed interface Shape permits Disc, Box {}");
    cells.run(
        "record Disc(double r) implements Shape {}\nrecord Box(double a) implements Shape {}");
    assertEquals("Box[a=2.0]", cells.run("Shape shape = new Box(2);\nshape"));
    cells.run("sealed interface Mark { enum Plus implements Mark { PLUS } }");
    assertEquals("PLUS", cells.run("Mark mark = Mark.Plus.PLUS;\nmark"));
    String report =
        String.join(
            "\n",
            cells
                .fail(
                    "sealed interface Both { record In() implements Both {} }\n"
                        + "record Out() implements Both {}")
                .report());
    assertTrue(report.contains("all inside it or all beside it"), report);
  }

  @Test
  void namesLikeTheseWordsAreLeftAlone() {
    assertEquals("5", cells.run("int record = 2, sealed = 3, non = 5;\nnon - sealed + record + 1"));
    assertEquals("2", cells.run("non-sealed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int days(int m) { return switch (m) { case 2 -> 28; default -> throw new IllegalStateException(\"m\" + m); }; } days(2)",
        "int days = switch (2) { case 1 ->\n  throw new IllegalStateException(); default -> 28; }; days",
        "int days = 0;\nswitch (2) { case 1 -> throw new IllegalStateException(); default -> days = 28; }\ndays",
        "class Year { int days() { return switch (2) { default -> 28; case 1 -> throw new IllegalStateException(); }; } }\nnew Year().days()",
      })
  void codeBehindSwitchesThatThrowIsRun(String cell) {
    assertEquals("28", cells.run(cell));
  }

  @Test
  void assertionsOfCellsAreChecked() {
    String report = String.join("\n", cells.fail("int n = 3;\nassert n > 5 : n;").report());
    assertTrue(report.contains("AssertionError") && report.contains(": 3"), report);
    assertTrue(report.contains("line 2"), report);
    cells.run("int root(int n) {\n  assert n >= 0 : \"negative\";\n  return n;\n}");
    assertTrue(cells.fail("root(-1)").message().contains("negative"));
    assertEquals("1", cells.run("root(1)"));
  }

  @Test
  void returnOutsideOfMethodsIsTold() {
    assertEquals("2", cells.run("return 5;\nint after = 2;\nafter"));
    assertTrue(
        cells.warnings.get(0).contains("return does not end a cell"), cells.warnings::toString);
    cells.run("if (after > 5) return 1;");
    assertEquals(List.of(), cells.warnings, "it was not reached");
    String report = String.join("\n", cells.fail("return;").report());
    assertTrue(report.contains("return does not end a cell"), report);
  }

  @Test
  void timesNeedNoImport() {
    assertEquals("PT2M", cells.run("Duration.ofMinutes(2)"));
  }

  @Test
  void packageLineIsLeftOutAndSaid() {
    assertEquals("1", cells.run("package course.week2;\nimport java.util.*;\nList.of(4).size()"));
    assertEquals(1, cells.warnings.size());
  }

  @Test
  void finalIsToldOnceToHaveNoEffect() {
    cells.run("final int limit = 1;\nstatic final int MOST = 2;");
    assertEquals(1, cells.warnings.size(), cells.warnings::toString);
    assertTrue(cells.warnings.get(0).contains("limit"), cells.warnings.get(0));
    cells.run("class Own { final int finalValue = 1; }\nint finalOne = 2;\nfinal int more = 3;");
    assertEquals(List.of(), cells.warnings);
  }
}
