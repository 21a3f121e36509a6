package ihct.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An option, declared once. */
class OptionTest {

  private static final Option<Integer> VOTES =
      Option.integer("most-votes", 5)
          .atLeast(1)
          .atMost(9)
          .orWord("all", 9, "as many as there are")
          .says("N", "Songs that vote");

  private static final Option<Double> SHARE = Option.number("share", 0.5).atLeast(0.0).below(1.0);
  private static final Option<RateSchedule> RATE = Option.choice("rate", RateSchedule.COSINE);

  private static void refuses(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void oneNameInBothSpellings() {
    assertEquals("most-votes", VOTES.name());
    assertEquals("mostVotes", VOTES.jsonName());
    assertEquals("--most-votes", VOTES.toString());
    assertEquals("rate", RATE.jsonName());
  }

  @Test
  void helpTellsTextRangeAndUsualValue() {
    assertEquals(
        "Songs that vote (from 1 to 9, or \"all\" for as many as there are; default: 5).",
        VOTES.help());
    assertEquals("Spread (default: cosine).", RATE.says("RATE", "Spread").help());
    assertEquals("Vote.", Option.flag("vote").says("", "Vote").help());
    assertEquals(
        "Share (at least 0 and below 1; default: 0.5).", SHARE.says("SHARE", "Share").help());
    assertEquals(
        "Step (above 0; default: 1).",
        Option.number("step", 1).above(0.0).says("STEP", "Step").help());
  }

  @Test
  void valuesAreTakenFromTextAndJson() {
    for (Object given : List.of(3, 3L, " 3 ")) {
      assertEquals(3, VOTES.read(given));
    }
    assertEquals(9, VOTES.read("all"));
    assertEquals("all", VOTES.show(9));
    assertEquals("all", VOTES.json(9));
    assertEquals(0.0, SHARE.read(0));
    assertEquals(0.25, SHARE.read("0.25"));
    assertEquals(RateSchedule.CONSTANT, RATE.read(" Constant"));
    assertEquals(RateSchedule.CONSTANT, RATE.read(RateSchedule.CONSTANT));
    assertEquals("constant", RATE.json(RateSchedule.CONSTANT));
    assertEquals(true, Option.flag("vote").read("true"));
    assertEquals(1L << 40, Option.longInteger("seed", 1).read("1099511627776"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1.5", "99999999999", "1e3", "NaN"})
  void whatIsNoWholeNumberIsRefused(String given) {
    refuses(
        "most-votes is \"%s\"; it must be a whole number, from 1 to 9, or \"all\"."
            .formatted(given),
        () -> VOTES.read(given));
  }

  @Test
  void aHalfIsNoWholeNumberAndNothingNone() {
    for (Object given : new Object[] {1.5, 1.0, null, true, List.of(1)}) {
      refuses(
          "most-votes is \"%s\"; it must be a whole number, from 1 to 9, or \"all\"."
              .formatted(given),
          () -> VOTES.read(given));
    }
  }

  @ParameterizedTest
  @CsvSource({"1e400", "abc", "Infinity", "''"})
  void whatIsNoNumberIsRefused(String given) {
    refuses(
        "share is \"%s\"; it must be a number, at least 0 and below 1.".formatted(given),
        () -> SHARE.read(given));
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    refuses("most-votes = 0; it must be from 1 to 9, or \"all\".", () -> VOTES.read("0"));
    refuses("most-votes = 10; it must be from 1 to 9, or \"all\".", () -> VOTES.check(10));
    refuses("share = 1; it must be at least 0 and below 1.", () -> SHARE.read("1"));
    refuses("share = NaN; it must be at least 0 and below 1.", () -> SHARE.check(Double.NaN));
    refuses(
        "free = Infinity; it must be finite.",
        () -> Option.number("free", 0).check(Double.POSITIVE_INFINITY));
  }

  @Test
  void unknownChoicesAreToldWithTheNearest() {
    refuses(
        "rate \"cosin\" is not known; choose one of constant, cosine. Nearest: \"cosine\".",
        () -> RATE.read("cosin"));
    refuses("rate \"step\" is not known; choose one of constant, cosine.", () -> RATE.read("step"));
  }
}
