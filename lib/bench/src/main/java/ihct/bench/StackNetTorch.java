package ihct.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The same epoch in PyTorch, with the predictions of earlier tiers computed anew, too. */
final class StackNetTorch {

  private static final float DROPOUT = 0.1f;

  private StackNetTorch() {}

  static void measure(Arguments arguments, Result result) throws Exception {
    StackTask task = new StackTask(arguments);
    prove(task, result);
    epoch(task, 3 * task.batch());
    result.work(task.train());
    double[] losses = result.timed(() -> epoch(task, task.train()));
    result.proof("mean losses of the tiers", losses);
    TorchTrainer.versions(result);
  }

  private static void prove(StackTask task, Result result) {
    List<TorchTrainer> nets = new ArrayList<>();
    for (int tier = 1; tier <= task.ihct().tiers(); tier++) {
      nets.add(net(task, tier, 0));
    }
    try (NDManager own = NDManager.newBaseManager("PyTorch")) {
      float[] songs = task.few();
      int d = task.rows().dimension();
      NDArray few = own.create(FloatBuffer.wrap(songs), new Shape(songs.length / d, d));
      NDArray inputs = withPredictions(own, nets.subList(0, nets.size() - 1), few);
      LeafProof.into(result, nets.get(nets.size() - 1).probabilities(own, inputs).toFloatArray());
    }
    nets.forEach(TorchTrainer::close);
  }

  private static TorchTrainer net(StackTask task, int tier, float dropout) {
    return TorchTrainer.dense(task.shapes(tier), task.weights(tier), dropout);
  }

  /** Trains all tiers on the first songs; returns each tier's mean loss. */
  private static double[] epoch(StackTask task, int train) {
    int d = task.rows().dimension();
    double[] losses = new double[task.ihct().tiers()];
    List<TorchTrainer> nets = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray songs =
          manager.create(FloatBuffer.wrap(task.rows().block(0, train)), new Shape(train, d));
      for (int tier = 1; tier <= losses.length; tier++) {
        int[] cluster = task.ihct().clustersOfLeaves(tier);
        int[] labels =
            Arrays.stream(task.rows().genre(), 0, train).map(genre -> cluster[genre]).toArray();
        TorchTrainer net = net(task, tier, DROPOUT);
        losses[tier - 1] = learn(task, nets, net, songs, labels);
        nets.add(net);
      }
    }
    nets.forEach(TorchTrainer::close);
    return losses;
  }

  private static double learn(
      StackTask task, List<TorchTrainer> above, TorchTrainer net, NDArray songs, int[] labels) {
    NDManager manager = songs.getManager();
    NDArray targets = manager.create(labels).toType(DataType.INT64, false);
    double sum = 0;
    for (int from = 0; from < labels.length; from += task.batch()) {
      int to = Math.min(labels.length, from + task.batch());
      try (NDManager own = manager.newSubManager()) {
        NDArray x = songs.get(own, new NDIndex(from + ":" + to));
        NDArray y = targets.get(own, new NDIndex(from + ":" + to));
        NDArray inputs = withPredictions(own, above, x);
        sum += net.step(own, new NDList(inputs), y) * (to - from);
      }
    }
    return sum / labels.length;
  }

  /** The songs with what all tiers above say of them beside. */
  private static NDArray withPredictions(NDManager own, List<TorchTrainer> above, NDArray songs) {
    NDArray inputs = songs;
    for (TorchTrainer net : above) {
      inputs = inputs.concat(net.probabilities(own, inputs), 1);
      inputs.attach(own);
    }
    return inputs;
  }
}
