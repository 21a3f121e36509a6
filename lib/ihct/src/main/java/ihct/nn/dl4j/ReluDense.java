package ihct.nn.dl4j;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Settings of a dense layer of rectified linear units: y = max(0, x·W + b).
 *
 * <p>It computes what DL4J's dense layer with ReLU activation does, in less time: that one copies
 * every product into another memory order and computes it again for the backward pass.
 *
 * <p>Input is {@code [rows, nIn]}, output {@code [rows, nOut]}.
 */
public final class ReluDense extends AffineSettings {

  /** For DL4J, which fills the settings in when it reads a saved network. */
  public ReluDense() {}

  private ReluDense(Builder builder) {
    super(builder);
  }

  /**
   * A layer of rectified linear units; the width of the input is found out by the network.
   *
   * @param units number of units, at least 1
   * @param keepProbability chance that an input is kept in training, 1 for no dropout
   */
  public static ReluDense of(int units, double keepProbability) {
    return new Builder().nOut(units).dropOut(keepProbability).build();
  }

  @Override
  ReluDenseLayer layer(NeuralNetConfiguration conf, DataType type) {
    return new ReluDenseLayer(conf, type);
  }

  private static final class Builder extends FeedForwardLayer.Builder<Builder> {
    @Override
    @SuppressWarnings("unchecked")
    public <E extends org.deeplearning4j.nn.conf.layers.Layer> E build() {
      return (E) new ReluDense(this);
    }
  }
}
