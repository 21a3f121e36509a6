package ihct.study.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.metrics.Effect;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

  private static Answer answer(
      double low, double high, double adjusted, int groups, Double target, boolean atMost) {
    Effect effect = new Effect((low + high) / 2, low, high, 1, adjusted / 2, groups, 1000);
    return new Answer(
        "?", "songs", "a", "top1", 50, "b", "top1", 40, "points", effect, adjusted, List.of(), null,
        target, atMost);
  }

  /** An interval without 0, a small p after the correction, and enough groups. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 0.04, 30, true",
    "-3, -1, 0.04, 30, true",
    "-1, 3, 0.04, 30, false",
    "1, 3, 0.05, 30, false",
    "1, 3, 0.04, 29, false"
  })
  void shown(double low, double high, double adjusted, int groups, boolean shown) {
    assertEquals(shown, answer(low, high, adjusted, groups, null, false).isShown());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, , false, ''",
    "1, 3, 2, false, reached",
    "1, 3, 2.5, false, open",
    "1, 3, 3.5, false, missed",
    "-3, -1, -2, true, reached",
    "-3, -1, -2.5, true, open",
    "-3, -1, -3.5, true, missed"
  })
  void outcomeOfATarget(double low, double high, Double target, boolean atMost, String outcome) {
    assertEquals(outcome, answer(low, high, 1, 100, target, atMost).outcome());
  }
}
