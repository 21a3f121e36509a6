package ihct.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Called by the cells that it runs, which is why it is public. */
public class MemoryTest {

  private static volatile WeakReference<Object> watched;

  private final Cells cells = new Cells();

  /** Returns the object, and remembers it without holding it. */
  public static <T> T watch(T object) {
    watched = new WeakReference<>(object);
    return object;
  }

  @AfterEach
  void close() {
    cells.close();
  }

  private static Object leftAfterCollection() {
    System.gc();
    return watched.get();
  }

  @Test
  void unnamedResultIsLetGoOfAfterAFewCells() {
    cells.run("import static ihct.kernel.cells.MemoryTest.watch;\nwatch(new double[1 << 20])");
    assertNotNull(leftAfterCollection(), "the latest result is kept");
    for (int i = 0; i <= UnnamedResults.KEPT; i++) {
      cells.run("2 + " + i);
    }
    assertNull(leftAfterCollection());
  }

  @Test
  void unnamedResultThatLaterCodeNamesIsKept() {
    cells.run("import static ihct.kernel.cells.MemoryTest.watch;\nwatch(new double[] {7})");
    cells.run("double seven() { return $1[0]; }");
    for (int i = 0; i <= UnnamedResults.KEPT; i++) {
      cells.run("2 + " + i);
    }
    assertTrue(cells.run("seven()").startsWith("7"));
  }

  @Test
  void memoryMagicLetsGoAtOnce() {
    cells.run("import static ihct.kernel.cells.MemoryTest.watch;\nwatch(new double[1 << 20])");
    cells.run("%memory // and say so");
    assertNull(leftAfterCollection());
  }

  @Test
  void variableSetToNullIsFreed() {
    cells.run(
        "import static ihct.kernel.cells.MemoryTest.watch;\nvar big = watch(new double[1 << 20]);");
    assertNotNull(leftAfterCollection());
    cells.run("big = null;");
    assertNull(leftAfterCollection());
  }

  @Test
  void variableDeclaredAnewIsFreed() {
    cells.run(
        "import static ihct.kernel.cells.MemoryTest.watch;\nvar big = watch(new double[1 << 20]);");
    cells.run("var big = \"other\";");
    assertNull(leftAfterCollection());
  }

  @Test
  void lostAndCarriedVariablesAreHeldOnlyOnce() {
    cells.run("import static ihct.kernel.cells.MemoryTest.watch;\nclass Shape { double[] a; }");
    cells.run("Shape shape = watch(new Shape());");
    cells.run("class Shape { double[] b; }");
    assertFalse(cells.warnings.isEmpty());
    assertNull(leftAfterCollection(), "of the former class");
  }
}
