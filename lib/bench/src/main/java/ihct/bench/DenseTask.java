package ihct.bench;

import ihct.songs.Songs;
import java.io.IOException;
import java.util.Arrays;

/** What all sides of the rows about Dense have to do. */
record DenseTask(
    SongRows rows, String sizes, float[][] weights, int batch, int warm, int steps, int proofs) {

  DenseTask(Arguments arguments) throws IOException {
    this(
        SongRows.read(arguments.file("songs")),
        arguments.text("sizes"),
        WeightFile.read(arguments.file("weights"), arguments.text("sizes")),
        arguments.number("batch"),
        arguments.number("warm"),
        arguments.number("steps"),
        arguments.number("proofs"));
  }

  /** Learns a batch, and returns the mean loss before. */
  interface Learner {
    double learn(float[] features, int[] labels) throws Exception;
  }

  /** The songs of all timed steps. */
  Songs songs() {
    return rows.songs(0, batch * (warm + steps));
  }

  /**
   * The losses of steps on one batch again and again, from the given weights, without dropout: they
   * fall fast, and so tell whether gradients and updates are the same.
   */
  double[] losses(Learner learner) throws Exception {
    double[] losses = new double[proofs];
    for (int i = 0; i < proofs; i++) {
      losses[i] = learner.learn(features(0), labels(0));
    }
    return losses;
  }

  float[] features(int step) {
    return rows.block(step * batch, (step + 1) * batch);
  }

  int[] labels(int step) {
    return Arrays.copyOfRange(rows.genre(), step * batch, (step + 1) * batch);
  }

  int[][] shapes() {
    return WeightFile.shapes(sizes);
  }

  Products products() {
    Products products = new Products();
    int[][] shapes = shapes();
    for (int layer = 0; layer < shapes.length; layer++) {
      products.affine(batch, shapes[layer][0], shapes[layer][1], layer == 0);
    }
    return products;
  }
}
