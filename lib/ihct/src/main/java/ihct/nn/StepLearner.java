package ihct.nn;

/** Learns the weights of a network step by step, with Adam. How it is told of a batch, it says. */
public interface StepLearner extends AutoCloseable {

  /**
   * Changes the step size.
   *
   * @param learningRate Adam's α from the next step on
   */
  void setLearningRate(double learningRate);

  /**
   * Counts the steps.
   *
   * @return how many have been taken
   */
  long steps();

  /**
   * Copies Adam's moments.
   *
   * @return means and squares, in an order of the network's own
   */
  float[] moments();

  /**
   * Goes on where another learner of the same network was.
   *
   * @param steps what its {@link #steps} gave
   * @param moments what its {@link #moments} gave
   * @throws IllegalArgumentException if these are moments of another network
   */
  void restore(long steps, float[] moments);

  @Override
  void close();
}
