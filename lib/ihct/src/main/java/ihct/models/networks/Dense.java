package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.models.BatchShape;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.models.TrainingDivergedException;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Networks;
import ihct.models.train.ValidationAccuracy;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The paper's flat baseline: three layers of 256 ReLU units with 10 % dropout behind each, and a
 * softmax over all N genres. It knows nothing of the hierarchy. Its {@link AsKind#options options}
 * make it stronger than the paper's.
 */
public final class Dense implements SavableClassifier {

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements Kind {

    @Override
    public String name() {
      return "dense";
    }

    @Override
    public Dense fit(Training training) {
      return Dense.fit(training);
    }

    @Override
    public Dense load(ModelReader in, Ihct tree) throws IOException {
      return Dense.load(in);
    }

    @Override
    public List<Option<?>> options() {
      return Networks.options(Networks.WIDTH, Networks.BATCH_NORM);
    }

    @Override
    public OptionalDouble paperTop1() {
      return OptionalDouble.of(13.3);
    }

    @Override
    public boolean isUsual() {
      return true;
    }
  }

  private final MultiLayerNetwork network;
  private final SongEncoding encoding;
  private final int classes;

  private Dense(MultiLayerNetwork network, SongEncoding encoding) {
    this.network = network;
    this.encoding = encoding;
    this.classes = Math.toIntExact(network.layerSize(network.getnLayers() - 1));
  }

  /**
   * Trains the network with Adam and keeps the epoch with the best validation accuracy.
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
  public static Dense fit(Training training) {
    Songs train = training.songs();
    Songs validation = training.validation();
    int classes = train.genres().size();
    SongEncoding encoding = SongEncoding.fit(train, training.options());
    Dense dense =
        new Dense(Networks.dense(encoding.inputs(), classes, training.options()), encoding);
    dense
        .stack()
        .fit(
            "dense",
            train::genre,
            training,
            () ->
                ValidationAccuracy.of(
                    validation, validation::genre, classes, dense::probabilities));
    return dense;
  }

  /** This network alone: there is none above it. */
  private NetworkStack stack() {
    return new NetworkStack(List.of(), network, encoding);
  }

  /**
   * Reads a saved model.
   *
   * @param in the file, opened
   * @return the same model
   * @throws IOException if it holds another kind of model or contradicts itself
   */
  public static Dense load(ModelReader in) throws IOException {
    in.requireKind(KIND.name());
    int features = in.integer("features", 1, Integer.MAX_VALUE);
    int classes = in.integer("classes", 1, Integer.MAX_VALUE);
    SongEncoding encoding = SongEncoding.read(in, features);
    Dense dense = new Dense(Networks.readDense(in, encoding.inputs(), classes), encoding);
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
  public long parameters() {
    return network.numParams();
  }

  @Override
  public String kind() {
    return KIND.name();
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    out.integer("features", encoding.dimension());
    out.integer("classes", classes);
    encoding.write(out);
    Networks.write(out, network);
  }

  /** DL4J's table of the layers, their sizes and parameters. */
  @Override
  public String toString() {
    return network().summary();
  }
}
