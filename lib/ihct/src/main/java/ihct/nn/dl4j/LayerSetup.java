package ihct.nn.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What DL4J asks of the settings of every layer with parameters. */
final class LayerSetup {

  private LayerSetup() {}

  /** Connects a new layer to its place in the network and to its part of the parameters. */
  static Layer connect(
      BaseLayer<? extends FeedForwardLayer> layer,
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray parametersView,
      boolean initializeParameters) {
    FeedForwardLayer settings = (FeedForwardLayer) conf.getLayer();
    LayerValidation.assertNInNOutSet(
        settings.getClass().getSimpleName(),
        settings.getLayerName(),
        layerIndex,
        settings.getNIn(),
        settings.getNOut());
    layer.setListeners(listeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(parametersView);
    layer.setParamTable(settings.initializer().init(conf, parametersView, initializeParameters));
    layer.setConf(conf);
    return layer;
  }

  /** Estimates memory: parameters, Adam's two moments of each, and numbers per row in training. */
  static LayerMemoryReport memory(FeedForwardLayer settings, InputType input, long numbersPerRow) {
    long parameters = settings.initializer().numParams(settings);
    return new LayerMemoryReport.Builder(
            settings.getLayerName(), settings.getClass(), input, settings.getOutputType(-1, input))
        .standardMemory(parameters, 2 * parameters)
        .workingMemory(0, 0, 0, numbersPerRow)
        .cacheMemory(0, 0)
        .build();
  }
}
