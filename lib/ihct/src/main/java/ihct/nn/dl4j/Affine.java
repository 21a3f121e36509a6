package ihct.nn.dl4j;

import ihct.stopping.Stop;
import java.util.Map;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The products of a layer x·W + b, forward and backward, as BLAS wants them.
 *
 * <p>Results are c-ordered, the values of a row side by side. BLAS writes f-order, so each product
 * is computed transposed; sums and broadcasts are products with ones, which read memory as it lies.
 */
public final class Affine {

  /** What a network does when it is stopped within a batch. */
  public static final String COMPUTING = "computing a batch of songs";

  private Affine() {}

  /** x·W + b, {@code [rows, nOut]}. */
  static INDArray forward(
      INDArray input,
      Map<String, INDArray> parameters,
      LayerWorkspaceMgr workspaces,
      ArrayType where) {
    Stop.check(COMPUTING);
    INDArray weights = parameters.get(DefaultParamInitializer.WEIGHT_KEY);
    INDArray bias = parameters.get(DefaultParamInitializer.BIAS_KEY);
    INDArray transposed = create(workspaces, where, weights, weights.size(1), input.size(0));
    INDArray column = bias.reshape(bias.length(), 1);
    Nd4j.gemm(column, ones(workspaces, where, input), transposed, false, false, 1.0, 0.0);
    Nd4j.gemm(weights, input, transposed, true, true, 1.0, 1.0);
    return transposed.transpose();
  }

  /** Gradients of W and b, written into the network's views, from that of the layer's product. */
  static Gradient gradients(
      INDArray input,
      INDArray delta,
      Map<String, INDArray> gradientViews,
      LayerWorkspaceMgr workspaces) {
    Stop.check(COMPUTING);
    INDArray weights = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    INDArray bias = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
    Nd4j.gemm(input, delta, weights, true, false, 1.0, 0.0);
    INDArray sums = create(workspaces, ArrayType.BP_WORKING_MEM, delta, 1, delta.size(1));
    INDArray ones = ones(workspaces, ArrayType.BP_WORKING_MEM, delta);
    Nd4j.gemm(ones, delta, sums, false, false, 1.0, 0.0);
    bias.assign(sums.reshape(bias.shape()));
    Gradient gradients = new DefaultGradient();
    gradients.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, weights);
    gradients.gradientForVariable().put(DefaultParamInitializer.BIAS_KEY, bias);
    return gradients;
  }

  /** Gradient of the layer's input, {@code [rows, nIn]}. */
  static INDArray inputGradient(
      INDArray delta, Map<String, INDArray> parameters, LayerWorkspaceMgr workspaces) {
    Stop.check(COMPUTING);
    INDArray weights = parameters.get(DefaultParamInitializer.WEIGHT_KEY);
    INDArray transposed =
        create(workspaces, ArrayType.ACTIVATION_GRAD, weights, weights.size(0), delta.size(0));
    Nd4j.gemm(weights, delta, transposed, false, true, 1.0, 0.0);
    return transposed.transpose();
  }

  /** A one for every row of a matrix, {@code [1, rows]}. */
  private static INDArray ones(LayerWorkspaceMgr workspaces, ArrayType where, INDArray matrix) {
    return create(workspaces, where, matrix, 1, matrix.size(0)).assign(1);
  }

  private static INDArray create(
      LayerWorkspaceMgr workspaces, ArrayType where, INDArray like, long rows, long columns) {
    return workspaces.createUninitialized(where, like.dataType(), new long[] {rows, columns}, 'f');
  }
}
