package ihct.models.networks;

import ihct.models.TrainingOptions;
import ihct.models.train.NetworkTrainer;

/** What computes a {@link NetworkStack}. */
interface StackEngine {

  /** Learns the last network; to be closed. */
  NetworkTrainer.Learner learner(LabelledSongs songs, TrainingOptions options);

  /** See {@link NetworkStack#probabilities}. */
  void probabilities(float[] songs, int rows, float[] probabilities);
}
