package ihct.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The matrix products of a training step alone: what no implementation on the same BLAS can go
 * below.
 */
final class Products {

  private static final int RUNS = 15;

  private record Product(
      INDArray left, INDArray right, INDArray result, boolean leftTurned, boolean rightTurned) {

    void compute() {
      Nd4j.gemm(left, right, result, leftTurned, rightTurned, 1.0, 0.0);
    }
  }

  private final List<Product> products = new ArrayList<>();

  /** Adds op(left)·op(right) of the given sizes before op. */
  private void add(long[] left, boolean leftTurned, long[] right, boolean rightTurned) {
    long rows = leftTurned ? left[1] : left[0];
    long columns = rightTurned ? right[0] : right[1];
    products.add(
        new Product(
            numbers(left), numbers(right), numbers(rows, columns), leftTurned, rightTurned));
  }

  private static INDArray numbers(long... shape) {
    return Nd4j.rand(DataType.FLOAT, shape).dup('f');
  }

  /**
   * The products of a layer x·W: forward, the weights' gradient, and the gradient of x unless the
   * layer is the first.
   */
  void affine(int rows, int in, int out, boolean first) {
    long[] x = {in, rows}; // a song is a column
    long[] y = {out, rows};
    long[] w = {in, out};
    add(w, true, x, false);
    add(x, false, y, true);
    if (!first) {
      add(w, false, y, false);
    }
  }

  /**
   * The products of a recurrence h·U over some steps: forward and back step by step, the weights'
   * gradient over all steps at once.
   */
  void recurrence(int rows, int in, int out, int steps) {
    for (int step = 0; step < steps; step++) {
      add(new long[] {in, out}, true, new long[] {in, rows}, false);
      add(new long[] {in, out}, false, new long[] {out, rows}, false);
    }
    long all = (long) rows * steps;
    add(new long[] {in, all}, false, new long[] {out, all}, true);
  }

  /** The median time of computing all of them one after the other. */
  double seconds() {
    double[] seconds = new double[RUNS];
    for (int run = -2; run < RUNS; run++) {
      long start = System.nanoTime();
      products.forEach(Product::compute);
      if (run >= 0) {
        seconds[run] = (System.nanoTime() - start) / 1e9;
      }
    }
    Arrays.sort(seconds);
    return seconds[RUNS / 2];
  }
}
