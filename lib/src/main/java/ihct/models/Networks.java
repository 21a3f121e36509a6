package ihct.models;

import ihct.memory.MemoryNeed;
import ihct.models.layers.GatedRecurrentUnit;
import ihct.models.layers.ReluDense;
import ihct.models.layers.SoftmaxOutput;
import java.io.IOException;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Builds the paper's networks and moves them to and from files. */
final class Networks {

  /** DL4J drops a layer's inputs: the chance that a unit of the layer before is heard. */
  private static final double KEEP = 1 - PaperSettings.DROPOUT;

  /** Itself, its gradient and Adam's two moments, all outside of Java's own memory. */
  private static final int NUMBERS_PER_WEIGHT = 4;

  private Networks() {}

  /** Three ReLU layers with dropout behind each, and a softmax over the classes. */
  static MultiLayerNetwork dense(int inputs, int classes, TrainingOptions options) {
    checkMemory(denseWeights(inputs, classes));
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
    checkMemory(rnnWeights(inputs, maxChildren));
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

  private static void checkMemory(long weights) {
    double bytes = (double) NUMBERS_PER_WEIGHT * Float.BYTES * weights;
    long limit = Pointer.maxBytes();
    MemoryNeed.check(
        String.format(Locale.ROOT, "a network of %,d weights", weights),
        bytes,
        "fewer genres (--min-per-genre)",
        limit - Pointer.totalBytes(),
        limit,
        "-Dorg.bytedeco.javacpp.maxbytes=%.0fg".formatted(Math.ceil(bytes / (1 << 30)) + 1));
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

  /** Writes a network: how it was trained, and its flat parameter vector. */
  static void write(ModelWriter out, MultiLayerNetwork network) throws IOException {
    int last = network.getnLayers() - 1;
    out.integer("seed", network.getDefaultConfiguration().getSeed());
    out.number("learning-rate", network.getLearningRate(last));
    out.floats("weights", network.params().toFloatVector());
  }

  /** Reads a network of {@link #dense}. */
  static MultiLayerNetwork readDense(ModelReader in, int inputs, int classes) throws IOException {
    float[] weights = weights(in, denseWeights(inputs, classes));
    return withWeights(dense(inputs, classes, options(in)), weights);
  }

  /** Reads a network of {@link #rnn}. */
  static MultiLayerNetwork readRnn(ModelReader in, int inputs, int maxChildren) throws IOException {
    float[] weights = weights(in, rnnWeights(inputs, maxChildren));
    return withWeights(rnn(inputs, maxChildren, options(in)), weights);
  }

  private static TrainingOptions options(ModelReader in) throws IOException {
    TrainingOptions usual = TrainingOptions.paper();
    return new TrainingOptions(
        usual.epochs(), usual.batch(), in.positive("learning-rate"), in.anyInteger("seed"));
  }

  /** The weights come before the network, so that none is built that the file does not fill. */
  private static float[] weights(ModelReader in, long count) throws IOException {
    if (count > Integer.MAX_VALUE) {
      throw in.damaged("a network of %,d weights is too large".formatted(count));
    }
    return in.floats("weights", (int) count);
  }

  private static MultiLayerNetwork withWeights(MultiLayerNetwork network, float[] weights) {
    network.setParams(Nd4j.create(weights, new long[] {1, weights.length}, 'c'));
    return network;
  }

  private static long denseWeights(long inputs, long classes) {
    long hidden = PaperSettings.HIDDEN_UNITS;
    return layer(inputs, hidden)
        + (PaperSettings.HIDDEN_LAYERS - 1) * layer(hidden, hidden)
        + layer(hidden, classes);
  }

  private static long rnnWeights(long inputs, long maxChildren) {
    long h = PaperSettings.GRU_UNITS;
    long wide = PaperSettings.TIME_DISTRIBUTED_UNITS;
    return 2 * (3 * h * inputs + 3 * h * h + 4 * h)
        + layer(2 * h, wide)
        + (PaperSettings.TIME_DISTRIBUTED_LAYERS - 1) * layer(wide, wide)
        + layer(wide, maxChildren);
  }

  private static long layer(long inputs, long outputs) {
    return (inputs + 1) * outputs;
  }
}
