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
    return onAGrid(items, 3, seed);
  }

  /** Coordinates 1…steps in two dimensions: the fewer steps, the more ties. */
  static double[][] onAGrid(int items, int steps, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[items][2];
    for (double[] point : points) {
      Arrays.setAll(point, j -> 1 + random.nextInt(steps));
    }
    return points;
  }

  static double[][] onALine(double... positions) {
    return Arrays.stream(positions).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
  }
}
