package ihct.nn.gru;

import ihct.nn.FeedForward;
import ihct.nn.FeedForwardPredictor;
import ihct.nn.FloatMatrix;

/**
 * Probabilities of a {@link Recurrent} network whose weights do not change meanwhile, one block of
 * songs at a time. It has working memory of its own: one per thread.
 */
public final class RecurrentPredictor implements PathNetwork.Predictor {

  private final Recurrent network;
  private final int steps;
  private final RecurrentStates states;
  private final FeedForwardPredictor head;
  private FloatMatrix probabilities;
  private int songs;

  /**
   * Memory follows with the first block.
   *
   * @param steps number of steps
   */
  public RecurrentPredictor(Recurrent network, int steps) {
    this.network = network;
    this.steps = steps;
    this.states = new RecurrentStates(network, steps);
    this.head = new FeedForwardPredictor(network.head());
  }

  @Override
  public void predict(float[] features, int songs) {
    FloatMatrix all = states.compute(features, songs);
    this.songs = songs;
    int rows = steps * songs;
    if (probabilities == null || probabilities.rows() != rows) {
      freeProbabilities();
      probabilities = FloatMatrix.allocate(rows, network.classes());
    }
    for (int row = 0; row < rows; row += FeedForward.BLOCK) {
      int to = Math.min(rows, row + FeedForward.BLOCK);
      head.predict(all.rows(row, to), probabilities.rows(row, to));
    }
  }

  /** As {@link PathNetwork.Predictor#read}: steps rows of as many as the softmax has classes. */
  @Override
  public void read(int song, float[] probabilities) {
    int classes = network.classes();
    for (int t = 0; t < steps; t++) {
      this.probabilities.read(t * songs + song, 0, probabilities, t * classes, classes);
    }
  }

  private void freeProbabilities() {
    if (probabilities != null) {
      probabilities.free();
      probabilities = null;
    }
  }

  @Override
  public void close() {
    states.close();
    head.close();
    freeProbabilities();
  }
}
