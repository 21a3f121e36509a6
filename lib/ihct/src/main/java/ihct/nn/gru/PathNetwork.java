package ihct.nn.gru;

import ihct.hierarchy.SiblingTree;
import ihct.nn.StepLearner;
import ihct.nn.gpu.Device;
import ihct.threads.Team;

/**
 * A network that follows a song down a {@link SiblingTree}: for each of its units it gives the
 * probability that the song goes there, given that it is at the decision of the unit.
 */
public interface PathNetwork {

  /** All weights and biases, which the network computes with. */
  Parameters parameters();

  /** Number of inputs of a song. */
  int inputs();

  /** The most songs of a block, which are predicted together. */
  int block();

  /**
   * Prepares to learn by Adam.
   *
   * @param batch the most songs of a batch
   * @param learningRate Adam's α
   * @param seed starts dropout
   * @param team shares the work out
   */
  Learner learner(int batch, double learningRate, long seed, Team team);

  /** Likewise on a graphics card. */
  Learner learner(int batch, double learningRate, long seed, Device device);

  /**
   * Prepares to predict with weights that do not change meanwhile.
   *
   * @return the working memory of one thread, to be closed
   */
  Predictor predictor();

  /** Likewise on a graphics card. */
  Predictor predictor(Device device);

  /**
   * Follows one song, as a search asks for it.
   *
   * @param song its inputs
   * @return its way down, to be closed
   */
  Walk walk(float[] song);

  /** One song on its way down, where only decisions that are asked are computed. */
  @FunctionalInterface
  interface Walk extends AutoCloseable {

    /**
     * Computes a decision.
     *
     * @param decision its number; that above it has been asked before
     * @return for each of its units the natural logarithm of its probability among its siblings,
     *     not above 0, −∞ for never
     */
    float[] logProbabilities(int decision);

    /** A song of which the probabilities of all units are known, each among its siblings. */
    static Walk of(SiblingTree tree, float[] units) {
      return decision -> {
        float[] logs = new float[tree.size(decision)];
        for (int i = 0; i < logs.length; i++) {
          logs[i] = (float) Math.log(units[tree.first(decision) + i]);
        }
        return logs;
      };
    }

    @Override
    default void close() {}
  }

  /** How wide the layers of such a network are. */
  interface Shape {

    /** Counts the weights and biases of the network over a tree. */
    long count(SiblingTree tree);

    /**
     * Draws initial weights: Glorot's for all matrices, 0 for all biases.
     *
     * @param tree whose decisions are taken
     * @param dropout share of the units of the ReLU layers that is dropped in training
     * @param smoothing share of a label that is spread evenly over it and its siblings in training
     * @param seed starts the random numbers
     */
    PathNetwork network(SiblingTree tree, double dropout, double smoothing, long seed);
  }

  /**
   * Learns batches. The loss of a song is −ln of the probability of its whole path.
   *
   * @param weights takes the steps
   * @param batches is told of the songs
   */
  record Learner(StepLearner weights, Batches batches) implements AutoCloseable {

    /** Learns what {@link Learner#learn} is given. */
    @FunctionalInterface
    public interface Batches {
      double learn(float[] songs, int[] classes, float[] weights);
    }

    /**
     * Learns one batch.
     *
     * @param songs inputs, row by row
     * @param classes the class of each song
     * @param weights what the loss of each song is multiplied by
     * @return the mean loss of the songs before the step; not finite if the weights are not
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; some
     *     weights may have taken the step by then
     */
    public double learn(float[] songs, int[] classes, float[] weights) {
      return batches.learn(songs, classes, weights);
    }

    @Override
    public void close() {
      weights.close();
    }
  }

  /** Predicts songs, one block at a time. */
  interface Predictor extends AutoCloseable {

    /**
     * Computes the probabilities of all units for a block.
     *
     * @param songs inputs, row by row
     * @param count songs of the block, at most {@link PathNetwork#block}
     */
    void predict(float[] songs, int count);

    /**
     * Copies what the last block says of a song.
     *
     * @param song its number in the block
     * @param probabilities receives U probabilities, each that of a unit among its siblings
     */
    void read(int song, float[] probabilities);

    @Override
    void close();
  }
}
