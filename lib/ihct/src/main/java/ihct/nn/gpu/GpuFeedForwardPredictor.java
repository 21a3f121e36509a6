package ihct.nn.gpu;

import ihct.nn.DropoutMask;
import ihct.nn.FeedForward;
import ihct.nn.gpu.GpuFeedForward.RowOrder;
import ihct.nn.gpu.GpuKernels.Matrix;

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
    onCard = new GpuFeedForward(this.network, this.network.layers(), device, memory);
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
    int last = network.layers() - 1;
    int units = network.units();
    onCard.sums(
        last, rows, hidden(new Matrix(inputs, inputStride), rows), new Matrix(logits, units));
    if (!network.segments().isTree()) {
      kernels.rows("softmax", rows, logits, units, onCard.bias(last).address(), to, stride);
      return;
    }
    softmaxes(logits, rows);
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

  /**
   * Computes the last hidden layer.
   *
   * @return where it lies; overwritten by the next call
   */
  public Matrix hidden(Matrix inputs, int rows) {
    Matrix below = inputs;
    for (int layer = 0; layer < network.layers() - 1; layer++) {
      Matrix above = new Matrix(hidden[layer % 2], onCard.outputs(layer));
      onCard.sums(layer, rows, below, above);
      onCard.relu(layer, rows, above.address(), DropoutMask.NONE, 0, RowOrder.NONE);
      below = above;
    }
    return below;
  }

  /** Computes what some output units, from…to−1, sum up of a hidden layer, without bias. */
  public void sums(Matrix hidden, int rows, int from, int to, Matrix sums) {
    int last = network.layers() - 1;
    int inputs = onCard.inputs(last);
    Matrix weights = onCard.weights(last).matrix().from(from, 0);
    kernels.productOfTransposed(rows, to - from, inputs, hidden, weights, sums);
  }

  /**
   * Turns what all units of a tree sum up into the probability of each among its siblings.
   *
   * @param sums a matrix without gaps, overwritten
   */
  public void softmaxes(long sums, int rows) {
    kernels.rows(
        "segment_softmax",
        rows,
        sums,
        network.units(),
        onCard.bias(network.layers() - 1).address(),
        segments.firstUnit,
        network.segments().count());
  }

  @Override
  public void close() {
    memory.close();
  }
}
