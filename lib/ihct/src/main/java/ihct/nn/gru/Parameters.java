package ihct.nn.gru;

import ihct.nn.FloatMatrix;
import ihct.nn.Weights;
import java.util.SplittableRandom;

/**
 * The numbers that a network learns, in one run of memory outside the Java heap, for networks that
 * DL4J's container has no place for. Matrices are taken from it one behind the other, and are views
 * of it: what is learnt in them is learnt here.
 */
public final class Parameters implements Weights {

  private final FloatMatrix all;
  private int taken;

  /**
   * Reserves memory for numbers that are all 0 at first.
   *
   * @param count how many, 1…2³¹−1
   */
  public Parameters(int count) {
    all = FloatMatrix.allocate(1, count);
    set(new float[count]);
  }

  /** The next rows·columns numbers as a matrix. */
  FloatMatrix matrix(int rows, int columns) {
    FloatMatrix matrix = all.shaped(taken, rows, columns);
    taken += rows * columns;
    return matrix;
  }

  /**
   * Likewise, drawn from the uniform distribution that keeps the variance of what passes through.
   *
   * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio (2010)</a>
   */
  FloatMatrix uniform(int outputs, int inputs, SplittableRandom random) {
    return uniform(outputs, inputs, Math.sqrt(6.0 / (inputs + outputs)), random);
  }

  /** Likewise, drawn from −limit…limit. */
  FloatMatrix uniform(int outputs, int inputs, double limit, SplittableRandom random) {
    FloatMatrix matrix = matrix(outputs, inputs);
    float[] row = new float[inputs];
    for (int i = 0; i < outputs; i++) {
      for (int j = 0; j < inputs; j++) {
        row[j] = (float) (limit * (2 * random.nextDouble() - 1));
      }
      matrix.write(i, row);
    }
    return matrix;
  }

  /** How many numbers there are, taken or not. */
  @Override
  public int count() {
    return all.columns();
  }

  @Override
  public float[] copy() {
    float[] values = new float[count()];
    all.read(0, values);
    return values;
  }

  @Override
  public void set(float[] values) {
    if (values.length != count()) {
      throw new IllegalArgumentException(
          "%d numbers were given for %d parameters.".formatted(values.length, count()));
    }
    all.write(0, values);
  }

  @Override
  public boolean areFinite() {
    double sum = 0;
    for (float value : copy()) {
      sum += value;
    }
    return Double.isFinite(sum); // a sum of doubles that are floats cannot overflow
  }
}
