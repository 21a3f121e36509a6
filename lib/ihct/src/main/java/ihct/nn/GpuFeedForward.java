package ihct.nn;

import ihct.nn.GpuKernels.Matrix;
import ihct.nn.gpu.Device;
import ihct.nn.gpu.DeviceMemory;

/**
 * The weights of a {@link FeedForward} network on a graphics card, and what the card computes of
 * it. They are copied when they are needed for the first time, since a training that goes on sets
 * them after its learner was made.
 */
final class GpuFeedForward {

  private final FeedForward network;
  private final Device device;
  private final long[] weights;
  private final long[] biases;
  private boolean isUploaded;

  /** Takes room for the weights; the memory owns it. */
  GpuFeedForward(FeedForward network, Device device, DeviceMemory memory) {
    this.network = network;
    this.device = device;
    this.weights = new long[network.layers()];
    this.biases = new long[network.layers()];
    for (int layer = 0; layer < weights.length; layer++) {
      weights[layer] = memory.room(count(layer));
      biases[layer] = memory.room(outputs(layer));
    }
  }

  /** Number of weights of a layer. */
  int count(int layer) {
    return Math.multiplyExact(inputs(layer), outputs(layer));
  }

  int inputs(int layer) {
    return network.weights(layer).columns();
  }

  int outputs(int layer) {
    return network.weights(layer).rows();
  }

  /** The weights of a layer, {@code [nOut, nIn]}. */
  Matrix weights(int layer) {
    return new Matrix(weights[layer], inputs(layer));
  }

  long bias(int layer) {
    return biases[layer];
  }

  /** Sees that the card has the network's weights. */
  void upload() {
    if (isUploaded) {
      return;
    }
    for (int layer = 0; layer < weights.length; layer++) {
      float[] numbers = new float[Math.max(count(layer), outputs(layer))];
      network.weights(layer).read(0, 0, numbers, 0, count(layer));
      device.upload(weights[layer], numbers, count(layer));
      network.bias(layer).read(0, numbers);
      device.upload(biases[layer], numbers, outputs(layer));
    }
    isUploaded = true;
  }

  /** Copies the card's weights to the network. */
  void bringHome() {
    for (int layer = 0; layer < weights.length; layer++) {
      float[] numbers = new float[Math.max(count(layer), outputs(layer))];
      device.download(weights[layer], numbers, count(layer));
      network.weights(layer).write(0, 0, numbers, 0, count(layer));
      device.download(biases[layer], numbers, outputs(layer));
      network.bias(layer).write(0, numbers);
    }
  }

  /** Adds the bias to a layer's sums, sets negative units to 0 and drops some. */
  void relu(GpuKernels kernels, int layer, int rows, Matrix sums, DropoutMask mask, long step) {
    kernels.each(
        "relu_dropout",
        (long) rows * outputs(layer),
        sums.address(),
        biases[layer],
        rows,
        outputs(layer),
        mask.seed(),
        mask.threshold(),
        mask.scale(),
        step,
        layer);
  }

  /** The sums of a layer's units, without bias. */
  void sums(GpuKernels kernels, int layer, int rows, Matrix inputs, Matrix sums) {
    kernels.productOfTransposed(rows, outputs(layer), inputs(layer), inputs, weights(layer), sums);
  }
}
