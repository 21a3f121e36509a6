package ihct.linkage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A second thread that takes over the upper half of a loop, for loops of microseconds that come
 * thousands of times.
 *
 * <p>Work that can be cut into tasks of a tenth of a millisecond or more is a {@link
 * ihct.threads.Team}'s, whose threads sleep until there is some. To wake one takes longer than a
 * loop here; this thread looks for work all the time, and handing it over takes no lock and no call
 * of the system. A half that the thread has not begun when the caller is done with the other is
 * done by the caller too, so a busy machine costs no waiting. Which thread does what never shows in
 * the result if the halves write to different places.
 *
 * <p>What the two tell each other lies side by side. Each line of cache that goes from one core to
 * the other takes 0.05 to 0.5 µs, as the cores lie.
 */
final class Helper implements AutoCloseable {

  /** A part of a loop. */
  interface Part {
    void run(int from, int to);
  }

  private static final int IDLE = 0;
  private static final int OFFERED = 1;
  private static final int TAKEN = 2;
  private static final int DONE = 3;
  private static final int CLOSED = 4;

  /** Looks for work before the thread goes to sleep: some tenth of a millisecond. */
  private static final int PATIENCE = 5_000;

  private static final long NAP_NANOS = 100_000;

  /** Items too few to start a thread for. */
  private static final int FEW = 1_024;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Helper.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final boolean halvesAll;
  private final Thread thread;
  private volatile int state = IDLE;
  private Part part;
  private int from;
  private int to;
  private Throwable failure;

  /** With halvesAll it takes half of even the shortest loop. */
  Helper(boolean present, boolean halvesAll) {
    this.halvesAll = halvesAll;
    this.thread = present ? new Thread(this::help, "linkage helper") : null;
  }

  /** Starts a thread if the machine has a core for it and there are enough items to share. */
  static Helper forItems(int items) {
    boolean worthIt = items >= FEW && Runtime.getRuntime().availableProcessors() > 1;
    return worthIt ? new Helper(true, false).started() : none();
  }

  /** A helper that leaves everything to the caller. */
  static Helper none() {
    return new Helper(false, false);
  }

  Helper started() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /**
   * Runs the steps 0…count−1 of a loop: from 0 to the end, or from 0 to the middle and from there
   * to the end, at the same time.
   *
   * @param worthHalving how many steps it takes for halves to be worth handing over
   */
  void run(int count, int worthHalving, Part loop) {
    run(count, count / 2, worthHalving, loop);
  }

  /**
   * The same with halves of different length.
   *
   * @param middle where the second begins; above 0
   */
  void run(int count, int middle, int worthHalving, Part loop) {
    if (thread == null || count < 2 || (count < worthHalving && !halvesAll)) {
      loop.run(0, count);
      return;
    }
    part = loop;
    from = middle;
    to = count;
    state = OFFERED;
    try {
      loop.run(0, middle);
    } finally {
      takeBack();
    }
  }

  /** Does the half that was offered, or waits until it is done. */
  private void takeBack() {
    if (STATE.compareAndSet(this, OFFERED, IDLE)) {
      part.run(from, to);
      return;
    }
    for (int looks = 0; state != DONE; looks++) {
      if (looks < PATIENCE) {
        Thread.onSpinWait();
      } else {
        Thread.yield(); // the other thread may be waiting for this one's core
      }
    }
    state = IDLE;
    if (failure != null) {
      throw new IllegalStateException("The other half of a loop failed.", failure);
    }
  }

  private void help() {
    int looks = 0;
    for (int now = state; now != CLOSED; now = state) {
      if (now == OFFERED && STATE.compareAndSet(this, OFFERED, TAKEN)) {
        try {
          part.run(from, to);
        } catch (Throwable e) { // belongs to the caller, who waits for it
          failure = e;
        }
        state = DONE;
        looks = 0;
      } else if (looks++ < PATIENCE) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(NAP_NANOS);
      }
    }
  }

  /** Ends the thread. */
  @Override
  public void close() {
    state = CLOSED;
  }
}
