package ihct.models.forest;

import ihct.stopping.Stop;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A few threads that take numbered tasks off a common list. The calling thread is one of them, so
 * that a team of one needs no thread of its own.
 *
 * <p><b>Stopping.</b> It is the calling thread that is interrupted from outside. When that ends its
 * task, or when any task fails, the helpers are interrupted, so that {@link Stop#check} ends
 * theirs; the call returns only after they have ended, and the team is of no use any more.
 */
final class Team implements AutoCloseable {

  /** Of fewer songs, waiting for other threads would cost more than they help. */
  static final int FEWEST_SHARED = 8192;

  /** Every thread needs memory of its own. */
  private static final int MOST_THREADS = 8;

  private final int threads;
  private final ExecutorService helpers;

  /** A task of a list. */
  @FunctionalInterface
  interface Task {

    /**
     * Does one task.
     *
     * @param index which of the list, from 0
     */
    void run(int index);
  }

  /**
   * Gathers a team.
   *
   * @param threads how many, at least 1, the calling one included
   */
  Team(int threads) {
    this.threads = threads;
    helpers = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, Team::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "ihct-trees");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * A team that uses the machine's processors, up to {@value #MOST_THREADS}.
   *
   * @param songs how many songs there are to go through; few are left to the calling thread
   */
  static Team forSongs(long songs) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Team(songs < FEWEST_SHARED ? 1 : Math.min(MOST_THREADS, processors));
  }

  /** How many threads work, the calling one included. */
  int threads() {
    return threads;
  }

  /**
   * Does all tasks of a list, in any order, side by side, and returns when they are done.
   *
   * @param tasks how many, 0 or more
   * @param task does one; it must not write where others read or write
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  void each(int tasks, Task task) {
    int helping = Math.min(threads, tasks) - 1;
    if (helping < 1) {
      for (int index = 0; index < tasks; index++) {
        task.run(index);
      }
      return;
    }
    Round round = new Round(tasks, task, helping);
    for (int helper = 0; helper < helping; helper++) {
      helpers.execute(round::help);
    }
    round.work();
    round.await();
    round.rethrow();
  }

  /** Lets the threads go. */
  @Override
  public void close() {
    if (helpers != null) {
      helpers.shutdownNow();
    }
  }

  /** One list of tasks. */
  private static final class Round {

    private final int tasks;
    private final Task task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Set<Thread> helping = ConcurrentHashMap.newKeySet();
    private final CountDownLatch ended;

    Round(int tasks, Task task, int helpers) {
      this.tasks = tasks;
      this.task = task;
      ended = new CountDownLatch(helpers);
    }

    /** A helper's part. It is listed first, so that it sees a failure or is interrupted by it. */
    void help() {
      helping.add(Thread.currentThread());
      work();
      helping.remove(Thread.currentThread());
      ended.countDown();
    }

    void work() {
      try {
        for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
          if (failure.get() != null) {
            return;
          }
          task.run(i);
        }
      } catch (Throwable e) {
        // The first failure is the one to tell; those of interrupted tasks only follow from it.
        failure.compareAndSet(null, e);
        helping.forEach(Thread::interrupt);
      }
    }

    /** Waits for the helpers, however often it is interrupted. */
    void await() {
      boolean interrupted = false;
      while (true) {
        try {
          ended.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
          helping.forEach(Thread::interrupt);
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    void rethrow() {
      if (failure.get() instanceof RuntimeException e) {
        throw e;
      }
      if (failure.get() instanceof Error e) {
        throw e;
      }
    }
  }
}
