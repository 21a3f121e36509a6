package ihct.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.hierarchy.Ihct;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreMeterTest {

  /** Sums of a few exact thirds and halves: rounding stays far below. */
  private static final double TOLERANCE = 1e-12;

  /** Four leaves, {0, 1} and {2, 3} together in tier 1. */
  private static final Ihct TREE = Ihct.ofTiers(new int[][] {{0, 0, 1, 1}, {0, 1, 2, 3}});

  private static final TrackGenres NONE = (row, genre) -> false;

  private static Scores scores(Ihct tree, float[] probabilities, int... truth) {
    ScoreMeter evaluation = ScoreMeter.of(tree);
    evaluation.add(probabilities, truth, NONE);
    return evaluation.scores();
  }

  private static Ihct flat(int classes) {
    int[] leaves = new int[classes];
    for (int c = 0; c < classes; c++) {
      leaves[c] = c;
    }
    return Ihct.ofTiers(new int[][] {leaves});
  }

  @Test
  void threeRowsByHand() {
    ScoreMeter evaluation = ScoreMeter.of(TREE);
    float[] probabilities = {
      0.5f, 0.25f, 0.25f, 0, // truth 0: hit
      0.5f, 0.25f, 0.125f, 0.125f, // truth 1: its sibling was predicted
      0.25f, 0.5f, 0.125f, 0.125f, // truth 3: wrong in both tiers, but the track carries genre 1
    };
    evaluation.add(probabilities, new int[] {0, 1, 3}, (row, genre) -> row == 2 && genre == 1);
    Scores scores = evaluation.scores();

    assertEquals(3, scores.rows());
    assertEquals(0, scores.unanswered());
    assertEquals(1 / 3.0, scores.top1(), TOLERANCE);
    assertEquals(1, scores.top5(), TOLERANCE);
    assertEquals(1 / 3.0, scores.anyGenre(), TOLERANCE);
    assertEquals(List.of(2 / 3.0, 1 / 3.0), scores.tierAccuracy());
    // Class 0: precision 1/2, recall 1, F1 2/3; class 1: none right; class 3: never predicted;
    // class 2 occurs nowhere.
    assertEquals((2 / 3.0 + 0 + 0) / 3, scores.macroF1(), TOLERANCE);
    assertEquals(
        (Math.log(2) + Math.log(4) + Math.log(8)) / 3, scores.logLoss(), TOLERANCE, "nats");
  }

  @Test
  void amongEqualsTheSmallerIndexComesFirst() {
    float[] tie = {0.25f, 0.25f, 0.25f, 0.25f};
    assertEquals(1, scores(TREE, tie, 0).top1());
    assertEquals(0, scores(TREE, tie, 1).top1());
  }

  @Test
  void sixthOfElevenEqualsIsInTheTopTenAndNotInTheTopFive() {
    float[] tie = new float[11];
    Arrays.fill(tie, 1 / 11f);
    assertEquals(1, scores(flat(11), tie, 4).top5());
    assertEquals(0, scores(flat(11), tie, 5).top5());
    assertEquals(1, scores(flat(11), tie, 9).top10());
    assertEquals(0, scores(flat(11), tie, 10).top10());
  }

  @Test
  void classOfProbabilityZeroIsNeverAHit() {
    Scores scores = scores(TREE, new float[] {1, 0, 0, 0}, 1);
    assertEquals(0, scores.top5());
    assertEquals(0, scores.top10());
    assertEquals(-Math.log(1e-7), scores.logLoss(), TOLERANCE);
  }

  @Test
  void rowOfZerosIsUnansweredAndWrongInEveryRespect() {
    ScoreMeter evaluation = ScoreMeter.of(TREE);
    evaluation.add(new float[4], new int[] {0}, (row, genre) -> true);
    Scores scores = evaluation.scores();
    assertEquals(1, scores.unanswered());
    assertEquals(0, scores.top1());
    assertEquals(0, scores.top10());
    assertEquals(0, scores.anyGenre());
    assertEquals(0, scores.macroF1());
    assertEquals(List.of(0.0, 0.0), scores.tierAccuracy());
    assertEquals(-Math.log(1e-7), scores.logLoss(), TOLERANCE);
  }

  @Test
  void bufferMayBeLongerThanTheBatch() {
    assertEquals(1, scores(TREE, new float[] {0, 1, 0, 0, 9, 9, 9, 9}, 1).rows());
  }

  @Test
  void refusalsNameRowClassAndRange() {
    assertEquals(
        "Row 0 of the batch has class 4; it must be between 0 and 3.",
        assertThrows(IllegalArgumentException.class, () -> scores(TREE, new float[4], 4))
            .getMessage());
    assertEquals(
        "Row 1 of the batch gives class 2 the probability NaN; it must be 0 or more.",
        assertThrows(
                IllegalArgumentException.class,
                () -> scores(TREE, new float[] {1, 0, 0, 0, 1, 0, Float.NaN, 0}, 0, 0))
            .getMessage());
    assertEquals(
        "2 rows of 4 classes need 8 probabilities; got 7.",
        assertThrows(IllegalArgumentException.class, () -> scores(TREE, new float[7], 0, 0))
            .getMessage());
    assertEquals(
        "No row was added, so there is nothing to score.",
        assertThrows(IllegalStateException.class, () -> ScoreMeter.of(TREE).scores()).getMessage());
  }
}
