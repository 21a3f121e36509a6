package ihct.kernel.cells;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Stops a statement that takes longer than it may. */
final class TimeLimit {

  private final Duration most;
  private final Runnable stop;
  private final ScheduledExecutorService timer;
  private volatile boolean over;

  /** A limit of zero is none. */
  TimeLimit(Duration most, Runnable stop) {
    this.most = most;
    this.stop = stop;
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> { // there is no thread before there is a task
              Thread thread = new Thread(task, "time limit");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** A cell begins. */
  void begin() {
    over = false;
  }

  /** A statement that runs. */
  interface Statement {
    Object run() throws Throwable;
  }

  /** Runs it, and waits for it. */
  Object within(Statement statement) throws Throwable {
    if (most.isZero()) {
      return statement.run();
    }
    Future<?> end =
        timer.schedule(
            () -> {
              over = true;
              stop.run();
            },
            most.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return statement.run();
    } finally {
      end.cancel(false);
    }
  }

  /** Why the cell was stopped, if it was for this; else empty. */
  String words() {
    return over
        ? "A statement took longer than %s s, the limit of IJAVA_TIMEOUT or JJAVA_TIMEOUT."
            .formatted(most.toMillis() / 1000.0)
        : "";
  }

  void close() {
    timer.shutdownNow();
  }
}
