package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.models.ClassWeights;
import ihct.models.GenreClassifier;
import ihct.models.Guest;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.device.Backend;
import ihct.models.encode.EncodedSongs;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Batches;
import ihct.models.train.NetworkTrainer;
import ihct.models.train.Networks;
import ihct.models.train.SongLearner;
import ihct.nn.gru.GpuRecurrentPredictor;
import ihct.nn.gru.PathNetwork;
import ihct.nn.gru.Recurrent;
import ihct.nn.gru.RecurrentPredictor;
import ihct.songs.GenreMeans;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The paper's RNN: a sequence over the tiers of the IHCT, from the top to the leaves. The song is
 * the input of every step; a bidirectional GRU of 256 units and two time-distributed layers of 128
 * ReLU units lead to a softmax over child indices, as wide as the largest number of children O.
 *
 * <p>At tier t the network answers the place of the song's cluster among its parent's children. As
 * a classifier this object decodes exactly: the probability of a genre is that of its path, given
 * that the path is one of the tree's. {@link #greedy} is the other reading, tier by tier.
 *
 * <p>The loss of a song is the sum of the cross-entropies of its tiers, −ln of its path's
 * probability.
 */
public final class Rnn extends PathClassifier {

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements TreeKind {

    @Override
    public String name() {
      return "rnn";
    }

    @Override
    public Rnn fit(Training training) {
      return Rnn.fit(training);
    }

    @Override
    public Rnn load(ModelReader in, Ihct tree) throws IOException {
      return new Rnn(KIND, in, tree);
    }

    @Override
    public Map<String, UnaryOperator<GenreClassifier>> decodings() {
      Map<String, UnaryOperator<GenreClassifier>> both = new LinkedHashMap<>();
      both.put(name(), UnaryOperator.identity());
      both.put("rnn-greedy", model -> ((Rnn) model).greedy());
      return both;
    }

    @Override
    public OptionalDouble paperTop1() {
      return OptionalDouble.of(13.5);
    }

    @Override
    public boolean isUsual() {
      return true;
    }
  }

  /** The kind whose children are numbered along a line. */
  public static final Kind ORDERED = new AsOrderedKind();

  /** What can be said of all models of that kind. */
  public record AsOrderedKind() implements TreeKind {

    @Override
    public String name() {
      return "rnn-ordered";
    }

    @Override
    public Rnn fit(Training training) {
      return Rnn.fitOrdered(training);
    }

    @Override
    public Rnn load(ModelReader in, Ihct tree) throws IOException {
      return new Rnn(ORDERED, in, tree);
    }
  }

  private final MultiLayerNetwork network;
  private final Ihct ihct;

  /** Where the genres lie on the line along which children are numbered; null for the paper's. */
  private final double[] positions;

  private final PathDecoder decoder;
  private final boolean isOurs;

  private Rnn(Kind kind, Training training, double[] positions) {
    super(kind, training);
    this.positions = positions;
    this.ihct = numbered(training.tree(), positions);
    this.network = Networks.rnn(encoding.inputs(), ihct.maxChildren(), training.options());
    this.decoder = new PathDecoder(ihct);
    this.isOurs = true;
  }

  private Rnn(Kind kind, ModelReader in, Ihct tree) throws IOException {
    super(kind, in);
    this.positions = kind == ORDERED ? in.doubles("positions", tree.classes()) : null;
    this.ihct = numbered(tree, positions);
    int children = in.integer("max-children", 1, Integer.MAX_VALUE);
    if (children != ihct.maxChildren()) {
      throw in.damaged(
          "it has %d child indices, and the largest number of children in its tree is %d"
              .formatted(children, ihct.maxChildren()));
    }
    this.network = Networks.readRnn(in, encoding.inputs(), children);
    this.decoder = new PathDecoder(ihct);
    this.isOurs = true;
    in.end();
  }

  /** A network of somebody else, which DL4J computes. */
  private Rnn(MultiLayerNetwork network, Ihct tree, int features) {
    super(KIND, SongEncoding.none(features));
    this.positions = null;
    this.ihct = tree;
    this.network = network;
    this.decoder = new PathDecoder(tree);
    this.isOurs = false;
  }

  /**
   * Lets a network of your own stand beside this one, read as it is, by exact decoding.
   *
   * @param network trained on songs that are told at every tier, {@code [songs, features, tiers]};
   *     it answers child indices, {@code [songs, O, tiers]}, or {@code [tiers·songs, O]} where its
   *     last layer knows of no sequences. It is used as it is and not changed
   * @param tree whose paths are decoded
   */
  public static Guest of(MultiLayerNetwork network, Ihct tree) {
    return new OwnNetworks(train -> new Rnn(network, tree, train.dimension()));
  }

  private static Ihct numbered(Ihct tree, double[] positions) {
    return positions == null ? tree : tree.numberedAlong(positions);
  }

  /**
   * Trains a model as {@link Dense#fit} does; the best epoch is that of the exact decoding.
   *
   * @param training what it learns from, with a tree, how, and who hears of it
   */
  public static Rnn fit(Training training) {
    return fit(KIND, training, null);
  }

  /**
   * Trains the same network with the children of each cluster numbered along the first principal
   * component of the genre means instead of by their first genre, so that "child 0" means something
   * alike everywhere in the tree. Model files keep the numbering.
   *
   * @param training as for {@link #fit}, with a song of every genre
   */
  public static Rnn fitOrdered(Training training) {
    return fit(ORDERED, training, FirstComponent.positions(GenreMeans.of(training.songs())));
  }

  private static Rnn fit(Kind kind, Training training, double[] positions) {
    Rnn rnn = new Rnn(kind, training, positions);
    rnn.learn(training);
    return rnn;
  }

  private void learn(Training training) {
    Songs train = training.songs();
    TrainingOptions options = training.options();
    int[][] paths = new int[ihct.classes()][];
    Arrays.setAll(paths, ihct::path);
    double[] weights = options.get(ClassWeights.OPTION).of(train);
    DoubleSupplier accuracy = () -> accuracy(training.validation());
    NetworkTrainer trainer = new NetworkTrainer(kind(), network, ihct.tiers(), training);
    int batch = Math.min(options.batch(), train.size());
    Recurrent recurrent = Recurrent.of(network);
    double rate = options.learningRate();
    PathNetwork.Learner learner =
        Backend.card()
            .map(card -> recurrent.learner(paths, batch, rate, options.seed(), card))
            .orElseGet(() -> recurrent.learner(paths, batch, rate, options.seed(), team));
    try (SongLearner songs = SongLearner.of(learner, new EncodedSongs(train, encoding), weights)) {
      trainer.fit(train.size(), songs, accuracy);
    }
  }

  /**
   * Encoded songs as a sequence that says the same at every tier, f-ordered {@code [rows, inputs,
   * tiers]}.
   */
  private INDArray repeated(float[] songs, int rows) {
    int inputs = encoding.inputs();
    int block = rows * inputs;
    float[] sequence = new float[block * ihct.tiers()];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < inputs; j++) {
        sequence[j * rows + row] = songs[row * inputs + j];
      }
    }
    for (int tier = 1; tier < ihct.tiers(); tier++) {
      System.arraycopy(sequence, 0, sequence, tier * block, block);
    }
    return Nd4j.create(sequence, new long[] {rows, inputs, ihct.tiers()}, 'f');
  }

  /** Computes the child index probabilities of songs, tiers rows of O numbers for each. */
  @Override
  void predict(float[] songs, int rows, Reader reader) {
    if (!isOurs) {
      predictByDl4j(songs, rows, reader);
      return;
    }
    Recurrent blocks = Recurrent.of(network);
    int tiers = ihct.tiers();
    predict(
        Recurrent.block(tiers),
        tiers * ihct.maxChildren(),
        () ->
            Backend.card()
                .<PathNetwork.Predictor>map(card -> new GpuRecurrentPredictor(blocks, tiers, card))
                .orElseGet(() -> new RecurrentPredictor(blocks, tiers)),
        songs,
        rows,
        reader);
  }

  private void predictByDl4j(float[] songs, int rows, Reader reader) {
    INDArray features = repeated(Batches.inputs(encoding, songs, rows), rows);
    int width = ihct.maxChildren();
    float[] all = new float[ihct.tiers() * rows * width];
    Batches.drain(byTier(network.output(features), rows), all);
    Batches.free(features);
    float[] steps = new float[ihct.tiers() * width];
    for (int song = 0; song < rows; song++) {
      Stop.check("decoding paths");
      for (int tier = 0; tier < ihct.tiers(); tier++) {
        System.arraycopy(all, (tier * rows + song) * width, steps, tier * width, width);
      }
      reader.read(song, steps, 0);
    }
  }

  /** Tier by tier, song by song, one answer of O numbers. */
  private INDArray byTier(INDArray output, int rows) {
    INDArray steps = output.rank() == 3 ? output.permute(2, 0, 1) : output;
    if (steps.size(-1) != ihct.maxChildren()
        || steps.length() != (long) rows * ihct.tiers() * ihct.maxChildren()) {
      throw new IllegalArgumentException(
          "The network's output for %d songs has the shape %s; it must be [%d, %d, %d]: for each tier a probability for each child index."
              .formatted(
                  rows, Arrays.toString(output.shape()), rows, ihct.maxChildren(), ihct.tiers()));
    }
    return steps;
  }

  /** The DL4J network, for its summary and listeners: the network itself, not a copy. */
  public MultiLayerNetwork network() {
    return network;
  }

  @Override
  public int classes() {
    return ihct.classes();
  }

  @Override
  Reader exactly(float[] probabilities) {
    PathDecoder.Scratch[] scratch = new PathDecoder.Scratch[team.threads()];
    Arrays.setAll(scratch, thread -> decoder.new Scratch());
    return (song, steps, thread) ->
        decoder.exact(steps, probabilities, song * ihct.classes(), scratch[thread]);
  }

  @Override
  Reader greedily(float[] probabilities) {
    return (song, steps, thread) ->
        decoder.greedy(steps).ifPresent(leaf -> probabilities[song * ihct.classes() + leaf] = 1);
  }

  @Override
  public long parameters() {
    return network.numParams();
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    if (positions != null) {
      out.doubles("positions", positions);
    }
    out.integer("features", encoding.dimension());
    out.integer("max-children", ihct.maxChildren());
    encoding.write(out);
    Networks.write(out, network);
  }

  /** DL4J's table of the layers, their sizes and parameters. */
  @Override
  public String toString() {
    return network().summary();
  }
}
