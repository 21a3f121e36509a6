package ihct.nn.gru;

import ihct.nn.StepLearner;
import ihct.threads.Team;

/**
 * A network that follows a song down a {@link ihct.hierarchy.SiblingTree}: for each of its units it
 * gives the probability that the song goes there, given that it is at the decision of the unit.
 */
public interface PathNetwork {

  /**
   * All weights and biases.
   *
   * @return those that the network computes with
   */
  Parameters parameters();

  /**
   * Counts the inputs.
   *
   * @return numbers of a song
   */
  int inputs();

  /**
   * Songs that are predicted together.
   *
   * @return the most of a block
   */
  int block();

  /**
   * Prepares to learn by Adam.
   *
   * @param batch the most songs of a batch
   * @param learningRate Adam's α
   * @param seed starts dropout
   * @param team shares the work out
   * @return a learner of this network, to be closed
   */
  Learner learner(int batch, double learningRate, long seed, Team team);

  /**
   * Prepares to predict with weights that do not change meanwhile.
   *
   * @return the working memory of one thread, to be closed
   */
  Predictor predictor();

  /**
   * Follows one song, as a search asks for it.
   *
   * @param song its inputs
   * @return its way down, to be closed
   */
  Walk walk(float[] song);

  /** One song on its way down, where only decisions that are asked are computed. */
  interface Walk extends AutoCloseable {

    /**
     * Computes a decision.
     *
     * @param decision its number; that above it has been asked before
     * @return for each of its units the natural logarithm of its probability among its siblings
     */
    float[] logProbabilities(int decision);

    @Override
    void close();
  }

  /** Learns batches. The loss of a song is −ln of the probability of its whole path. */
  interface Learner extends StepLearner {

    /**
     * Learns one batch.
     *
     * @param songs inputs, row by row
     * @param classes the class of each song
     * @return the mean loss of the songs before the step; not finite if the weights are not
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; some
     *     weights may have taken the step by then
     */
    double learn(float[] songs, int[] classes);
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
