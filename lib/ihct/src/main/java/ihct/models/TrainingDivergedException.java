package ihct.models;

/**
 * Training met a loss that is not a finite number, or one far above that of guessing, and was
 * stopped. The state after the last complete epoch before is kept where states are kept.
 */
public final class TrainingDivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TrainingDivergedException(
      String phase, int epoch, int batch, double loss, double learningRate) {
    super(
        "Training of %s diverged: the loss of batch %d in epoch %d is %s. Lower the learning rate (now %s)."
            .formatted(phase, batch, epoch, loss, learningRate));
  }

  public TrainingDivergedException(
      String phase, int epoch, double loss, double guessLoss, double learningRate) {
    super(
        "Training of %s diverged: the mean loss of epoch %d is %.4g, and guessing has %.4g. Lower the learning rate (now %s)."
            .formatted(phase, epoch, loss, guessLoss, learningRate));
  }

  public TrainingDivergedException(String phase, int epoch, double learningRate) {
    super(
        "Training of %s diverged: after epoch %d weights are no finite numbers. Lower the learning rate (now %s)."
            .formatted(phase, epoch, learningRate));
  }
}
