package ihct.kernel.stop;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Does work with more stack than threads usually have: the compiler descends as deep as code is
 * nested, and a sum of a thousand terms is nested a thousand times.
 */
public final class DeepStack {

  /** Taken from the system only as far as it is used, and given back at the end of the work. */
  private static final long BYTES = 1L << 28;

  private DeepStack() {}

  /** Waits for the work. What it throws is thrown, as it is. */
  public static <T> T call(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable task =
        () -> {
          try {
            result.complete(work.call());
          } catch (Throwable e) { // it is the caller's
            result.completeExceptionally(e);
          }
        };
    new Thread(null, task, "evaluation", BYTES).start();
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  private static RuntimeException rethrown(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException own ? own : new IllegalStateException(e);
  }
}
