package ihct.lesson;

/** Says that a notebook's claim does not hold for the data at hand. */
public final class FailedCheckException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Takes the claim, and how the data contradict it. */
  public FailedCheckException(String message) {
    super(message);
  }
}
