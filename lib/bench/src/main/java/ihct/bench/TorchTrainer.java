package ihct.bench;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.FloatBuffer;
import java.util.List;

/** A network in PyTorch that learns by Adam, through DJL. */
final class TorchTrainer implements AutoCloseable {

  private final Model model;
  private final Trainer trainer;

  private TorchTrainer(Block block, Shape input) {
    Engine.getEngine("PyTorch");
    JniUtils.setGradMode(false); // only between the start and the end of a step
    model = Model.newInstance("peer", Device.cpu(), "PyTorch");
    model.setBlock(block);
    Optimizer adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.001f)).build();
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(adam));
    trainer.initialize(input);
  }

  /** ReLU layers with dropout behind each, and the logits of the classes; biases are 0. */
  static TorchTrainer dense(int[][] shapes, float[][] weights, float dropout) {
    SequentialBlock block = new SequentialBlock();
    for (int layer = 0; layer < shapes.length; layer++) {
      block.add(Linear.builder().setUnits(shapes[layer][1]).build());
      if (layer < shapes.length - 1) {
        block.add((NDList x) -> Activation.relu(x));
        if (dropout > 0) {
          block.add(Dropout.builder().optRate(dropout).build());
        }
      }
    }
    TorchTrainer trainer = new TorchTrainer(block, new Shape(1, shapes[0][0]));
    trainer.setLinears(weights, shapes);
    return trainer;
  }

  NDManager manager() {
    return trainer.getManager();
  }

  /** Gives the linear layers weights, row-major {@code [nIn, nOut]}, and biases of 0. */
  private void setLinears(float[][] weights, int[][] shapes) {
    int layer = 0;
    for (var named : model.getBlock().getParameters()) {
      NDArray array = named.getValue().getArray();
      if (named.getValue().getType() == Parameter.Type.BIAS) {
        array.subi(array);
      } else {
        set(array, weights[layer], shapes[layer]);
        layer++;
      }
    }
    if (layer != weights.length) {
      throw new IllegalStateException("%d layers, not %d".formatted(layer, weights.length));
    }
  }

  /** PyTorch keeps weights as {@code [nOut, nIn]}. */
  private static void set(NDArray array, float[] weights, int[] shape) {
    try (NDManager own = array.getManager().newSubManager()) {
      NDArray given = own.create(FloatBuffer.wrap(weights), new Shape(shape[0], shape[1]));
      given.transpose().copyTo(array);
    }
  }

  /** Learns a batch, and returns the mean loss before. */
  double learn(float[] features, int[] labels) {
    try (NDManager own = manager().newSubManager()) {
      NDArray x =
          own.create(
              FloatBuffer.wrap(features),
              new Shape(labels.length, features.length / labels.length));
      NDArray y = own.create(labels).toType(DataType.INT64, false);
      return step(own, new NDList(x), y);
    }
  }

  /** One step; what it makes goes with the manager. The loss is fetched, as training shows it. */
  double step(NDManager own, NDList inputs, NDArray labels) {
    float value;
    try (GradientCollector collector = trainer.newGradientCollector()) {
      NDList outputs = trainer.forward(inputs);
      NDArray loss = trainer.getLoss().evaluate(new NDList(labels), outputs);
      collector.backward(loss);
      value = loss.getFloat();
      List.of(outputs.singletonOrThrow(), loss).forEach(each -> each.attach(own));
    }
    trainer.step();
    return value;
  }

  /** Probabilities of a batch, without dropout and without what a backward pass would need. */
  NDArray probabilities(NDManager own, NDArray inputs) {
    NDArray logits =
        model
            .getBlock()
            .forward(new ParameterStore(own, false), new NDList(inputs), false)
            .singletonOrThrow();
    NDArray probabilities = logits.softmax(1);
    logits.close();
    probabilities.attach(own);
    return probabilities;
  }

  static void versions(Result result) {
    result.version("pytorch", Engine.getEngine("PyTorch").getVersion());
    result.version("djl", Engine.getDjlVersion());
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
