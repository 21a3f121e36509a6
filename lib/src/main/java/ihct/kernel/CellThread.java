package ihct.kernel;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Runs the code of cells, one piece after the other, in a thread that can be given up: the caller
 * is never the one that is interrupted, since its sockets would not survive that.
 */
final class CellThread {

  /** Every thread that a cell starts ends up below this group, unless it asks for another one. */
  private final ThreadGroup group = new ThreadGroup("cells");

  private Worker worker;
  private volatile Piece running;

  /** Runs the code and waits for it. What it throws is thrown, as it is. */
  Object run(Callable<?> code) throws Throwable {
    Piece piece = new Piece(code);
    synchronized (this) {
      if (worker == null || !worker.isAlive()) {
        worker = new Worker(group);
        worker.start();
      }
      running = piece;
      worker.next(piece);
    }
    try {
      return piece.result.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    } finally {
      running = null;
    }
  }

  ThreadGroup group() {
    return group;
  }

  /** The thread that runs a cell now, or null. */
  synchronized Thread busy() {
    return running == null ? null : worker;
  }

  /** Ends the wait for code that does not stop; its thread gets no further work. */
  synchronized void abandon(Thread thread) {
    Piece piece = running;
    if (piece != null && worker == thread) {
      worker = null;
      piece.result.completeExceptionally(new Cancelled());
    }
  }

  private record Piece(Callable<?> code, CompletableFuture<Object> result) {
    Piece(Callable<?> code) {
      this(code, new CompletableFuture<>());
    }
  }

  private static final class Worker extends Thread {

    private Piece next;

    Worker(ThreadGroup group) {
      super(group, "cell");
      setDaemon(true);
    }

    synchronized void next(Piece piece) {
      next = piece;
      notifyAll();
    }

    private synchronized Piece take() {
      while (true) {
        if (next != null) {
          Piece piece = next;
          next = null;
          Thread.interrupted(); // a late one was meant for the piece before
          return piece;
        }
        try {
          wait();
        } catch (InterruptedException e) {
          continue;
        }
      }
    }

    @Override
    public void run() {
      while (true) {
        finish(take());
      }
    }

    private static void finish(Piece piece) {
      try {
        piece.result.complete(piece.code.call());
      } catch (Throwable e) { // whatever it is, it is the cell's
        piece.result.completeExceptionally(e);
      }
    }
  }
}
