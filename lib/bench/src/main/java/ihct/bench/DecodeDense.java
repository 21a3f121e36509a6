package ihct.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.networks.Dense;
import ihct.models.networks.GivenWeights;
import ihct.songs.Songs;
import java.nio.FloatBuffer;

/** Probabilities of all genres for a batch of songs, from the weights that were given. */
final class DecodeDense {

  private DecodeDense() {}

  /** {@link Dense#probabilities}, which writes into an array of the caller's. */
  static void measureIhct(Arguments arguments, Result result) throws Exception {
    DenseTask task = new DenseTask(arguments);
    result.work(task.batch());
    Songs few = task.rows().songs(0, 2);
    TrainingOptions once = TrainingOptions.of(1, 2, 0.001, 1);
    Dense dense = Dense.fit(Training.of(few, task.rows().none()).with(once));
    GivenWeights.set(dense.network(), task.weights());
    float[] songs = task.features(0);
    float[] probabilities = new float[task.batch() * task.rows().genres()];
    Repeated.measure(
        task.warm(),
        task.steps(),
        result,
        () -> dense.probabilities(songs, task.batch(), probabilities));
    LeafProof.into(result, probabilities);
  }

  /** PyTorch's softmax; the probabilities stay in its memory, where its users read them. */
  static void measureTorch(Arguments arguments, Result result) throws Exception {
    DenseTask task = new DenseTask(arguments);
    result.work(task.batch());
    int d = task.shapes()[0][0];
    try (TorchTrainer net = TorchTrainer.dense(task.shapes(), task.weights(), 0)) {
      Shape shape = new Shape(task.batch(), d);
      FloatBuffer songs = FloatBuffer.wrap(task.features(0));
      Repeated.measure(
          task.warm(),
          task.steps(),
          result,
          () -> {
            try (NDManager own = net.manager().newSubManager()) {
              net.probabilities(own, own.create(songs.rewind(), shape));
            }
          });
      try (NDManager own = net.manager().newSubManager()) {
        NDArray probabilities = net.probabilities(own, own.create(songs.rewind(), shape));
        LeafProof.into(result, probabilities.toFloatArray());
      }
    }
    TorchTrainer.versions(result);
  }
}
