package ihct.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.ClassTree;
import ihct.hierarchy.Ihct;
import org.junit.jupiter.api.Test;

class SeverityTest {

  /** 0 and 1 meet at 1, with 2 at 2, with 3 at 3; the nodes above are 4…6, 7 and 8, 9. */
  private static final ClassTree TREE =
      ClassTree.of(Ihct.ofTiers(new int[][] {{0, 0, 0, 1}, {0, 0, 1, 2}, {0, 1, 2, 3}}));

  @Test
  void figuresByHand() {
    Severity severity = new Severity(TREE);
    severity.add(0, 0);
    severity.add(1, 0);
    severity.add(3, 0);
    assertEquals((0 + 1 + 3) / 3.0, severity.hierarchicalDistance(), 1e-12);
    assertEquals((1 + 3) / 2.0, severity.mistakeSeverity(), 1e-12);
    // Of three nodes each on the way down, three, two and none are shared.
    assertEquals(5 / 9.0, severity.precision(), 1e-12);
    assertEquals(5 / 9.0, severity.recall(), 1e-12);
    assertEquals(5 / 9.0, severity.f1(), 1e-12);
  }

  @Test
  void noAnswerIsTheWorst() {
    Severity severity = new Severity(TREE);
    severity.addUnanswered(0);
    severity.add(0, 0);
    assertEquals(1.5, severity.hierarchicalDistance());
    assertEquals(3, severity.mistakeSeverity());
    assertEquals(1, severity.precision(), "of what was answered");
    assertEquals(0.5, severity.recall());
  }

  @Test
  void coarseAnswerThatHoldsTheTruthIsPreciseAndNoMistake() {
    Severity severity = new Severity(TREE);
    severity.add(TREE.parent(0), 1);
    assertEquals(1, severity.precision());
    assertEquals(2 / 3.0, severity.recall(), 1e-12);
    assertEquals(0.8, severity.f1(), 1e-12);
    assertEquals(1, severity.hierarchicalDistance());
    assertTrue(Double.isNaN(severity.mistakeSeverity()));
  }
}
