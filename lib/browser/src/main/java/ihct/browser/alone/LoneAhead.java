package ihct.browser.alone;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Stands for {@link ihct.loading.csv.Ahead} where there is one thread: a piece is filled when it is
 * asked for.
 *
 * @param <T> a piece, filled again and again
 */
public final class LoneAhead<T> implements Closeable {

  /** Fills pieces one after the other. */
  @FunctionalInterface
  public interface Source<T> {
    boolean fill(T piece) throws IOException;
  }

  private final Source<T> source;
  private T piece;

  public LoneAhead(String name, List<T> pieces, Source<T> source) {
    this.source = source;
    piece = pieces.get(0);
  }

  public T next() throws IOException {
    if (piece != null && !source.fill(piece)) {
      piece = null;
    }
    return piece;
  }

  @Override
  public void close() {}
}
