package ihct.nn;

import ihct.nn.dl4j.ReluDense;
import ihct.nn.dl4j.ReluDenseLayer;
import ihct.nn.dl4j.SoftmaxOutput;
import ihct.nn.dl4j.SoftmaxOutputLayer;
import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A DL4J network of {@link ReluDense} layers below a {@link SoftmaxOutput}, computed block by block
 * in the memory where DL4J keeps its weights.
 *
 * <p>DL4J's own container passes every array of a batch from layer to layer through main memory and
 * waits for all threads after each operation. Here a block of rows goes through all layers on one
 * thread, while it is in the cache.
 */
public final class FeedForward {

  /** The most rows of a block. */
  public static final int BLOCK = 256;

  /** Batches of fewer rows get blocks of half the size, to have some for several threads. */
  private static final int LARGE_BATCH = 1024;

  /** Small products are slow: BLAS brings weights into its own order anew for each block. */
  private static final int SMALL_BLOCK = BLOCK / 2;

  private final FloatMatrix[] weights;
  private final FloatMatrix[] biases;
  private final double[] keep;
  private final double smoothing;
  private final Segments segments;

  /** Null for a plain network. */
  private final BatchMoments moments;

  private FeedForward(
      FloatMatrix[] weights,
      FloatMatrix[] biases,
      double[] keep,
      double smoothing,
      Segments segments,
      BatchMoments moments) {
    this.weights = weights;
    this.biases = biases;
    this.keep = keep;
    this.smoothing = smoothing;
    this.segments = segments;
    this.moments = moments;
  }

  /**
   * Tells whether a network has this form.
   *
   * @param network any network
   */
  public static boolean canCompute(MultiLayerNetwork network) {
    return network.params().dataType() == DataType.FLOAT && canCompute(network.getLayers());
  }

  /** Tells whether layers that lie upon each other have this form. */
  public static boolean canCompute(Layer... layers) {
    int last = layers.length - 1;
    return layers[last] instanceof SoftmaxOutputLayer
        && Arrays.stream(layers, 0, last).allMatch(ReluDenseLayer.class::isInstance)
        && Arrays.stream(layers).map(FeedForward::dropout).allMatch(FeedForward::isPlain)
        && keep(layers[0]) == 1;
  }

  private static IDropout dropout(Layer layer) {
    return layer.conf().getLayer().getIDropout();
  }

  private static boolean isPlain(IDropout dropout) {
    return dropout == null || dropout instanceof Dropout plain && plain.getPSchedule() == null;
  }

  /**
   * A view of a network: what is learnt here is learnt there.
   *
   * @param network a network that {@link #canCompute} accepts
   */
  public static FeedForward of(MultiLayerNetwork network) {
    if (!canCompute(network)) {
      throw new IllegalArgumentException(
          "Only networks of float ReluDense layers below a SoftmaxOutput, without dropout of their"
              + " inputs, can be computed in blocks, and only on the CPU.");
    }
    return of(network.getLayers());
  }

  /** A view of layers that lie upon each other. */
  public static FeedForward of(Layer... layers) {
    FloatMatrix[] weights = new FloatMatrix[layers.length];
    FloatMatrix[] biases = new FloatMatrix[layers.length];
    double[] keep = new double[layers.length];
    for (int l = 0; l < layers.length; l++) {
      weights[l] = FloatMatrix.transposed(layers[l].getParam(DefaultParamInitializer.WEIGHT_KEY));
      biases[l] = FloatMatrix.row(layers[l].getParam(DefaultParamInitializer.BIAS_KEY));
      keep[l] = keep(layers[l]);
    }
    int units = weights[layers.length - 1].rows();
    SoftmaxOutput output = (SoftmaxOutput) layers[layers.length - 1].conf().getLayer();
    return new FeedForward(
        weights, biases, keep, output.getSmoothing(), Segments.softmax(units), null);
  }

  /** A network of matrices that DL4J does not know, those of the output last. */
  public static FeedForward of(
      FloatMatrix[] weights,
      FloatMatrix[] biases,
      double[] keep,
      double smoothing,
      Segments segments) {
    return new FeedForward(weights, biases, keep, smoothing, segments, null);
  }

  /**
   * The same network with its output units read in another way.
   *
   * @param other which units are a softmax of their own
   * @throws IllegalArgumentException if the network has another number of units
   */
  public FeedForward with(Segments other) {
    if (other.units() != units()) {
      throw new IllegalArgumentException(
          "The network has %d output units; the segments have %d."
              .formatted(units(), other.units()));
    }
    return new FeedForward(weights, biases, keep, smoothing, other, moments);
  }

  /**
   * The same network, to be trained with batch normalisation of its hidden units. It answers when
   * its {@link #moments} have been measured and folded into the weights.
   */
  public FeedForward normalized() {
    return new FeedForward(weights, biases, keep, smoothing, segments, new BatchMoments(this));
  }

  /**
   * Moments of the hidden units of a {@link #normalized} network.
   *
   * @return the moments themselves; null if the network is a plain one
   */
  public BatchMoments moments() {
    return moments;
  }

  /** The network that answers: of several heads the last one alone. */
  public FeedForward answering() {
    if (moments != null) {
      throw new IllegalStateException(
          "A normalized network answers when its moments are folded, as the plain one.");
    }
    if (segments.isTree() || segments.count() == 1) {
      return this;
    }
    int last = layers() - 1;
    int first = segments.first(segments.count() - 1);
    FloatMatrix[] fewer = weights.clone();
    FloatMatrix[] fewerBiases = biases.clone();
    fewer[last] = weights[last].rows(first, units());
    fewerBiases[last] = biases[last].columns(first, units());
    return new FeedForward(
        fewer, fewerBiases, keep, smoothing, Segments.softmax(units() - first), null);
  }

  /** Which output units share a softmax. */
  public Segments segments() {
    return segments;
  }

  /**
   * Rows of a block, which depend on the batch and not on the number of threads.
   *
   * @param rows rows of the batch
   * @return rows of all blocks but the last one
   */
  public static int block(int rows) {
    return rows < LARGE_BATCH ? SMALL_BLOCK : BLOCK;
  }

  /**
   * Number of blocks.
   *
   * @param rows rows of the batch
   * @return how many blocks hold them
   */
  public static int blocks(int rows) {
    return (rows + block(rows) - 1) / block(rows);
  }

  /** The chance that an input of a layer is kept in training; 1 without dropout. */
  public static double keep(Layer layer) {
    return dropout(layer) instanceof Dropout plain ? plain.getP() : 1;
  }

  /** Number of layers with weights, the output among them. */
  public int layers() {
    return weights.length;
  }

  /** Weights of a layer, {@code [nOut, nIn]}. */
  public FloatMatrix weights(int layer) {
    return weights[layer];
  }

  /** Biases of a layer, {@code [1, nOut]}. */
  public FloatMatrix bias(int layer) {
    return biases[layer];
  }

  /** Chance that an input of a layer is kept in training. */
  public double keep(int layer) {
    return keep[layer];
  }

  /** Share of a label that is spread over all units of its softmax in training. */
  public double smoothing() {
    return smoothing;
  }

  /** Width of the widest hidden layer. */
  public int widestHidden() {
    return Arrays.stream(weights, 0, weights.length - 1)
        .mapToInt(FloatMatrix::rows)
        .max()
        .orElse(1);
  }

  /** Number of inputs: nIn of the first layer. */
  public int inputs() {
    return weights[0].columns();
  }

  /** Number of classes: N; without segments that is nOut of the softmax. */
  public int classes() {
    return segments.classes();
  }

  /** Number of output units. */
  public int units() {
    return weights[weights.length - 1].rows();
  }

  /** A copy of each layer's bias, for the loops over {@code float[]}. */
  float[][] copyBiases() {
    return Arrays.stream(biases)
        .map(
            bias -> {
              float[] copy = new float[bias.columns()];
              bias.read(0, copy);
              return copy;
            })
        .toArray(float[][]::new);
  }
}
