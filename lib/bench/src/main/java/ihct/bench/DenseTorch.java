package ihct.bench;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** The same training steps in PyTorch, driven from Java by DJL. */
final class DenseTorch {

  private static final float DROPOUT = 0.1f;

  private DenseTorch() {}

  static void measure(Arguments arguments, Result result) throws Exception {
    DenseTask task = new DenseTask(arguments);
    try (TorchTrainer exact = TorchTrainer.dense(task.shapes(), task.weights(), 0)) {
      result.proof("losses without dropout", task.losses(exact::learn));
    }
    try (TorchTrainer trainer = TorchTrainer.dense(task.shapes(), task.weights(), DROPOUT)) {
      result.work(task.batch());
      result.seconds(time(task, trainer));
    }
    TorchTrainer.versions(result);
  }

  /** Takes batches from songs that lie in PyTorch's memory already. */
  private static double time(DenseTask task, TorchTrainer trainer) {
    int batch = task.batch();
    int d = task.rows().dimension();
    int count = batch * (task.warm() + task.steps());
    NDManager manager = trainer.manager();
    var features =
        manager.create(FloatBuffer.wrap(task.rows().block(0, count)), new Shape(count, d));
    int[] genres = Arrays.copyOf(task.rows().genre(), count);
    var labels = manager.create(genres).toType(DataType.INT64, false);
    return Repeated.seconds(
        task.warm(),
        task.steps(),
        step -> {
          String rows = step * batch + ":" + (step + 1) * batch;
          try (NDManager own = manager.newSubManager()) {
            var x = features.get(own, new NDIndex(rows));
            var y = labels.get(own, new NDIndex(rows));
            trainer.step(own, new NDList(x), y);
          }
        });
  }
}
