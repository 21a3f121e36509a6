package ihct.nn.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Holds the backward passes to central differences and the forward passes to plain loops. */
class LayerGradientsTest {

  private static final double STEP = 1e-5;

  /** Central differences in double precision err by about STEP² and rounding/STEP ≈ 1e-10. */
  private static final double TOLERANCE = 1e-7;

  @Test
  void softmaxGradientMatchesDifferences() {
    MultiLayerNetwork net = denseNet(5, 4, SoftmaxOutput.of(3, 1, 0));
    checkGradient(net, random(6, 5), labels(6, 3));
  }

  @Test
  void gradientOfSmoothedLabelsMatchesDifferences() {
    MultiLayerNetwork net = denseNet(5, 4, SoftmaxOutput.of(3, 1, 0.3));
    checkGradient(net, random(6, 5), labels(6, 3));
    checkGradient(net, random(6, 5), weighted(labels(6, 3)));
  }

  @Test
  void scoreOfSmoothedLabelsIsTheCrossEntropyToThem() {
    MultiLayerNetwork net = denseNet(5, 4, SoftmaxOutput.of(3, 1, 0.3));
    INDArray x = random(6, 5);
    INDArray labels = labels(6, 3);
    learn(net, x, labels);
    INDArray p = net.output(x);
    double loss = 0;
    for (int row = 0; row < 6; row++) {
      for (int c = 0; c < 3; c++) {
        double target = 0.1 + (c == labels.getInt(row, 0) ? 0.7 : 0);
        loss -= target * Math.log(p.getDouble(row, c));
      }
    }
    assertEquals(loss / 6, net.score(), 1e-12);
    assertEquals(loss / 6, net.score(new DataSet(x, labels), true), 1e-12);
    INDArray each = net.scoreExamples(new DataSet(x, labels), false);
    assertEquals(loss, each.sumNumber().doubleValue(), 1e-12);

    INDArray weighted = weighted(labels);
    double sum = each.mul(weighted.getColumn(1, true)).sumNumber().doubleValue();
    learn(net, x, weighted);
    assertEquals(sum / 6, net.score(), 1e-12);
    assertEquals(sum / 6, net.score(new DataSet(x, weighted), true), 1e-12);
  }

  @Test
  void savedNetworkStillSmoothsLabels(@TempDir Path folder) throws Exception {
    MultiLayerNetwork net = denseNet(5, 4, SoftmaxOutput.of(3, 1, 0.3));
    File file = folder.resolve("network.zip").toFile();
    ModelSerializer.writeModel(net, file, true);
    MultiLayerNetwork again = ModelSerializer.restoreMultiLayerNetwork(file);
    learn(net, random(6, 5), labels(6, 3));
    learn(again, random(6, 5), labels(6, 3));
    assertEquals(net.score(), again.score());
  }

  @Test
  void reluDenseGradientMatchesDifferences() {
    MultiLayerNetwork net = reluNet(DataType.DOUBLE, 1);
    checkGradient(net, random(6, 5), labels(6, 3));
  }

  @Test
  void reluDenseAgreesWithDl4jsOwnDenseLayer() {
    MultiLayerNetwork ours = reluNet(DataType.FLOAT, 1);
    NeuralNetConfiguration.ListBuilder list = base().dataType(DataType.FLOAT).list();
    for (int layer = 0; layer < 2; layer++) {
      list.layer(new DenseLayer.Builder().nOut(6).activation(Activation.RELU).build());
    }
    list.layer(SoftmaxOutput.of(3, 1, 0));
    MultiLayerNetwork theirs = init(list, InputType.feedForward(5));
    theirs.setParams(ours.params());
    learn(ours, random(7, 5).castTo(DataType.FLOAT), labels(7, 3));
    learn(theirs, random(7, 5).castTo(DataType.FLOAT), labels(7, 3));
    assertEquals(theirs.score(), ours.score(), 1e-6);
    // float sums in another order
    assertTrue(ours.gradient().gradient().equalsWithEps(theirs.gradient().gradient(), 1e-5));
  }

  @Test
  void dropoutLeavesFloatAndDoublePathsAlike() {
    MultiLayerNetwork floats = reluNet(DataType.FLOAT, 0.5);
    MultiLayerNetwork doubles = reluNet(DataType.DOUBLE, 0.5);
    doubles.setParams(floats.params().castTo(DataType.DOUBLE));
    Nd4j.getRandom().setSeed(3);
    learn(floats, random(40, 5).castTo(DataType.FLOAT), labels(40, 3));
    Nd4j.getRandom().setSeed(3);
    learn(doubles, random(40, 5), labels(40, 3));
    assertEquals(doubles.score(), floats.score(), 1e-4);
    INDArray gradient = floats.gradient().gradient().castTo(DataType.DOUBLE);
    assertTrue(gradient.equalsWithEps(doubles.gradient().gradient(), 1e-3));
  }

  @Test
  void bidirectionalGruGradientMatchesDifferences() {
    MultiLayerNetwork net = gruNet(3, 4, 2, true);
    checkGradient(net, random(3, 3, 5), labels(15, 2));
  }

  @Test
  void gruBehindGruPassesItsInputGradientDown() {
    NeuralNetConfiguration.ListBuilder list = base().list();
    list.layer(GatedRecurrentUnit.of(3));
    list.layer(new Bidirectional(Bidirectional.Mode.CONCAT, GatedRecurrentUnit.of(2)));
    list.layer(SoftmaxOutput.of(2, 1, 0));
    MultiLayerNetwork net = init(list, InputType.recurrent(4));
    checkGradient(net, random(2, 4, 3), labels(6, 2));
  }

  @Test
  void gruOfOneStepHasNoRecurrentGradient() {
    MultiLayerNetwork net = gruNet(3, 2, 2, false);
    checkGradient(net, random(4, 3, 1), labels(4, 2));
  }

  @Test
  void gruForwardFollowsItsEquations() {
    int steps = 4;
    int units = 3;
    int inputs = 2;
    MultiLayerNetwork net = gruNet(inputs, units, 2, false);
    INDArray x = random(1, inputs, steps);
    INDArray output = net.feedForward(x).get(1);
    INDArray w = net.getParam("0_W");
    INDArray u = net.getParam("0_RW");
    INDArray b = net.getParam("0_b");
    INDArray c = net.getParam("0_c");
    double[] h = new double[units];
    for (int t = 0; t < steps; t++) {
      double[] next = new double[units];
      for (int i = 0; i < units; i++) {
        double z = b.getDouble(i);
        double r = b.getDouble(units + i);
        double n = b.getDouble(2 * units + i);
        double m = c.getDouble(i);
        for (int j = 0; j < inputs; j++) {
          z += x.getDouble(0, j, t) * w.getDouble(j, i);
          r += x.getDouble(0, j, t) * w.getDouble(j, units + i);
          n += x.getDouble(0, j, t) * w.getDouble(j, 2 * units + i);
        }
        for (int j = 0; j < units; j++) {
          z += h[j] * u.getDouble(j, i);
          r += h[j] * u.getDouble(j, units + i);
          m += h[j] * u.getDouble(j, 2 * units + i);
        }
        double gate = sigmoid(z);
        next[i] = (1 - gate) * Math.tanh(n + sigmoid(r) * m) + gate * h[i];
      }
      h = next;
      for (int i = 0; i < units; i++) {
        assertEquals(h[i], output.getDouble(0, i, t), 1e-12);
      }
    }
  }

  @Test
  void softmaxAgreesWithDl4jsOwnOutputLayer() {
    MultiLayerNetwork ours = denseNet(5, 4, SoftmaxOutput.of(3, 1, 0));
    NeuralNetConfiguration.ListBuilder list = base().list();
    list.layer(new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build());
    list.layer(
        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
            .nOut(3)
            .activation(Activation.SOFTMAX)
            .build());
    MultiLayerNetwork theirs = init(list, InputType.feedForward(5));
    theirs.setParams(ours.params());
    INDArray x = random(7, 5);
    INDArray labels = labels(7, 3);
    INDArray oneHot = Nd4j.zeros(DataType.DOUBLE, 7, 3);
    for (int row = 0; row < 7; row++) {
      oneHot.putScalar(row, labels.getInt(row, 0), 1);
    }
    learn(ours, x, labels);
    learn(theirs, x, oneHot);
    assertEquals(theirs.score(), ours.score(), 1e-9);
    assertTrue(ours.output(x).equalsWithEps(theirs.output(x), 1e-12));
    assertTrue(ours.gradient().gradient().equalsWithEps(theirs.gradient().gradient(), 1e-9));
  }

  @Test
  void scoreIsTheMeanLossOverExamplesSummedOverSteps() {
    MultiLayerNetwork net = gruNet(3, 4, 2, true);
    INDArray x = random(3, 3, 5);
    INDArray labels = labels(15, 2);
    learn(net, x, labels);
    INDArray p = net.output(x);
    double loss = 0;
    for (int row = 0; row < 15; row++) {
      loss -= Math.log(p.getDouble(row, labels.getInt(row, 0)));
    }
    assertEquals(loss / 3, net.score(), 1e-12);
  }

  @Test
  void labelOutsideTheSoftmaxIsRefused() {
    MultiLayerNetwork net = denseNet(5, 4, SoftmaxOutput.of(3, 1, 0));
    INDArray wrong = labels(2, 3);
    wrong.putScalar(1, 0, 3);
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> learn(net, random(2, 5), wrong));
    assertEquals(
        "Row 1 of the batch has label 3; the softmax has classes 0 to 2.", refusal.getMessage());
  }

  @Test
  void sequencesInTheOtherOrderAreRefused() {
    NeuralNetConfiguration.ListBuilder list = base().list();
    list.layer(GatedRecurrentUnit.of(4));
    list.layer(SoftmaxOutput.of(2, 1, 0));
    MultiLayerNetwork net = init(list, InputType.recurrent(3, 5, RNNFormat.NWC));
    var refusal = assertThrows(IllegalStateException.class, () -> net.output(random(2, 5, 3)));
    assertEquals("The GRU takes sequences as [batch, units, steps] (NCW).", refusal.getMessage());
  }

  @Test
  void savedNetworkGivesTheSameProbabilities(@TempDir Path folder) throws Exception {
    MultiLayerNetwork net = gruNet(3, 4, 2, true);
    File file = folder.resolve("network.zip").toFile();
    ModelSerializer.writeModel(net, file, true);
    MultiLayerNetwork again = ModelSerializer.restoreMultiLayerNetwork(file);
    INDArray x = random(3, 3, 5);
    assertEquals(net.output(x), again.output(x));
    assertEquals(net.summary(), again.summary());
  }

  private static MultiLayerNetwork denseNet(int inputs, int hidden, SoftmaxOutput output) {
    NeuralNetConfiguration.ListBuilder list = base().list();
    list.layer(new DenseLayer.Builder().nOut(hidden).activation(Activation.TANH).build());
    list.layer(output);
    return init(list, InputType.feedForward(inputs));
  }

  private static MultiLayerNetwork reluNet(DataType type, double keep) {
    NeuralNetConfiguration.ListBuilder list = base().dataType(type).list();
    list.layer(ReluDense.of(6, 1));
    list.layer(ReluDense.of(6, keep));
    list.layer(SoftmaxOutput.of(3, keep, 0));
    return init(list, InputType.feedForward(5));
  }

  private static MultiLayerNetwork gruNet(int inputs, int units, int classes, boolean both) {
    NeuralNetConfiguration.ListBuilder list = base().list();
    GatedRecurrentUnit gru = GatedRecurrentUnit.of(units);
    list.layer(both ? new Bidirectional(Bidirectional.Mode.CONCAT, gru) : gru);
    list.layer(new DenseLayer.Builder().nOut(3).activation(Activation.TANH).build());
    list.layer(SoftmaxOutput.of(classes, 1, 0));
    return init(list, InputType.recurrent(inputs));
  }

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .dataType(DataType.DOUBLE)
        .updater(new NoOp());
  }

  /** Moves every parameter, biases too, away from the special value 0. */
  private static MultiLayerNetwork init(NeuralNetConfiguration.ListBuilder list, InputType type) {
    MultiLayerConfiguration conf = list.setInputType(type).build();
    MultiLayerNetwork net = new MultiLayerNetwork(conf);
    net.init();
    Random random = new Random(5);
    INDArray parameters = net.params();
    for (long i = 0; i < parameters.length(); i++) {
      parameters.putScalar(i, random.nextGaussian() * 0.7);
    }
    return net;
  }

  private static void learn(MultiLayerNetwork net, INDArray x, INDArray labels) {
    net.setInput(x);
    net.setLabels(labels);
    net.computeGradientAndScore();
  }

  private static void checkGradient(MultiLayerNetwork net, INDArray x, INDArray labels) {
    learn(net, x, labels);
    INDArray gradient = net.gradient().gradient().dup().divi(x.size(0));
    INDArray parameters = net.params();
    for (long i = 0; i < parameters.length(); i++) {
      double value = parameters.getDouble(i);
      parameters.putScalar(i, value + STEP);
      learn(net, x, labels);
      double above = net.score();
      parameters.putScalar(i, value - STEP);
      learn(net, x, labels);
      double below = net.score();
      parameters.putScalar(i, value);
      assertEquals(
          (above - below) / (2 * STEP), gradient.getDouble(i), TOLERANCE, "parameter " + i);
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static INDArray random(long... shape) {
    Random random = new Random(11);
    INDArray array = Nd4j.create(DataType.DOUBLE, shape);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextGaussian());
    }
    return array;
  }

  private static INDArray labels(int rows, int classes) {
    Random random = new Random(13);
    INDArray labels = Nd4j.create(DataType.DOUBLE, rows, 1);
    for (int row = 0; row < rows; row++) {
      labels.putScalar(row, 0, random.nextInt(classes));
    }
    return labels;
  }

  /** The labels, and what their rows count. */
  private static INDArray weighted(INDArray labels) {
    INDArray weights = Nd4j.create(DataType.DOUBLE, labels.size(0), 1);
    for (long row = 0; row < weights.length(); row++) {
      weights.putScalar(row, 0.25 + row % 3);
    }
    return Nd4j.hstack(labels, weights);
  }
}
