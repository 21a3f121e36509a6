package ihct.nn;

import ihct.stopping.Stop;
import java.util.Arrays;

/**
 * An output layer of which all units are computed for every row: p = softmax(x·W + b) in each of
 * its {@link Segments}, and δ = weight·(p − e[target])/rows in those that have a target, where the
 * weight is that of the segment times that of the row.
 */
final class SoftmaxLearner implements OutputLearner {

  private final FloatMatrix weights;
  private final FloatMatrix biases;
  private final Segments segments;
  private final CrossEntropy crossEntropy;
  private final LayerLearner layer;
  private final FloatMatrix deltas;
  private final float[] bias;
  private int[] labels;
  private float[] rowWeights;
  private float share;

  /**
   * Allocates everything that steps need.
   *
   * @param network whose last layer learns
   * @param batch the most rows of a step
   * @param rowBlocks the most blocks of rows of a step
   */
  SoftmaxLearner(FeedForward network, int batch, int rowBlocks) {
    int last = network.layers() - 1;
    this.weights = network.weights(last);
    this.biases = network.bias(last);
    this.segments = network.segments();
    this.crossEntropy = new CrossEntropy(network.smoothing());
    this.layer = new LayerLearner(weights, biases, rowBlocks);
    this.deltas = FloatMatrix.allocate(batch, segments.units());
    this.bias = new float[segments.units()];
  }

  @Override
  public void start(int[] labels, float[] weights, float share) {
    this.labels = labels;
    this.rowWeights = weights;
    this.share = share;
    biases.read(0, bias);
  }

  @Override
  public double pass(
      int block, int from, FloatMatrix inputs, FloatMatrix inputDeltas, LearnerScratch scratch) {
    FloatMatrix delta = deltas.rows(from, from + inputs.rows());
    delta.product(inputs, false, weights, true);
    double loss = softmax(delta, from, layer.biasGradient(block), scratch);
    if (inputDeltas != null) {
      Stop.check(FeedForwardLearner.LEARNING);
      inputDeltas.product(delta, false, weights, false);
    }
    return loss;
  }

  /** Turns logits without bias into gradients of the mean loss. */
  private double softmax(FloatMatrix rows, int from, float[] biasGradient, LearnerScratch scratch) {
    float[] row = scratch.row;
    int units = rows.columns();
    boolean plain = segments.count() == 1;
    double loss = 0;
    for (int i = 0; i < rows.rows(); i++) {
      int label = segments.check(labels, from + i);
      rows.read(i, row);
      Softmax.add(row, bias, units);
      float weight = rowWeights[from + i];
      loss +=
          weight
              * (plain
                  ? plain(row, units, label, weight * share, scratch.other)
                  : segments(row, label, weight * share, scratch));
      Softmax.add(biasGradient, row, units);
      rows.write(i, row);
    }
    return loss;
  }

  private double plain(float[] row, int units, int label, float share, float[] scratch) {
    SharedLabel shared = segments.shared(label);
    return shared == null
        ? crossEntropy.gradients(row, units, label, share, scratch)
        : crossEntropy.gradients(row, units, shared, share, scratch);
  }

  /** Turns the logits of a row into gradients, segment by segment. */
  private double segments(float[] row, int label, float share, LearnerScratch scratch) {
    double loss = 0;
    int done = 0;
    for (int i = 0; i < segments.targets(label); i++) {
      int target = segments.target(label, i);
      int segment = segments.segmentOf(target);
      int first = segments.first(segment);
      int size = segments.size(segment);
      float weight = segments.weight(segment);
      Arrays.fill(row, done, first, 0); // what has no target learns nothing
      System.arraycopy(row, first, scratch.part, 0, size);
      loss +=
          weight
              * crossEntropy.gradients(
                  scratch.part, size, target - first, weight * share, scratch.other);
      System.arraycopy(scratch.part, 0, row, first, size);
      done = first + size;
    }
    Arrays.fill(row, done, segments.units(), 0);
    return loss;
  }

  @Override
  public int tasks() {
    return layer.blocks();
  }

  @Override
  public void update(int task, FloatMatrix inputs, float stepSize, LearnerScratch scratch) {
    int rows = inputs.rows();
    layer.update(task, deltas.rows(0, rows), inputs, FeedForward.blocks(rows), stepSize, scratch);
  }

  @Override
  public int largestBlock() {
    return layer.largestBlock();
  }

  @Override
  public Adam weightSteps() {
    return layer.weightSteps();
  }

  @Override
  public Adam biasSteps() {
    return layer.biasSteps();
  }

  @Override
  public void close() {
    deltas.free();
  }
}
