package ihct.nn;

import java.util.Arrays;

/**
 * Normalises the units of one hidden layer in training: every unit gets mean 0 and variance 1 over
 * a block of rows, and what the units above learn from passes back through that.
 *
 * <p>Statistics are those of a block, not of the whole batch (ghost batch normalisation), so that a
 * block still goes through all layers on one thread, and it learns the same on any number of
 * threads.
 *
 * <p>The moments with which the network answers are not averaged while it learns. They are measured
 * when it pauses: with weights that stand still, and without dropout, which would widen the units
 * of the layers above it in training and not in answering (Li et al. 2018).
 *
 * @see <a href="https://arxiv.org/abs/1705.08741">Hoffer, Hubara and Soudry (2017)</a>
 * @see <a href="https://arxiv.org/abs/1801.05134">Li, Chen, Hu and Yang (2018)</a>
 * @see <a href="https://arxiv.org/abs/2105.07576">Wu and Johnson (2021) on precise moments</a>
 */
public final class BatchNorm implements AutoCloseable {

  private final float[] lastMeans;
  private final float[] lastVariances;

  /** What the units were normalised to, {@code [batch, units]}. */
  private final FloatMatrix normalized;

  /** [block][unit] */
  private final float[][] means;

  private final float[][] variances;
  private final float[][] scales;
  private final float[][] products;

  /** Rows of each block; 0 if they are too few. */
  private final int[] measured;

  private final double[] meanSums;
  private final double[] varianceSums;
  private long rowsSum;

  /**
   * Allocates everything that steps need.
   *
   * @param moments changed by {@link #keep}
   * @param layer whose units are normalised
   * @param batch the most rows of a step
   * @param blocks the most blocks of rows of a step
   */
  public BatchNorm(BatchMoments moments, int layer, int batch, int blocks) {
    lastMeans = moments.means(layer);
    lastVariances = moments.variances(layer);
    int units = lastMeans.length;
    normalized = FloatMatrix.allocate(batch, units);
    means = new float[blocks][units];
    variances = new float[blocks][units];
    scales = new float[blocks][units];
    products = new float[blocks][units];
    measured = new int[blocks];
    meanSums = new double[units];
    varianceSums = new double[units];
  }

  /** Normalises the units of a block of rows in place. */
  void normalize(int block, FloatMatrix values, int from, float[] row) {
    int units = values.columns();
    measured[block] = values.rows() >= BatchMoments.LEAST_ROWS ? values.rows() : 0;
    if (measured[block] > 0) {
      measure(means[block], variances[block], values, row);
    } else {
      System.arraycopy(lastMeans, 0, means[block], 0, units);
      System.arraycopy(lastVariances, 0, variances[block], 0, units);
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
    for (int i = 0; i < measured[block]; i++) {
      gradients.read(i, row);
      normalized.read(from + i, normal);
      for (int unit = 0; unit < units; unit++) {
        product[unit] += row[unit] * normal[unit];
      }
    }
    float share = measured[block] > 0 ? 1f / rows : 0;
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

  /** Takes what was measured elsewhere of a block; too few rows say nothing. */
  public void take(int block, int rows, float[] blockMeans, float[] blockVariances) {
    measured[block] = rows >= BatchMoments.LEAST_ROWS ? rows : 0;
    System.arraycopy(blockMeans, 0, means[block], 0, blockMeans.length);
    System.arraycopy(blockVariances, 0, variances[block], 0, blockVariances.length);
  }

  /** Forgets what was {@link #count counted}. */
  public void restart() {
    Arrays.fill(meanSums, 0);
    Arrays.fill(varianceSums, 0);
    rowsSum = 0;
  }

  /** Counts the statistics of the first blocks, in their order. */
  public void count(int blocks) {
    for (int block = 0; block < blocks; block++) {
      double rows = measured[block];
      for (int unit = 0; rows > 0 && unit < meanSums.length; unit++) {
        meanSums[unit] += rows * means[block][unit];
        varianceSums[unit] += rows * (rows / (rows - 1)) * variances[block][unit];
      }
      rowsSum += measured[block];
    }
  }

  /** Makes what was counted the moments with which the network answers; nothing, if nothing was. */
  public void keep() {
    for (int unit = 0; rowsSum > 0 && unit < meanSums.length; unit++) {
      lastMeans[unit] = (float) (meanSums[unit] / rowsSum);
      lastVariances[unit] = (float) (varianceSums[unit] / rowsSum);
    }
  }

  @Override
  public void close() {
    normalized.free();
  }
}
