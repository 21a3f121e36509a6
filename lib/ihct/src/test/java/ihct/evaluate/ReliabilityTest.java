package ihct.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import ihct.metrics.ScoreMeter;
import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

  private static final Ihct TREE = Ihct.ofTiers(new int[][] {{0, 0, 1}, {0, 1, 2}});

  /**
   * Songs of three genres: three in four are of the genre that their feature names, the rest not.
   */
  private static final Songs SONGS = songs(4_000);

  private static Songs songs(int count) {
    double[] values = IntStream.range(0, count).mapToDouble(i -> i % 3).toArray();
    int[] genres = IntStream.range(0, count).map(i -> i % 4 == 3 ? (i + 1) % 3 : i % 3).toArray();
    int[][] ofTrack = IntStream.of(genres).mapToObj(g -> new int[] {g}).toArray(int[][]::new);
    long[] tracks = IntStream.range(0, count).asLongStream().toArray();
    return new Songs(List.of("x"), List.of("a", "b", "c"), values, genres, tracks, null, ofTrack);
  }

  /** Gives the genre that the feature names a probability, and the others what is left. */
  private record Sure(double probability) implements GenreClassifier {
    @Override
    public int classes() {
      return 3;
    }

    @Override
    public void probabilities(float[] songs, int rows, float[] probabilities) {
      for (int row = 0; row < rows; row++) {
        for (int c = 0; c < 3; c++) {
          double p = c == (int) songs[row] ? probability : (1 - probability) / 2;
          probabilities[3 * row + c] = (float) p;
        }
      }
    }
  }

  private static Reliability of(double probability) throws IOException {
    return of(probability, SONGS);
  }

  private static Reliability of(double probability, Songs songs) throws IOException {
    Sure model = new Sure(probability);
    double inverse = Temperature.inverse(model, songs);
    return new Meter(songs, TREE).measure(model, OptionalDouble.of(inverse)).reliability();
  }

  @Test
  void honestModelNeedsNoTemperature() throws IOException {
    Reliability honest = of(0.75);
    assertEquals(1, honest.temperature(), 0.05);
    assertEquals(0, honest.calibrationError(), 1e-6);
    assertEquals(0, honest.scaledCalibrationError(), 0.01);
  }

  @Test
  void tooSureModelIsCooledToTheShareThatIsRight() throws IOException {
    Reliability sure = of(0.99);
    assertTrue(sure.temperature() > 1.5, () -> "T = " + sure.temperature());
    assertEquals(0.24, sure.calibrationError(), 1e-6);
    assertEquals(0, sure.scaledCalibrationError(), 0.01);
    assertTrue(sure.brier() > of(0.75).brier());
  }

  /** A quarter of the rows lies below the floor at T = 1, where the nearest minimum is no good. */
  @Test
  void farTooSureModelIsCooledAllTheSame() throws IOException {
    Reliability sure = of(1 - 1e-9);
    assertEquals(11.95, sure.temperature(), 0.1);
    assertEquals(of(0.75).scaledLogLoss(), sure.scaledLogLoss(), 1e-3);
  }

  @Test
  void mistakesAreCountedInTiers() throws IOException {
    Reliability figures = of(0.75);
    // A quarter is wrong; genre a is taken for c's neighbour or the like: 0→1 meets at 1, others at
    // 2.
    double mistakes = 0;
    int wrong = 0;
    for (int row = 0; row < SONGS.size(); row++) {
      int answer = row % 3;
      int truth = SONGS.genre(row);
      if (answer != truth) {
        wrong++;
        mistakes += answer + truth == 1 ? 1 : 2;
      }
    }
    assertEquals(mistakes / wrong, figures.mistakeSeverity(), 1e-12);
    assertEquals(mistakes / SONGS.size(), figures.hierarchicalDistance(), 1e-12);
  }

  @Test
  void sumsAreTakenTierByTier() throws IOException {
    Reliability figures = of(0.4); // genres a and b together have 0.6 against 0.4 of c, and 0.3
    assertEquals(2, figures.summedTierAccuracy().size());
    assertEquals(0.75, figures.summedTierAccuracy().get(1), 1e-12);
    assertTrue(figures.summedTierAccuracy().get(0) < 0.75, "c is never the answer of tier 1");
  }

  @Test
  void allOrNothingIsLeftAsItIs() throws IOException {
    Reliability certain = of(1);
    assertEquals(1, certain.temperature());
    double impossible = -Math.log(ScoreMeter.SMALLEST_PROBABILITY);
    assertEquals(impossible / 4, certain.scaledLogLoss(), 1e-9);
    Songs right = SONGS.rows(IntStream.range(0, SONGS.size()).filter(i -> i % 4 != 3).toArray());
    assertNull(of(1, right).mistakeSeverity());
  }
}
