package ihct.models.layers;

import java.util.Arrays;

/**
 * Normalises the units of one hidden layer in training: every unit gets mean 0 and variance 1 over
 * a block of rows, and what the units above learn from passes back through that.
 *
 * <p>Statistics are those of a block, not of the whole batch (ghost batch normalisation), so that a
 * block still goes through all layers on one thread, and it learns the same on any number of
 * threads. The running moments take the mean over the blocks of a step.
 *
 * @see <a href="https://arxiv.org/abs/1705.08741">Hoffer, Hubara and Soudry (2017)</a>
 */
final class BatchNorm {

  /**
   * Fewer rows say too little about their mean: such a block at the end of a batch is normalised by
   * the running moments.
   */
  static final int LEAST_ROWS = 16;

  /** The running moments are the mean of all steps at first, then fade by this share a step. */
  private static final double FADE = 0.02;

  private final float[] runningMeans;
  private final float[] runningVariances;

  /** What the units were normalised to, {@code [batch, units]}. */
  private final FloatMatrix normalized;

  /** [block][unit] */
  private final float[][] means;

  private final float[][] variances;
  private final float[][] scales;
  private final float[][] products;
  private final boolean[] measured;

  /**
   * Allocates everything that steps need.
   *
   * @param moments changed in place
   * @param layer whose units are normalised
   * @param batch the most rows of a step
   * @param blocks the most blocks of rows of a step
   */
  BatchNorm(BatchMoments moments, int layer, int batch, int blocks) {
    runningMeans = moments.means(layer);
    runningVariances = moments.variances(layer);
    int units = runningMeans.length;
    normalized = FloatMatrix.allocate(batch, units);
    means = new float[blocks][units];
    variances = new float[blocks][units];
    scales = new float[blocks][units];
    products = new float[blocks][units];
    measured = new boolean[blocks];
  }

  /** Normalises the units of a block of rows in place. */
  void normalize(int block, FloatMatrix values, int from, float[] row) {
    int units = values.columns();
    measured[block] = values.rows() >= LEAST_ROWS;
    if (measured[block]) {
      measure(means[block], variances[block], values, row);
    } else {
      System.arraycopy(runningMeans, 0, means[block], 0, units);
      System.arraycopy(runningVariances, 0, variances[block], 0, units);
    }
    float[] mean = means[block];
    float[] scale = scales[block];
    for (int unit = 0; unit < units; unit++) {
      scale[unit] = BatchMoments.scale(variances[block][unit]);
    }
    for (int i = 0; i < values.rows(); i++) {
      values.read(i, row);
      for (int unit = 0; unit < units; unit++) {
        row[unit] = (row[unit] - mean[unit]) * scale[unit];
      }
      values.write(i, row);
      normalized.write(from + i, row);
    }
  }

  private static void measure(float[] mean, float[] variance, FloatMatrix values, float[] row) {
    int units = values.columns();
    int rows = values.rows();
    Arrays.fill(mean, 0);
    for (int i = 0; i < rows; i++) {
      values.read(i, row);
      Softmax.add(mean, row, units);
    }
    Softmax.scale(mean, units, 1f / rows);
    Arrays.fill(variance, 0);
    for (int i = 0; i < rows; i++) {
      values.read(i, row);
      for (int unit = 0; unit < units; unit++) {
        float apart = row[unit] - mean[unit];
        variance[unit] += apart * apart;
      }
    }
    Softmax.scale(variance, units, 1f / rows);
  }

  /**
   * Turns gradients of the normalised units of a block into those of the units. With n rows: δ ←
   * scale·(δ − Σδ/n − x̂·Σ(δ·x̂)/n), since every row has a share in the mean and the variance.
   *
   * @param sums Σδ of each unit
   */
  void backward(int block, FloatMatrix gradients, int from, float[] sums, LearnerScratch scratch) {
    float[] row = scratch.row;
    float[] normal = scratch.other;
    float[] scale = scales[block];
    float[] product = products[block];
    int units = gradients.columns();
    int rows = gradients.rows();
    Arrays.fill(product, 0);
    for (int i = 0; measured[block] && i < rows; i++) {
      gradients.read(i, row);
      normalized.read(from + i, normal);
      for (int unit = 0; unit < units; unit++) {
        product[unit] += row[unit] * normal[unit];
      }
    }
    float share = measured[block] ? 1f / rows : 0;
    for (int i = 0; i < rows; i++) {
      gradients.read(i, row);
      normalized.read(from + i, normal);
      for (int unit = 0; unit < units; unit++) {
        float common = share * (sums[unit] + normal[unit] * product[unit]);
        row[unit] = scale[unit] * (row[unit] - common);
      }
      gradients.write(i, row);
    }
  }

  /**
   * Renews the running moments after all blocks of a step.
   *
   * @param blocks how many there were
   * @param step the number of the step, from 1
   */
  void keep(int blocks, long step) {
    int count = 0;
    for (int block = 0; block < blocks; block++) {
      count += measured[block] ? 1 : 0;
    }
    float fade = (float) Math.max(1.0 / step, FADE);
    for (int unit = 0; count > 0 && unit < runningMeans.length; unit++) {
      float mean = 0;
      float variance = 0;
      for (int block = 0; block < blocks; block++) {
        mean += measured[block] ? means[block][unit] : 0;
        variance += measured[block] ? variances[block][unit] : 0;
      }
      runningMeans[unit] += fade * (mean / count - runningMeans[unit]);
      runningVariances[unit] += fade * (variance / count - runningVariances[unit]);
    }
  }

  void close() {
    normalized.free();
  }
}
