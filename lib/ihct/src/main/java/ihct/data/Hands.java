package ihct.data;

import ihct.files.RunListener;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Who does the same work on each of many things: this process, or many elsewhere. */
public interface Hands {

  /** What is done with each; it may be sent to another process, with all that it holds. */
  @FunctionalInterface
  interface Job<T, R> extends Serializable {
    /** Does it. */
    R on(T piece) throws IOException;
  }

  /** Takes what was done. */
  @FunctionalInterface
  interface Taker<R> {
    /**
     * Takes it, one at a time.
     *
     * @throws IOException if it cannot be kept; the work is given up then
     */
    void take(R done) throws IOException;
  }

  /**
   * Does all the work.
   *
   * @param stage says how far it is, of how many done and how many there are: "Read %d of %d files"
   * @param pieces what to work on
   * @param work what to do
   * @param taker takes each result as soon as it is there, in any order
   * @throws IOException as the work does, or the taker
   */
  <T, R> void each(String stage, List<T> pieces, Job<T, R> work, Taker<R> taker) throws IOException;

  /** This process, one piece after the other. */
  static Hands here(RunListener listener) {
    return new Hands() {
      @Override
      public <T, R> void each(String stage, List<T> pieces, Job<T, R> work, Taker<R> taker)
          throws IOException {
        for (int done = 0; done < pieces.size(); done++) {
          listener.stage(stage.formatted(done, pieces.size()));
          taker.take(work.on(pieces.get(done)));
        }
      }
    };
  }
}
