package ihct.nn.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Settings of a softmax output layer with cross-entropy loss whose labels are class indices.
 *
 * <p>DL4J's own output layer wants one-hot labels: 21 MB for a batch of 1024 songs of 5238 genres,
 * and the loss walks over all of them. Here a label is one number, and probabilities, loss and
 * gradient share one array of batch×N.
 *
 * <p>Input is {@code [rows, nIn]}, output {@code [rows, nOut]} probabilities, labels {@code [rows,
 * 1]} class indices 0…nOut−1. A time-distributed network may have several rows per example (one for
 * each tier); the loss of an example is the sum over its rows.
 */
public final class SoftmaxOutput extends FeedForwardLayer {

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
   * @return the settings
   */
  public static SoftmaxOutput of(int classes, double keepProbability) {
    return of(classes, keepProbability, 0);
  }

  /**
   * A softmax that learns from smoothed labels.
   *
   * @param classes N, at least 1
   * @param keepProbability chance that an input unit is kept in training, 1 for no dropout
   * @param smoothing share of a label that is spread evenly over all classes, 0 to below 1
   * @return the settings
   */
  public static SoftmaxOutput of(int classes, double keepProbability, double smoothing) {
    Builder builder = new Builder().nOut(classes).dropOut(keepProbability);
    builder.smoothing = smoothing;
    return builder.build();
  }

  /**
   * Tells how labels are smoothed.
   *
   * @return share of a label that is spread evenly over all classes in training
   */
  public double getSmoothing() {
    return smoothing;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray parametersView,
      boolean initializeParameters,
      DataType networkDataType) {
    return LayerSetup.connect(
        new SoftmaxOutputLayer(conf, networkDataType),
        conf,
        listeners,
        layerIndex,
        parametersView,
        initializeParameters);
  }

  @Override
  public ParamInitializer initializer() {
    return DefaultParamInitializer.getInstance();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return LayerSetup.memory(this, inputType, getNOut());
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
