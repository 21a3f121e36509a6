package ihct.nn.dl4j;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Softmax and cross-entropy in one: p = softmax(x·W + b), loss −ln p[label], gradient p − e[label];
 * with {@link LabelSmoothing}, loss −Σ t·ln p and gradient p − t. Where labels tell weights, both
 * are multiplied by that of the row.
 *
 * <p>Logits, probabilities and gradient are one array, whose rows of N values softmax and gradient
 * change in place. The loss is remembered by the backward pass; DL4J would otherwise run the
 * forward pass a second time to score it.
 */
public final class SoftmaxOutputLayer extends BaseLayer<SoftmaxOutput> implements IOutputLayer {

  private static final long serialVersionUID = 1L;

  /** The smallest positive normal float; a probability that underflows costs 87 nats, not ∞. */
  private static final double SMALLEST_PROBABILITY = Float.MIN_NORMAL;

  private transient INDArray labels;
  private transient double lossOfBackwardPass = Double.NaN;

  SoftmaxOutputLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    return probabilities(workspaces, ArrayType.ACTIVATIONS);
  }

  /** Rows of probabilities, c-ordered. */
  private INDArray probabilities(LayerWorkspaceMgr workspaces, ArrayType where) {
    INDArray rows = Affine.forward(input, params, workspaces, where);
    Nd4j.exec(new SoftMax(rows, rows, 1));
    return rows;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    requireLabels();
    applyDropOutIfNecessary(true, workspaces);
    INDArray delta = probabilities(workspaces, ArrayType.BP_WORKING_MEM);
    lossOfBackwardPass = subtractLabels(delta);

    Gradient gradients = Affine.gradients(input, delta, gradientViews, workspaces);
    return new Pair<>(
        gradients, backpropDropOutIfPresent(Affine.inputGradient(delta, params, workspaces)));
  }

  /** Turns p into p − t and returns the summed loss. */
  private double subtractLabels(INDArray probabilities) {
    DataBuffer values = probabilities.data();
    long first = probabilities.offset();
    long classes = probabilities.size(1);
    LabelSmoothing smoothing = smoothing();
    double loss = 0;
    double[] means = meanLosses(probabilities, smoothing);
    double mean = 0;
    for (long row = 0; row < probabilities.size(0); row++) {
      long place = first + row * classes + label(row);
      double p = values.getDouble(place);
      loss -= weight(row) * Math.log(Math.max(p, SMALLEST_PROBABILITY));
      mean += weight(row) * means[(int) row];
      values.put(place, p - smoothing.certain());
    }
    if (!smoothing.isNone()) {
      probabilities.subi(smoothing.spread(classes));
    }
    if (isWeighted()) {
      probabilities.muliColumnVector(labels.getColumn(1, true));
    }
    return smoothing.loss(loss, mean);
  }

  private LabelSmoothing smoothing() {
    return new LabelSmoothing(layerConf().getSmoothing());
  }

  /** The mean of −ln p over the classes, for each row; 0 without smoothing, which needs none. */
  private static double[] meanLosses(INDArray probabilities, LabelSmoothing smoothing) {
    if (smoothing.isNone()) {
      return new double[Math.toIntExact(probabilities.size(0))];
    }
    INDArray bounded = Transforms.max(probabilities, SMALLEST_PROBABILITY, true);
    return Transforms.log(bounded, false).mean(1).negi().toDoubleVector();
  }

  /** Whether labels have a second column. */
  private boolean isWeighted() {
    return labels.size(1) > 1;
  }

  private double weight(long row) {
    return isWeighted() ? labels.getDouble(row, 1) : 1;
  }

  /** The loss of each row. */
  private double[] losses(INDArray probabilities) {
    LabelSmoothing smoothing = smoothing();
    double[] means = meanLosses(probabilities, smoothing);
    double[] losses = new double[Math.toIntExact(probabilities.size(0))];
    for (int row = 0; row < losses.length; row++) {
      double p = Math.max(probabilities.getDouble(row, label(row)), SMALLEST_PROBABILITY);
      losses[row] = weight(row) * smoothing.loss(-Math.log(p), means[row]);
    }
    return losses;
  }

  private long label(long row) {
    long label = labels.getLong(row, 0);
    if (label < 0 || label >= layerConf().getNOut()) {
      throw new IllegalArgumentException(
          "Row %d of the batch has label %d; the softmax has classes 0 to %d."
              .formatted(row, label, layerConf().getNOut() - 1));
    }
    return label;
  }

  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaces) {
    requireLabels();
    double loss = lossOfBackwardPass;
    if (Double.isNaN(loss) || !training) {
      loss = Arrays.stream(losses(activate(training, workspaces))).sum();
    }
    lossOfBackwardPass = Double.NaN;
    score = loss / examples() + regularization;
    return score;
  }

  /** Examples of the batch; a time-distributed example has several rows. */
  private int examples() {
    return getInputMiniBatchSize();
  }

  private int miniBatch = -1;

  @Override
  public void setInputMiniBatchSize(int size) {
    miniBatch = size;
  }

  @Override
  public int getInputMiniBatchSize() {
    return miniBatch > 0 ? miniBatch : (int) input.size(0);
  }

  @Override
  public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaces) {
    requireLabels();
    INDArray probabilities = activate(false, workspaces);
    INDArray scores =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, probabilities.size(0), 1);
    double[] losses = losses(probabilities);
    for (int row = 0; row < losses.length; row++) {
      scores.putScalar(row, 0, regularization + losses[row]);
    }
    return scores;
  }

  private void requireLabels() {
    if (labels == null || labels.size(0) != input.size(0)) {
      throw new IllegalStateException(
          "A batch of %d rows needs %d labels, one class index a row; got %s."
              .formatted(input.size(0), input.size(0), labels == null ? "none" : labels.size(0)));
    }
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    super.setInput(input, workspaces);
    lossOfBackwardPass = Double.NaN;
  }

  @Override
  public boolean needsLabels() {
    return true;
  }

  @Override
  public void setLabels(INDArray labels) {
    this.labels = labels;
  }

  @Override
  public INDArray getLabels() {
    return labels;
  }

  @Override
  public void clear() {
    super.clear();
    labels = null;
    lossOfBackwardPass = Double.NaN;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public int[] predict(INDArray examples) {
    return activate(examples, false, LayerWorkspaceMgr.noWorkspaces()).argMax(1).toIntVector();
  }

  // DL4J's Classifier interface; the network itself fits and scores, never a single layer.

  @Override
  public double f1Score(DataSet data) {
    throw askTheNetwork();
  }

  @Override
  public double f1Score(INDArray examples, INDArray labels) {
    throw askTheNetwork();
  }

  @Override
  @Deprecated
  public int numLabels() {
    return (int) layerConf().getNOut();
  }

  @Override
  public void fit(DataSetIterator iterator) {
    throw askTheNetwork();
  }

  @Override
  public List<String> predict(DataSet data) {
    throw askTheNetwork();
  }

  @Override
  public void fit(INDArray examples, INDArray labels) {
    throw askTheNetwork();
  }

  @Override
  public void fit(DataSet data) {
    throw askTheNetwork();
  }

  @Override
  public void fit(INDArray examples, int[] labels) {
    throw askTheNetwork();
  }

  @Override
  public void fit(INDArray data, LayerWorkspaceMgr workspaces) {
    throw askTheNetwork();
  }

  private static UnsupportedOperationException askTheNetwork() {
    return new UnsupportedOperationException(
        "A layer cannot be fitted or scored alone; ask the MultiLayerNetwork it belongs to.");
  }
}
