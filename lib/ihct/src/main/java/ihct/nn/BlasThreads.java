package ihct.nn;

import static org.bytedeco.openblas.global.openblas.blas_get_num_threads;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;

import ihct.threads.Team;

/**
 * Keeps BLAS at one thread while a {@link Team} shares the work out.
 *
 * <p>Small products gain little from BLAS's own threads, which wait for each other in each product:
 * two threads of Java, each with blocks of its own, were seen to compute half as much again. And
 * blocks of fixed size give the same sums, bit for bit, on any number of processors.
 *
 * <p>The number of threads belongs to the whole process, so it is changed for the first scope that
 * opens and restored when the last one closes.
 */
public final class BlasThreads implements AutoCloseable {

  private static int open;
  private static int before;

  private BlasThreads() {}

  /** Opens a scope, to be closed, in which BLAS has one thread. */
  public static BlasThreads one() {
    synchronized (BlasThreads.class) {
      if (open++ == 0) {
        before = blas_get_num_threads();
        blas_set_num_threads(1);
      }
    }
    return new BlasThreads();
  }

  @Override
  public void close() {
    synchronized (BlasThreads.class) {
      if (--open == 0) {
        blas_set_num_threads(before);
      }
    }
  }
}
