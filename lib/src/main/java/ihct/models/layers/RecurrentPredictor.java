package ihct.models.layers;

/**
 * Probabilities of a {@link Recurrent} network whose weights do not change meanwhile, one block of
 * songs at a time. It has working memory of its own: one per thread.
 */
public final class RecurrentPredictor implements AutoCloseable {

  private final Recurrent network;
  private final int steps;
  private final FeedForwardPredictor head;
  private Memory memory;

  /** What a block of some size needs. */
  private static final class Memory {
    final int songs;
    final FloatMatrix features;
    final FloatMatrix states;
    final FloatMatrix probabilities;
    final GruPass[] passes = new GruPass[2];

    Memory(Recurrent network, int songs, int steps) {
      this.songs = songs;
      int units = network.units();
      features = FloatMatrix.allocate(songs, network.inputs());
      states = FloatMatrix.allocate(steps * songs, 2 * units);
      probabilities = FloatMatrix.allocate(steps * songs, network.classes());
      for (int d = 0; d < 2; d++) {
        passes[d] =
            new GruPass(
                network.direction(d),
                songs,
                states.columns(d * units, (d + 1) * units),
                null,
                steps,
                d == 1);
      }
    }

    void free() {
      features.free();
      states.free();
      probabilities.free();
      passes[0].free();
      passes[1].free();
    }
  }

  /**
   * Memory follows with the first block.
   *
   * @param network the network
   * @param steps number of steps
   */
  public RecurrentPredictor(Recurrent network, int steps) {
    this.network = network;
    this.steps = steps;
    this.head = new FeedForwardPredictor(network.head());
  }

  /**
   * Computes the probabilities of a block.
   *
   * @param features of a batch of songs, row-major
   * @param from the block's first song
   * @param songs of the block, at most {@link Recurrent#block}
   */
  public void predict(float[] features, int from, int songs) {
    if (memory == null || memory.songs != songs) {
      close();
      memory = new Memory(network, songs, steps);
    }
    int length = songs * network.inputs();
    memory.features.write(0, 0, features, from * network.inputs(), length);
    memory.passes[0].forward(memory.features);
    memory.passes[1].forward(memory.features);
    int rows = steps * songs;
    for (int row = 0; row < rows; row += FeedForward.BLOCK) {
      int to = Math.min(rows, row + FeedForward.BLOCK);
      head.predict(memory.states.rows(row, to), memory.probabilities.rows(row, to));
    }
  }

  /**
   * Copies what the last block says of a song.
   *
   * @param song its number in the block
   * @param probabilities receives steps rows of as many probabilities as the softmax has classes
   */
  public void read(int song, float[] probabilities) {
    int classes = network.classes();
    for (int t = 0; t < steps; t++) {
      memory.probabilities.read(t * memory.songs + song, 0, probabilities, t * classes, classes);
    }
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.free();
      memory = null;
    }
  }
}
