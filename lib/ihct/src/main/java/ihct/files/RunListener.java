package ihct.files;

import ihct.loading.schema.Words;

/** Hears how a run goes. All methods are called on the thread that runs it. */
public interface RunListener {

  /** Hears nothing. */
  RunListener NONE = new RunListener() {};

  /**
   * A step begins.
   *
   * @param what such as "Loading dataset.csv"
   */
  default void stage(String what) {}

  /**
   * Something about the data that a reader of the results must know.
   *
   * @param text one sentence
   */
  default void note(String text) {}

  /**
   * The data are there.
   *
   * @param words what they call their classes and rows
   */
  default void data(Words words) {}

  /**
   * A network starts to learn.
   *
   * @param phase such as "stacknet tier 3 of 8"
   * @param epochs passes to come
   * @param songsPerEpoch songs in one pass
   */
  default void trainingStarted(String phase, int epochs, long songsPerEpoch) {}

  /**
   * A batch has been learnt.
   *
   * @param songs songs in this batch
   * @param loss mean cross-entropy of the batch, in nats
   */
  default void batch(int songs, double loss) {}

  /**
   * An epoch has ended.
   *
   * @param epoch 1, 2, …
   * @param loss mean cross-entropy over the epoch, in nats
   * @param validationAccuracy top-1 accuracy on the validation part, 0…1
   * @param seconds time the epoch took
   */
  default void epoch(int epoch, double loss, double validationAccuracy, double seconds) {}

  /** The current network has learnt its last epoch, or training broke off. */
  default void trainingEnded() {}
}
