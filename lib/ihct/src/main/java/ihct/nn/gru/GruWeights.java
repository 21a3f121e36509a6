package ihct.nn.gru;

import ihct.nn.FloatMatrix;
import ihct.nn.dl4j.GatedRecurrentUnit;
import ihct.nn.dl4j.GatedRecurrentUnitParameters;
import org.deeplearning4j.nn.api.Layer;

/** Views of the weights of one direction of a {@link GatedRecurrentUnit}, where DL4J keeps them. */
final class GruWeights {

  /** Wᵀ, {@code [3H, nIn]}, for z, r and n. */
  final FloatMatrix input;

  /** Uᵀ, {@code [3H, H]}. */
  final FloatMatrix recurrent;

  /** b, {@code [1, 3H]}. */
  final FloatMatrix bias;

  /** c, {@code [1, H]}. */
  final FloatMatrix candidateBias;

  /**
   * Looks at the parameters of a layer.
   *
   * @param layer a GRU, or two behind a bidirectional wrapper
   * @param prefix what the wrapper puts before the names of one of them
   */
  GruWeights(Layer layer, String prefix) {
    input =
        FloatMatrix.transposed(layer.getParam(prefix + GatedRecurrentUnitParameters.INPUT_WEIGHTS));
    recurrent =
        FloatMatrix.transposed(
            layer.getParam(prefix + GatedRecurrentUnitParameters.RECURRENT_WEIGHTS));
    bias = FloatMatrix.row(layer.getParam(prefix + GatedRecurrentUnitParameters.BIAS));
    candidateBias =
        FloatMatrix.row(layer.getParam(prefix + GatedRecurrentUnitParameters.CANDIDATE_BIAS));
  }

  /** Takes matrices that DL4J does not know. */
  GruWeights(
      FloatMatrix input, FloatMatrix recurrent, FloatMatrix bias, FloatMatrix candidateBias) {
    this.input = input;
    this.recurrent = recurrent;
    this.bias = bias;
    this.candidateBias = candidateBias;
  }

  /** H. */
  int units() {
    return recurrent.columns();
  }

  /** Copies the biases out. */
  void readBiases(float[] bias, float[] candidateBias) {
    this.bias.read(0, bias);
    this.candidateBias.read(0, candidateBias);
  }
}
