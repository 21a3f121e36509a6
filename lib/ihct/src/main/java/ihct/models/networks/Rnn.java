package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.models.BatchShape;
import ihct.models.Checkpoints;
import ihct.models.EpochListener;
import ihct.models.GenreClassifier;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.TrainingDivergedException;
import ihct.models.TrainingOptions;
import ihct.models.encode.EncodedSongs;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Batches;
import ihct.models.train.NetworkTrainer;
import ihct.models.train.Networks;
import ihct.models.train.ValidationAccuracy;
import ihct.nn.Blocks;
import ihct.nn.gru.Recurrent;
import ihct.songs.GenreMeans;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
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
public final class Rnn implements GenreClassifier {

  private static final String KIND = "rnn";
  private static final String ORDERED = "rnn-ordered";

  private final MultiLayerNetwork network;
  private final Ihct ihct;

  /** Where the genres lie on the line along which children are numbered; null for the paper's. */
  private final double[] positions;

  private final PathDecoder decoder;
  private final SongEncoding encoding;
  private final boolean stopped;
  private final boolean inBlocks;
  private final Blocks threads = Blocks.onAllProcessors();

  private Rnn(
      MultiLayerNetwork network,
      Ihct ihct,
      double[] positions,
      SongEncoding encoding,
      boolean stopped) {
    this.network = network;
    this.ihct = ihct;
    this.positions = positions;
    this.decoder = new PathDecoder(ihct);
    this.encoding = encoding;
    this.stopped = stopped;
    this.inBlocks = Recurrent.canCompute(network);
  }

  /**
   * Trains the network with Adam and keeps the epoch whose exact decoding is best on the validation
   * part.
   *
   * @param train z-scored songs, at least one
   * @param validation z-scored songs of the same genres; none means that the last epoch is kept
   * @param ihct the tree, whose leaves are the genres
   * @param options epochs, batch size, learning rate, seed
   * @param listener hears of batches and epochs
   * @return the trained model
   * @throws TrainingDivergedException if the loss stops being finite
   * @throws java.util.concurrent.CancellationException if the thread is interrupted before the
   *     first epoch is complete; later, the best epoch so far is returned, as {@link #stopped}
   *     tells
   */
  public static Rnn fit(
      Songs train, Songs validation, Ihct ihct, TrainingOptions options, EpochListener listener) {
    return fit(train, validation, ihct, options, listener, Checkpoints.NONE);
  }

  /**
   * Trains the network, leaving its state behind after every epoch, or goes on where an earlier
   * process stopped; the weights are the same, bit for bit.
   *
   * @param train as for {@link #fit(Songs, Songs, Ihct, TrainingOptions, EpochListener)}
   * @param validation the same
   * @param ihct the same
   * @param options the same
   * @param listener the same
   * @param checkpoints where the state is kept
   * @return the trained model
   * @throws IllegalArgumentException if a checkpoint is damaged or of another run
   * @throws java.io.UncheckedIOException if one cannot be read or written
   */
  public static Rnn fit(
      Songs train,
      Songs validation,
      Ihct ihct,
      TrainingOptions options,
      EpochListener listener,
      Checkpoints checkpoints) {
    return fit(train, validation, ihct, null, options, listener, checkpoints);
  }

  /**
   * Trains the same network with the children of each cluster numbered along the first principal
   * component of the genre means instead of by their first genre, so that "child 0" means something
   * alike everywhere in the tree. Model files keep the numbering.
   *
   * @param train as for {@link #fit}, with a song of every genre
   * @param validation the same
   * @param ihct the same
   * @param options the same
   * @param listener the same
   * @param checkpoints the same
   * @return the trained model
   */
  public static Rnn fitOrdered(
      Songs train,
      Songs validation,
      Ihct ihct,
      TrainingOptions options,
      EpochListener listener,
      Checkpoints checkpoints) {
    double[] positions = FirstComponent.positions(GenreMeans.of(train));
    return fit(
        train,
        validation,
        ihct.numberedAlong(positions),
        positions,
        options,
        listener,
        checkpoints);
  }

  private static Rnn fit(
      Songs train,
      Songs validation,
      Ihct ihct,
      double[] positions,
      TrainingOptions options,
      EpochListener listener,
      Checkpoints checkpoints) {
    SongEncoding encoding = SongEncoding.fit(train, options.network());
    Rnn rnn =
        new Rnn(
            Networks.rnn(encoding.inputs(), ihct.maxChildren(), options),
            ihct,
            positions,
            encoding,
            false);
    boolean complete =
        rnn.learn(
            train,
            options,
            listener,
            checkpoints,
            () ->
                ValidationAccuracy.of(
                    validation, validation::genre, ihct.classes(), rnn::probabilities));
    return complete ? rnn : new Rnn(rnn.network, ihct, positions, encoding, true);
  }

  private boolean learn(
      Songs train,
      TrainingOptions options,
      EpochListener listener,
      Checkpoints checkpoints,
      DoubleSupplier accuracy) {
    int[][] paths = new int[ihct.classes()][];
    Arrays.setAll(paths, ihct::path);
    NetworkTrainer trainer =
        new NetworkTrainer(kind(), network, ihct.tiers(), options, listener, checkpoints);
    if (!inBlocks) {
      return trainer.fit(train.size(), examples(train, paths), accuracy);
    }
    try (NetworkTrainer.Learner learner =
        blocks().learner(new EncodedSongs(train, encoding), paths, options)) {
      return trainer.fit(train.size(), learner, accuracy);
    }
  }

  private RnnBlocks blocks() {
    return new RnnBlocks(Recurrent.of(network), encoding, ihct.tiers(), threads);
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
    in.requireKind(KIND);
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
    in.requireKind(ORDERED);
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
    Rnn rnn =
        new Rnn(
            Networks.readRnn(in, encoding.inputs(), children), ihct, positions, encoding, false);
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
    PathDecoder.Scratch[] scratch = new PathDecoder.Scratch[threads.threads()];
    Arrays.setAll(scratch, thread -> decoder.new Scratch());
    predict(
        songs,
        rows,
        (song, steps, thread) ->
            decoder.exact(steps, probabilities, song * ihct.classes(), scratch[thread]));
  }

  @Override
  public boolean stopped() {
    return stopped;
  }

  @Override
  public long parameters() {
    return network.numParams();
  }

  @Override
  public String kind() {
    return positions == null ? KIND : ORDERED;
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

    @Override
    public boolean stopped() {
      return stopped;
    }

    @Override
    public long parameters() {
      return Rnn.this.parameters();
    }

    @Override
    public String kind() {
      return Rnn.this.kind();
    }

    @Override
    public void write(ModelWriter out) throws IOException {
      Rnn.this.write(out);
    }
  }
}
