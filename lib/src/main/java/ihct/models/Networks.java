package ihct.models;

import ihct.models.layers.GatedRecurrentUnit;
import ihct.models.layers.ReluDense;
import ihct.models.layers.SoftmaxOutput;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.learning.config.Adam;

/** Builds the paper's networks and moves them to and from files. */
final class Networks {

  /** DL4J drops a layer's inputs: the chance that a unit of the layer before is heard. */
  private static final double KEEP = 1 - PaperSettings.DROPOUT;

  private Networks() {}

  /** Three ReLU layers with dropout behind each, and a softmax over the classes. */
  static MultiLayerNetwork dense(int inputs, int classes, TrainingOptions options) {
    NeuralNetConfiguration.ListBuilder layers = base(options).list();
    for (int layer = 0; layer < PaperSettings.HIDDEN_LAYERS; layer++) {
      layers.layer(ReluDense.of(PaperSettings.HIDDEN_UNITS, layer == 0 ? 1 : KEEP));
    }
    layers.layer(SoftmaxOutput.of(classes, KEEP));
    return initialized(layers, InputType.feedForward(inputs));
  }

  /**
   * A bidirectional GRU, two time-distributed ReLU layers, and a softmax over the child indices.
   */
  static MultiLayerNetwork rnn(int inputs, int maxChildren, TrainingOptions options) {
    NeuralNetConfiguration.ListBuilder layers = base(options).list();
    layers.layer(
        new Bidirectional(
            Bidirectional.Mode.CONCAT, GatedRecurrentUnit.of(PaperSettings.GRU_UNITS)));
    for (int layer = 0; layer < PaperSettings.TIME_DISTRIBUTED_LAYERS; layer++) {
      layers.layer(ReluDense.of(PaperSettings.TIME_DISTRIBUTED_UNITS, layer == 0 ? 1 : KEEP));
    }
    layers.layer(SoftmaxOutput.of(maxChildren, KEEP));
    return initialized(layers, InputType.recurrent(inputs));
  }

  private static NeuralNetConfiguration.Builder base(TrainingOptions options) {
    return new NeuralNetConfiguration.Builder()
        .seed(options.seed())
        .weightInit(WeightInit.XAVIER_UNIFORM)
        .updater(new Adam(options.learningRate()));
  }

  private static MultiLayerNetwork initialized(
      NeuralNetConfiguration.ListBuilder layers, InputType input) {
    Backend.require();
    MultiLayerNetwork network = new MultiLayerNetwork(layers.setInputType(input).build());
    network.init();
    return network;
  }

  /** Writes settings and weights as DL4J's zip, without the updater's state. */
  static void save(MultiLayerNetwork network, Path file) throws IOException {
    ModelSerializer.writeModel(network, file.toFile(), false);
  }

  static MultiLayerNetwork load(Path file) throws IOException {
    Backend.require();
    return ModelSerializer.restoreMultiLayerNetwork(file.toFile(), false);
  }
}
