package ihct.files;

import ihct.loading.schema.Words;

/** Hears how a run goes. All methods are called on the thread that runs it. */
public interface RunListener {

  /** Hears nothing. */
  RunListener NONE = new RunListener() {};

  /** A step begins, such as "Loading dataset.csv". */
  default void stage(String what) {}

  /** One sentence about the data that a reader of the results must know. */
  default void note(String text) {}

  /** The data are there, and call their classes and rows so. */
  default void data(Words words) {}

  /**
   * A network starts to learn, such as "stacknet tier 3 of 8": so many passes over so many songs.
   */
  default void trainingStarted(String phase, int epochs, long songsPerEpoch) {}

  /** A batch of so many songs has been learnt, with a mean cross-entropy in nats. */
  default void batch(int songs, double loss) {}

  /**
   * An epoch, 1, 2, …, has ended: its mean cross-entropy in nats, the top-1 accuracy on the
   * validation part, 0…1, and its time.
   */
  default void epoch(int epoch, double loss, double validationAccuracy, double seconds) {}

  /** The current network has learnt its last epoch, or training broke off. */
  default void trainingEnded() {}
}
