package ihct.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Learns the weights and biases of one layer x·W + b, of which all units learn from all rows: a
 * block of weights gets its gradient xᵀ·δ and takes Adam's step at once, so that nothing of the
 * size of the weights but Adam's moments is kept.
 */
final class LayerLearner {

  private final Adam weightSteps;
  private final Adam biasSteps;
  private final float[][] biasGradients;
  private final List<WeightBlock> blocks;

  /** Weights that get their gradient together: some rows and columns of {@code [nOut, nIn]}. */
  private record WeightBlock(int fromRow, int toRow, int fromColumn, int toColumn) {

    /** Half a megabyte of gradients, which stays in the second cache. */
    static final int SIZE = 1 << 17;

    static List<WeightBlock> of(FloatMatrix weights) {
      int rows = weights.rows();
      int columns = weights.columns();
      int count = (int) Math.max(1, Math.round((double) rows * columns / SIZE));
      List<WeightBlock> blocks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        blocks.add(
            rows >= columns
                ? new WeightBlock(part(rows, i, count), part(rows, i + 1, count), 0, columns)
                : new WeightBlock(0, rows, part(columns, i, count), part(columns, i + 1, count)));
      }
      return blocks;
    }

    private static int part(int whole, int i, int count) {
      return (int) ((long) whole * i / count);
    }

    int rows() {
      return toRow - fromRow;
    }

    int columns() {
      return toColumn - fromColumn;
    }
  }

  /**
   * Starts with moments of 0.
   *
   * @param weights {@code [nOut, nIn]}
   * @param bias {@code [1, nOut]}
   * @param rowBlocks the most blocks of rows of a batch
   */
  LayerLearner(FloatMatrix weights, FloatMatrix bias, int rowBlocks) {
    this.weightSteps = new Adam(weights);
    this.biasSteps = new Adam(bias);
    this.biasGradients = new float[rowBlocks][weights.rows()];
    this.blocks = WeightBlock.of(weights);
  }

  Adam weightSteps() {
    return weightSteps;
  }

  Adam biasSteps() {
    return biasSteps;
  }

  /** Number of blocks of weights. */
  int blocks() {
    return blocks.size();
  }

  /** The most weights of a block. */
  int largestBlock() {
    return blocks.stream().mapToInt(block -> block.rows() * block.columns()).max().orElse(0);
  }

  /**
   * Computes the gradient of a block of weights and takes their step.
   *
   * @param number which block
   * @param deltas gradients of the layer's units in all rows
   * @param inputs what these rows gave to the layer
   * @param rowBlocks blocks of rows that have summed the gradients of the biases
   */
  void update(
      int number,
      FloatMatrix deltas,
      FloatMatrix inputs,
      int rowBlocks,
      float stepSize,
      LearnerScratch scratch) {
    WeightBlock block = blocks.get(number);
    FloatMatrix gradient = scratch.gradient.shaped(block.rows(), block.columns());
    gradient.product(
        deltas.columns(block.fromRow, block.toRow),
        true,
        inputs.columns(block.fromColumn, block.toColumn),
        false);
    scratch.step(weightSteps, block.fromRow, block.fromColumn, gradient, stepSize);
    if (block.fromColumn == 0) {
      updateBias(block, rowBlocks, stepSize, scratch);
    }
  }

  private void updateBias(
      WeightBlock block, int rowBlocks, float stepSize, LearnerScratch scratch) {
    float[] sums = scratch.row;
    for (int from = block.fromRow; from < block.toRow; from += Adam.RUN) {
      int run = Math.min(Adam.RUN, block.toRow - from);
      System.arraycopy(biasGradients[0], from, sums, 0, run);
      for (int i = 1; i < rowBlocks; i++) {
        System.arraycopy(biasGradients[i], from, scratch.other, 0, run);
        Softmax.add(sums, scratch.other, run);
      }
      scratch.step(biasSteps, 0, from, run, stepSize);
    }
  }

  /** Where a block of rows sums the gradients of the biases, from 0. */
  float[] biasGradient(int rowBlock) {
    Arrays.fill(biasGradients[rowBlock], 0);
    return biasGradients[rowBlock];
  }
}
