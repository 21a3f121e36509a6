package ihct.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FloatMatrixTest {

  @Test
  void productsOfViewsAreThoseOfPlainLoops() {
    for (boolean transposeA : new boolean[] {false, true}) {
      for (boolean transposeB : new boolean[] {false, true}) {
        FloatMatrix a = random(9, 8, 1).rows(2, 7).columns(1, 6);
        FloatMatrix b = random(8, 9, 2).rows(1, 6).columns(3, 8);
        FloatMatrix whole = random(7, 7, 3);
        float[][] before = copy(whole);
        FloatMatrix c = whole.rows(1, 6).columns(2, 7);
        c.product(a, transposeA, b, transposeB);
        assertProduct(a, transposeA, b, transposeB, c, new float[5][5]);
        float[][] once = copy(c);
        c.addProduct(a, transposeA, b, transposeB);
        assertProduct(a, transposeA, b, transposeB, c, once);
        float[][] after = copy(whole);
        assertArrayEquals(before[0], after[0]);
        assertArrayEquals(before[6], after[6]);
        assertEquals(before[3][1], after[3][1]);
      }
    }
  }

  private static void assertProduct(
      FloatMatrix a,
      boolean transposeA,
      FloatMatrix b,
      boolean transposeB,
      FloatMatrix c,
      float[][] plus) {
    float[][] x = copy(a);
    float[][] y = copy(b);
    float[][] z = copy(c);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        double sum = plus[i][j];
        for (int k = 0; k < 5; k++) {
          sum += (transposeA ? x[k][i] : x[i][k]) * (transposeB ? y[j][k] : y[k][j]);
        }
        assertEquals(sum, z[i][j], 1e-5);
      }
    }
  }

  @Test
  void weightsOfDl4jAreSeenTransposedWhereverTheyLie() {
    INDArray flat = Nd4j.arange(20).castTo(DataType.FLOAT);
    INDArray weights = flat.get(NDArrayIndex.interval(5, 17)).reshape('f', 4, 3);
    FloatMatrix view = FloatMatrix.transposed(weights);
    assertEquals(3, view.rows());
    assertEquals(4, view.columns());
    for (int unit = 0; unit < 3; unit++) {
      float[] row = new float[4];
      view.read(unit, row);
      for (int input = 0; input < 4; input++) {
        assertEquals(weights.getFloat(input, unit), row[input]);
      }
    }
    view.write(2, new float[] {-1, -2, -3, -4});
    assertEquals(-3, weights.getFloat(2, 2));
    assertEquals(-4, flat.getFloat(16));
    FloatMatrix bias = FloatMatrix.row(flat.get(NDArrayIndex.interval(17, 20)));
    float[] numbers = new float[3];
    bias.read(0, numbers);
    assertArrayEquals(new float[] {17, 18, 19}, numbers);
  }

  @Test
  void weightsInAnotherOrderAreRefused() {
    INDArray rowMajor = Nd4j.create(DataType.FLOAT, new long[] {4, 3}, 'c');
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.transposed(rowMajor));
    assertEquals(
        "Weights must be a float matrix in f-order without gaps, not ",
        refusal.getMessage().substring(0, 60));
  }

  @Test
  void shapesThatDoNotFitAreRefusedBeforeMemoryIsTouched() {
    FloatMatrix a = FloatMatrix.allocate(2, 3);
    FloatMatrix b = FloatMatrix.allocate(4, 5);
    var product =
        assertThrows(
            IllegalArgumentException.class,
            () -> FloatMatrix.allocate(2, 5).product(a, false, b, true));
    assertEquals("[2, 3] times [4, 5]ᵀ is not [2, 5].", product.getMessage());
    var view = assertThrows(IndexOutOfBoundsException.class, () -> b.rows(1, 5));
    assertEquals("Rows 1 to 5 and columns 0 to 5 of a matrix [4, 5].", view.getMessage());
  }

  private static FloatMatrix random(int rows, int columns, long seed) {
    Random random = new Random(seed);
    FloatMatrix matrix = FloatMatrix.allocate(rows, columns);
    float[] row = new float[columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) random.nextGaussian();
      }
      matrix.write(i, row);
    }
    return matrix;
  }

  private static float[][] copy(FloatMatrix matrix) {
    float[][] copy = new float[matrix.rows()][matrix.columns()];
    for (int i = 0; i < copy.length; i++) {
      matrix.read(i, copy[i]);
    }
    return copy;
  }
}
