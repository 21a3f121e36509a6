package ihct.linkage;

import java.util.Arrays;
import java.util.Random;

/** Points for tests. */
final class Points {

  private Points() {}

  /** Normal coordinates: no two distances tie. */
  static double[][] random(int items, int dimension, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[items][dimension];
    for (double[] point : points) {
      Arrays.setAll(point, j -> random.nextGaussian());
    }
    return points;
  }

  /** Coordinates 1, 2 or 3 in two dimensions: many items coincide and most distances tie. */
  static double[][] onAGrid(int items, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[items][2];
    for (double[] point : points) {
      Arrays.setAll(point, j -> 1 + random.nextInt(3));
    }
    return points;
  }

  static double[][] onALine(double... positions) {
    return Arrays.stream(positions).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
  }
}
