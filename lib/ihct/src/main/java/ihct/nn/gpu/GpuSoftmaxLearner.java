package ihct.nn.gpu;

import ihct.nn.FeedForward;
import ihct.nn.gpu.GpuKernels.Matrix;

/** Learns an output layer with a softmax for each segment, on a graphics card. */
final class GpuSoftmaxLearner implements GpuOutputLearner {

  private final FeedForward network;
  private final Device device;
  private final GpuKernels kernels;
  private final GpuSegments segments;
  private final GpuAdam weightSteps;
  private final GpuAdam biasSteps;
  private final long deltas;
  private final long labels;
  private final long rowWeights;
  private final long losses;
  private int rows;
  private float share;

  /** Takes room for batches; the memory owns it. */
  GpuSoftmaxLearner(FeedForward network, int batch, Device device, DeviceMemory memory) {
    this.network = network;
    this.device = device;
    kernels = new GpuKernels(device);
    segments = new GpuSegments(network.segments(), memory);
    int last = network.layers() - 1;
    weightSteps = new GpuAdam(new GpuMatrix(network.weights(last), device, memory), device, memory);
    biasSteps = new GpuAdam(new GpuMatrix(network.bias(last), device, memory), device, memory);
    deltas = memory.room((long) batch * network.units());
    labels = memory.room(batch);
    rowWeights = memory.room(batch);
    losses = memory.room((long) batch * network.segments().count());
  }

  @Override
  public void start(int[] labels, float[] weights, float share) {
    this.rows = labels.length;
    this.share = share;
    for (int row = 0; row < rows; row++) {
      network.segments().check(labels, row);
    }
    device.upload(this.labels, labels, rows);
    device.upload(rowWeights, weights, rows);
  }

  @Override
  public void pass(int rows, long inputs, long inputDeltas) {
    int units = network.units();
    GpuMatrix weights = weightSteps.weights();
    int width = weights.columns();
    Matrix delta = new Matrix(deltas, units);
    kernels.productOfTransposed(
        rows, units, width, new Matrix(inputs, width), weights.matrix(), delta);
    device.launch(
        "softmax_loss",
        rows,
        network.segments().count(),
        GpuKernels.THREADS,
        deltas,
        units,
        biasSteps.weights().address(),
        segments.firstUnit,
        labels,
        segments.firstTarget,
        segments.targets,
        segments.shares,
        rowWeights,
        segments.weights,
        share,
        (float) network.smoothing(),
        losses);
    if (inputDeltas != 0) {
      kernels.product(rows, width, units, delta, weights.matrix(), new Matrix(inputDeltas, width));
    }
  }

  @Override
  public void update(int rows, long inputs, float stepSize) {
    int units = network.units();
    int width = weightSteps.weights().columns();
    kernels.columnSums(deltas, rows, units, biasSteps.gradients().address());
    kernels.transposedProduct(
        units,
        width,
        rows,
        new Matrix(deltas, units),
        new Matrix(inputs, width),
        weightSteps.gradients());
    weightSteps.step(stepSize);
    biasSteps.step(stepSize);
  }

  @Override
  public double loss() {
    return kernels.sum(losses, rows * network.segments().count());
  }

  @Override
  public GpuAdam weightSteps() {
    return weightSteps;
  }

  @Override
  public GpuAdam biasSteps() {
    return biasSteps;
  }
}
