package ihct.nn.gru;

import ihct.nn.FloatMatrix;

/**
 * The states of both directions of a {@link Recurrent} network's GRU, one block of songs at a time.
 * It has working memory of its own: one per thread.
 */
final class RecurrentStates implements AutoCloseable {

  private final Recurrent network;
  private final int steps;
  private final GruPass[] passes = new GruPass[2];
  private FloatMatrix features;
  private FloatMatrix states;

  /** Memory follows with the first block. */
  RecurrentStates(Recurrent network, int steps) {
    this.network = network;
    this.steps = steps;
  }

  /**
   * Computes the states of a block.
   *
   * @param songs their features, row-major
   * @param count how many, at most {@link Recurrent#block}
   * @return steps·count rows of 2H, step by step; overwritten by the next block
   */
  FloatMatrix compute(float[] songs, int count) {
    if (features == null || features.rows() != count) {
      close();
      reserve(count);
    }
    features.write(0, 0, songs, 0, count * network.inputs());
    passes[0].forward(features);
    passes[1].forward(features);
    return states;
  }

  private void reserve(int count) {
    int units = network.units();
    features = FloatMatrix.allocate(count, network.inputs());
    states = FloatMatrix.allocate(steps * count, 2 * units);
    for (int d = 0; d < 2; d++) {
      FloatMatrix own = states.columns(d * units, (d + 1) * units);
      passes[d] = new GruPass(network.direction(d), count, own, null, steps, d == 1);
    }
  }

  @Override
  public void close() {
    if (features != null) {
      features.free();
      states.free();
      passes[0].free();
      passes[1].free();
      features = null;
    }
  }
}
