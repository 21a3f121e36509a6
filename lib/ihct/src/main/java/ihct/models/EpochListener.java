package ihct.models;

import java.util.List;

/** Hears how training goes. All methods are called on the training thread. */
public interface EpochListener {

  /** Hears nothing. */
  EpochListener NONE = new EpochListener() {};

  /**
   * A network starts to learn. StackNet announces one phase per tier.
   *
   * @param phase what is trained, such as "dense" or "stacknet tier 3 of 8"
   * @param epochs passes to come
   * @param songsPerEpoch songs in one pass
   */
  default void started(String phase, int epochs, long songsPerEpoch) {}

  /**
   * A network goes on where an earlier process stopped; its epochs until then are told again.
   *
   * @param phase the network, as announced to {@link #started}
   * @param earlier the complete epochs, 1 or more
   */
  default void resumed(String phase, List<EpochResult> earlier) {
    earlier.forEach(this::epoch);
  }

  /**
   * A batch has been learnt.
   *
   * @param songs songs in this batch
   * @param loss mean cross-entropy of the batch, in nats
   */
  default void batch(int songs, double loss) {}

  /**
   * An epoch has ended and the validation part has been scored.
   *
   * @param result its figures
   */
  default void epoch(EpochResult result) {}

  /**
   * The training thread was interrupted, and this network will not learn on.
   *
   * <p>Its best epoch so far is what is kept of it. Before the first epoch is complete there is
   * nothing to keep, and training throws after this call. So does StackNet, unless the network is
   * its last.
   *
   * @param phase the network, as announced to {@link #started}
   * @param epochs complete epochs, 0 or more
   */
  default void stopped(String phase, int epochs) {}
}
