package ihct.bench;

import ihct.models.EpochListener;
import ihct.models.EpochResult;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.networks.GivenWeights;
import ihct.models.networks.StackNet;
import ihct.songs.Songs;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** One epoch of {@link StackNet}: each of its networks learns all songs once. */
final class StackNetIhct {

  private StackNetIhct() {}

  static void measure(Arguments arguments, Result result) throws Exception {
    StackTask task = new StackTask(arguments);
    prove(task, result);
    TrainingOptions options = TrainingOptions.of(1, task.batch(), 0.001, 1);
    Songs few = task.rows().songs(0, 3 * task.batch());
    StackNet.fit(Training.of(few, task.rows().none()).with(task.ihct()).with(options));
    Songs songs = task.rows().songs(0, task.train());
    List<Double> losses = new ArrayList<>();
    EpochListener listener =
        new EpochListener() {
          @Override
          public void epoch(EpochResult epoch) {
            losses.add(epoch.loss());
          }
        };
    result.work(task.train());
    result.watched(
        () ->
            result.timed(
                () ->
                    StackNet.fit(
                        Training.of(songs, task.rows().none())
                            .with(task.ihct())
                            .with(options)
                            .with(listener))));
    result.proof(
        "mean losses of the tiers", losses.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static void prove(StackTask task, Result result) throws Exception {
    List<MultiLayerNetwork> networks = new ArrayList<>();
    for (int tier = 1; tier <= task.ihct().tiers(); tier++) {
      int inputs = task.shapes(tier)[0][0];
      networks.add(GivenWeights.dense(inputs, task.ihct().clusters(tier), task.weights(tier)));
    }
    StackNet net = GivenWeights.stackNet(networks, task.rows().dimension());
    float[] songs = task.few();
    int rows = songs.length / task.rows().dimension();
    float[] probabilities = new float[rows * task.ihct().classes()];
    net.probabilities(songs, rows, probabilities);
    LeafProof.into(result, probabilities);
  }
}
