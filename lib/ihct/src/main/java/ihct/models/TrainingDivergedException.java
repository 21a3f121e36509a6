package ihct.models;

/**
 * Training met a loss that is not a finite number, or one far above that of guessing, and was
 * stopped. The state after the last complete epoch before is kept where states are kept.
 */
public final class TrainingDivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The loss of a batch is no finite number. */
  public TrainingDivergedException(
      String phase, int epoch, int batch, double loss, double learningRate) {
    super(
        "Training of %s diverged: the loss of batch %d in epoch %d is %s. Lower the learning rate (now %s)."
            .formatted(phase, batch, epoch, loss, learningRate));
  }

  /** The mean loss of an epoch, in nats, is far above that of guessing. */
  public TrainingDivergedException(
      String phase, int epoch, double loss, double guessLoss, double learningRate) {
    super(
        "Training of %s diverged: the mean loss of epoch %d is %.4g, and guessing has %.4g. Lower the learning rate (now %s)."
            .formatted(phase, epoch, loss, guessLoss, learningRate));
  }

  /** Weights are no finite numbers after an epoch. */
  public TrainingDivergedException(String phase, int epoch, double learningRate) {
    super(
        "Training of %s diverged: after epoch %d weights are no finite numbers. Lower the learning rate (now %s)."
            .formatted(phase, epoch, learningRate));
  }
}
