package ihct.study.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ihct.files.Json;
import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void figureThatIsMissingIsReadAgain() throws Exception {
    Verdict whole = KeptStudy.cost().verdict();
    String text =
        Json.pretty(whole).replaceAll("\"(logLoss|brier)\" : [-0-9.E]+", "\"$1\" : \"NaN\"");
    Verdict missing = Verdict.parse("a verdict", text);
    assertNotEquals(whole, missing);
    assertEquals(missing, Verdict.parse("the same", Json.pretty(missing)));
  }
}
