package ihct.bench;

import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.networks.GivenWeights;
import ihct.models.networks.Rnn;

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
    TrainingOptions options = TrainingOptions.of(1, task.batch(), 0.001, 1);
    result.watched(
        () ->
            Rnn.fit(
                Training.of(task.songs(), task.rows().none())
                    .with(task.ihct())
                    .with(options)
                    .with(steps)));
    result.work(task.batch());
    result.seconds(steps.seconds());
    result.limit(task.products().seconds());
  }

  /** {@link Rnn#probabilities}, which writes into an array of the caller's. */
  static void measureLeaves(Arguments arguments, Result result) throws Exception {
    RnnTask task = new RnnTask(arguments);
    TrainingOptions once = TrainingOptions.of(1, 2, 0.001, 1);
    Rnn rnn =
        Rnn.fit(
            Training.of(task.rows().songs(0, 2), task.rows().none()).with(task.ihct()).with(once));
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
