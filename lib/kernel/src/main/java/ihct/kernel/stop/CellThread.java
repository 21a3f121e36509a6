package ihct.kernel.stop;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Runs the code of cells, one piece after the other, in a thread that can be given up: the caller
 * is never the one that is interrupted, since its sockets would not survive that.
 */
public final class CellThread {

  private final ClassLoader services;

  /** Every thread that a cell starts ends up below this group, unless it asks for another one. */
  private final ThreadGroup group = new ThreadGroup("cells");

  /** Kept from piece to piece, as code may rely on what is tied to a thread. */
  private Worker worker;

  private Worker busy;
  private Piece running;

  /**
   * Prepares a thread, which starts with the first piece; its code finds services by this loader,
   * which jars that it adds may bring.
   */
  public CellThread(ClassLoader services) {
    this.services = services;
  }

  /**
   * Runs the code and waits for it. What it throws is thrown, as it is. Code that a cell wants run
   * while it is running itself is run by whoever asks.
   */
  public Object run(Callable<?> code) throws Throwable {
    if (isRunning()) {
      return code.call();
    }
    Piece piece = new Piece(code);
    start(piece);
    try {
      return piece.result.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    } finally {
      end();
    }
  }

  /** Does work of the kernel's own, so that it can be stopped like a cell. */
  @SuppressWarnings("unchecked")
  public <T> T call(Callable<T> work) throws Exception {
    try {
      return (T) run(work);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether code of a cell is running, so that who asks for more is a part of it. */
  public synchronized boolean isRunning() {
    return running != null;
  }

  private synchronized void start(Piece piece) {
    if (worker == null) {
      worker = new Worker(group);
      worker.setContextClassLoader(services);
      worker.start();
    }
    busy = worker;
    running = piece;
    worker.next(piece);
  }

  private synchronized void end() {
    busy = null;
    running = null;
  }

  ThreadGroup group() {
    return group;
  }

  /** The thread that runs a cell now, or null. */
  synchronized Thread busy() {
    return busy;
  }

  /** Gives the thread no further work: it is about to be interrupted, maybe once too often. */
  public synchronized void retire() {
    if (worker != null) {
      worker.retire();
      worker = null;
    }
  }

  /** Ends the wait for code that does not stop. */
  synchronized void abandon(Thread thread) {
    if (running != null && busy == thread) {
      running.result.completeExceptionally(new Cancelled());
    }
  }

  private record Piece(Callable<?> code, CompletableFuture<Object> result) {
    Piece(Callable<?> code) {
      this(code, new CompletableFuture<>());
    }
  }

  private static final class Worker extends Thread {

    private Piece next;
    private boolean retired;

    Worker(ThreadGroup group) {
      super(group, "cell");
      setDaemon(false); // threads that cells start are told by this from those of libraries
    }

    synchronized void next(Piece piece) {
      next = piece;
      notifyAll();
    }

    public synchronized void retire() {
      retired = true;
      notifyAll();
    }

    /** Waits for a piece; null when there will be none. */
    private synchronized Piece take() {
      while (next == null && !retired) {
        try {
          wait();
        } catch (InterruptedException e) {
          // a cell may leave one behind; it concerns the next one as little as this wait
        }
      }
      Thread.interrupted();
      Piece piece = next;
      next = null;
      return piece;
    }

    @Override
    public void run() {
      boolean more = true;
      while (more) {
        more = runNext();
      }
    }

    /** In a method of its own, so that a thread that waits holds nothing of its last piece. */
    private boolean runNext() {
      Piece piece = take();
      if (piece == null) {
        return false;
      }
      finish(piece);
      return true;
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
