package ihct.nn.gru;

import ihct.nn.FloatMatrix;
import ihct.nn.dl4j.GatedRecurrentUnit;
import ihct.nn.dl4j.GatedRecurrentUnitParameters;
import org.deeplearning4j.nn.api.Layer;

/**
 * The weights of one direction of a {@link GatedRecurrentUnit}, for z, r and n.
 *
 * @param input Wᵀ, {@code [3H, nIn]}
 * @param recurrent Uᵀ, {@code [3H, H]}
 * @param bias b, {@code [1, 3H]}
 * @param candidateBias c, {@code [1, H]}
 */
record GruWeights(
    FloatMatrix input, FloatMatrix recurrent, FloatMatrix bias, FloatMatrix candidateBias) {

  /** Views of a layer's parameters, where DL4J keeps them, by what their names begin with. */
  static GruWeights of(Layer layer, String prefix) {
    return new GruWeights(
        FloatMatrix.transposed(layer.getParam(prefix + GatedRecurrentUnitParameters.INPUT_WEIGHTS)),
        FloatMatrix.transposed(
            layer.getParam(prefix + GatedRecurrentUnitParameters.RECURRENT_WEIGHTS)),
        FloatMatrix.row(layer.getParam(prefix + GatedRecurrentUnitParameters.BIAS)),
        FloatMatrix.row(layer.getParam(prefix + GatedRecurrentUnitParameters.CANDIDATE_BIAS)));
  }

  /** H. */
  int units() {
    return recurrent.columns();
  }
}
