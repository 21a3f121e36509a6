package ihct.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.nn.dl4j.ReluDense;
import ihct.nn.dl4j.SoftmaxOutput;
import ihct.threads.Team;
import java.util.Arrays;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Networks computed in blocks, held to the same networks in DL4J's own container. */
class FeedForwardTest {

  private static final int INPUTS = 7;
  private static final int CLASSES = 11;
  private static final double RATE = 0.01;

  @Test
  void probabilitiesAreThoseOfDl4j() {
    MultiLayerNetwork network = network(INPUTS, 20, CLASSES, 0.5);
    for (int rows : new int[] {1, 3, FeedForward.BLOCK}) {
      float[][] songs = songs(rows, INPUTS);
      INDArray expected = network.output(Nd4j.create(songs));
      float[] answers = new float[rows * CLASSES + 2];
      FloatMatrix wide = FloatMatrix.allocate(rows, INPUTS + CLASSES + 1);
      for (int i = 0; i < rows; i++) {
        wide.write(i, 0, songs[i], 0, INPUTS);
      }
      try (FeedForwardPredictor predictor = new FeedForwardPredictor(FeedForward.of(network))) {
        FloatMatrix input = wide.columns(0, INPUTS);
        predictor.predict(input, wide.columns(INPUTS, INPUTS + CLASSES));
        predictor.predict(input, answers, 2);
      }
      float[] row = new float[INPUTS + CLASSES + 1];
      for (int i = 0; i < rows; i++) {
        wide.read(i, row);
        for (int c = 0; c < CLASSES; c++) {
          assertEquals(expected.getFloat(i, c), row[INPUTS + c], 1e-6);
          assertEquals(row[INPUTS + c], answers[2 + i * CLASSES + c]);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.2})
  void lossGradientAndStepsAreThoseOfDl4j(double smoothing) {
    // three blocks of rows, the last of them short; several blocks of weights, by rows and columns
    int rows = 2 * FeedForward.BLOCK + 44;
    for (int[] shape : new int[][] {{INPUTS, 30, 13_000}, {9_000, 40, CLASSES}}) {
      MultiLayerNetwork ours = network(shape[0], shape[1], shape[2], 1, smoothing);
      MultiLayerNetwork theirs = network(shape[0], shape[1], shape[2], 1, smoothing);
      assertEquals(theirs.params(), ours.params());
      float[][] songs = songs(rows, shape[0]);
      int[] labels = labels(rows, shape[2]);
      INDArray x = Nd4j.create(songs);
      float[] weights = new float[rows];
      INDArray y = Nd4j.create(rows, 2);
      for (int row = 0; row < rows; row++) {
        weights[row] = 0.25f + row % 3;
        y.putScalar(row, 0, labels[row]);
        y.putScalar(row, 1, weights[row]);
      }
      theirs.setInput(x);
      theirs.setLabels(y);
      theirs.computeGradientAndScore();
      INDArray gradient = theirs.gradient().gradient().dup().divi(rows);
      try (FeedForwardLearner learner = learner(ours, rows, 1)) {
        double loss = learner.learn(labels, weights, rows, filler(songs));
        assertEquals(theirs.score(), loss, 1e-5);
        assertGradient(gradient, ours, learner);
        theirs.fit(x, y);
        for (int step = 0; step < 4; step++) {
          theirs.fit(x, y);
          double next = learner.learn(labels, weights, rows, filler(songs));
          assertEquals(theirs.score(), next, 2e-5);
        }
        // a step moves a weight by up to 0.01, whatever its gradient: the smallest are uncertain
        double far = theirs.params().sub(ours.params()).amaxNumber().doubleValue();
        double apart = theirs.params().sub(ours.params()).norm2Number().doubleValue();
        double moved = 0.01 * Math.sqrt(ours.numParams());
        assertTrue(far < 0.02 && apart < 0.01 * moved, far + " " + apart / moved);
      }
    }
  }

  /** After one step Adam's mean is a tenth of the gradient. */
  private static void assertGradient(
      INDArray expected, MultiLayerNetwork network, FeedForwardLearner learner) {
    double largest = expected.amaxNumber().doubleValue();
    double tolerance = 1e-5 * largest;
    int at = 0;
    for (int layer = 0; layer < network.getnLayers(); layer++) {
      int units = network.layerSize(layer);
      int inputs = network.layerInputSize(layer);
      for (int unit = 0; unit < units; unit++) {
        for (int input = 0; input < inputs; input++) {
          double mean = 10 * learner.adams().get(layer).mean(unit, input);
          assertEquals(expected.getDouble(at++), mean, tolerance);
        }
      }
      for (int unit = 0; unit < units; unit++) {
        double mean = 10 * learner.adams().get(network.getnLayers() + layer).mean(0, unit);
        assertEquals(expected.getDouble(at++), mean, tolerance);
      }
    }
    assertEquals(expected.length(), at);
  }

  @Test
  void weightsAreTheSameBitForBitOnAnyNumberOfThreads() {
    float[] alone = learnt(1, 5);
    for (int threads = 2; threads <= 4; threads++) {
      assertArrayEquals(alone, learnt(threads, 5));
    }
    assertFalse(Arrays.equals(alone, learnt(2, 6)), "Dropout does not depend on the seed.");
  }

  private static float[] learnt(int threads, long seed) {
    MultiLayerNetwork network = network(INPUTS, 64, 4_000, 0.7);
    int rows = 3 * FeedForward.BLOCK + 1;
    try (FeedForwardLearner learner =
        new FeedForwardLearner(FeedForward.of(network), rows, RATE, seed, new Team(threads))) {
      for (int step = 0; step < 3; step++) {
        learner.learn(labels(rows, 4_000), filler(songs(rows, INPUTS)));
      }
    }
    return network.params().toFloatVector();
  }

  @Test
  void dropoutIsDifferentInEveryStep() {
    MultiLayerNetwork network = network(INPUTS, 64, CLASSES, 0.5);
    try (FeedForwardLearner learner =
        new FeedForwardLearner(FeedForward.of(network), 50, 1e-12, 3, new Team(2))) {
      FeedForwardLearner.Inputs songs = filler(songs(50, INPUTS));
      double first = learner.learn(labels(50, CLASSES), songs);
      assertNotEquals(first, learner.learn(labels(50, CLASSES), songs), 1e-6);
    }
  }

  /** The mean over masks of a gradient that passes two layers with dropout is not far off. */
  @Test
  void gradientsUnderDropoutAreScaledLikeTheUnits() {
    MultiLayerNetwork network = network(INPUTS, 400, CLASSES, 0.8);
    MultiLayerNetwork plain = network(INPUTS, 400, CLASSES, 1);
    int[] labels = labels(60, CLASSES);
    FeedForwardLearner.Inputs songs = filler(songs(60, INPUTS));
    try (FeedForwardLearner dropping = learner(network, 60, 1e-12);
        FeedForwardLearner exact = learner(plain, 60, 1e-12)) {
      for (int step = 0; step < 200; step++) {
        dropping.learn(labels, songs);
        exact.learn(labels, songs);
      }
      double expected = 0;
      double dot = 0;
      for (int unit = 0; unit < 400; unit++) {
        for (int input = 0; input < INPUTS; input++) {
          double g = exact.adams().get(0).mean(unit, input);
          expected += g * g;
          dot += g * dropping.adams().get(0).mean(unit, input);
        }
      }
      // without the scale twice on the way down it would be near 0.64
      assertEquals(1, dot / expected, 0.15);
    }
  }

  /** The smaller one has eight blocks of rows, the larger one four. */
  @Test
  void smallerBatchAfterALargerOneIsLearntAsIfAlone() {
    float[][] songs = songs(1024, INPUTS);
    MultiLayerNetwork after = network(INPUTS, 20, CLASSES, 1);
    INDArray start = after.params().dup();
    try (FeedForwardLearner learner = learner(after, 1024, 1e-12)) {
      learner.learn(labels(1024, CLASSES), filler(songs));
      after.setParams(start);
      double loss = learner.learn(labels(1023, CLASSES), filler(songs));
      MultiLayerNetwork alone = network(INPUTS, 20, CLASSES, 1);
      try (FeedForwardLearner fresh = learner(alone, 1023, 1e-12)) {
        assertEquals(fresh.learn(labels(1023, CLASSES), filler(songs)), loss);
      }
    }
  }

  @Test
  void labelOutsideTheSoftmaxIsRefused() {
    try (FeedForwardLearner learner = learner(network(INPUTS, 20, CLASSES, 1), 2, 1)) {
      var refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> learner.learn(new int[] {0, CLASSES}, filler(songs(2, INPUTS))));
      assertTrue(
          refusal
              .getMessage()
              .contains("Row 1 of the batch has label 11; the softmax has classes 0 to 10."),
          refusal.getMessage());
    }
  }

  @Test
  void onlyNetworksOfTheseLayersAreTaken() {
    NeuralNetConfiguration.ListBuilder list = base().list();
    list.layer(new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build());
    list.layer(SoftmaxOutput.of(3, 1, 0));
    assertRefused(list);
    list = base().list();
    list.layer(ReluDense.of(4, 0.5));
    list.layer(SoftmaxOutput.of(3, 1, 0));
    assertRefused(list);
    list = base().dataType(DataType.DOUBLE).list();
    list.layer(ReluDense.of(4, 1));
    list.layer(SoftmaxOutput.of(3, 1, 0));
    assertRefused(list);
  }

  private static void assertRefused(NeuralNetConfiguration.ListBuilder list) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.feedForward(INPUTS)).build());
    network.init();
    assertFalse(FeedForward.canCompute(network));
    var refusal = assertThrows(IllegalArgumentException.class, () -> FeedForward.of(network));
    assertTrue(refusal.getMessage().startsWith("Only networks of float ReluDense layers"));
  }

  private static FeedForwardLearner learner(MultiLayerNetwork network, int batch, double rate) {
    return new FeedForwardLearner(
        FeedForward.of(network), batch, RATE * rate, 1, Team.onAllProcessors());
  }

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .updater(new org.nd4j.linalg.learning.config.Adam(RATE));
  }

  /** Two hidden layers; biases are not 0, so that they are seen. */
  private static MultiLayerNetwork network(int inputs, int hidden, int classes, double keep) {
    return network(inputs, hidden, classes, keep, 0);
  }

  private static MultiLayerNetwork network(
      int inputs, int hidden, int classes, double keep, double smoothing) {
    NeuralNetConfiguration.ListBuilder list = base().list();
    list.layer(ReluDense.of(hidden, 1));
    list.layer(ReluDense.of(hidden, keep));
    list.layer(SoftmaxOutput.of(classes, keep, smoothing));
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.feedForward(inputs)).build());
    network.init();
    Random random = new Random(5);
    for (int layer = 0; layer < 3; layer++) {
      INDArray bias = network.getParam(layer + "_b");
      for (long i = 0; i < bias.length(); i++) {
        bias.putScalar(i, random.nextGaussian() * 0.3);
      }
    }
    return network;
  }

  private static FeedForwardLearner.Inputs filler(float[][] songs) {
    return (inputs, from, thread) -> {
      for (int i = 0; i < inputs.rows(); i++) {
        inputs.write(i, songs[from + i]);
      }
    };
  }

  private static float[][] songs(int rows, int inputs) {
    Random random = new Random(11);
    float[][] songs = new float[rows][inputs];
    for (float[] song : songs) {
      for (int j = 0; j < inputs; j++) {
        song[j] = (float) random.nextGaussian();
      }
    }
    return songs;
  }

  private static int[] labels(int rows, int classes) {
    return new Random(13).ints(rows, 0, classes).toArray();
  }
}
