package ihct.nn.gpu;

import ihct.nn.Adam;
import ihct.nn.BatchMoments;
import ihct.nn.BatchNorm;
import ihct.nn.DropoutMask;
import ihct.nn.FeedForward;
import ihct.nn.FeedForwardLearner;
import ihct.nn.StepLearner;
import ihct.nn.gpu.GpuFeedForward.RowOrder;
import ihct.nn.gpu.GpuKernels.Matrix;
import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Learns a {@link FeedForward} network on a graphics card: the same step as {@link
 * FeedForwardLearner}, with the same units dropped, but for the order of sums. Weights and moments
 * stay on the card between steps; {@link #bringHome} gives the network what it has learnt.
 */
public final class GpuFeedForwardLearner extends StepLearner {

  private final FeedForward network;
  private final int batch;
  private final Device device;
  private final GpuKernels kernels;
  private final DeviceMemory memory;
  private final GpuFeedForward onCard;
  private final DropoutMask[] masks;

  /** Inputs of each layer, {@code [batch, nIn]}. */
  private final long[] activations;

  /** Gradients of each hidden layer's units, {@code [batch, nOut]}. */
  private final long[] deltas;

  private final GpuAdam[] weightSteps;
  private final GpuAdam[] biasSteps;

  /** Gradients of the inputs; 0 if nothing below learns from them. */
  private final long inputDeltas;

  private final GpuOutputLearner output;

  /** Batch normalisation of a hidden layer; what it has measured is counted by the processor. */
  private record Norm(
      BatchNorm counts,
      long lastMeans,
      long lastVariances,
      long normalized,
      long means,
      long variances) {}

  private final Norm[] norms;

  // of the batch
  private RowOrder order = RowOrder.NONE;

  /**
   * Takes all memory that steps need.
   *
   * @param network what learns
   * @param batch the most rows of a step
   * @param learningRate Adam's α
   * @param seed starts dropout
   * @param device computes
   */
  public GpuFeedForwardLearner(
      FeedForward network, int batch, double learningRate, long seed, Device device) {
    this(network, batch, learningRate, seed, device, false, output(network, batch, device));
  }

  /** Makes an output layer, in memory that is given back with the learner's. */
  @FunctionalInterface
  public interface OutputMaker {
    GpuOutputLearner in(DeviceMemory memory);
  }

  /** The output layer that a network has by its segments. */
  public static OutputMaker output(FeedForward network, int batch, Device device) {
    return memory ->
        network.segments().isTree()
            ? new GpuTreeSoftmaxLearner(network, batch, device, memory)
            : new GpuSoftmaxLearner(network, batch, device, memory);
  }

  /** Likewise, with an output layer of any kind, and maybe upon something that learns as well. */
  public GpuFeedForwardLearner(
      FeedForward network,
      int batch,
      double learningRate,
      long seed,
      Device device,
      boolean learnsBelow,
      OutputMaker output) {
    super(learningRate);
    this.network = network;
    this.batch = batch;
    this.device = device;
    this.kernels = new GpuKernels(device);
    this.memory = new DeviceMemory(device);
    int layers = network.layers();
    int blocks = FeedForwardLearner.mostBlocks(batch);
    onCard = new GpuFeedForward(network, layers - 1, device, memory);
    masks = new DropoutMask[layers];
    activations = new long[layers];
    deltas = new long[layers - 1];
    weightSteps = new GpuAdam[layers - 1];
    biasSteps = new GpuAdam[layers - 1];
    inputDeltas = learnsBelow ? memory.room((long) batch * network.inputs()) : 0;
    norms = new Norm[network.moments() == null ? 0 : layers - 1];
    for (int layer = 0; layer < layers; layer++) {
      masks[layer] = new DropoutMask(seed, network.keep(layer));
      activations[layer] = memory.room((long) batch * network.weights(layer).columns());
    }
    for (int layer = 0; layer < layers - 1; layer++) {
      weightSteps[layer] = new GpuAdam(onCard.weights(layer), device, memory);
      biasSteps[layer] = new GpuAdam(onCard.bias(layer), device, memory);
      deltas[layer] = memory.room((long) batch * onCard.outputs(layer));
    }
    for (int layer = 0; layer < norms.length; layer++) {
      int out = onCard.outputs(layer);
      norms[layer] =
          new Norm(
              new BatchNorm(network.moments(), layer, batch, blocks),
              memory.room(out),
              memory.room(out),
              memory.room((long) batch * out),
              memory.room((long) blocks * out),
              memory.room((long) blocks * out));
    }
    this.output = output.in(memory);
  }

  /** Makes the inputs of a batch. */
  public interface Inputs {

    /**
     * Writes them to the card.
     *
     * @param address of a matrix without gaps, {@code [rows, nIn]}
     */
    void write(long address);
  }

  /**
   * Learns one batch.
   *
   * @param labels class of each row, 0…N−1
   * @param weights what the loss of each row is multiplied by
   * @param inputs makes the rows
   * @return the mean loss of the rows before the step; not finite if the weights are not
   */
  public double learn(int[] labels, float[] weights, Inputs inputs) {
    return learn(labels, weights, labels.length, RowOrder.NONE, inputs);
  }

  /**
   * Likewise with songs of several steps each, whose rows lie step by step, and whose losses add
   * up.
   *
   * @param songs how many
   * @param block songs of a block on the processor, whose dropout this is
   */
  public double learnSteps(int[] labels, float[] weights, int songs, int block) {
    RowOrder order = new RowOrder(songs, labels.length / songs, block);
    return learn(labels, weights, songs, order, address -> {});
  }

  private double learn(
      int[] labels, float[] weights, int examples, RowOrder rowOrder, Inputs inputs) {
    float stepSize = beginStep();
    int rows = labels.length;
    int last = network.layers() - 1;
    order = rowOrder;
    output.start(labels, weights, 1f / examples);
    allSteps().forEach(adam -> adam.weights().upload());
    inputs.write(activations[0]);
    Stop.check(FeedForwardLearner.LEARNING);
    for (int layer = 0; layer < last; layer++) {
      hidden(layer, rows, masks[layer + 1]);
    }
    output.pass(rows, activations[last], asked(last));
    backward(rows);
    output.update(rows, activations[last], stepSize);
    update(rows, stepSize);
    return output.loss() / examples;
  }

  /** What a hidden layer says of its inputs. */
  private void hidden(int layer, int rows, DropoutMask mask) {
    int out = onCard.outputs(layer);
    onCard.sums(layer, rows, inputs(layer), new Matrix(activations[layer + 1], out));
    if (norms.length > 0) {
      normalize(layer, rows);
    }
    onCard.relu(layer, rows, activations[layer + 1], mask, steps(), order);
  }

  /** Makes some rows of a large batch. */
  public interface Rows {

    /**
     * Writes them to the card.
     *
     * @param first their first row in the batch
     * @param count how many
     * @param address of a matrix without gaps, {@code [count, nIn]}
     */
    void write(int first, int count, long address);
  }

  /**
   * Measures the moments of a normalized network's hidden units, as {@link
   * FeedForwardLearner#measure} does. Of a plain network there is nothing to measure.
   *
   * @param rows how many
   * @param inputs makes them
   */
  public void measure(int rows, Rows inputs) {
    if (norms.length == 0) {
      return;
    }
    allSteps().forEach(adam -> adam.weights().upload());
    for (Norm norm : norms) {
      norm.counts.restart();
    }
    for (int first = 0; first < rows; first += batch) {
      int count = Math.min(batch, rows - first);
      inputs.write(first, count, activations[0]);
      for (int layer = 0; layer < norms.length; layer++) {
        Stop.check(FeedForwardLearner.LEARNING);
        hidden(layer, count, DropoutMask.NONE);
        count(norms[layer], count, onCard.outputs(layer));
      }
    }
    for (Norm norm : norms) {
      norm.counts.keep();
    }
  }

  private void count(Norm norm, int rows, int units) {
    int blocks = FeedForward.blocks(rows);
    float[] means = new float[blocks * units];
    float[] variances = new float[blocks * units];
    device.download(norm.means, means, means.length);
    device.download(norm.variances, variances, variances.length);
    for (int block = 0; block < blocks; block++) {
      int from = block * units;
      norm.counts.take(
          block,
          Math.min(FeedForward.block(rows), rows - block * FeedForward.block(rows)),
          Arrays.copyOfRange(means, from, from + units),
          Arrays.copyOfRange(variances, from, from + units));
    }
    norm.counts.count(blocks);
  }

  private Matrix inputs(int layer) {
    return new Matrix(activations[layer], onCard.inputs(layer));
  }

  /** Gradients of a hidden layer's units. */
  private Matrix delta(int layer) {
    return new Matrix(deltas[layer], onCard.outputs(layer));
  }

  private void normalize(int layer, int rows) {
    Norm norm = norms[layer];
    int out = onCard.outputs(layer);
    device.upload(norm.lastMeans, network.moments().means(layer), out);
    device.upload(norm.lastVariances, network.moments().variances(layer), out);
    device.launch(
        "normalize",
        GpuKernels.blocks(out, GpuKernels.THREADS),
        FeedForward.blocks(rows),
        GpuKernels.THREADS,
        activations[layer + 1],
        rows,
        out,
        FeedForward.block(rows),
        BatchMoments.LEAST_ROWS,
        norm.lastMeans,
        norm.lastVariances,
        norm.normalized,
        norm.means,
        norm.variances);
  }

  /** What a hidden layer asks of the one below, if that learns. */
  private void below(int layer, int rows) {
    long asked = asked(layer);
    if (asked != 0) {
      kernels.product(
          rows,
          onCard.inputs(layer),
          onCard.outputs(layer),
          delta(layer),
          onCard.weights(layer).matrix(),
          new Matrix(asked, onCard.inputs(layer)));
    }
  }

  /** Where the gradients of a layer's inputs go; 0 if nobody needs them. */
  private long asked(int layer) {
    return layer == 0 ? inputDeltas : deltas[layer - 1];
  }

  private void backward(int rows) {
    for (int layer = network.layers() - 2; layer >= 0; layer--) {
      int out = onCard.outputs(layer);
      kernels.each(
          "silence",
          (long) rows * out,
          deltas[layer],
          activations[layer + 1],
          rows,
          out,
          masks[layer + 1].scale());
      kernels.columnSums(deltas[layer], rows, out, biasSteps[layer].gradients().address());
      if (norms.length > 0) {
        device.launch(
            "normalize_back",
            GpuKernels.blocks(out, GpuKernels.THREADS),
            FeedForward.blocks(rows),
            GpuKernels.THREADS,
            deltas[layer],
            rows,
            out,
            FeedForward.block(rows),
            BatchMoments.LEAST_ROWS,
            norms[layer].normalized,
            norms[layer].variances);
      }
      below(layer, rows);
    }
  }

  private void update(int rows, float stepSize) {
    for (int layer = deltas.length - 1; layer >= 0; layer--) {
      kernels.transposedProduct(
          onCard.outputs(layer),
          onCard.inputs(layer),
          rows,
          delta(layer),
          inputs(layer),
          weightSteps[layer].gradients());
      weightSteps[layer].step(stepSize);
      biasSteps[layer].step(stepSize);
    }
  }

  @Override
  public void bringHome() {
    allSteps().forEach(adam -> adam.weights().bringHome());
  }

  @Override
  public List<Adam> adams() {
    return List.of();
  }

  /** In the order of {@link FeedForwardLearner}'s. */
  private List<GpuAdam> allSteps() {
    Stream<GpuAdam> weights =
        Stream.concat(Arrays.stream(weightSteps), Stream.of(output.weightSteps()));
    Stream<GpuAdam> biases = Stream.concat(Arrays.stream(biasSteps), Stream.of(output.biasSteps()));
    return Stream.of(weights, biases, output.furtherSteps().stream())
        .flatMap(each -> each)
        .toList();
  }

  @Override
  public float[] moments() {
    return GpuAdam.moments(allSteps());
  }

  @Override
  public void restore(long steps, float[] moments) {
    goOn(steps, moments, GpuAdam.count(allSteps()));
    GpuAdam.restore(allSteps(), moments);
  }

  /** Where the inputs of a step lie, a matrix without gaps. */
  public long inputs() {
    return activations[0];
  }

  /** Where their gradients lie after the step, if something below learns from them. */
  public long inputGradients() {
    return inputDeltas;
  }

  @Override
  public void close() {
    for (Norm norm : norms) {
      norm.counts.close();
    }
    memory.close();
  }
}
