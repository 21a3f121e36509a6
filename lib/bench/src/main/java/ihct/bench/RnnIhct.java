package ihct.bench;

import ihct.models.GivenWeights;
import ihct.models.networks.Rnn;
import ihct.models.EpochListener;
import ihct.models.TrainingOptions;

/** Training steps and exact decoding of {@link Rnn}. */
final class RnnIhct {

  private RnnIhct() {}

  /** Training steps with dropout, as users run them. */
  static void measureSteps(Arguments arguments, Result result) throws Exception {
    RnnTask task = new RnnTask(arguments);
    result.proof(
        "losses without dropout",
        GivenWeights.rnnLosses(
            task.weights(), task.ihct(), task.rows().songs(0, task.batch()), task.proofs()));
    Steps steps = new Steps(task.warm());
    TrainingOptions options = new TrainingOptions(1, task.batch(), 0.001, 1);
    result.watched(() -> Rnn.fit(task.songs(), task.rows().none(), task.ihct(), options, steps));
    result.work(task.batch());
    result.seconds(steps.seconds());
    result.limit(task.products().seconds());
  }

  /** {@link Rnn#probabilities}, which writes into an array of the caller's. */
  static void measureLeaves(Arguments arguments, Result result) throws Exception {
    RnnTask task = new RnnTask(arguments);
    TrainingOptions once = new TrainingOptions(1, 2, 0.001, 1);
    Rnn rnn =
        Rnn.fit(
            task.rows().songs(0, 2), task.rows().none(), task.ihct(), once, EpochListener.NONE);
    GivenWeights.setRnn(rnn.network(), task.weights());
    float[] songs = task.features(0);
    float[] probabilities = new float[task.batch() * task.rows().genres()];
    result.work(task.batch());
    Repeated.measure(
        task.warm(),
        task.steps(),
        result,
        () -> rnn.probabilities(songs, task.batch(), probabilities));
    LeafProof.into(result, probabilities);
  }
}
