package ihct.nn;

import ihct.stopping.Stop;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Shares numbered blocks of work out among threads. What a block computes must not depend on which
 * thread computes it or when; then the result does not depend on the number of threads either.
 */
public final class Blocks {

  private final int threads;

  /**
   * Blocks for some threads, the calling one among them.
   *
   * @param threads at least 1
   */
  public Blocks(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads = " + threads + "; it must be at least 1.");
    }
    this.threads = threads;
  }

  /**
   * As many threads as there are processors.
   *
   * @return the same as {@code new Blocks(processors)}
   */
  public static Blocks onAllProcessors() {
    return new Blocks(Runtime.getRuntime().availableProcessors());
  }

  /** One block of work. */
  public interface Work {

    /**
     * Does a block.
     *
     * @param block its number, from 0
     * @param thread which thread does it, from 0; no two at a time have the same number
     */
    void run(int block, int thread);
  }

  /** Number of threads, the calling one among them. */
  public int threads() {
    return threads;
  }

  /**
   * Does all blocks, each once, and returns when all are done. The calling thread takes part, and
   * is asked between its blocks whether it has been interrupted; then no further block is begun.
   *
   * @param doing what is being done, for the message of a stop
   * @param blocks number of blocks
   * @param work does one of them
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public void run(String doing, int blocks, Work work) {
    Stop.check(doing); // the others may leave no block to this thread
    AtomicInteger next = new AtomicInteger();
    ForkJoinTask<?>[] helpers =
        IntStream.range(1, Math.min(threads, blocks))
            .mapToObj(
                thread ->
                    ForkJoinPool.commonPool().submit(() -> work(next, blocks, work, thread, null)))
            .toArray(ForkJoinTask<?>[]::new);
    try {
      work(next, blocks, work, 0, doing);
    } finally {
      next.set(blocks);
      for (ForkJoinTask<?> helper : helpers) {
        helper.join();
      }
    }
  }

  private static void work(AtomicInteger next, int blocks, Work work, int thread, String doing) {
    for (int block = next.getAndIncrement(); block < blocks; block = next.getAndIncrement()) {
      if (doing != null) {
        Stop.check(doing);
      }
      work.run(block, thread);
    }
  }
}
