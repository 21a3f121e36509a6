package ihct.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.schema.Words;
import ihct.study.run.Conditions;
import ihct.study.run.ResultTable;
import ihct.study.run.RunRecord;
import ihct.study.run.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoredPartTest {

  private static final ScoredPart PART = new ScoredPart(List.of(0, 2, 3, 0, 1, 14), 0.9);

  @Test
  void classesWithoutAndWithFewRowsAreCounted() {
    assertEquals(20, PART.rows());
    assertEquals(2, PART.without());
    assertEquals(2, PART.withFew());
    assertEquals(
        "20 rows of 4 of 6 classes, 1 to 14 each (median 2.5), 2 without a row, 2 with fewer than"
            + " 3; multi-label ceiling 90.00 %",
        PART.line(Words.OTHER));
  }

  @Test
  void differenceIsTheShareOfRowsInOtherClasses() {
    assertEquals(0, PART.differenceFrom(new ScoredPart(List.of(0, 4, 6, 0, 2, 28), 1)));
    assertEquals(1, PART.differenceFrom(new ScoredPart(List.of(7, 0, 0, 1, 0, 0), 1)), 1e-12);
    assertEquals(0.3, PART.differenceFrom(new ScoredPart(List.of(6, 2, 3, 0, 1, 8), 1)), 1e-12);
  }

  @Test
  void reportTellsOfClassesWithFewRowsAndOfNothingElse() {
    RunRecord record = Samples.record("dense");
    assertTrue(ResultTable.text(List.of(record)).contains("0 without a row, 1 with fewer than 3"));
    Conditions all = Samples.conditions(0, List.of());
    assertEquals(List.of(), ResultTable.remarks(all));
    assertFalse(ResultTable.remarks(Samples.conditions(0, List.of("--x: y"))).isEmpty());
  }
}
