package ihct.models;

/**
 * How networks are trained.
 *
 * @param epochs passes over the training songs, at least 1
 * @param batch songs per step, at least 1
 * @param learningRate step size of Adam, positive
 * @param seed starts every generator: initial weights, order of songs, dropout
 */
public record TrainingOptions(int epochs, int batch, double learningRate, long seed) {

  /** Checks the ranges. */
  public TrainingOptions {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs = " + epochs + "; it must be at least 1.");
    }
    if (batch < 1) {
      throw new IllegalArgumentException("batch = " + batch + "; it must be at least 1.");
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
}
