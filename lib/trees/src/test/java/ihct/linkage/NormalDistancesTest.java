package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

class NormalDistancesTest {

  private static final int D = 4;

  private static double[] covariance(Random random) {
    RealMatrix factor = new Array2DRowRealMatrix(D, D);
    for (int i = 0; i < D; i++) {
      for (int j = 0; j < D; j++) {
        factor.setEntry(i, j, random.nextGaussian());
      }
    }
    RealMatrix product = factor.multiply(factor.transpose());
    double[] flat = new double[D * D];
    for (int i = 0; i < D; i++) {
      for (int j = 0; j < D; j++) {
        flat[i * D + j] = product.getEntry(i, j) + (i == j ? 0.1 : 0);
      }
    }
    return flat;
  }

  private static RealMatrix matrix(double[] flat) {
    RealMatrix matrix = new Array2DRowRealMatrix(D, D);
    for (int i = 0; i < D * D; i++) {
      matrix.setEntry(i / D, i % D, flat[i]);
    }
    return matrix;
  }

  /** The definition, by a library's determinants and inverses. */
  private static double plain(double[] a, double[] aCovariance, double[] b, double[] bCovariance) {
    RealMatrix mean = matrix(aCovariance).add(matrix(bCovariance)).scalarMultiply(0.5);
    RealVector between = new ArrayRealVector(a).subtract(new ArrayRealVector(b));
    LUDecomposition lu = new LUDecomposition(mean);
    double square = between.dotProduct(lu.getSolver().solve(between));
    double volumes =
        new LUDecomposition(matrix(aCovariance)).getDeterminant()
            * new LUDecomposition(matrix(bCovariance)).getDeterminant();
    return square / 8 + Math.log(lu.getDeterminant() / Math.sqrt(volumes)) / 2;
  }

  @Property(tries = 50)
  void distanceIsTheDefinition(long seed) {
    Random random = new Random(seed);
    int n = 6;
    double[][] means = Points.random(n, D, seed);
    double[][] covariances = new double[n][];
    for (int i = 0; i < n; i++) {
      covariances[i] = covariance(random);
    }
    CondensedDistances distances = NormalDistances.bhattacharyya(means, covariances);
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double expected = plain(means[i], covariances[i], means[j], covariances[j]);
        assertEquals(expected, distances.get(i, j), 1e-9 * (1 + expected));
      }
    }
  }

  @Test
  void equalDistributionsAreNothingApart() {
    double[] covariance = covariance(new Random(1));
    double[][] means = {{1, 2, 3, 4}, {1, 2, 3, 4}};
    assertEquals(
        0,
        NormalDistances.bhattacharyya(means, new double[][] {covariance, covariance}).get(0, 1),
        1e-12);
  }

  @Test
  void whatHasNoVolumeIsNamed() {
    double[][] means = {{0, 0}, {1, 1}};
    double[][] covariances = {{1, 0, 0, 1}, {1, 1, 1, 1}};
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> NormalDistances.bhattacharyya(means, covariances))
            .getMessage();
    assertTrue(message.startsWith("The covariance of item 1 is not positive definite"), message);
  }
}
