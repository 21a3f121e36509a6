package ihct.stopping;

import java.util.concurrent.CancellationException;

/**
 * Asked by every long loop of the library, several times a second, whether its thread has been
 * interrupted.
 *
 * <p>The thread's flag is read and never cleared, so that the caller, and whoever called it, sees
 * it too and stops as well. Asking costs a nanosecond or two.
 */
public final class Stop {

  private Stop() {}

  /** Whether this thread has been interrupted, so that its work should end. */
  public static boolean requested() {
    return Thread.currentThread().isInterrupted();
  }

  /**
   * Ends the work of this thread if it should end.
   *
   * @param doing what is being done, such as "reading songs"; it stands in the message
   * @throws CancellationException if the thread has been interrupted; its flag stays set
   */
  public static void check(String doing) {
    if (requested()) {
      throw new CancellationException("Stopped while " + doing + ".");
    }
  }
}
