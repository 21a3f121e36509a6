package ihct.models.networks;

import ihct.models.BatchShape;
import ihct.models.Checkpoints;
import ihct.models.EpochListener;
import ihct.models.GenreClassifier;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.NetworkOptions;
import ihct.models.TrainingDivergedException;
import ihct.models.TrainingOptions;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Networks;
import ihct.models.train.ValidationAccuracy;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The paper's flat baseline: three layers of 256 ReLU units with 10 % dropout behind each, and a
 * softmax over all N genres. It knows nothing of the hierarchy. {@link NetworkOptions} make it
 * stronger than the paper's.
 */
public final class Dense implements GenreClassifier {

  private static final String KIND = "dense";

  private final MultiLayerNetwork network;
  private final SongEncoding encoding;
  private final int classes;
  private final boolean stopped;

  private Dense(MultiLayerNetwork network, SongEncoding encoding, boolean stopped) {
    this.network = network;
    this.stopped = stopped;
    this.encoding = encoding;
    this.classes = Math.toIntExact(network.layerSize(network.getnLayers() - 1));
  }

  /**
   * Trains the network with Adam and keeps the epoch with the best validation accuracy.
   *
   * <p>The same arguments give the same weights, bit for bit, on one machine.
   *
   * @param train z-scored songs, at least one
   * @param validation z-scored songs of the same genres; none means that the last epoch is kept
   * @param options epochs, batch size, learning rate, seed
   * @param listener hears of batches and epochs
   * @return the trained model
   * @throws TrainingDivergedException if the loss stops being finite
   * @throws java.util.concurrent.CancellationException if the thread is interrupted before the
   *     first epoch is complete; later, the best epoch so far is returned, as {@link #stopped}
   *     tells
   */
  public static Dense fit(
      Songs train, Songs validation, TrainingOptions options, EpochListener listener) {
    return fit(train, validation, options, listener, Checkpoints.NONE);
  }

  /**
   * Trains the network, leaving its state behind after every epoch, or goes on where an earlier
   * process stopped; the weights are the same, bit for bit.
   *
   * @param train as for {@link #fit(Songs, Songs, TrainingOptions, EpochListener)}
   * @param validation the same
   * @param options the same
   * @param listener the same
   * @param checkpoints where the state is kept
   * @return the trained model
   * @throws IllegalArgumentException if a checkpoint is damaged or of another run
   * @throws java.io.UncheckedIOException if one cannot be read or written
   */
  public static Dense fit(
      Songs train,
      Songs validation,
      TrainingOptions options,
      EpochListener listener,
      Checkpoints checkpoints) {
    int classes = train.genres().size();
    SongEncoding encoding = SongEncoding.fit(train, options.network());
    Dense dense = new Dense(Networks.dense(encoding.inputs(), classes, options), encoding, false);
    boolean complete =
        dense
            .stack()
            .fit(
                "dense",
                train,
                train::genre,
                options,
                listener,
                checkpoints,
                () ->
                    ValidationAccuracy.of(
                        validation, validation::genre, classes, dense::probabilities));
    return complete ? dense : new Dense(dense.network, encoding, true);
  }

  /** This network alone: there is none above it. */
  private Stack stack() {
    return new Stack(List.of(), network, encoding);
  }

  /**
   * Reads a saved model.
   *
   * @param in the file, opened
   * @return the same model
   * @throws IOException if it holds another kind of model or contradicts itself
   */
  public static Dense load(ModelReader in) throws IOException {
    in.requireKind(KIND);
    int features = in.integer("features", 1, Integer.MAX_VALUE);
    int classes = in.integer("classes", 1, Integer.MAX_VALUE);
    SongEncoding encoding = SongEncoding.read(in, features);
    Dense dense = new Dense(Networks.readDense(in, encoding.inputs(), classes), encoding, false);
    in.end();
    return dense;
  }

  /**
   * The DL4J network, for its summary and listeners.
   *
   * @return the network itself, not a copy
   */
  public MultiLayerNetwork network() {
    return network;
  }

  /**
   * Copies the weights of the output layer: how each class reads the last hidden layer.
   *
   * @return N rows of one number per hidden unit, without the biases; [class][unit]
   */
  public double[][] outputWeights() {
    float[][] byUnit = network.getLayer(network.getnLayers() - 1).getParam("W").toFloatMatrix();
    double[][] weights = new double[classes][byUnit.length];
    for (int unit = 0; unit < byUnit.length; unit++) {
      for (int genre = 0; genre < classes; genre++) {
        weights[genre][unit] = byUnit[unit][genre];
      }
    }
    return weights;
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    BatchShape.check(songs, rows, encoding.dimension(), probabilities, classes);
    stack().probabilities(songs, rows, probabilities);
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
    return KIND;
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    out.integer("features", encoding.dimension());
    out.integer("classes", classes);
    encoding.write(out);
    Networks.write(out, network);
  }
}
