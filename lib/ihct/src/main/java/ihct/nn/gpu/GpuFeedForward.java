package ihct.nn.gpu;

import ihct.nn.DropoutMask;
import ihct.nn.FeedForward;
import ihct.nn.gpu.GpuKernels.Matrix;

/** The weights of a {@link FeedForward} network on a graphics card, and its layers. */
final class GpuFeedForward {

  private final GpuKernels kernels;
  private final GpuMatrix[] weights;
  private final GpuMatrix[] biases;

  /**
   * Takes room for the weights; the memory owns it.
   *
   * @param layers how many, from the inputs on
   */
  GpuFeedForward(FeedForward network, int layers, Device device, DeviceMemory memory) {
    kernels = new GpuKernels(device);
    weights = new GpuMatrix[layers];
    biases = new GpuMatrix[layers];
    for (int layer = 0; layer < weights.length; layer++) {
      weights[layer] = new GpuMatrix(network.weights(layer), device, memory);
      biases[layer] = new GpuMatrix(network.bias(layer), device, memory);
    }
  }

  int inputs(int layer) {
    return weights[layer].columns();
  }

  int outputs(int layer) {
    return weights[layer].rows();
  }

  /** The weights of a layer, {@code [nOut, nIn]}. */
  GpuMatrix weights(int layer) {
    return weights[layer];
  }

  GpuMatrix bias(int layer) {
    return biases[layer];
  }

  /** Sees that the card has all weights. */
  void upload() {
    for (int layer = 0; layer < weights.length; layer++) {
      weights[layer].upload();
      biases[layer].upload();
    }
  }

  /** Computes what the units of a layer sum up, without bias. */
  void sums(int layer, int rows, Matrix inputs, Matrix sums) {
    kernels.productOfTransposed(
        rows, outputs(layer), inputs(layer), inputs, weights[layer].matrix(), sums);
  }

  /**
   * Adds the bias to a layer's sums, sets negative units to 0 and drops some.
   *
   * @param sums a matrix without gaps
   * @param order which row of {@link DropoutMask} each row is
   */
  void relu(int layer, int rows, long sums, DropoutMask mask, long step, RowOrder order) {
    kernels.each(
        "relu_dropout",
        (long) rows * outputs(layer),
        sums,
        biases[layer].address(),
        rows,
        outputs(layer),
        mask.seed(),
        mask.threshold(),
        mask.scale(),
        step,
        layer,
        order.songs(),
        order.steps(),
        order.block());
  }

  /**
   * How the rows of a batch lie that belong to steps of songs: step by step here, and there, in
   * each block of songs apart.
   *
   * @param songs of the batch; 0 if rows lie as they are
   * @param steps of each song
   * @param block songs of a block there
   */
  record RowOrder(int songs, int steps, int block) {

    /** Rows as they are. */
    static final RowOrder NONE = new RowOrder(0, 1, 1);
  }
}
