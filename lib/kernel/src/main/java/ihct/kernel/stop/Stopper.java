package ihct.kernel.stop;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Stops what a cell runs: its own thread, every thread that cells have started, and pool threads
 * that are at work for a cell. Interrupts them, which ends waiting and what listens to interrupts,
 * and marks them for {@link CancelPoint}, which ends the cell's own loops. Idle threads of pools
 * and the servants of libraries (daemons that run no code of a cell) serve on: a library that frees
 * memory in one must not lose it. Nothing is thrown into the initialisation of a library's class,
 * which could not be used afterwards.
 */
public final class Stopper {

  /** So long a cell may take to end by itself; then it is left behind, and the next one can run. */
  private static final long PATIENCE_MILLIS = 800;

  private static final long BETWEEN_MILLIS = 20;

  /** So often nothing of a cell must be found at work: a pool's thread may be about to begin. */
  private static final int QUIET_ROUNDS = 5;

  /** So long a new cell waits for the threads of one that was stopped. */
  private static final long SETTLING_MILLIS = 200;

  private final CellThread cell;
  private volatile boolean inCell;
  private volatile boolean asked;
  private volatile long since;
  private volatile String leftBehind = "";
  private final LateWeaver late = new LateWeaver();
  private volatile Thread watcher;

  public Stopper(CellThread cell) {
    this.cell = cell;
  }

  /** A cell begins, once the threads of a stopped one are let go of, or soon after. */
  public void begin() {
    settle();
    synchronized (this) {
      if (asked) {
        cell.retire(); // also a thread that came while others were being stopped
      }
      asked = false;
      leftBehind = "";
      inCell = true;
    }
  }

  private void settle() {
    Thread before = watcher;
    try {
      if (before != null) {
        before.join(SETTLING_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The cell has ended. */
  public void end() {
    inCell = false;
  }

  /** There will be no more cells: the threads of a stopped one are let go of, or soon after. */
  public void close() {
    settle();
    synchronized (this) {
      asked = false; // a watcher that goes on must not find the cells of another session
      cell.retire();
    }
  }

  /** Whether the cell that runs, or ran last, was told to stop. */
  public boolean isAsked() {
    return asked;
  }

  /** The call that did not end when told to, and was left running; empty if there is none. */
  public String leftBehind() {
    return leftBehind;
  }

  /** Stops everything; returns at once. */
  public synchronized void stop() {
    if (!asked) {
      since = System.nanoTime();
    }
    asked = true;
    cell.retire();
    if (watcher == null || !watcher.isAlive()) {
      watcher = new Thread(this::watch, "stopper");
      watcher.setDaemon(true);
      watcher.start();
    }
  }

  private void watch() {
    Set<Thread> ours = new HashSet<>();
    int quiet = 0;
    while (quiet < QUIET_ROUNDS) {
      Thread main = cell.busy();
      mark(ours, main);
      sleep();
      if (main != null && asked && millisSince(since) > PATIENCE_MILLIS) {
        leave(main);
      }
      reach(ours);
      release(ours);
      quiet = ours.isEmpty() && !(asked && inCell) ? quiet + 1 : 0;
    }
  }

  private void leave(Thread main) {
    StackTraceElement[] stack = main.getStackTrace();
    if (stack.length > 0) {
      leftBehind = stack[0].getClassName() + "." + stack[0].getMethodName();
    }
    cell.abandon(main);
  }

  /** Whatever runs on after a cell was left is in code without cancel points. */
  private void reach(Set<Thread> ours) {
    if (!leftBehind.isEmpty()) {
      ours.forEach(thread -> late.weave(thread.getStackTrace()));
    }
  }

  private void mark(Set<Thread> ours, Thread main) {
    Map<Thread, StackTraceElement[]> all = asked ? Thread.getAllStackTraces() : Map.of();
    synchronized (this) {
      if (asked) { // else another cell has begun, and some of the threads may be its own
        all.forEach(
            (thread, stack) -> {
              if (thread == main
                  || isCells(thread) && !thread.isDaemon()
                  || CellStack.runsCell(stack)) {
                ours.add(thread);
              }
            });
      }
      for (Thread each : ours) {
        CancelPoint.mark(each);
        if (!CellStack.initializesLibrary(each.getStackTrace())) {
          each.interrupt();
        }
      }
    }
  }

  /** Lets go of threads that have ended, and of those that have left the cell's code. */
  private void release(Set<Thread> ours) {
    Thread main = cell.busy();
    ours.removeIf(
        thread -> {
          boolean done =
              !thread.isAlive() || thread != main && !CellStack.runsCell(thread.getStackTrace());
          if (done) {
            CancelPoint.unmark(thread);
          }
          return done;
        });
  }

  private boolean isCells(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group != null && cell.group().parentOf(group);
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static void sleep() {
    try {
      Thread.sleep(BETWEEN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
