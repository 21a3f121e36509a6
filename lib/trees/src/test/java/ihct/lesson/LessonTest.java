package ihct.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
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
    assertEquals("2: no answer yet.", printed(() -> Exercise.close("2", null, 0.5, 0.01, "Look.")));
    assertEquals("2: no answer yet.", printed(() -> Exercise.close("2", " ", 0.5, 0.01, "Look.")));
    assertEquals(
        "2: NaN is not it yet. Look.",
        printed(() -> Exercise.close("2", Double.NaN, 0.5, 0.01, "Look.")));
  }

  @Test
  void numbersAreTakenInEveryForm() {
    Object[] thirty = {
      30, 30L, 30f, 30.0, (short) 30, BigInteger.valueOf(30), "30", " 30.0 ", "3e1"
    };
    for (Object form : thirty) {
      assertEquals("1: right.", printed(() -> Exercise.close("1", form, 30, 1e-9, "No.")));
      assertEquals("1: right.", printed(() -> Exercise.check("1", form, 30, "No.")));
    }
    for (Object form :
        new Object[] {0.5, "1/2", "50 %", "50%", "0,5", "2 / 4", OptionalDouble.of(0.5)}) {
      assertEquals("2: right.", printed(() -> Exercise.close("2", form, 0.5, 1e-9, "No.")));
    }
    for (Object form : new Object[] {1234, "1,234", "1 234", "1_234", "1'234.0", "1,234.0"}) {
      assertEquals("3: right.", printed(() -> Exercise.check("3", form, 1234, "No.")));
    }
    assertEquals("4: right.", printed(() -> Exercise.close("4", "0,125", 0.125, 1e-9, "No.")));
    assertEquals("4: right.", printed(() -> Exercise.close("4", "−3", -3, 1e-9, "No.")));
  }

  @Test
  void numbersInAWrongFormAreHelped() {
    String told = printed(() -> Exercise.close("1", 1 / 2, 0.5, 1e-9, "Look."));
    assertTrue(told.startsWith("1: 0 is not it yet. Look. Between whole numbers"), told);
    told = printed(() -> Exercise.close("1", 50, 0.5, 1e-9, "Look."));
    assertTrue(told.contains("\"50 %\""), told);
    told = printed(() -> Exercise.close("1", "half", 0.5, 1e-9, "Look."));
    assertTrue(told.startsWith("1: half is not it yet. Look. A number is asked for"), told);
    told = printed(() -> Exercise.check("1", 29, 30, "Look."));
    assertEquals("1: 29 is not it yet. Look.", told);
    told = printed(() -> Exercise.close("1", 0, 30, 1e-9, "Look."));
    assertEquals("1: 0 is not it yet. Look.", told);
  }

  @Test
  void ofATextTheWordsCount() {
    for (String form : new String[] {"rnn-greedy", "RNN-Greedy", " rnn greedy. ", "rnn_greedy"}) {
      assertEquals("1: right.", printed(() -> Exercise.check("1", form, "rnn-greedy", "No.")));
    }
    for (String form : new String[] {"rnn", "greedy", "rnngreedy", "not rnn-greedy"}) {
      assertEquals(
          "1: " + form + " is not it yet. No.",
          printed(() -> Exercise.check("1", form, "rnn-greedy", "No.")));
    }
  }

  @Test
  void whatAReaderBuiltIsJudgedAndItsFailuresAreTold() {
    assertEquals(
        "1: no answer yet.",
        printed(() -> Exercise.holds("1", null, () -> Integer.parseInt("?") > 0, "Look.")));
    assertEquals("1: right.", printed(() -> Exercise.holds("1", "x", () -> true, "Look.")));
    assertEquals(
        "1: [x] is not it yet. It throws NumberFormatException: For input string: \"?\". Look.",
        printed(
            () ->
                Exercise.holds("1", new String[] {"x"}, () -> Integer.parseInt("?") > 0, "Look.")));
  }

  /** Such as a network: its number in memory says nothing. */
  @Test
  void anAnswerWithoutATextIsCalledByItsClass() {
    assertEquals(
        "1: this Object is not it yet. Look.",
        printed(() -> Exercise.holds("1", new Object(), () -> false, "Look.")));
  }

  @Test
  void methodsThatFailAreTold() {
    assertEquals(
        "1: no answer yet.", printed(() -> Exercise.returns("1", () -> null, 2, 0, "Look.")));
    assertEquals("1: right.", printed(() -> Exercise.returns("1", () -> 2L, 2, 0, "Look.")));
    assertEquals(
        "1: 3 is not it yet. Look.", printed(() -> Exercise.returns("1", () -> 3, 2, 0, "Look.")));
    assertEquals(
        "1: not yet. It throws StackOverflowError. Look.",
        printed(() -> Exercise.returns("1", () -> endless(1), 2, 0, "Look.")));
  }

  private static int endless(int depth) {
    return depth + endless(depth + 1);
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
