package ihct.nn;

import ihct.nn.GpuKernels.Matrix;
import ihct.nn.gpu.Device;
import ihct.nn.gpu.DeviceMemory;

/**
 * Probabilities of a {@link FeedForward} network by a graphics card, with the weights that it has
 * when this is made.
 */
public final class GpuFeedForwardPredictor implements AutoCloseable {

  private final FeedForward network;
  private final GpuKernels kernels;
  private final DeviceMemory memory;
  private final GpuFeedForward onCard;
  private final GpuSegments segments;
  private final long[] hidden;
  private final long logits;

  /**
   * Copies the weights.
   *
   * @param batch the most rows to be asked for at once
   */
  public GpuFeedForwardPredictor(FeedForward network, int batch, Device device) {
    this.network = network.answering();
    kernels = new GpuKernels(device);
    memory = new DeviceMemory(device);
    onCard = new GpuFeedForward(this.network, device, memory);
    segments = new GpuSegments(this.network.segments(), memory);
    int widest = network.widestHidden();
    hidden = new long[] {memory.room((long) batch * widest), memory.room((long) batch * widest)};
    logits = memory.room((long) batch * this.network.units());
    onCard.upload();
  }

  /**
   * Computes probabilities on the card.
   *
   * @param inputs address of a matrix of inputs
   * @param inputStride how far its rows are apart
   * @param rows how many
   * @param to address of a matrix that receives the probabilities
   * @param stride how far its rows are apart; for a tree, as many as there are classes
   */
  public void predict(long inputs, int inputStride, int rows, long to, int stride) {
    Matrix below = new Matrix(inputs, inputStride);
    int last = network.layers() - 1;
    for (int layer = 0; layer < last; layer++) {
      Matrix above = new Matrix(hidden[layer % 2], onCard.outputs(layer));
      onCard.sums(kernels, layer, rows, below, above);
      onCard.relu(kernels, layer, rows, above, DropoutMask.NONE, 0);
      below = above;
    }
    int units = network.units();
    onCard.sums(kernels, last, rows, below, new Matrix(logits, units));
    if (!network.segments().isTree()) {
      kernels.rows("softmax", rows, logits, units, onCard.bias(last), to, stride);
      return;
    }
    kernels.rows(
        "segment_softmax",
        rows,
        logits,
        units,
        onCard.bias(last),
        segments.firstUnit,
        network.segments().count());
    int classes = network.classes();
    kernels.each(
        "path_products",
        (long) rows * classes,
        logits,
        units,
        rows,
        classes,
        segments.firstTarget,
        segments.targets,
        to);
  }

  @Override
  public void close() {
    memory.close();
  }
}
