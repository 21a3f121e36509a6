package ihct.loading.csv;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;

/**
 * Fills pieces of work on a thread of its own, a few ahead of who takes them. The pieces, their
 * order and the failure after them are those of filling them one by one, whatever the threads do.
 *
 * @param <T> a piece, filled again and again
 */
public final class Ahead<T> implements Closeable {

  /** Fills pieces one after the other. */
  @FunctionalInterface
  public interface Source<T> {

    /**
     * Fills a piece with what comes next; false if nothing does.
     *
     * @throws IOException if what comes next cannot be had; it is not asked again
     */
    boolean fill(T piece) throws IOException;
  }

  /** A filled piece, or the end if there is none, or the failure that ended it. */
  private record Filled<T>(T piece, Throwable failure) {}

  private final Source<T> source;
  private final BlockingQueue<T> free;
  private final BlockingQueue<Filled<T>> filled;
  private final Thread thread;
  private Filled<T> current;

  /** Starts a thread of this name; as many pieces as are given may be in use at once. */
  public Ahead(String name, List<T> pieces, Source<T> source) {
    this.source = source;
    free = new ArrayBlockingQueue<>(pieces.size(), false, pieces);
    filled = new ArrayBlockingQueue<>(pieces.size() + 1); // The end needs no piece.
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      boolean more = true;
      while (more) {
        T piece = free.take();
        more = source.fill(piece);
        filled.add(new Filled<>(more ? piece : null, null));
      }
    } catch (InterruptedException e) {
      // Closed: nobody waits for more.
    } catch (Throwable e) {
      filled.add(new Filled<>(null, e));
    }
  }

  /**
   * Takes the next piece; null at the end, then and ever after. It may be looked at until the next
   * call, which gives it back.
   *
   * @throws IOException what the source threw in place of the piece
   * @throws CancellationException if the thread that waits is interrupted; its flag stays set
   */
  public T next() throws IOException {
    if (current == null || current.piece != null) {
      try {
        if (current != null) {
          free.add(current.piece);
        }
        current = filled.take();
      } catch (InterruptedException e) {
        current = null;
        Thread.currentThread().interrupt();
        throw new CancellationException("Stopped while reading songs.");
      }
    }
    if (current.failure != null) {
      rethrow(current.failure);
    }
    return current.piece;
  }

  private static void rethrow(Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    throw (RuntimeException) failure;
  }

  /** Ends the thread and waits until it has ended, so that what it reads from may be closed. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
