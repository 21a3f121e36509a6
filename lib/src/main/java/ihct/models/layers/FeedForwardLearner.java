package ihct.models.layers;

import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learns a {@link FeedForward} network by Adam, one batch a step, with cross-entropy loss.
 *
 * <p>A step has two parts, each shared out among the threads. In the first, a block of rows goes
 * forward through all layers and back: y = relu(x·W + b) with dropout, p = softmax(x·W + b), δ = (p
 * − e[label])/rows, and below δ·Wᵀ where the unit was on. In the second, a block of weights gets
 * its gradient xᵀ·δ and takes Adam's step at once. Nothing of the size of the weights but Adam's
 * moments is kept. Where the softmax smooths labels, its target takes the place of e[label].
 *
 * <p>Blocks do not depend on the number of threads, dropout on seed, step, layer, row and unit
 * alone, and sums over blocks are added in their order: the weights come out the same, bit for bit,
 * on any number of threads.
 */
public final class FeedForwardLearner implements AutoCloseable {

  private static final String LEARNING = "learning a batch of songs";

  /** e^-87, to which the exponentials are cut off, over the largest sum of them. */
  private static final double SMALLEST_PROBABILITY = Float.MIN_NORMAL;

  /** Makes any unit that is on exceed every scale; a comparison in its place is guessed wrong. */
  private static final float HUGE = Float.MAX_VALUE;

  /** Makes the inputs of a batch. */
  public interface Inputs {

    /**
     * Fills rows from…to−1 of the inputs.
     *
     * @param inputs those rows, {@code [to − from, nIn]}
     * @param from the first of them in the batch
     * @param thread which thread asks
     */
    void fill(FloatMatrix inputs, int from, int thread);
  }

  private final FeedForward network;
  private final Blocks blocks;
  private final LabelSmoothing smoothing;
  private double learningRate;
  private final DropoutMask[] masks;
  private final FloatMatrix[] activations;
  private final FloatMatrix[] deltas;
  private final FloatMatrix inputDeltas;
  private final float[][][] biasGradients;
  private final Adam[] weightSteps;
  private final Adam[] biasSteps;
  private final List<WeightBlock> weightBlocks;
  private final Scratch[] scratch;
  private float[][] biases;
  private long step;

  /** Weights that get their gradient together: some rows and columns of {@code [nOut, nIn]}. */
  private record WeightBlock(int layer, int fromRow, int toRow, int fromColumn, int toColumn) {

    /** Half a megabyte of gradients, which stays in the second cache. */
    static final int SIZE = 1 << 17;

    static List<WeightBlock> of(int layer, FloatMatrix weights) {
      int rows = weights.rows();
      int columns = weights.columns();
      int count = (int) Math.max(1, Math.round((double) rows * columns / SIZE));
      List<WeightBlock> blocks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        blocks.add(
            rows >= columns
                ? new WeightBlock(layer, part(rows, i, count), part(rows, i + 1, count), 0, columns)
                : new WeightBlock(
                    layer, 0, rows, part(columns, i, count), part(columns, i + 1, count)));
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

  /** Working memory of one thread. */
  private static final class Scratch {
    final FloatMatrix gradient;
    final float[] row;
    final float[] other;
    final Adam.Scratch adam = new Adam.Scratch();

    Scratch(int weights, int row) {
      gradient = FloatMatrix.allocate(1, weights);
      this.row = new float[row];
      other = new float[row];
    }
  }

  /**
   * Allocates everything that steps need.
   *
   * @param network what learns
   * @param batch the most rows of a step
   * @param learningRate Adam's α
   * @param seed starts dropout
   * @param blocks shares the work out
   */
  public FeedForwardLearner(
      FeedForward network, int batch, double learningRate, long seed, Blocks blocks) {
    this(network, batch, learningRate, seed, blocks, false);
  }

  /** Likewise, upon something else that learns from the gradients of the inputs. */
  FeedForwardLearner(
      FeedForward network,
      int batch,
      double learningRate,
      long seed,
      Blocks blocks,
      boolean learnsBelow) {
    this.network = network;
    this.blocks = blocks;
    this.learningRate = learningRate;
    this.smoothing = new LabelSmoothing(network.smoothing());
    int layers = network.layers();
    masks = new DropoutMask[layers];
    activations = new FloatMatrix[layers];
    deltas = new FloatMatrix[layers];
    inputDeltas = learnsBelow ? FloatMatrix.allocate(batch, network.inputs()) : null;
    biasGradients = new float[layers][mostBlocks(batch)][];
    weightSteps = new Adam[layers];
    biasSteps = new Adam[layers];
    weightBlocks = new ArrayList<>();
    int widest = Adam.RUN;
    for (int layer = layers - 1; layer >= 0; layer--) {
      FloatMatrix weights = network.weights(layer);
      int units = weights.rows();
      masks[layer] = new DropoutMask(seed, network.keep(layer));
      activations[layer] = FloatMatrix.allocate(batch, weights.columns());
      deltas[layer] = FloatMatrix.allocate(batch, units);
      Arrays.setAll(biasGradients[layer], block -> new float[units]);
      weightSteps[layer] = new Adam(weights);
      biasSteps[layer] = new Adam(network.bias(layer));
      weightBlocks.addAll(WeightBlock.of(layer, weights));
      widest = Math.max(widest, units);
    }
    int largest = weightBlocks.stream().mapToInt(b -> b.rows() * b.columns()).max().orElse(0);
    int longest = widest;
    scratch = new Scratch[blocks.threads()];
    Arrays.setAll(scratch, thread -> new Scratch(largest, longest));
  }

  /** A smaller batch at the end of an epoch may have more blocks than a full one. */
  private static int mostBlocks(int batch) {
    return IntStream.rangeClosed(1, batch).map(FeedForward::blocks).max().orElse(0);
  }

  /**
   * Learns one batch.
   *
   * @param labels class of each row, 0…N−1
   * @param inputs makes the rows
   * @return the mean loss of the rows before the step; not finite if the weights are not
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; some
   *     weights may have taken the step by then
   */
  public double learn(int[] labels, Inputs inputs) {
    return learn(labels, labels.length, inputs);
  }

  /** Likewise, for examples of several rows each; the loss is the mean of theirs. */
  double learn(int[] labels, int examples, Inputs inputs) {
    step++;
    biases = network.copyBiases();
    int rows = labels.length;
    double[] losses = new double[FeedForward.blocks(rows)];
    float stepSize = Adam.stepSize(learningRate, step);
    try (BlasThreads single = BlasThreads.one()) {
      blocks.run(
          LEARNING,
          losses.length,
          (block, thread) -> losses[block] = pass(block, labels, examples, inputs, thread));
      blocks.run(
          LEARNING,
          weightBlocks.size(),
          (block, thread) -> update(weightBlocks.get(block), rows, stepSize, scratch[thread]));
    }
    return Arrays.stream(losses).sum() / examples;
  }

  /** Takes one block of rows forward and back; returns the sum of its losses. */
  private double pass(int block, int[] labels, int examples, Inputs inputs, int thread) {
    Scratch scratch = this.scratch[thread];
    int from = block * FeedForward.block(labels.length);
    int to = Math.min(labels.length, from + FeedForward.block(labels.length));
    int last = network.layers() - 1;
    inputs.fill(activations[0].rows(from, to), from, thread);
    for (int layer = 0; layer < last; layer++) {
      Stop.check(LEARNING);
      FloatMatrix above = activations[layer + 1].rows(from, to);
      above.product(activations[layer].rows(from, to), false, network.weights(layer), true);
      relu(layer, above, from, scratch.row);
    }
    FloatMatrix delta = deltas[last].rows(from, to);
    delta.product(activations[last].rows(from, to), false, network.weights(last), true);
    double loss = softmax(delta, labels, from, 1f / examples, biasGradients[last][block], scratch);
    for (int layer = last; layer > 0; layer--) {
      Stop.check(LEARNING);
      FloatMatrix below = deltas[layer - 1].rows(from, to);
      below.product(deltas[layer].rows(from, to), false, network.weights(layer), false);
      silence(layer, below, from, biasGradients[layer - 1][block], scratch);
    }
    if (inputDeltas != null) {
      inputDeltas
          .rows(from, to)
          .product(deltas[0].rows(from, to), false, network.weights(0), false);
    }
    return loss;
  }

  private void relu(int layer, FloatMatrix values, int from, float[] row) {
    DropoutMask mask = masks[layer + 1];
    for (int i = 0; i < values.rows(); i++) {
      values.read(i, row);
      mask.relu(row, biases[layer], values.columns(), mask.rowKey(step, layer, from + i));
      values.write(i, row);
    }
  }

  /** Turns logits without bias into gradients of the mean loss. */
  private double softmax(
      FloatMatrix rows,
      int[] labels,
      int from,
      float share,
      float[] biasGradient,
      Scratch scratch) {
    float[] bias = biases[network.layers() - 1];
    float[] row = scratch.row;
    int classes = rows.columns();
    double loss = 0;
    Arrays.fill(biasGradient, 0);
    for (int i = 0; i < rows.rows(); i++) {
      int label = label(labels, from + i);
      rows.read(i, row);
      Softmax.add(row, bias, classes);
      double below = smoothing.meanBelowLargest(row, classes);
      float sum = Softmax.exponentials(row, classes, scratch.other);
      double own = -Math.log(Math.max(row[label] / (double) sum, SMALLEST_PROBABILITY));
      loss += smoothing.loss(own, below + Math.log(sum));
      Softmax.scale(row, classes, share / sum);
      smoothing.subtractTarget(row, classes, label, share);
      Softmax.add(biasGradient, row, classes);
      rows.write(i, row);
    }
    return loss;
  }

  private int label(int[] labels, int row) {
    int label = labels[row];
    if (label < 0 || label >= network.classes()) {
      throw new IllegalArgumentException(
          "Row %d of the batch has label %d; the softmax has classes 0 to %d."
              .formatted(row, label, network.classes() - 1));
    }
    return label;
  }

  /** Sets the gradient of units that were off or dropped to 0, and scales that of the others. */
  private void silence(
      int layer, FloatMatrix gradients, int from, float[] biasGradient, Scratch scratch) {
    float[] row = scratch.row;
    float[] active = scratch.other;
    float scale = masks[layer].scale();
    int units = gradients.columns();
    Arrays.fill(biasGradient, 0);
    for (int i = 0; i < gradients.rows(); i++) {
      gradients.read(i, row);
      activations[layer].read(from + i, active);
      for (int unit = 0; unit < units; unit++) {
        row[unit] *= Math.min(active[unit] * HUGE, scale);
      }
      Softmax.add(biasGradient, row, units);
      gradients.write(i, row);
    }
  }

  /** Computes the gradient of a block of weights and takes their step. */
  private void update(WeightBlock block, int rows, float stepSize, Scratch scratch) {
    int layer = block.layer;
    FloatMatrix gradient = scratch.gradient.shaped(block.rows(), block.columns());
    gradient.product(
        deltas[layer].rows(0, rows).columns(block.fromRow, block.toRow),
        true,
        activations[layer].rows(0, rows).columns(block.fromColumn, block.toColumn),
        false);
    // whole rows of weights lie one behind the other and are one long run
    boolean whole = block.columns() == network.weights(layer).columns();
    int lines = whole ? 1 : block.rows();
    int length = whole ? block.rows() * block.columns() : block.columns();
    for (int line = 0; line < lines; line++) {
      for (int start = 0; start < length; start += Adam.RUN) {
        int run = Math.min(Adam.RUN, length - start);
        gradient.read(line, start, scratch.row, 0, run);
        weightSteps[layer].step(
            block.fromRow + line,
            block.fromColumn + start,
            scratch.row,
            run,
            stepSize,
            scratch.adam);
      }
    }
    if (block.fromColumn == 0) {
      updateBias(layer, block, FeedForward.blocks(rows), stepSize, scratch);
    }
  }

  private void updateBias(
      int layer, WeightBlock block, int rowBlocks, float stepSize, Scratch scratch) {
    float[] sums = scratch.row;
    for (int from = block.fromRow; from < block.toRow; from += Adam.RUN) {
      int run = Math.min(Adam.RUN, block.toRow - from);
      System.arraycopy(biasGradients[layer][0], from, sums, 0, run);
      for (int i = 1; i < rowBlocks; i++) {
        System.arraycopy(biasGradients[layer][i], from, scratch.other, 0, run);
        Softmax.add(sums, scratch.other, run);
      }
      biasSteps[layer].step(0, from, sums, run, stepSize, scratch.adam);
    }
  }

  /**
   * Changes the step size.
   *
   * @param newRate Adam's α from the next step on
   */
  public void setLearningRate(double newRate) {
    learningRate = newRate;
  }

  /**
   * Counts the steps.
   *
   * @return how many have been taken
   */
  public long steps() {
    return step;
  }

  /**
   * Copies Adam's moments.
   *
   * @return means and squares of each layer's weights, then of each layer's biases
   */
  public float[] moments() {
    return Moments.of(adams());
  }

  /**
   * Goes on where another learner of the same network was.
   *
   * @param steps what its {@link #steps} gave
   * @param moments what its {@link #moments} gave
   * @throws IllegalArgumentException if these are moments of another network
   */
  public void restore(long steps, float[] moments) {
    Moments.restore(adams(), moments);
    step = steps;
  }

  /** Adam for the weights and biases of all layers. */
  List<Adam> adams() {
    return Stream.concat(Arrays.stream(weightSteps), Arrays.stream(biasSteps)).toList();
  }

  /** Takes over the number of steps alone, where the moments are restored with others. */
  void restoreSteps(long steps) {
    step = steps;
  }

  /** Where the inputs of a step lie. */
  FloatMatrix inputs() {
    return activations[0];
  }

  /** Their gradients after the step, if something below learns from them. */
  FloatMatrix inputGradients() {
    return inputDeltas;
  }

  /** The running mean of the gradients of a layer's weight, which is Adam's first moment. */
  float meanGradient(int layer, int unit, int input) {
    return weightSteps[layer].mean(unit, input);
  }

  /** The same for the bias of a unit. */
  float meanBiasGradient(int layer, int unit) {
    return biasSteps[layer].mean(0, unit);
  }

  @Override
  public void close() {
    Arrays.stream(activations).forEach(FloatMatrix::free);
    Arrays.stream(deltas).forEach(FloatMatrix::free);
    if (inputDeltas != null) {
      inputDeltas.free();
    }
    Arrays.stream(scratch).forEach(own -> own.gradient.free());
  }
}
