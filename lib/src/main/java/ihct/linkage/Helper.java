package ihct.linkage;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A second thread that takes over half of a loop, for loops of microseconds that come thousands of
 * times: handing one over costs less than a microsecond while the thread is awake. A half that the
 * thread has not begun when the caller is done with the other is done by the caller too, so a busy
 * machine costs no waiting. Which thread does what never shows in the result if the halves write to
 * different places.
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

  private final int worthHalving;
  private final AtomicInteger state = new AtomicInteger(IDLE);
  private Part part;
  private int from;
  private int to;
  private Throwable failure;

  private Helper(int worthHalving) {
    this.worthHalving = worthHalving;
  }

  /** Starts a thread for loops of at least so many steps, if the machine has a core for it. */
  static Helper forLoopsOf(int worthHalving) {
    boolean alone = Runtime.getRuntime().availableProcessors() < 2;
    return alone ? none() : started(worthHalving);
  }

  /** A helper that leaves everything to the caller. */
  static Helper none() {
    return new Helper(Integer.MAX_VALUE);
  }

  /** Starts a thread whatever the machine. */
  static Helper started(int worthHalving) {
    Helper helper = new Helper(worthHalving);
    Thread thread = new Thread(helper::help, "linkage helper");
    thread.setDaemon(true);
    thread.start();
    return helper;
  }

  /** Runs the steps 0…count−1 of a loop in one part or two. */
  void run(int count, Part loop) {
    if (count < worthHalving) {
      loop.run(0, count);
      return;
    }
    int half = count / 2;
    part = loop;
    from = half;
    to = count;
    state.set(OFFERED);
    try {
      loop.run(0, half);
    } finally {
      takeBack();
    }
  }

  /** Does the half that was offered, or waits until it is done. */
  private void takeBack() {
    if (state.compareAndSet(OFFERED, IDLE)) {
      part.run(from, to);
      return;
    }
    while (state.get() != DONE) {
      Thread.onSpinWait();
    }
    state.set(IDLE);
    if (failure != null) {
      throw new IllegalStateException("The other half of a loop failed.", failure);
    }
  }

  private void help() {
    int looks = 0;
    for (int now = state.get(); now != CLOSED; now = state.get()) {
      if (now == OFFERED && state.compareAndSet(OFFERED, TAKEN)) {
        try {
          part.run(from, to);
        } catch (Throwable e) { // belongs to the caller, who waits for it
          failure = e;
        }
        state.set(DONE);
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
    state.set(CLOSED);
  }
}
