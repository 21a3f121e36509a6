package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.models.BatchShape;
import ihct.models.GenreClassifier;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.models.TrainingDivergedException;
import ihct.models.TrainingOptions;
import ihct.models.encode.EncodedSongs;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Batches;
import ihct.models.train.NetworkTrainer;
import ihct.models.train.Networks;
import ihct.models.train.ValidationAccuracy;
import ihct.nn.gru.Recurrent;
import ihct.songs.GenreMeans;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import ihct.threads.Team;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
public final class Rnn implements SavableClassifier {

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements Kind {

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
      return Rnn.load(in, tree);
    }

    @Override
    public List<Option<?>> options() {
      return Networks.options();
    }

    @Override
    public boolean followsTree() {
      return true;
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
  public record AsOrderedKind() implements Kind {

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
      return Rnn.loadOrdered(in, tree);
    }

    @Override
    public List<Option<?>> options() {
      return Networks.options();
    }

    @Override
    public boolean followsTree() {
      return true;
    }
  }

  private final MultiLayerNetwork network;
  private final Ihct ihct;

  /** Where the genres lie on the line along which children are numbered; null for the paper's. */
  private final double[] positions;

  private final PathDecoder decoder;
  private final SongEncoding encoding;
  private final boolean inBlocks;
  private final Team team = Team.onAllProcessors();

  private Rnn(MultiLayerNetwork network, Ihct ihct, double[] positions, SongEncoding encoding) {
    this.network = network;
    this.ihct = ihct;
    this.positions = positions;
    this.decoder = new PathDecoder(ihct);
    this.encoding = encoding;
    this.inBlocks = Recurrent.canCompute(network);
  }

  /**
   * Trains the network with Adam and keeps the epoch whose exact decoding is best on the validation
   * part.
   *
   * <p>The same songs, tree and options give the same weights, bit for bit, on one machine.
   *
   * @param training what it learns from, how, and who hears of it
   * @return the trained model
   * @throws TrainingDivergedException if the loss stops being finite
   * @throws IllegalArgumentException if a checkpoint is damaged or of another run
   * @throws java.util.concurrent.CancellationException if the thread is interrupted before the
   *     first epoch is complete; later, the best epoch so far is returned, as {@link
   *     Training#stopped} tells
   */
  public static Rnn fit(Training training) {
    return fit(training, training.tree(), null);
  }

  /**
   * Trains the same network with the children of each cluster numbered along the first principal
   * component of the genre means instead of by their first genre, so that "child 0" means something
   * alike everywhere in the tree. Model files keep the numbering.
   *
   * @param training as for {@link #fit}, with a song of every genre
   * @return the trained model
   */
  public static Rnn fitOrdered(Training training) {
    double[] positions = FirstComponent.positions(GenreMeans.of(training.songs()));
    return fit(training, training.tree().numberedAlong(positions), positions);
  }

  private static Rnn fit(Training training, Ihct ihct, double[] positions) {
    Songs validation = training.validation();
    TrainingOptions options = training.options();
    SongEncoding encoding = SongEncoding.fit(training.songs(), options);
    Rnn rnn =
        new Rnn(
            Networks.rnn(encoding.inputs(), ihct.maxChildren(), options),
            ihct,
            positions,
            encoding);
    rnn.learn(
        training,
        () ->
            ValidationAccuracy.of(
                validation, validation::genre, ihct.classes(), rnn::probabilities));
    return rnn;
  }

  private void learn(Training training, DoubleSupplier accuracy) {
    Songs train = training.songs();
    int[][] paths = new int[ihct.classes()][];
    Arrays.setAll(paths, ihct::path);
    NetworkTrainer trainer = new NetworkTrainer(kind(), network, ihct.tiers(), training);
    if (!inBlocks) {
      trainer.fit(train.size(), examples(train, paths), accuracy);
      return;
    }
    try (NetworkTrainer.Learner learner =
        blocks().learner(new EncodedSongs(train, encoding), paths, training.options())) {
      trainer.fit(train.size(), learner, accuracy);
    }
  }

  private RnnBlocks blocks() {
    return new RnnBlocks(Recurrent.of(network), encoding, ihct.tiers(), team);
  }

  private NetworkTrainer.Examples examples(Songs train, int[][] paths) {
    EncodedSongs encoded = new EncodedSongs(train, encoding);
    return new NetworkTrainer.Examples() {
      @Override
      public INDArray features(int[] rows, int from, int to) {
        return repeated(Batches.inputs(encoded, rows, from, to), to - from);
      }

      @Override
      public INDArray labels(int[] rows, int from, int to) {
        int batch = to - from;
        return Batches.labels(
            batch * ihct.tiers(), i -> paths[train.genre(rows[from + i % batch])][i / batch]);
      }
    };
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

  /** Computes the child index probabilities of songs and has them read, song by song. */
  private void predict(float[] songs, int rows, RnnBlocks.Reader reader) {
    if (inBlocks) {
      blocks().predict(songs, rows, reader);
    } else {
      predictByDl4j(songs, rows, reader);
    }
  }

  private void predictByDl4j(float[] songs, int rows, RnnBlocks.Reader reader) {
    INDArray features = repeated(Batches.inputs(encoding, songs, rows), rows);
    int width = ihct.maxChildren();
    float[] all = new float[ihct.tiers() * rows * width];
    Batches.drain(network.output(features), all);
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

  /**
   * Reads a saved model.
   *
   * @param in the file, opened
   * @param ihct the tree it was trained on
   * @return the same model
   * @throws IOException if it holds another kind of model, contradicts itself or does not fit the
   *     tree
   */
  public static Rnn load(ModelReader in, Ihct ihct) throws IOException {
    in.requireKind(KIND.name());
    return load(in, ihct, null);
  }

  /**
   * Reads a saved model whose children are numbered along a line.
   *
   * @param in the file, opened
   * @param ihct the tree it was trained on, numbered in any way
   * @return the same model
   * @throws IOException if it holds another kind of model, contradicts itself or does not fit the
   *     tree
   */
  public static Rnn loadOrdered(ModelReader in, Ihct ihct) throws IOException {
    in.requireKind(ORDERED.name());
    double[] positions = in.doubles("positions", ihct.classes());
    return load(in, ihct.numberedAlong(positions), positions);
  }

  private static Rnn load(ModelReader in, Ihct ihct, double[] positions) throws IOException {
    int features = in.integer("features", 1, Integer.MAX_VALUE);
    int children = in.integer("max-children", 1, Integer.MAX_VALUE);
    if (children != ihct.maxChildren()) {
      throw in.damaged(
          "it has %d child indices, and the largest number of children in its tree is %d"
              .formatted(children, ihct.maxChildren()));
    }
    SongEncoding encoding = SongEncoding.read(in, features);
    Rnn rnn = new Rnn(Networks.readRnn(in, encoding.inputs(), children), ihct, positions, encoding);
    in.end();
    return rnn;
  }

  /**
   * The DL4J network, for its summary and listeners.
   *
   * @return the network itself, not a copy
   */
  public MultiLayerNetwork network() {
    return network;
  }

  @Override
  public int classes() {
    return ihct.classes();
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    BatchShape.check(songs, rows, encoding.dimension(), probabilities, ihct.classes());
    PathDecoder.Scratch[] scratch = new PathDecoder.Scratch[team.threads()];
    Arrays.setAll(scratch, thread -> decoder.new Scratch());
    predict(
        songs,
        rows,
        (song, steps, thread) ->
            decoder.exact(steps, probabilities, song * ihct.classes(), scratch[thread]));
  }

  @Override
  public long parameters() {
    return network.numParams();
  }

  @Override
  public String kind() {
    return (positions == null ? KIND : ORDERED).name();
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

  /**
   * The same network read child by child: at each tier the likeliest child index. The genre at the
   * end of the path gets probability 1; a path that leaves the tree gives no answer, a row of
   * zeros.
   *
   * @return a classifier that shares this one's network
   */
  public GenreClassifier greedy() {
    return new Greedy();
  }

  private final class Greedy implements GenreClassifier {

    @Override
    public int classes() {
      return ihct.classes();
    }

    @Override
    public void probabilities(float[] songs, int rows, float[] probabilities) {
      BatchShape.check(songs, rows, encoding.dimension(), probabilities, ihct.classes());
      Arrays.fill(probabilities, 0, rows * ihct.classes(), 0);
      predict(
          songs,
          rows,
          (song, steps, thread) ->
              decoder
                  .greedy(steps)
                  .ifPresent(leaf -> probabilities[song * ihct.classes() + leaf] = 1));
    }
  }

  /** DL4J's table of the layers, their sizes and parameters. */
  @Override
  public String toString() {
    return network().summary();
  }
}
