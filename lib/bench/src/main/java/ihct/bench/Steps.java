package ihct.bench;

import ihct.models.EpochListener;

/** Times the batches behind the first ones, and passes the rest by. */
final class Steps implements EpochListener {

  private final int warm;
  private int seen;
  private long start;
  private long end;
  private double loss;

  Steps(int warm) {
    this.warm = warm;
  }

  @Override
  public void batch(int songs, double loss) {
    seen++;
    long now = System.nanoTime();
    if (seen == warm) {
      start = now;
    }
    end = now;
    this.loss = loss;
  }

  /** The mean loss of the last batch. */
  double loss() {
    return loss;
  }

  /** The mean time of a counted batch. */
  double seconds() {
    return (end - start) / 1e9 / (seen - warm);
  }
}
