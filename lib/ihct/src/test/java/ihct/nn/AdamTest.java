package ihct.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;

class AdamTest {

  @Test
  void takesTheStepsOfDl4jsUpdater() {
    int rows = 3;
    int columns = 70;
    double learningRate = 0.02;
    INDArray theirs = Nd4j.zeros(DataType.FLOAT, 1, rows * columns);
    var config = new org.nd4j.linalg.learning.config.Adam(learningRate);
    GradientUpdater<?> updater =
        config.instantiate(Nd4j.zeros(DataType.FLOAT, 1, 2 * rows * columns), true);
    FloatMatrix weights = FloatMatrix.allocate(rows, columns);
    float[] row = new float[columns];
    for (int r = 0; r < rows; r++) {
      weights.write(r, row);
    }
    Adam ours = new Adam(weights);
    Adam.Scratch scratch = new Adam.Scratch();
    Random random = new Random(3);
    float[] gradient = new float[columns];
    for (int step = 1; step <= 20; step++) {
      INDArray all = Nd4j.zeros(DataType.FLOAT, 1, rows * columns);
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          gradient[c] = (float) random.nextGaussian() * (c % 7 == 0 ? 1e-6f : 1);
          all.putScalar(0, r * columns + c, gradient[c]);
        }
        // a row may be learnt in parts
        float size = Adam.stepSize(learningRate, step);
        ours.step(r, 0, gradient, 40, size, scratch);
        float[] rest = java.util.Arrays.copyOfRange(gradient, 40, columns);
        ours.step(r, 40, rest, columns - 40, size, scratch);
      }
      updater.applyUpdater(all, step - 1, 0);
      theirs.subi(all);
    }
    for (int r = 0; r < rows; r++) {
      weights.read(r, row);
      for (int c = 0; c < columns; c++) {
        // twenty steps of 0.02 in another order of operations
        assertEquals(theirs.getFloat(0, r * columns + c), row[c], 2e-6);
      }
    }
  }
}
