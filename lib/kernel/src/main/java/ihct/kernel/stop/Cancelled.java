package ihct.kernel.stop;

/**
 * Ends a cell that was stopped. An error and not an exception, so that {@code catch (Exception e)}
 * in a cell does not hold it up.
 */
public final class Cancelled extends Error {

  private static final long serialVersionUID = 1;

  Cancelled() {
    super("stopped", null, false, false);
  }
}
