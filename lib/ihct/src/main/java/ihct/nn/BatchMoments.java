package ihct.nn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Means and variances of what the hidden units of a {@link FeedForward} network sum up, x·W without
 * bias, if it is trained with batch normalisation: y = relu((x·W − μ)/√(σ² + ε) + b).
 *
 * <p>There is no factor behind the normalisation: the layer above can scale a rectified unit as
 * well. A network whose moments no longer change is so a plain one, which {@link #fold} makes of
 * it.
 *
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy (2015)</a>
 */
public final class BatchMoments {

  /**
   * Fewer rows say too little about their mean: such a block at the end of a batch is normalised by
   * the moments that were measured last.
   */
  public static final int LEAST_ROWS = 16;

  /** Added to variances, as is usual. */
  private static final double EPSILON = 1e-5;

  private final FeedForward network;

  /** [hidden layer][unit] */
  private final float[][] means;

  private final float[][] variances;

  BatchMoments(FeedForward network) {
    this.network = network;
    means = new float[network.layers() - 1][];
    variances = new float[means.length][];
    for (int layer = 0; layer < means.length; layer++) {
      means[layer] = new float[network.weights(layer).rows()];
      variances[layer] = new float[means[layer].length];
      Arrays.fill(variances[layer], 1);
    }
  }

  /** Means of a layer's units, to be changed in place. */
  public float[] means(int layer) {
    return means[layer];
  }

  /** Variances of a layer's units, to be changed in place. */
  public float[] variances(int layer) {
    return variances[layer];
  }

  /** What a unit of this variance is multiplied by. */
  static float scale(float variance) {
    return (float) (1 / Math.sqrt(variance + EPSILON));
  }

  /** Means and variances, layer by layer. */
  private List<float[]> all() {
    return IntStream.range(0, means.length)
        .mapToObj(layer -> List.of(means[layer], variances[layer]))
        .flatMap(List::stream)
        .toList();
  }

  /** Number of moments, two for every hidden unit. */
  public int count() {
    return all().stream().mapToInt(numbers -> numbers.length).sum();
  }

  /** Copies means and variances, layer by layer, to their place among other numbers. */
  public void copyTo(float[] target, int from) {
    int at = from;
    for (float[] numbers : all()) {
      System.arraycopy(numbers, 0, target, at, numbers.length);
      at += numbers.length;
    }
  }

  /** Takes moments that {@link #copyTo} copied. */
  public void copyFrom(float[] source, int from) {
    int at = from;
    for (float[] numbers : all()) {
      System.arraycopy(source, at, numbers, 0, numbers.length);
      at += numbers.length;
    }
  }

  /** Whether all numbers are finite. */
  public boolean areFinite() {
    double sum = 0;
    for (float[] numbers : all()) {
      for (float number : numbers) {
        sum += number;
      }
    }
    return Double.isFinite(sum);
  }

  /**
   * Makes the network a plain one that answers the same: W ← W/√(σ² + ε), b ← b − μ/√(σ² + ε). What
   * it learns after that is another network.
   */
  public void fold() {
    for (int layer = 0; layer < means.length; layer++) {
      FloatMatrix weights = network.weights(layer);
      float[] bias = new float[weights.rows()];
      float[] row = new float[weights.columns()];
      network.bias(layer).read(0, bias);
      for (int unit = 0; unit < bias.length; unit++) {
        float scale = scale(variances[layer][unit]);
        weights.read(unit, row);
        for (int input = 0; input < row.length; input++) {
          row[input] *= scale;
        }
        weights.write(unit, row);
        bias[unit] -= means[layer][unit] * scale;
      }
      network.bias(layer).write(0, bias);
    }
  }
}
