package ihct.models;

import ihct.stopping.Stop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A few threads that take numbered tasks off a common list. The calling thread is one of them, so
 * that a team of one needs no thread of its own.
 *
 * <p><b>Stopping.</b> Whoever is interrupted is the calling thread. When it leaves a task because
 * of that, or when any task fails, the others are interrupted too, so that {@link Stop#check} ends
 * their tasks, and the call returns only after they have ended. Threads live until {@link #close}.
 */
final class Team implements AutoCloseable {

  /** Every thread holds working memory of its own; a tree and a forest hardly gain from more. */
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
    helpers =
        threads == 1
            ? null
            : Executors.newFixedThreadPool(
                threads - 1,
                task -> {
                  Thread thread = new Thread(task, "ihct-growing");
                  thread.setDaemon(true);
                  return thread;
                });
  }

  /** A team that uses the machine's processors. */
  static Team ofProcessors() {
    return new Team(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
  }

  /** How many threads work, the calling one included. */
  int threads() {
    return threads;
  }

  /**
   * Does all tasks of a list, in any order, side by side, and returns when they are done.
   *
   * @param tasks how many, 0 or more
   * @param task does one; tasks must not write where others read or write
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
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch ended = new CountDownLatch(helping);
    Runnable share =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
              task.run(i);
            }
          } catch (Throwable e) {
            // The first failure is the one to tell; those of interrupted tasks only follow.
            failure.compareAndSet(null, e);
            helpers.shutdownNow();
          }
        };
    for (int i = 0; i < helping; i++) {
      helpers.execute(
          () -> {
            share.run();
            ended.countDown();
          });
    }
    share.run();
    await(ended);
    rethrow(failure.get());
  }

  private void await(CountDownLatch ended) {
    boolean interrupted = false;
    while (true) {
      try {
        ended.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        helpers.shutdownNow();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }

  /** Lets the threads go. */
  @Override
  public void close() {
    if (helpers != null) {
      helpers.shutdownNow();
    }
  }
}
