package ihct.models;

import java.util.List;

/**
 * A network's training as it is between two epochs. With the same songs and options, a training
 * that goes on from here ends with the weights of one that was never interrupted, bit for bit.
 *
 * <p>The order of the songs is not among it: it follows from the seed and the number of epochs.
 */
public final class TrainingState {

  private final String phase;
  private final List<EpochResult> epochs;
  private final float[] weights;
  private final float[] bestWeights;
  private final LearnerState learner;

  /**
   * Takes a state; arrays are not copied.
   *
   * @param phase which network
   * @param epochs all complete epochs, at least 1; the first is the best at its time
   * @param weights the parameters now
   * @param bestWeights those of the best epoch
   * @param learner the state of Adam
   */
  public TrainingState(
      String phase,
      List<EpochResult> epochs,
      float[] weights,
      float[] bestWeights,
      LearnerState learner) {
    this.phase = phase;
    this.epochs = List.copyOf(epochs);
    this.weights = weights;
    this.bestWeights = bestWeights;
    this.learner = learner;
  }

  String phase() {
    return phase;
  }

  /** All complete epochs, at least 1. */
  public List<EpochResult> epochs() {
    return epochs;
  }

  /** Of the best epoch so far; NaN if nothing was scored. */
  public double bestAccuracy() {
    return epochs.stream()
        .filter(EpochResult::best)
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .validationAccuracy();
  }

  /** The parameters now; not a copy. */
  public float[] weights() {
    return weights;
  }

  /** The parameters after the best epoch; not a copy. */
  public float[] bestWeights() {
    return bestWeights;
  }

  /** The state of Adam. */
  public LearnerState learner() {
    return learner;
  }
}
