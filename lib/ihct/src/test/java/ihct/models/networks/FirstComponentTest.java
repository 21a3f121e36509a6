package ihct.models.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FirstComponentTest {

  @Test
  void byHand() {
    // on the line (3, −4)/5, which is turned so that its larger part points up
    double[][] points = {{6, -8}, {0, 0}, {-6, 8}};
    assertArrayEquals(new double[] {-10, 0, 10}, FirstComponent.positions(points), 1e-12);
    assertArrayEquals(
        new double[] {-1, 1, 0}, FirstComponent.positions(new double[][] {{2}, {4}, {3}}), 1e-12);
    assertArrayEquals(new double[2], FirstComponent.positions(new double[][] {{2, 1}, {2, 1}}), 0);
  }

  @Property(tries = 200)
  void noOtherLineHasMoreVariance(
      @Range(min = 2, max = 30) int points, @Range(min = 1, max = 12) int dimension, long seed) {
    Random random = new Random(seed);
    double[] spread = random.doubles(dimension, 0.1, 3).toArray();
    double[][] x = new double[points][dimension];
    for (double[] point : x) {
      double common = random.nextGaussian();
      Arrays.setAll(point, j -> spread[j] * (random.nextGaussian() + common) + 7);
    }
    double[] positions = FirstComponent.positions(x);
    double variance = variance(positions);
    assertEquals(0, Arrays.stream(positions).sum(), 1e-8);
    // the power method finds the same variance from anywhere, unless it begins at a right angle
    double[] line = random.doubles(dimension, -1, 1).toArray();
    double best = 0;
    for (int i = 0; i < 300; i++) {
      double[] on = project(x, line);
      double length = Math.sqrt(Arrays.stream(line).map(v -> v * v).sum());
      best = Math.max(best, variance(on) / (length * length));
      line = times(x, on, dimension);
      double scale = Math.max(1e-300, Arrays.stream(line).map(Math::abs).max().orElseThrow());
      line = Arrays.stream(line).map(v -> v / scale).toArray();
    }
    assertTrue(variance >= best - 1e-9 * (1 + best), variance + " < " + best);
  }

  private static double[] project(double[][] x, double[] line) {
    double[] on = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < line.length; j++) {
        on[i] += x[i][j] * line[j];
      }
    }
    double mean = Arrays.stream(on).average().orElseThrow();
    return Arrays.stream(on).map(v -> v - mean).toArray();
  }

  private static double[] times(double[][] x, double[] on, int dimension) {
    double[] line = new double[dimension];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < dimension; j++) {
        line[j] += x[i][j] * on[i];
      }
    }
    return line;
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }
}
