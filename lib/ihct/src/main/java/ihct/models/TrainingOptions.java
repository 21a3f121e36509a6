package ihct.models;

import ihct.nn.BatchMoments;

/**
 * How models are trained.
 *
 * @param epochs passes of a network over the training songs, at least 1
 * @param batch songs per step, at least 1
 * @param learningRate step size of Adam, positive
 * @param seed starts every generator: initial weights, order of songs, dropout, a forest's samples
 * @param network what networks look like; null for the paper's
 * @param forest how a random forest is grown, but for the seed; null for the usual one
 */
public record TrainingOptions(
    int epochs,
    int batch,
    double learningRate,
    long seed,
    NetworkOptions network,
    ForestOptions forest) {

  /**
   * The paper's networks and the usual forest.
   *
   * @param epochs passes of a network over the training songs, at least 1
   * @param batch songs per step, at least 1
   * @param learningRate step size of Adam, positive
   * @param seed starts every generator
   */
  public TrainingOptions(int epochs, int batch, double learningRate, long seed) {
    this(epochs, batch, learningRate, seed, null, null);
  }

  /** Checks the ranges, and fills in what earlier versions did not say. */
  public TrainingOptions {
    network = network == null ? NetworkOptions.paper() : network;
    forest = forest == null ? ForestOptions.usual() : forest;
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs = " + epochs + "; it must be at least 1.");
    }
    if (batch < 1) {
      throw new IllegalArgumentException("batch = " + batch + "; it must be at least 1.");
    }
    if (network.batchNorm() && batch < BatchMoments.LEAST_ROWS) {
      throw new IllegalArgumentException(
          "batch = %d; batch normalisation needs batches of at least %d songs."
              .formatted(batch, BatchMoments.LEAST_ROWS));
    }
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "learning rate = " + learningRate + "; it must be positive and finite.");
    }
  }

  /**
   * The paper's 30 epochs; batch size, step size and seed are not stated there and are Adam's usual
   * ones.
   *
   * @return 30 epochs, batches of 1024, learning rate 0.001, seed 1
   */
  public static TrainingOptions paper() {
    return new TrainingOptions(30, 1024, 0.001, 1);
  }

  /**
   * Chooses what networks look like.
   *
   * @param other the options
   * @return the same training of such networks
   */
  public TrainingOptions with(NetworkOptions other) {
    return new TrainingOptions(epochs, batch, learningRate, seed, other, forest);
  }

  /**
   * Chooses how a forest is grown.
   *
   * @param other the options; its seed is not used
   * @return the same training with such a forest
   */
  public TrainingOptions with(ForestOptions other) {
    return new TrainingOptions(epochs, batch, learningRate, seed, network, other);
  }

  /**
   * Asks for the same training with other random numbers.
   *
   * @param other starts every generator
   * @return the same options with that seed
   */
  public TrainingOptions withSeed(long other) {
    return new TrainingOptions(epochs, batch, learningRate, other, network, forest);
  }
}
