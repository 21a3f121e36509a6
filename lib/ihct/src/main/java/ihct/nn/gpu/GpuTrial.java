package ihct.nn.gpu;

import ihct.nn.FeedForward;
import ihct.nn.FeedForwardLearner;
import ihct.nn.FloatMatrix;
import ihct.nn.Segments;
import ihct.threads.Team;
import java.util.Arrays;
import java.util.Random;

/** A few steps of a small network by a graphics card and by the processor, side by side. */
public final class GpuTrial {

  private static final int STEPS = 5;
  private static final int ROWS = 256;
  private static final int[] WIDTHS = {11, 64, 64, 300};

  private GpuTrial() {}

  /**
   * Compares the losses.
   *
   * @return by how much of itself a loss differs at most; some 1e-8 where all is well, since sums
   *     are added in another order
   */
  public static double apart(Device device) {
    Random random = new Random(1);
    float[] inputs = new float[ROWS * WIDTHS[0]];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    int[] labels = random.ints(ROWS, 0, WIDTHS[3]).toArray();
    float[] weights = new float[ROWS];
    Arrays.fill(weights, 1);
    double most = 0;
    try (FeedForwardLearner here = new FeedForwardLearner(network(), ROWS, 0.001, 1, new Team(1));
        GpuFeedForwardLearner there =
            new GpuFeedForwardLearner(network(), ROWS, 0.001, 1, device)) {
      for (int step = 0; step < STEPS; step++) {
        double expected =
            here.learn(
                labels,
                (rows, from, thread) ->
                    rows.write(0, 0, inputs, from * WIDTHS[0], rows.rows() * WIDTHS[0]));
        double loss =
            there.learn(labels, weights, address -> device.upload(address, inputs, inputs.length));
        most = Math.max(most, Math.abs(loss / expected - 1));
      }
    }
    return most;
  }

  private static FeedForward network() {
    Random random = new Random(2);
    FloatMatrix[] weights = new FloatMatrix[3];
    FloatMatrix[] biases = new FloatMatrix[3];
    for (int layer = 0; layer < 3; layer++) {
      weights[layer] = FloatMatrix.allocate(WIDTHS[layer + 1], WIDTHS[layer]);
      biases[layer] = FloatMatrix.allocate(1, WIDTHS[layer + 1]);
      float[] row = new float[WIDTHS[layer]];
      for (int unit = 0; unit < WIDTHS[layer + 1]; unit++) {
        for (int i = 0; i < row.length; i++) {
          row[i] = (float) (random.nextGaussian() / Math.sqrt(row.length));
        }
        weights[layer].write(unit, row);
      }
      biases[layer].clear();
    }
    double[] keep = {1, 0.9, 0.9};
    return FeedForward.of(weights, biases, keep, 0, Segments.softmax(WIDTHS[3]));
  }
}
