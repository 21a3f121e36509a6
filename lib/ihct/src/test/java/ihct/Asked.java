package ihct;

import ihct.stopping.Stop;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

/**
 * Runs work on a thread that counts how often it is asked whether it was interrupted, and says yes
 * from a chosen time on: so an interrupt falls into the same place of the work in every run.
 */
public final class Asked extends Thread {

  private static final StackWalker CALLER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private final Callable<?> work;
  private final long interruptedFrom;
  private long times;
  private Object result;
  private Throwable thrown;

  private Asked(Callable<?> work, long interruptedFrom) {
    this.work = work;
    this.interruptedFrom = interruptedFrom;
  }

  /** Runs the work to its end and tells how often it asked. */
  public static long times(Callable<?> work) throws Exception {
    Asked asked = new Asked(work, Long.MAX_VALUE).finished();
    if (asked.thrown != null) {
      throw new AssertionError("The work fails without an interrupt.", asked.thrown);
    }
    return asked.times;
  }

  /** Runs the work, interrupted when it asks for the given time, counted from 1. */
  public static CancellationException stoppedAt(long time, Callable<?> work) throws Exception {
    Asked asked = new Asked(work, time).finished();
    if (asked.thrown instanceof CancellationException stop) {
      return stop;
    }
    throw new AssertionError("It was not stopped; it gave " + asked.result, asked.thrown);
  }

  private Asked finished() throws InterruptedException {
    start();
    join();
    return this;
  }

  @Override
  public void run() {
    try {
      result = work.call();
    } catch (Throwable e) {
      thrown = e;
    }
  }

  @Override
  public boolean isInterrupted() {
    // The JDK asks too, for instance when it loads a class; only our own questions count.
    return CALLER.getCallerClass() == Stop.class && ++times >= interruptedFrom;
  }
}
