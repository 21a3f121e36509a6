package ihct.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  private static final int CLASSES = 6;
  private static final int ROWS = 4_000;

  /** Probabilities, and truths drawn by them. */
  private record Sample(float[] probabilities, int[] truth) {

    static Sample of(long seed) {
      Random random = new Random(seed);
      float[] p = new float[ROWS * CLASSES];
      int[] truth = new int[ROWS];
      for (int row = 0; row < ROWS; row++) {
        double sum = 0;
        for (int c = 0; c < CLASSES; c++) {
          p[row * CLASSES + c] = (float) Math.exp(1.5 * random.nextGaussian());
          sum += p[row * CLASSES + c];
        }
        double at = random.nextDouble();
        for (int c = 0; c < CLASSES; c++) {
          p[row * CLASSES + c] /= (float) sum;
          at -= p[row * CLASSES + c];
          truth[row] += at > 0 && c < CLASSES - 1 ? 1 : 0;
        }
      }
      return new Sample(p, truth);
    }

    float at(int row, int c) {
      return probabilities[row * CLASSES + c];
    }

    Sample at(double inverse) {
      float[] changed = probabilities.clone();
      new TemperaturePass(inverse).scale(changed, CLASSES, truth);
      return new Sample(changed, truth);
    }
  }

  private static double fitted(Sample sample) {
    double inverse = 1;
    for (int pass = 0; pass < 12; pass++) {
      TemperaturePass at = new TemperaturePass(inverse);
      at.add(sample.probabilities, CLASSES, sample.truth);
      inverse = at.next();
    }
    return inverse;
  }

  private static double loss(Sample sample, double inverse) {
    TemperaturePass at = new TemperaturePass(inverse);
    at.add(sample.probabilities, CLASSES, sample.truth);
    return at.logLoss();
  }

  private static Calibration calibration(Sample sample) {
    Calibration calibration = new Calibration();
    calibration.add(sample.probabilities, CLASSES, sample.truth);
    return calibration;
  }

  @Property(tries = 20)
  void temperatureThatWasAppliedIsFoundAndUndone(
      long seed, @Range(min = 0.3, max = 4) double applied) {
    Sample honest = Sample.of(seed);
    Sample changed = honest.at(applied);
    double inverse = fitted(changed);
    assertEquals(1, inverse * applied, 0.1);
    double least = loss(changed, inverse);
    assertTrue(least <= loss(changed, inverse * 1.01) && least <= loss(changed, inverse / 1.01));
    assertTrue(calibration(changed.at(inverse)).expectedError() < 0.04);
  }

  @Test
  void tooSureAnswersAreFoundOut() {
    Sample honest = Sample.of(5);
    assertTrue(calibration(honest).expectedError() < 0.03);
    assertTrue(calibration(honest.at(4)).expectedError() > 0.15);
    assertTrue(calibration(honest).brier() < calibration(honest.at(4)).brier());
    assertTrue(calibration(honest).brier() < calibration(honest.at(0.3)).brier());
  }

  @Test
  void figuresByHand() {
    Calibration calibration = new Calibration();
    calibration.add(new float[] {0.8f, 0.2f, 0.3f, 0.7f}, 2, new int[] {0, 0});
    // Bins of their own: right with 0.8, wrong with 0.7.
    assertEquals((0.2 + 0.7) / 2, calibration.expectedError(), 1e-7);
    assertEquals((2 * 0.2 * 0.2 + 2 * 0.7 * 0.7) / 2, calibration.brier(), 1e-7);
  }

  @Property(tries = 20)
  void answersAloneTellTheSameErrorButNoBrier(long seed) {
    Sample sample = Sample.of(seed);
    Calibration answers = new Calibration();
    for (int row = 0; row < ROWS; row++) {
      int best = 0;
      for (int c = 1; c < CLASSES; c++) {
        best = sample.at(row, c) > sample.at(row, best) ? c : best;
      }
      answers.add(sample.at(row, best), best == sample.truth[row]);
    }
    assertEquals(calibration(sample).expectedError(), answers.expectedError(), 1e-12);
    assertEquals(calibration(sample).chanceError(), answers.chanceError(), 1e-12);
    assertTrue(Double.isNaN(answers.brier()));
  }

  @Test
  void chanceIsWhatDrawsByTheConfidencesGive() {
    Random random = new Random(8);
    double[] confidence = random.doubles(2_300).map(u -> 0.1 + 0.6 * u * u).toArray();
    double sum = 0;
    Calibration drawn = null;
    for (int draw = 0; draw < 400; draw++) {
      drawn = new Calibration();
      for (double p : confidence) {
        drawn.add(p, random.nextDouble() < p);
      }
      sum += drawn.expectedError();
    }
    assertEquals(1, sum / 400 / drawn.chanceError(), 0.04);
    Calibration twice = new Calibration();
    for (double p : confidence) {
      twice.add(p, true);
      twice.add(p, false);
    }
    assertEquals(drawn.chanceError() / Math.sqrt(2), twice.chanceError(), 1e-12, "more rows");
  }

  @Test
  void noConfidenceOutsideZeroToOne() {
    Calibration calibration = new Calibration();
    for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
      Exception e =
          assertThrows(IllegalArgumentException.class, () -> calibration.add(wrong, true));
      assertTrue(e.getMessage().contains(String.valueOf(wrong)), e.getMessage());
    }
    calibration.add(0, false);
    calibration.add(1, true);
    assertEquals(0, calibration.expectedError());
    assertEquals(0, calibration.chanceError());
  }

  @Test
  void lossIsThatOfTheProbabilities() {
    TemperaturePass pass = new TemperaturePass(1);
    pass.add(new float[] {0.8f, 0.2f, 0.3f, 0.7f}, 2, new int[] {0, 0});
    assertEquals(-(Math.log(0.8) + Math.log(0.3)) / 2, pass.logLoss(), 1e-7);
  }

  @Property(tries = 20)
  void scalingTellsTheSameLoss(long seed) {
    Sample sample = Sample.of(seed);
    TemperaturePass scaling = new TemperaturePass(0.7);
    scaling.scale(sample.probabilities.clone(), CLASSES, sample.truth);
    assertEquals(loss(sample, 0.7), scaling.logLoss(), 1e-9);
    assertEquals(loss(sample, 0.7), loss(sample.at(0.7), 1), 1e-5);
  }

  @Test
  void weightsOfDoublesAndHalvesAreSquaresAndRoots() {
    double[] logits = new double[6];
    TemperaturePass.logits(new float[] {9, 0.5f, 0.25f, 1e-38f, 0, 0.125f, 0.5f}, 1, logits);
    assertArrayEquals(
        new double[] {0, Math.log(0.5), Math.log(2e-38), Double.NEGATIVE_INFINITY, -Math.log(4), 0},
        logits,
        1e-6);
    double[] weights = new double[6];
    double before = Double.NaN;
    for (double inverse : new double[] {1.5, 3, 6, 0.75, 0.375}) {
      TemperaturePass pass = new TemperaturePass(inverse);
      pass.weigh(logits, before, weights);
      for (int c = 0; c < logits.length; c++) {
        double exact = Math.exp(inverse * logits[c]);
        assertEquals(exact, weights[c], 1e-13 * exact, inverse + ", class " + c);
      }
      before = inverse;
    }
  }

  @Test
  void impossibleTruthsSayNothing() {
    TemperaturePass pass = new TemperaturePass(1.5);
    pass.add(new float[] {1, 0, 0, 0}, 2, new int[] {1, 0});
    assertEquals(-Math.log(ScoreMeter.SMALLEST_PROBABILITY), pass.logLoss(), 1e-12);
    assertEquals(1.5, pass.next());
    float[] zeros = {0, 0, 1, 0};
    new TemperaturePass(3).scale(zeros, 2, new int[] {0, 0});
    assertArrayEquals(new float[] {0, 0, 1, 0}, zeros);
  }

  /** Of forty answers 38 are right, one is wrong, and one truth was thought next to impossible. */
  @Test
  void temperatureMinimisesTheLossThatIsReported() {
    int[] truth = new int[40];
    float[] probabilities = new float[80];
    for (int row = 0; row < 40; row++) {
      float ofTruth = row < 38 ? 0.9f : row < 39 ? 0.1f : 1e-12f;
      probabilities[2 * row] = ofTruth;
      probabilities[2 * row + 1] = 1 - ofTruth;
    }
    double inverse = 1;
    for (int pass = 0; pass < 12; pass++) {
      TemperaturePass at = new TemperaturePass(inverse);
      at.add(probabilities, 2, truth);
      inverse = at.next();
    }
    double found = reported(probabilities, inverse);
    for (double other = inverse / 2; other < 2 * inverse; other *= 1.1) {
      assertTrue(found <= reported(probabilities, other) + 1e-12, "1/T = " + other);
    }
    // Without the last row, of the others 38 of 39 are right: (1/T) ln 9 = ln 38.
    assertEquals(Math.log(38) / Math.log(9), inverse, 1e-3);
  }

  private static double reported(float[] probabilities, double inverse) {
    TemperaturePass pass = new TemperaturePass(inverse);
    pass.scale(probabilities.clone(), 2, new int[40]);
    return pass.logLoss();
  }

  @Test
  void alwaysRightBecomesSureWithinTheBounds() {
    double inverse = 1;
    for (int i = 0; i < 40; i++) {
      TemperaturePass pass = new TemperaturePass(inverse);
      pass.add(new float[] {0.6f, 0.4f}, 2, new int[] {0});
      inverse = pass.next();
    }
    assertEquals(50, inverse, 1e-9);
    assertThrows(IllegalArgumentException.class, () -> new TemperaturePass(0));
  }
}
