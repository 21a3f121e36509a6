package ihct.nn.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Settings of a softmax output layer with cross-entropy loss whose labels are class indices.
 *
 * <p>DL4J's own output layer wants one-hot labels: 21 MB for a batch of 1024 songs of 5238 genres,
 * and the loss walks over all of them. Here a label is one number, and probabilities, loss and
 * gradient share one array of batch×N.
 *
 * <p>Input is {@code [rows, nIn]}, output {@code [rows, nOut]} probabilities, labels {@code [rows,
 * 1]} class indices 0…nOut−1, or {@code [rows, 2]} with what the loss of each row is multiplied by
 * beside them. A time-distributed network may have several rows per example (one for each tier);
 * the loss of an example is the sum over its rows.
 */
public final class SoftmaxOutput extends AffineSettings {

  private double smoothing;

  /** For DL4J, which fills the settings in when it reads a saved network. */
  public SoftmaxOutput() {}

  private SoftmaxOutput(Builder builder) {
    super(builder);
    smoothing = builder.smoothing;
  }

  /**
   * A softmax over some classes; the width of the input is found out by the network.
   *
   * @param classes N, at least 1
   * @param keepProbability chance that an input unit is kept in training, 1 for no dropout
   * @param smoothing share of a label that is spread evenly over all classes, 0 to below 1
   */
  public static SoftmaxOutput of(int classes, double keepProbability, double smoothing) {
    Builder builder = new Builder().nOut(classes).dropOut(keepProbability);
    builder.smoothing = smoothing;
    return builder.build();
  }

  /** Share of a label that is spread evenly over all classes in training. */
  public double getSmoothing() {
    return smoothing;
  }

  @Override
  SoftmaxOutputLayer layer(NeuralNetConfiguration conf, DataType type) {
    return new SoftmaxOutputLayer(conf, type);
  }

  private static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private double smoothing;

    @Override
    @SuppressWarnings("unchecked")
    public <E extends org.deeplearning4j.nn.conf.layers.Layer> E build() {
      return (E) new SoftmaxOutput(this);
    }
  }
}
