package ihct.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LessonTest {

  @Test
  void claimsThatHoldArePrinted() {
    assertEquals("✓ Two is even.", printed(() -> Check.that("Two is even.", true)));
    assertEquals(
        "✓ Arrays count by elements.",
        printed(() -> Check.equal("Arrays count by elements.", new int[] {1}, new int[] {1})));
    assertEquals("✓ Near.", printed(() -> Check.close("Near.", 1, 1.01, 0.02)));
  }

  @Test
  void claimsThatDoNotHoldSayWhatWasFound() {
    assertEquals("This does not hold: No.", failure(() -> Check.that("No.", false)));
    assertEquals(
        "This does not hold: Same. Expected [1, 2], found [1, 3].",
        failure(() -> Check.equal("Same.", new int[] {1, 2}, new int[] {1, 3})));
    assertEquals(
        "This does not hold: Near. Expected 1.0 ± 0.1, found NaN.",
        failure(() -> Check.close("Near.", 1, Double.NaN, 0.1)));
  }

  @Test
  void answersAreToldNeverThrown() {
    assertEquals("1: no answer yet.", printed(() -> Exercise.check("1", null, 3, "Count.")));
    assertEquals("1: right.", printed(() -> Exercise.check("1", 3, 3, "Count.")));
    assertEquals("1: 4 is not it yet. Count.", printed(() -> Exercise.check("1", 4, 3, "Count.")));
    assertEquals("2: right.", printed(() -> Exercise.close("2", 0.501, 0.5, 0.01, "Look.")));
    assertEquals(
        "2: no answer yet.", printed(() -> Exercise.close("2", Double.NaN, 0.5, 0.01, "Look.")));
  }

  private static String failure(Runnable claim) {
    return assertThrows(FailedCheckException.class, claim::run).getMessage();
  }

  private static String printed(Runnable cell) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      cell.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }
}
