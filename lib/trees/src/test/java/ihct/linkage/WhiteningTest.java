package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.tries.Property;
import ihct.tries.Range;
import org.junit.jupiter.api.Test;

class WhiteningTest {

  /** A Aᵀ for a random A, row-major. */
  private static double[] covariance(double[][] a) {
    int d = a.length;
    double[] c = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        for (int k = 0; k < d; k++) {
          c[i * d + j] += a[i][k] * a[j][k];
        }
        c[i * d + j] += i == j ? 0.1 : 0;
      }
    }
    return c;
  }

  /** (a − b)ᵀ C⁻¹ (a − b), by Gauss and Jordan. */
  private static double mahalanobis(double[] a, double[] b, double[] covariance) {
    int d = a.length;
    double[][] rows = new double[d][d + 1];
    for (int i = 0; i < d; i++) {
      System.arraycopy(covariance, i * d, rows[i], 0, d);
      rows[i][d] = a[i] - b[i];
    }
    for (int p = 0; p < d; p++) {
      for (int i = 0; i < d; i++) {
        double factor = i == p ? 0 : rows[i][p] / rows[p][p];
        for (int j = 0; j <= d; j++) {
          rows[i][j] -= factor * rows[p][j];
        }
      }
    }
    double square = 0;
    for (int i = 0; i < d; i++) {
      square += (a[i] - b[i]) * rows[i][d] / rows[i][i];
    }
    return Math.sqrt(square);
  }

  @Property(tries = 100)
  void whitenedDistanceIsThatOfMahalanobis(@Range(min = 1, max = 9) int d, long seed) {
    double[][] points = Points.random(6, d, seed);
    double[] covariance = covariance(Points.random(d, d, seed + 1));
    double[][] white = Whitening.of(points, covariance);
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < i; j++) {
        double expected = mahalanobis(points[i], points[j], covariance);
        assertEquals(
            expected, Metric.EUCLIDEAN.distance(white[i], white[j]), 1e-8 * (1 + expected));
      }
    }
  }

  @Test
  void unitCovarianceLeavesPointsAsTheyAre() {
    double[][] points = {{1, 2}, {-3, 0.5}};
    double[][] white = Whitening.of(points, new double[] {1, 0, 0, 1});
    assertArrayEquals(points[0], white[0]);
    assertArrayEquals(points[1], white[1]);
    assertArrayEquals(new double[] {0.5, 2}, Whitening.of(points, new double[] {4, 0, 0, 1})[0]);
  }

  @Test
  void covarianceThatIsNoneIsRefused() {
    double[][] points = {{1, 2}};
    assertEquals(
        "The covariance is not positive definite: [1.0, 1.0, 1.0, 1.0].",
        assertThrows(
                IllegalArgumentException.class,
                () -> Whitening.of(points, new double[] {1, 1, 1, 1}))
            .getMessage());
    assertEquals(
        "A covariance of 1 numbers was given for points of 2 coordinates; it needs 4.",
        assertThrows(IllegalArgumentException.class, () -> Whitening.of(points, new double[] {1}))
            .getMessage());
  }
}
