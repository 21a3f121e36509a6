package ihct.memory;

/**
 * Work was refused since it needs more memory than the program may take; the message says how much.
 */
public final class NotEnoughMemoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotEnoughMemoryException(String message) {
    super(message);
  }
}
