package ihct.models.train;

import ihct.memory.MemoryNeed;
import ihct.models.ClassWeights;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.PaperSettings;
import ihct.models.RateSchedule;
import ihct.models.TrainingOptions;
import ihct.models.device.Backend;
import ihct.models.encode.SongEncoding;
import ihct.nn.BatchMoments;
import ihct.nn.FeedForward;
import ihct.nn.dl4j.GatedRecurrentUnit;
import ihct.nn.dl4j.ReluDense;
import ihct.nn.dl4j.SoftmaxOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Builds the networks and moves them to and from files. */
public final class Networks {

  /** The most units that a hidden layer can have. */
  public static final int MOST_UNITS = 1 << 14;

  /** ReLU units in each hidden layer of Dense and its kin. */
  public static final Option<Integer> WIDTH =
      Option.integer("units", PaperSettings.HIDDEN_UNITS)
          .atLeast(1)
          .atMost(MOST_UNITS)
          .says("N", "Units in each hidden layer of dense, stacknet and their kin");

  /** Share of hidden units that dropout removes in training. */
  public static final Option<Double> DROPOUT =
      Option.number("dropout", PaperSettings.DROPOUT)
          .atLeast(0.0)
          .below(1.0)
          .says("SHARE", "Share of hidden units that networks leave out in each step of training");

  /** Share of a song's label that is spread over all classes. */
  public static final Option<Double> SMOOTHING =
      Option.number("smoothing", 0)
          .atLeast(0.0)
          .below(1.0)
          .says("SHARE", "Share of each label that networks take as spread over all classes");

  /** How the step size changes during a training. */
  public static final Option<RateSchedule> RATE =
      Option.choice("rate", RateSchedule.CONSTANT)
          .formerly("schedule", "rateSchedule")
          .says(
              "SCHEDULE",
              "How networks' step size changes: constant, or cosine, from --learning-rate down to"
                  + " 0 at the end of the last epoch");

  /**
   * Whether the hidden units of Dense and its kin are normalised in training, over blocks of at
   * most 128 songs (256 in batches of 1,024 or more).
   */
  public static final Option<Boolean> BATCH_NORM =
      Option.flag("batch-norm")
          .among(Networks::checkBatch)
          .says(
              "",
              "Normalise the hidden units of dense, stacknet, tier-heads and tree-softmax in"
                  + " training (batch normalisation)");

  private static final String UNITS = "units";
  private static final String KEEP = "keep";

  /** Itself, its gradient and Adam's two moments, all outside of Java's own memory. */
  private static final int NUMBERS_PER_WEIGHT = 4;

  private Networks() {}

  /**
   * The options that every network heeds.
   *
   * @param more those that one of them heeds besides
   */
  public static List<Option<?>> options(Option<?>... more) {
    List<Option<?>> all =
        new ArrayList<>(
            List.of(
                TrainingOptions.EPOCHS,
                TrainingOptions.BATCH,
                TrainingOptions.LEARNING_RATE,
                TrainingOptions.SEED,
                SongEncoding.ENCODING,
                SongEncoding.BINS,
                DROPOUT,
                SMOOTHING,
                RATE,
                ClassWeights.OPTION));
    all.addAll(List.of(more));
    return List.copyOf(all);
  }

  /** Refuses to normalise units over next to no songs. */
  public static void checkBatch(TrainingOptions options) {
    if (options.get(BATCH_NORM) && options.batch() < BatchMoments.LEAST_ROWS) {
      throw new IllegalArgumentException(
          "batch = %d; batch normalisation needs batches of at least %d songs."
              .formatted(options.batch(), BatchMoments.LEAST_ROWS));
    }
  }

  /** DL4J drops a layer's inputs: the chance that a unit of the layer before is heard. */
  private static double keep(TrainingOptions options) {
    return 1 - options.get(DROPOUT);
  }

  /** Three ReLU layers with dropout behind each, and a softmax over the classes. */
  public static MultiLayerNetwork dense(int inputs, int classes, TrainingOptions options) {
    int units = options.get(WIDTH);
    checkMemory(denseWeights(inputs, units, classes));
    NeuralNetConfiguration.ListBuilder layers = base(options).list();
    for (int layer = 0; layer < PaperSettings.HIDDEN_LAYERS; layer++) {
      layers.layer(ReluDense.of(units, layer == 0 ? 1 : keep(options)));
    }
    layers.layer(SoftmaxOutput.of(classes, keep(options), options.get(SMOOTHING)));
    return initialized(layers, InputType.feedForward(inputs));
  }

  /**
   * A bidirectional GRU, two time-distributed ReLU layers, and a softmax over the child indices.
   */
  public static MultiLayerNetwork rnn(int inputs, int maxChildren, TrainingOptions options) {
    checkMemory(rnnWeights(inputs, maxChildren));
    NeuralNetConfiguration.ListBuilder layers = base(options).list();
    layers.layer(
        new Bidirectional(
            Bidirectional.Mode.CONCAT, GatedRecurrentUnit.of(PaperSettings.GRU_UNITS)));
    for (int layer = 0; layer < PaperSettings.TIME_DISTRIBUTED_LAYERS; layer++) {
      layers.layer(
          ReluDense.of(PaperSettings.TIME_DISTRIBUTED_UNITS, layer == 0 ? 1 : keep(options)));
    }
    layers.layer(SoftmaxOutput.of(maxChildren, keep(options), options.get(SMOOTHING)));
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
  public static void write(ModelWriter out, MultiLayerNetwork network) throws IOException {
    int last = network.getnLayers() - 1;
    out.integer("seed", network.getDefaultConfiguration().getSeed());
    out.number("learning-rate", network.getLearningRate(last));
    writeShape(out, network);
    out.floats("weights", network.params().toFloatVector());
  }

  /** Tells where a network's form is not the paper's. */
  private static void writeShape(ModelWriter out, MultiLayerNetwork network) {
    int units = network.layerSize(0);
    boolean isDense = network.getLayer(0).conf().getLayer() instanceof ReluDense;
    if (isDense && units != PaperSettings.HIDDEN_UNITS) {
      out.integer(UNITS, units);
    }
    double keep = FeedForward.keep(network.getOutputLayer());
    if (keep != keep(TrainingOptions.paper())) {
      out.number(KEEP, keep);
    }
  }

  /** Reads a network of {@link #dense}. */
  public static MultiLayerNetwork readDense(ModelReader in, int inputs, int classes)
      throws IOException {
    int paper = PaperSettings.HIDDEN_UNITS;
    int units = in.has(UNITS) ? in.integer(UNITS, 1, MOST_UNITS) : paper;
    float[] weights = weights(in, denseWeights(inputs, units, classes));
    return withWeights(dense(inputs, classes, options(in, units)), weights);
  }

  /** Reads a network of {@link #rnn}. */
  public static MultiLayerNetwork readRnn(ModelReader in, int inputs, int maxChildren)
      throws IOException {
    float[] weights = weights(in, rnnWeights(inputs, maxChildren));
    return withWeights(rnn(inputs, maxChildren, options(in, PaperSettings.HIDDEN_UNITS)), weights);
  }

  /** What a file does not tell is as in the paper. */
  private static TrainingOptions options(ModelReader in, int units) throws IOException {
    double keep = in.has(KEEP) ? in.positive(KEEP) : keep(TrainingOptions.paper());
    double dropout = 1 - keep;
    if (!(dropout >= 0 && dropout < 1)) {
      throw in.damaged(KEEP + " is " + keep + "; it must be above 0 and at most 1");
    }
    return TrainingOptions.paper()
        .with(TrainingOptions.LEARNING_RATE, in.positive("learning-rate"))
        .with(TrainingOptions.SEED, in.anyInteger("seed"))
        .with(WIDTH, units)
        .with(DROPOUT, dropout);
  }

  /** The weights come before the network, so that none is built that the file does not fill. */
  public static float[] weights(ModelReader in, long count) throws IOException {
    if (count > Integer.MAX_VALUE) {
      throw in.damaged("a network of %,d weights is too large".formatted(count));
    }
    return in.floats("weights", (int) count);
  }

  private static MultiLayerNetwork withWeights(MultiLayerNetwork network, float[] weights) {
    network.setParams(Nd4j.create(weights, new long[] {1, weights.length}, 'c'));
    return network;
  }

  private static long denseWeights(long inputs, long hidden, long classes) {
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
