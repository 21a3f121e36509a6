package ihct.nn.dl4j;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/** Forward and backward pass of {@link ReluDense}. */
public final class ReluDenseLayer extends BaseLayer<ReluDense> {

  private static final long serialVersionUID = 1L;

  /** What the forward pass gave; the layer above may have applied its dropout to it since. */
  private transient INDArray activations;

  ReluDenseLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    activations = Affine.forward(input, params, workspaces, ArrayType.ACTIVATIONS);
    Nd4j.exec(new RectifiedLinear(activations, activations, 0));
    return activations;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray delta = silence(epsilon, activations);
    activations = null;
    Gradient gradients = Affine.gradients(input, delta, gradientViews, workspaces);
    return new Pair<>(
        gradients, backpropDropOutIfPresent(Affine.inputGradient(delta, params, workspaces)));
  }

  /**
   * Sets the gradient of silent units to 0, in place. Dropout above scales an activation or makes
   * it 0; in the latter case the gradient is 0 already.
   */
  private static INDArray silence(INDArray epsilon, INDArray activations) {
    if (!isPlainFloats(epsilon) || !isPlainFloats(activations)) {
      return epsilon.mul(activations.gt(0).castTo(epsilon.dataType()));
    }
    FloatBuffer gradient = floats(epsilon);
    FloatBuffer activation = floats(activations);
    for (int i = 0; i < gradient.limit(); i++) {
      if (activation.get(i) <= 0) {
        gradient.put(i, 0);
      }
    }
    return epsilon;
  }

  private static boolean isPlainFloats(INDArray array) {
    return array.dataType() == DataType.FLOAT
        && array.ordering() == 'c'
        && Shape.hasDefaultStridesForShape(array);
  }

  private static FloatBuffer floats(INDArray array) {
    FloatPointer first = new FloatPointer(array.data().addressPointer());
    return first.capacity(array.length()).asBuffer();
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clear() {
    super.clear();
    activations = null;
  }
}
