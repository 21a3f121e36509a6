package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.models.ClassWeights;
import ihct.models.PaperSettings;
import ihct.models.TrainingOptions;
import ihct.models.encode.EncodedSongs;
import ihct.models.encode.SongEncoding;
import ihct.models.train.NetworkTrainer;
import ihct.models.train.Networks;
import ihct.models.train.SongLearner;
import ihct.nn.gru.PathNetwork;
import ihct.nn.gru.Recurrent;
import ihct.songs.Songs;
import ihct.threads.Team;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The product's networks with weights that were given, and without dropout: what they compute can
 * then be held against another implementation.
 */
public final class GivenWeights {

  /** Five integers. */
  private static final int RNN_HEADER = 5 * Integer.BYTES;

  private GivenWeights() {}

  /**
   * Builds the network of {@link Dense} from the weight matrices of its layers, row-major {@code
   * [nIn, nOut]}; biases are 0.
   */
  public static MultiLayerNetwork dense(int inputs, int classes, float[][] weights) {
    MultiLayerNetwork network = Networks.dense(inputs, classes, TrainingOptions.paper());
    set(network, weights);
    return withoutDropout(network);
  }

  /**
   * Sets the weights of a network of {@link Dense} or {@link StackNet}, as for {@link #dense};
   * biases become 0.
   */
  public static void set(MultiLayerNetwork network, float[][] weights) {
    for (int layer = 0; layer < weights.length; layer++) {
      set(network, layer + "_W", weights[layer]);
      network.getParam(layer + "_b").assign(0);
    }
  }

  /** Stacks networks of {@link #dense}, one per tier, as training does. */
  public static StackNet stackNet(List<MultiLayerNetwork> networks, int inputs) {
    MultiLayerNetwork last = networks.get(networks.size() - 1);
    return new StackNet(networks, SongEncoding.none(inputs), last.layerSize(last.getnLayers() - 1));
  }

  private static void set(MultiLayerNetwork network, String name, float[] rowMajor) {
    INDArray old = network.getParam(name);
    if (old.length() != rowMajor.length) {
      throw new IllegalArgumentException(
          "%s has %s numbers, %d were given."
              .formatted(name, Arrays.toString(old.shape()), rowMajor.length));
    }
    network.setParam(name, Nd4j.create(rowMajor, old.shape(), 'c'));
  }

  private static MultiLayerNetwork withoutDropout(MultiLayerNetwork network) {
    for (Layer layer : network.getLayers()) {
      layer.conf().getLayer().setIDropout(null);
    }
    return network;
  }

  /**
   * Learns the same songs again and again, as training learns a batch; the network of {@link
   * #dense} changes. The mean loss before each step is told.
   */
  public static double[] losses(MultiLayerNetwork network, Songs songs, int steps) {
    TrainingOptions options = TrainingOptions.of(1, songs.size(), 0.001, 1);
    NetworkStack stack = new NetworkStack(List.of(), network, SongEncoding.none(songs.dimension()));
    try (NetworkTrainer.Learner learner =
        stack.learner(LabelledSongs.of(songs, songs::genre, options), options)) {
      return losses(learner, songs.size(), steps);
    }
  }

  /**
   * Writes the weights that an {@link Rnn} starts with: features d, GRU units, units of the dense
   * layers, child indices O and tiers as 32-bit integers, then the floats of the network's flat
   * parameter vector; all little-endian.
   */
  public static void writeRnn(Path file, int inputs, int children, int tiers) throws IOException {
    float[] weights =
        Networks.rnn(inputs, children, TrainingOptions.paper()).params().toFloatVector();
    ByteBuffer bytes =
        ByteBuffer.allocate(RNN_HEADER + Float.BYTES * weights.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(inputs)
            .putInt(PaperSettings.GRU_UNITS)
            .putInt(PaperSettings.TIME_DISTRIBUTED_UNITS)
            .putInt(children)
            .putInt(tiers);
    for (float weight : weights) {
      bytes.putFloat(weight);
    }
    Files.write(file, bytes.array());
  }

  /** Sets the weights of the network of an {@link Rnn} to those of a file of {@link #writeRnn}. */
  public static void setRnn(MultiLayerNetwork network, Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(RNN_HEADER);
    float[] weights = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(weights);
    network.setParams(Nd4j.create(weights, new long[] {1, weights.length}, 'c'));
  }

  /**
   * Learns the paths of the same songs again and again, without dropout, as training learns a
   * batch, from the weights of a file of {@link #writeRnn}. The mean loss before each step is told.
   */
  public static double[] rnnLosses(Path file, Ihct ihct, Songs songs, int steps)
      throws IOException {
    TrainingOptions options = TrainingOptions.of(1, songs.size(), 0.001, 1);
    MultiLayerNetwork network =
        withoutDropout(Networks.rnn(songs.dimension(), ihct.maxChildren(), options));
    setRnn(network, file);
    int[][] paths = new int[ihct.classes()][];
    Arrays.setAll(paths, ihct::path);
    SongEncoding plain = SongEncoding.none(songs.dimension());
    PathNetwork.Learner learner =
        Recurrent.of(network)
            .learner(paths, songs.size(), options.learningRate(), 1, Team.onAllProcessors());
    try (SongLearner batches =
        SongLearner.of(learner, new EncodedSongs(songs, plain), ClassWeights.NONE.of(songs))) {
      return losses(batches, songs.size(), steps);
    }
  }

  private static double[] losses(NetworkTrainer.Learner learner, int count, int steps) {
    int[] rows = IntStream.range(0, count).toArray();
    double[] losses = new double[steps];
    for (int step = 0; step < steps; step++) {
      losses[step] = learner.learn(rows, 0, rows.length);
    }
    return losses;
  }
}
