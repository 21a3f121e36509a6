package ihct.nn.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Settings of a gated recurrent unit (GRU), which DL4J lacks.
 *
 * <p>With input x and state h (h = 0 before the first step):
 *
 * <pre>
 *   z = σ(x·Wz + h·Uz + bz)          update gate
 *   r = σ(x·Wr + h·Ur + br)          reset gate
 *   n = tanh(x·Wn + r∘(h·Un + c) + bn)  candidate
 *   h' = (1 − z)∘n + z∘h
 * </pre>
 *
 * <p>This is the form of cuDNN, Keras ({@code reset_after}) and PyTorch: the reset gate acts after
 * the recurrent product, so that one product serves all three gates. Their second bias of the two
 * gates is left out, since it only adds to the first.
 *
 * <p>Shapes are DL4J's: input {@code [batch, nIn, steps]}, output {@code [batch, nOut, steps]}.
 * Masks and truncated back-propagation are refused: every path through the tiers has the same
 * length.
 *
 * @see <a href="https://arxiv.org/abs/1406.1078">Cho et al. (2014), the GRU</a>
 */
public final class GatedRecurrentUnit extends BaseRecurrentLayer {

  /** For DL4J, which fills the settings in when it reads a saved network. */
  public GatedRecurrentUnit() {}

  private GatedRecurrentUnit(Builder builder) {
    super(builder);
  }

  /**
   * A GRU with Glorot-uniform weights and zero biases; the width of the input is found out by the
   * network.
   *
   * @param units H, the size of the state, at least 1
   */
  public static GatedRecurrentUnit of(int units) {
    return new Builder().nOut(units).weightInit(WeightInit.XAVIER_UNIFORM).build();
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
        new GatedRecurrentUnitLayer(conf, networkDataType),
        conf,
        listeners,
        layerIndex,
        parametersView,
        initializeParameters);
  }

  @Override
  public ParamInitializer initializer() {
    return GatedRecurrentUnitParameters.INSTANCE;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return LayerSetup.memory(this, inputType, 9 * getNOut());
  }

  private static final class Builder extends BaseRecurrentLayer.Builder<Builder> {
    @Override
    @SuppressWarnings("unchecked")
    public <E extends org.deeplearning4j.nn.conf.layers.Layer> E build() {
      return (E) new GatedRecurrentUnit(this);
    }
  }
}
