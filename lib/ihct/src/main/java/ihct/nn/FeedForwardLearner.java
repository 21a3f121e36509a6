package ihct.nn;

import ihct.stopping.Stop;
import ihct.threads.Team;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learns a {@link FeedForward} network by Adam, one batch a step, with cross-entropy loss.
 *
 * <p>A step has two parts, each shared out among the threads. In the first, a block of rows goes
 * forward through all layers and back: y = relu(x·W + b) with dropout, p = softmax(x·W + b), δ = (p
 * − e[label])/rows, and below δ·Wᵀ where the unit was on; a {@link FeedForward#normalized} network
 * has {@link BatchNorm} between product and bias. In the second, a block of weights gets its
 * gradient xᵀ·δ and takes Adam's step at once. Nothing of the size of the weights but Adam's
 * moments is kept. Where the softmax smooths labels, its target takes the place of e[label]. It may
 * be one of several {@link Segments}; what kind of output layer there is, the hidden ones do not
 * know ({@link OutputLearner}).
 *
 * <p>Blocks do not depend on the number of threads, dropout on seed, step, layer, row and unit
 * alone, and sums over blocks are added in their order: the weights come out the same, bit for bit,
 * on any number of threads.
 */
public final class FeedForwardLearner extends StepLearner {

  /** What a learner does when it is stopped within a batch. */
  public static final String LEARNING = "learning a batch of songs";

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
  private final Team team;
  private final DropoutMask[] masks;
  private final FloatMatrix[] activations;
  private final FloatMatrix[] deltas;
  private final FloatMatrix inputDeltas;
  private final LayerLearner[] hidden;

  /** One per hidden layer; none in a plain network. */
  private final BatchNorm[] norms;

  private final OutputLearner output;
  private final LearnerScratch[] scratch;
  private float[][] biases;

  /**
   * Allocates everything that steps need.
   *
   * @param network what learns
   * @param batch the most rows of a step
   * @param learningRate Adam's α
   * @param seed starts dropout
   * @param team shares the work out
   */
  public FeedForwardLearner(
      FeedForward network, int batch, double learningRate, long seed, Team team) {
    this(network, batch, learningRate, seed, team, false, output(network, batch));
  }

  /** The output layer that a network has by its segments. */
  public static OutputLearner output(FeedForward network, int batch) {
    return network.segments().isTree()
        ? new TreeSoftmaxLearner(network, batch, mostBlocks(batch))
        : new SoftmaxLearner(network, batch, mostBlocks(batch));
  }

  /** Likewise, with an output layer of any kind, and maybe upon something that learns as well. */
  public FeedForwardLearner(
      FeedForward network,
      int batch,
      double learningRate,
      long seed,
      Team team,
      boolean learnsBelow,
      OutputLearner output) {
    super(learningRate);
    this.network = network;
    this.output = output;
    this.team = team;
    int layers = network.layers();
    masks = new DropoutMask[layers];
    activations = new FloatMatrix[layers];
    deltas = new FloatMatrix[layers - 1];
    hidden = new LayerLearner[layers - 1];
    norms = new BatchNorm[network.moments() == null ? 0 : layers - 1];
    Arrays.setAll(
        norms, layer -> new BatchNorm(network.moments(), layer, batch, mostBlocks(batch)));
    inputDeltas = learnsBelow ? FloatMatrix.allocate(batch, network.inputs()) : null;
    for (int layer = layers - 1; layer >= 0; layer--) {
      FloatMatrix weights = network.weights(layer);
      masks[layer] = new DropoutMask(seed, network.keep(layer));
      activations[layer] = FloatMatrix.allocate(batch, weights.columns());
      if (layer < layers - 1) {
        deltas[layer] = FloatMatrix.allocate(batch, weights.rows());
        hidden[layer] = new LayerLearner(weights, network.bias(layer), mostBlocks(batch));
      }
    }
    int largest =
        Arrays.stream(hidden)
            .mapToInt(LayerLearner::largestBlock)
            .reduce(output.largestBlock(), Math::max);
    int widest = Math.max(network.widestHidden(), network.units());
    scratch = new LearnerScratch[team.threads()];
    Arrays.setAll(scratch, thread -> new LearnerScratch(largest, widest));
  }

  /** A smaller batch at the end of an epoch may have more blocks than a full one. */
  public static int mostBlocks(int batch) {
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
    return learn(labels, ones(labels.length), labels.length, inputs);
  }

  /**
   * Likewise, with rows that count more or less than others, and examples of several rows each.
   *
   * @param labels class of each row, 0…N−1
   * @param weights what the loss of each row is multiplied by
   * @param examples by what the sum of the losses is divided
   * @param inputs makes the rows
   * @return the mean loss of the examples
   */
  public double learn(int[] labels, float[] weights, int examples, Inputs inputs) {
    float stepSize = beginStep();
    biases = network.copyBiases();
    int rows = labels.length;
    double[] losses = new double[FeedForward.blocks(rows)];
    output.start(labels, weights, 1f / examples);
    try (BlasThreads single = BlasThreads.one()) {
      team.each(
          LEARNING,
          losses.length,
          (block, thread) -> losses[block] = pass(block, rows, inputs, thread));
      int outputs = output.tasks();
      int tasks = outputs + Arrays.stream(hidden).mapToInt(LayerLearner::blocks).sum();
      FloatMatrix last = activations[network.layers() - 1].rows(0, rows);
      team.each(
          LEARNING,
          tasks,
          (task, thread) -> {
            if (task < outputs) {
              output.update(task, last, stepSize, scratch[thread]);
            } else {
              update(task - outputs, rows, stepSize, scratch[thread]);
            }
          });
    }
    return Arrays.stream(losses).sum() / examples;
  }

  /** Weights of rows that count alike. */
  private static float[] ones(int rows) {
    float[] ones = new float[rows];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Takes one block of rows forward and back; returns the sum of its losses. */
  private double pass(int block, int rows, Inputs inputs, int thread) {
    LearnerScratch scratch = this.scratch[thread];
    int from = block * FeedForward.block(rows);
    int to = Math.min(rows, from + FeedForward.block(rows));
    int last = network.layers() - 1;
    inputs.fill(activations[0].rows(from, to), from, thread);
    for (int layer = 0; layer < last; layer++) {
      relu(layer, products(layer, block, from, to, scratch), from, scratch.row);
    }
    FloatMatrix inputDeltas = this.inputDeltas == null ? null : this.inputDeltas.rows(from, to);
    FloatMatrix below = last == 0 ? inputDeltas : deltas[last - 1].rows(from, to);
    double loss = output.pass(block, from, activations[last].rows(from, to), below, scratch);
    for (int layer = last - 1; layer >= 0; layer--) {
      FloatMatrix delta = deltas[layer].rows(from, to);
      float[] biasGradient = hidden[layer].biasGradient(block);
      silence(layer, delta, from, biasGradient, scratch);
      if (norms.length > 0) {
        norms[layer].backward(block, delta, from, biasGradient, scratch);
      }
      below = layer == 0 ? inputDeltas : deltas[layer - 1].rows(from, to);
      if (below != null) {
        Stop.check(LEARNING);
        below.product(delta, false, network.weights(layer), false);
      }
    }
    return loss;
  }

  /** What the units of a hidden layer sum up, normalised if the network is; without bias. */
  private FloatMatrix products(int layer, int block, int from, int to, LearnerScratch scratch) {
    Stop.check(LEARNING);
    FloatMatrix above = activations[layer + 1].rows(from, to);
    above.product(activations[layer].rows(from, to), false, network.weights(layer), true);
    if (norms.length > 0) {
      norms[layer].normalize(block, above, from, scratch.row);
    }
    return above;
  }

  /**
   * Measures the moments of a normalized network's hidden units, with the weights as they are and
   * without dropout. Of a plain network there is nothing to measure.
   *
   * @param rows how many
   * @param inputs makes them
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; the
   *     moments are the old ones then
   */
  public void measure(int rows, Inputs inputs) {
    if (norms.length == 0) {
      return;
    }
    biases = network.copyBiases();
    Arrays.stream(norms).forEach(BatchNorm::restart);
    int most = activations[0].rows();
    for (int first = 0; first < rows; first += most) {
      int count = Math.min(most, rows - first);
      int begin = first;
      Inputs part = (matrix, from, thread) -> inputs.fill(matrix, begin + from, thread);
      int parts = FeedForward.blocks(count);
      try (BlasThreads single = BlasThreads.one()) {
        team.each(LEARNING, parts, (block, thread) -> look(block, count, part, thread));
      }
      Arrays.stream(norms).forEach(norm -> norm.count(parts));
    }
    Arrays.stream(norms).forEach(BatchNorm::keep);
  }

  /** Takes one block of rows through the hidden layers, without dropout. */
  private void look(int block, int rows, Inputs inputs, int thread) {
    LearnerScratch scratch = this.scratch[thread];
    int from = block * FeedForward.block(rows);
    int to = Math.min(rows, from + FeedForward.block(rows));
    inputs.fill(activations[0].rows(from, to), from, thread);
    for (int layer = 0; layer < norms.length; layer++) {
      FloatMatrix values = products(layer, block, from, to, scratch);
      for (int i = 0; i < values.rows(); i++) {
        values.read(i, scratch.row);
        DropoutMask.relu(scratch.row, biases[layer], values.columns());
        values.write(i, scratch.row);
      }
    }
  }

  private void relu(int layer, FloatMatrix values, int from, float[] row) {
    DropoutMask mask = masks[layer + 1];
    for (int i = 0; i < values.rows(); i++) {
      values.read(i, row);
      mask.relu(row, biases[layer], values.columns(), mask.rowKey(steps(), layer, from + i));
      values.write(i, row);
    }
  }

  /** Sets the gradient of units that were off or dropped to 0, and scales that of the others. */
  private void silence(
      int layer, FloatMatrix gradients, int from, float[] biasGradient, LearnerScratch scratch) {
    float[] row = scratch.row;
    float[] active = scratch.other;
    float scale = masks[layer + 1].scale();
    int units = gradients.columns();
    for (int i = 0; i < gradients.rows(); i++) {
      gradients.read(i, row);
      activations[layer + 1].read(from + i, active);
      for (int unit = 0; unit < units; unit++) {
        row[unit] *= Math.min(active[unit] * HUGE, scale);
      }
      Softmax.add(biasGradient, row, units);
      gradients.write(i, row);
    }
  }

  /** Has a block of the hidden layers' weights learn; the upper layers come first. */
  private void update(int task, int rows, float stepSize, LearnerScratch scratch) {
    int layer = hidden.length - 1;
    int block = task;
    for (; block >= hidden[layer].blocks(); layer--) {
      block -= hidden[layer].blocks();
    }
    hidden[layer].update(
        block,
        deltas[layer].rows(0, rows),
        activations[layer].rows(0, rows),
        FeedForward.blocks(rows),
        stepSize,
        scratch);
  }

  /** Those of the weights of all layers come before those of their biases. */
  @Override
  public List<Adam> adams() {
    Stream<Adam> layers =
        Stream.concat(
            IntStream.range(0, network.layers()).mapToObj(this::weightSteps),
            IntStream.range(0, network.layers()).mapToObj(this::biasSteps));
    return Stream.concat(layers, output.furtherSteps().stream()).toList();
  }

  private Adam weightSteps(int layer) {
    return layer < hidden.length ? hidden[layer].weightSteps() : output.weightSteps();
  }

  private Adam biasSteps(int layer) {
    return layer < hidden.length ? hidden[layer].biasSteps() : output.biasSteps();
  }

  /** Where the inputs of a step lie. */
  public FloatMatrix inputs() {
    return activations[0];
  }

  /** Their gradients after the step, if something below learns from them. */
  public FloatMatrix inputGradients() {
    return inputDeltas;
  }

  @Override
  public void close() {
    Arrays.stream(activations).forEach(FloatMatrix::free);
    Arrays.stream(deltas).forEach(FloatMatrix::free);
    if (inputDeltas != null) {
      inputDeltas.free();
    }
    Arrays.stream(norms).forEach(BatchNorm::close);
    output.close();
    Arrays.stream(scratch).forEach(LearnerScratch::free);
  }
}
