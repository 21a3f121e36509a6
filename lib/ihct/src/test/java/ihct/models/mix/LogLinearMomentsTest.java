package ihct.models.mix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogLinearMomentsTest {

  private static final int SONGS = 5;
  private static final int CLASSES = 7;
  private static final double NEAR = 1e-5;

  /** Songs×members×classes; the truth of every song is class 0, of which all logarithms are 0. */
  private static double[][][] logs(int members, Random random) {
    double[][][] logs = new double[SONGS][members][CLASSES];
    for (double[][] song : logs) {
      for (double[] member : song) {
        Arrays.setAll(member, c -> c == 0 ? 0 : 2 * random.nextGaussian());
      }
    }
    return logs;
  }

  private static LogLinearMoments at(double[] weights, double[][][] logs) {
    LogLinearMoments sums = new LogLinearMoments(weights.length);
    for (double[][] song : logs) {
      sums.addSong(weights, song, new double[CLASSES]);
    }
    LogLinearMoments mean = new LogLinearMoments(weights.length);
    mean.add(sums, 1.0 / SONGS);
    return mean;
  }

  private static double[] moved(double[] weights, int i, double by) {
    double[] other = weights.clone();
    other[i] += by;
    return other;
  }

  @Property(tries = 50)
  void areTheLogarithmAndItsDerivatives(
      @Range(min = 1, max = 4) int members, @Range(min = 0, max = 100_000) long seed) {
    Random random = new Random(seed);
    double[][][] logs = logs(members, random);
    double[] weights = random.doubles(members, 0, 2).toArray();
    LogLinearMoments moments = at(weights, logs);
    double expected = 0;
    for (double[][] song : logs) {
      double sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        double product = 1;
        for (int i = 0; i < members; i++) {
          product *= Math.pow(Math.exp(song[i][c]), weights[i]);
        }
        sum += product;
      }
      expected += Math.log(1 / sum) / SONGS;
    }
    assertEquals(expected, moments.mean(), 1e-9);
    for (int i = 0; i < members; i++) {
      LogLinearMoments above = at(moved(weights, i, NEAR), logs);
      LogLinearMoments below = at(moved(weights, i, -NEAR), logs);
      assertEquals((above.mean() - below.mean()) / (2 * NEAR), moments.gradient(i), 1e-6);
      for (int j = 0; j < members; j++) {
        double slope = (above.gradient(j) - below.gradient(j)) / (2 * NEAR);
        assertEquals(-slope, moments.curvature(i, j), 1e-6);
      }
    }
  }

  @Test
  void aMemberThatSaysTheSameOfAllClassesHasNoneExactly() {
    double[][][] logs = logs(2, new Random(1));
    for (double[][] song : logs) {
      Arrays.fill(song[1], 0);
    }
    LogLinearMoments moments = at(new double[] {0.7, 0.3}, logs);
    assertEquals(0.0, Math.abs(moments.gradient(1)));
    assertEquals(0.0, Math.abs(moments.curvature(1, 1)));
    assertEquals(0.0, Math.abs(moments.curvature(0, 1)));
  }
}
