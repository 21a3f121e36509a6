package ihct.bench;

import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.device.Backend;
import ihct.models.networks.Dense;
import ihct.models.networks.GivenWeights;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Training steps of {@link Dense}, with dropout, as users run them. */
final class DenseIhct {

  private DenseIhct() {}

  static void measure(Arguments arguments, Result result) throws Exception {
    DenseTask task = new DenseTask(arguments);
    MultiLayerNetwork network =
        GivenWeights.dense(task.rows().dimension(), task.rows().genres(), task.weights());
    result.proof(
        "losses without dropout",
        GivenWeights.losses(network, task.rows().songs(0, task.batch()), task.proofs()));
    Steps steps = new Steps(task.warm());
    TrainingOptions options = TrainingOptions.of(1, task.batch(), 0.001, 1);
    result.watched(
        () -> Dense.fit(Training.of(task.songs(), task.rows().none()).with(options).with(steps)));
    result.work(task.batch());
    result.seconds(steps.seconds());
    result.limit(task.products().seconds());
    result.version("backend", Backend.describe());
  }
}
