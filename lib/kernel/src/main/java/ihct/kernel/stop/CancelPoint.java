package ihct.kernel.stop;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where code of a cell can be stopped: calls of {@link #check} are woven into the start and the
 * loops of every method that a cell defines.
 */
public final class CancelPoint {

  private static final Set<Thread> MARKED = ConcurrentHashMap.newKeySet();

  /** Apart from the set, since it is read in every turn of every loop. */
  private static volatile boolean anyMarked;

  private CancelPoint() {}

  /** Throws {@link Cancelled} in a thread that is to stop, but in no library's initialisation. */
  public static void check() {
    if (anyMarked && MARKED.contains(Thread.currentThread()) && !CellStack.initializesLibrary()) {
      throw new Cancelled();
    }
  }

  /** From now on the thread is stopped wherever it checks. */
  static synchronized void mark(Thread thread) {
    MARKED.add(thread);
    anyMarked = true;
  }

  /** The thread may run again. */
  static synchronized void unmark(Thread thread) {
    MARKED.remove(thread);
    anyMarked = !MARKED.isEmpty();
  }
}
