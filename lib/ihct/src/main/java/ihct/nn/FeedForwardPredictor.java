package ihct.nn;

/**
 * Probabilities of a {@link FeedForward} network whose weights do not change meanwhile, one block
 * of rows at a time. It has working memory of its own: one per thread.
 */
public final class FeedForwardPredictor implements AutoCloseable {

  private final FeedForward network;
  private final float[][] biases;
  private final FloatMatrix[] hidden;
  private final float[] row;
  private final float[] scratch;

  /** Receives the probabilities of a row. */
  private final float[] classes;

  private FloatMatrix logits;

  /** Allocates what a block needs. */
  public FeedForwardPredictor(FeedForward network) {
    this.network = network.answering();
    this.biases = this.network.copyBiases();
    int widest = Math.max(network.widestHidden(), this.network.units());
    this.row = new float[widest];
    this.scratch = new float[widest];
    this.classes = network.segments().isTree() ? new float[network.classes()] : row;
    this.hidden =
        new FloatMatrix[] {
          FloatMatrix.allocate(FeedForward.BLOCK, network.widestHidden()),
          FloatMatrix.allocate(FeedForward.BLOCK, network.widestHidden())
        };
  }

  /**
   * Computes the probabilities of a block.
   *
   * @param input at most {@value FeedForward#BLOCK} rows
   * @param probabilities receives a row of probabilities for each row of the input; may be other
   *     columns of the same matrix
   */
  public void predict(FloatMatrix input, FloatMatrix probabilities) {
    FloatMatrix used = network.segments().isTree() ? logits(input.rows()) : probabilities;
    logits(input, used);
    for (int i = 0; i < input.rows(); i++) {
      answer(used, i, classes, 0);
      probabilities.write(i, classes);
    }
  }

  /**
   * The same into an array.
   *
   * @param input at most {@value FeedForward#BLOCK} rows
   * @param probabilities receives a row of probabilities for each row of the input
   * @param offset where the first one begins
   */
  public void predict(FloatMatrix input, float[] probabilities, int offset) {
    FloatMatrix used = logits(input.rows());
    logits(input, used);
    for (int i = 0; i < input.rows(); i++) {
      answer(used, i, probabilities, offset + i * network.classes());
    }
  }

  /** Where the logits of some rows can lie. */
  private FloatMatrix logits(int rows) {
    if (logits == null) {
      logits = FloatMatrix.allocate(FeedForward.BLOCK, network.units());
    }
    return logits.rows(0, rows);
  }

  /** Logits but for their biases. */
  private void logits(FloatMatrix input, FloatMatrix logits) {
    logits.product(hidden(input), false, network.weights(network.layers() - 1), true);
  }

  /**
   * Computes the last hidden layer of a block.
   *
   * @param input at most {@value FeedForward#BLOCK} rows
   * @return a row for each row of the input; overwritten by the next block
   */
  public FloatMatrix hidden(FloatMatrix input) {
    FloatMatrix below = input;
    for (int layer = 0; layer < network.layers() - 1; layer++) {
      FloatMatrix weights = network.weights(layer);
      FloatMatrix above = hidden[layer % 2].shaped(input.rows(), weights.rows());
      above.product(below, false, weights, true);
      relu(above, biases[layer]);
      below = above;
    }
    return below;
  }

  private void relu(FloatMatrix values, float[] bias) {
    for (int i = 0; i < values.rows(); i++) {
      values.read(i, row);
      DropoutMask.relu(row, bias, values.columns());
      values.write(i, row);
    }
  }

  /** Writes the probabilities of one row to a place. */
  private void answer(FloatMatrix logits, int line, float[] target, int offset) {
    int units = network.units();
    logits.read(line, row);
    Softmax.add(row, biases[biases.length - 1], units);
    if (network.segments().isTree()) {
      PathProducts.of(network.segments(), row, scratch, target, offset);
    } else {
      float sum = Softmax.exponentials(row, units, scratch);
      Softmax.scale(row, units, 1 / sum);
      System.arraycopy(row, 0, target, offset, units);
    }
  }

  @Override
  public void close() {
    hidden[0].free();
    hidden[1].free();
    if (logits != null) {
      logits.free();
    }
  }
}
