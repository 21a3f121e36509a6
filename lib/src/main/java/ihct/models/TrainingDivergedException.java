package ihct.models;

/** Training met a loss that is not a finite number and was stopped. */
public final class TrainingDivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TrainingDivergedException(String phase, int epoch, int batch, double loss, double learningRate) {
    super(
        "Training of %s diverged: the loss of batch %d in epoch %d is %s. Lower the learning rate (now %s)."
            .formatted(phase, batch, epoch, loss, learningRate));
  }
}
