package ihct.threads;

import ihct.stopping.Stop;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads that take numbered tasks off a common list. The calling thread is one of them; the
 * others are Java's common pool's. They help if they are free and are not waited for if they are
 * not, so that a task may share out tasks of its own.
 *
 * <p><b>Determinism.</b> What a task computes must not depend on which thread does it or when; then
 * the result does not depend on the number of threads either.
 *
 * <p><b>Stopping.</b> It is the calling thread that is interrupted from outside, and it is asked
 * before each of its tasks whether it has been. When that ends its work, or when any task fails, no
 * further task is begun and the helpers are interrupted, so that {@link Stop#check} ends theirs;
 * the call returns only after they have ended.
 */
public final class Team {

  private final int threads;

  /** A task of a list. */
  @FunctionalInterface
  public interface Task {

    /**
     * Does one task.
     *
     * @param index which of the list, from 0
     * @param thread which thread does it, from 0; no two at a time have the same number
     */
    void run(int index, int thread);
  }

  /**
   * Gathers a team.
   *
   * @param threads how many, at least 1, the calling one included
   */
  public Team(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads = " + threads + "; it must be at least 1.");
    }
    this.threads = threads;
  }

  /**
   * A team of as many threads as there are processors.
   *
   * @return the same as {@code new Team(processors)}
   */
  public static Team onAllProcessors() {
    return new Team(Runtime.getRuntime().availableProcessors());
  }

  /** How many threads work: at least 1, the calling one included. */
  public int threads() {
    return threads;
  }

  /**
   * Does all tasks of a list, each once, in any order, side by side, and returns when they are
   * done.
   *
   * @param doing what is being done, for the message of a stop
   * @param tasks how many, 0 or more
   * @param task does one; it must not write where others read or write
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public void each(String doing, int tasks, Task task) {
    Stop.check(doing); // the others may leave no task to this thread
    int sharing = Math.min(threads, tasks);
    if (sharing <= 1) {
      for (int i = 0; i < tasks; i++) {
        Stop.check(doing);
        task.run(i, 0);
      }
      return;
    }
    Round round = new Round(doing, tasks, task);
    for (int helper = 1; helper < sharing; helper++) {
      int thread = helper;
      ForkJoinPool.commonPool().execute(() -> round.help(thread));
    }
    round.work(0);
    round.end();
  }

  /** One list of tasks. */
  private static final class Round {

    private final String doing;
    private final int tasks;
    private final Task task;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<Thread> helping = new HashSet<>();
    private volatile Throwable failure;

    Round(String doing, int tasks, Task task) {
      this.doing = doing;
      this.tasks = tasks;
      this.task = task;
    }

    /** A helper's part. */
    void help(int thread) {
      if (come()) {
        work(thread);
        leave();
      }
    }

    /** Lists a helper, so that it is interrupted by a failure and waited for. */
    private synchronized boolean come() {
      return failure == null && helping.add(Thread.currentThread());
    }

    /** Leaves the thread as it was found. */
    private synchronized void leave() {
      helping.remove(Thread.currentThread());
      Thread.interrupted();
      notifyAll();
    }

    void work(int thread) {
      try {
        for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
          if (failure != null) {
            return;
          }
          Stop.check(doing);
          task.run(i, thread);
        }
      } catch (Throwable e) {
        fail(e);
      }
    }

    /** The first failure is the one to tell; those of interrupted tasks only follow from it. */
    private synchronized void fail(Throwable e) {
      if (failure == null) {
        failure = e;
        helping.forEach(Thread::interrupt);
      }
    }

    /** Waits for those who help, however often it is interrupted, and tells what failed. */
    synchronized void end() {
      boolean interrupted = false;
      while (!helping.isEmpty()) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
          helping.forEach(Thread::interrupt);
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
    }
  }
}
