package ihct.nn.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Settings of a layer that has DL4J's usual weights and biases and computes {@link Affine}. */
abstract class AffineSettings extends FeedForwardLayer {

  /** For DL4J, which fills the settings in when it reads a saved network. */
  AffineSettings() {}

  AffineSettings(Builder<?> builder) {
    super(builder);
  }

  /** What computes the layer, to be connected. */
  abstract BaseLayer<? extends FeedForwardLayer> layer(NeuralNetConfiguration conf, DataType type);

  @Override
  public final Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray parametersView,
      boolean initializeParameters,
      DataType networkDataType) {
    return LayerSetup.connect(
        layer(conf, networkDataType),
        conf,
        listeners,
        layerIndex,
        parametersView,
        initializeParameters);
  }

  @Override
  public final ParamInitializer initializer() {
    return DefaultParamInitializer.getInstance();
  }

  @Override
  public final LayerMemoryReport getMemoryReport(InputType inputType) {
    return LayerSetup.memory(this, inputType, getNOut());
  }
}
