package ihct.nn.gru;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.nn.dl4j.GatedRecurrentUnit;
import ihct.nn.dl4j.ReluDense;
import ihct.nn.dl4j.SoftmaxOutput;
import ihct.threads.Team;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Holds the computation in blocks to DL4J's container around the same layers. */
class RecurrentTest {

  private static final int INPUTS = 3;
  private static final int UNITS = 5;
  private static final int CLASSES = 3;
  private static final double RATE = 0.01;

  /** Not a multiple of a block: the last one has 44 songs. */
  private static final int SONGS = 300;

  @Test
  void gradientsAreThoseOfDl4jInDoublePrecision() {
    for (int steps : new int[] {1, 4}) {
      MultiLayerNetwork ours = network(DataType.FLOAT, 1);
      MultiLayerNetwork theirs = network(DataType.DOUBLE, 1);
      theirs.setParams(ours.params().castTo(DataType.DOUBLE));
      float[] songs = songs(SONGS);
      int[][] paths = paths(SONGS, steps);
      theirs.setInput(sequence(songs, steps).castTo(DataType.DOUBLE));
      theirs.setLabels(labels(paths, steps));
      theirs.computeGradientAndScore();
      try (RecurrentLearner learner = learner(ours, steps, SONGS, 2)) {
        assertEquals(theirs.score(), learner.learn(songs, paths, weights(paths.length)), 1e-5);
        for (int direction = 0; direction < 2; direction++) {
          String prefix = "0_" + "fb".charAt(direction);
          // Adam's first moment is a tenth of the first gradient; DL4J divides by songs later
          double share = 10.0 * SONGS;
          var means = learner.adams().subList(4 * direction, 4 * direction + 4);
          assertClose(theirs, prefix + "W", means.get(0), share);
          assertClose(theirs, prefix + "RW", means.get(1), share);
          assertClose(theirs, prefix + "b", means.get(2), share);
          assertClose(theirs, prefix + "c", means.get(3), share);
        }
      }
    }
  }

  /** Floats, added in another order, against doubles. */
  private static void assertClose(
      MultiLayerNetwork network, String name, ihct.nn.Adam means, double share) {
    INDArray gradient = network.gradient().getGradientFor(name);
    boolean vector = gradient.rank() == 1;
    for (int in = 0; in < (vector ? 1 : gradient.size(0)); in++) {
      for (int out = 0; out < gradient.size(vector ? 0 : 1); out++) {
        double theirs = vector ? gradient.getDouble(out) : gradient.getDouble(in, out);
        double ours = vector ? means.mean(0, out) : means.mean(out, in);
        assertEquals(theirs / SONGS, ours * share / SONGS, 2e-6, name + " " + in + " " + out);
      }
    }
  }

  @Test
  void lossesAndWeightsOfManyStepsAreThoseOfDl4j() {
    int steps = 4;
    MultiLayerNetwork ours = network(DataType.FLOAT, 1);
    MultiLayerNetwork theirs = network(DataType.FLOAT, 1);
    try (RecurrentLearner learner = learner(ours, steps, SONGS, 2)) {
      // batches of other sizes: more songs, fewer, and as many as before
      for (int count : new int[] {40, SONGS, 10, SONGS, SONGS, 40}) {
        float[] songs = songs(count);
        int[][] paths = paths(count, steps);
        theirs.fit(sequence(songs, steps), labels(paths, steps).castTo(DataType.FLOAT));
        assertEquals(theirs.score(), learner.learn(songs, paths, weights(paths.length)), 2e-5);
      }
    }
    // single weights may differ more: Adam makes full steps of gradients that are nearly 0
    assertEquals(0, ours.params().distance1(theirs.params()) / ours.numParams(), 1e-4);
  }

  @Test
  void anyNumberOfThreadsLearnsTheSameBitForBit() {
    INDArray expected = learnt(1, 0.9);
    assertEquals(expected, learnt(2, 0.9));
    assertEquals(expected, learnt(5, 0.9));
    assertNotEquals(expected, learnt(1, 1));
  }

  private static INDArray learnt(int threads, double keep) {
    MultiLayerNetwork network = network(DataType.FLOAT, keep);
    try (RecurrentLearner learner = learner(network, 3, SONGS, threads)) {
      for (int i = 0; i < 3; i++) {
        learner.learn(songs(SONGS), paths(SONGS, 3), weights(SONGS));
      }
    }
    return network.params();
  }

  @Test
  void predictionsAreThoseOfDl4jWhateverTheBlock() {
    int steps = 4;
    MultiLayerNetwork network = network(DataType.FLOAT, 0.9);
    float[] songs = songs(200);
    INDArray theirs = network.output(sequence(songs, steps));
    try (RecurrentPredictor predictor = new RecurrentPredictor(Recurrent.of(network), steps)) {
      for (int from = 0; from < 200; ) {
        int count = Math.min(200 - from, from == 0 ? 1 : 150);
        predictor.predict(Arrays.copyOfRange(songs, from * INPUTS, (from + count) * INPUTS), count);
        for (int song = 0; song < count; song++) {
          float[] ours = new float[steps * CLASSES];
          predictor.read(song, ours);
          for (int i = 0; i < ours.length; i++) {
            int row = i / CLASSES * 200 + from + song;
            assertEquals(theirs.getFloat(row, i % CLASSES), ours[i], 2e-6);
          }
        }
        from += count;
      }
    }
  }

  @Test
  void predictionAfterLearningSeesTheNewWeights() {
    MultiLayerNetwork network = network(DataType.FLOAT, 1);
    try (RecurrentLearner learner = learner(network, 2, 8, 1);
        RecurrentPredictor predictor = new RecurrentPredictor(Recurrent.of(network), 2)) {
      float[] before = new float[2 * CLASSES];
      predictor.predict(songs(8), 8);
      predictor.read(3, before);
      learner.learn(songs(8), paths(8, 2), weights(8));
      assertTrue(network.output(sequence(songs(8), 2)).getFloat(3, 0) != before[0]);
    }
  }

  @Test
  void interruptedLearningStops() {
    MultiLayerNetwork network = network(DataType.FLOAT, 1);
    try (RecurrentLearner learner = learner(network, 2, 8, 2)) {
      Thread.currentThread().interrupt();
      var stop =
          assertThrows(
              CancellationException.class, () -> learner.learn(songs(8), paths(8, 2), weights(8)));
      assertEquals("Stopped while learning a batch of songs.", stop.getMessage());
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void weightsThatAreNoNumbersGiveALossThatIsNone() {
    MultiLayerNetwork network = network(DataType.FLOAT, 1);
    network.getParam("0_bRW").putScalar(0, Double.NaN);
    try (RecurrentLearner learner = learner(network, 3, 8, 2)) {
      assertTrue(Double.isNaN(learner.learn(songs(8), paths(8, 3), weights(8))));
    }
  }

  @Test
  void otherNetworksAreRefused() {
    NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder().list();
    list.layer(GatedRecurrentUnit.of(UNITS));
    list.layer(SoftmaxOutput.of(CLASSES, 1, 0));
    MultiLayerNetwork oneWay =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(INPUTS)).build());
    oneWay.init();
    assertFalse(Recurrent.canCompute(oneWay));
    assertFalse(Recurrent.canCompute(network(DataType.DOUBLE, 1)));
    var refusal = assertThrows(IllegalArgumentException.class, () -> Recurrent.of(oneWay));
    assertEquals(
        "Only float networks of a bidirectional GRU below ReluDense layers and a SoftmaxOutput"
            + " can be computed in blocks.",
        refusal.getMessage());
  }

  @Test
  void blocksOfThousandsOfStepsHaveFewerSongs() {
    assertEquals(256, Recurrent.block(13));
    assertEquals(256, Recurrent.block(512));
    assertEquals(25, Recurrent.block(5238));
    assertEquals(1, Recurrent.block(1_000_000));
  }

  @Test
  void theSecondDirectionComesFromTheLastStep() {
    MultiLayerNetwork network = network(DataType.FLOAT, 1);
    float[] before = new float[6 * CLASSES];
    float[] after = new float[6 * CLASSES];
    try (RecurrentPredictor predictor = new RecurrentPredictor(Recurrent.of(network), 6)) {
      predictor.predict(songs(2), 2);
      predictor.read(0, before);
      network.getParam("0_bRW").muli(0.5);
      predictor.predict(songs(2), 2);
      predictor.read(0, after);
    }
    for (int t = 0; t < 6; t++) {
      boolean changed = before[t * CLASSES] != after[t * CLASSES];
      assertEquals(t < 5, changed, "step " + t);
    }
  }

  private static RecurrentLearner learner(
      MultiLayerNetwork network, int steps, int batch, int threads) {
    return new RecurrentLearner(Recurrent.of(network), steps, batch, RATE, 9, new Team(threads));
  }

  /** A network with all parameters, biases too, away from 0. */
  private static MultiLayerNetwork network(DataType type, double keep) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().dataType(type).updater(new Adam(RATE)).list();
    list.layer(new Bidirectional(Bidirectional.Mode.CONCAT, GatedRecurrentUnit.of(UNITS)));
    list.layer(ReluDense.of(7, 1));
    list.layer(ReluDense.of(6, keep));
    list.layer(SoftmaxOutput.of(CLASSES, keep, 0));
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(INPUTS)).build());
    network.init();
    Random random = new Random(5);
    for (long i = 0; i < network.numParams(); i++) {
      network.params().putScalar(i, random.nextGaussian() * 0.5);
    }
    return network;
  }

  private static float[] songs(int count) {
    Random random = new Random(11);
    float[] songs = new float[count * INPUTS];
    for (int i = 0; i < songs.length; i++) {
      songs[i] = (float) random.nextGaussian();
    }
    return songs;
  }

  private static int[][] paths(int count, int steps) {
    Random random = new Random(13);
    int[][] paths = new int[count][steps];
    for (int[] path : paths) {
      for (int t = 0; t < steps; t++) {
        path[t] = random.nextInt(CLASSES);
      }
    }
    return paths;
  }

  /** What each song counts. */
  private static float[] weights(int count) {
    float[] weights = new float[count];
    for (int song = 0; song < count; song++) {
      weights[song] = 0.25f + song % 3 * 0.5f;
    }
    return weights;
  }

  /** {@code [songs, inputs, steps]}. */
  private static INDArray sequence(float[] songs, int steps) {
    int count = songs.length / INPUTS;
    INDArray sequence = Nd4j.create(DataType.FLOAT, count, INPUTS, steps);
    for (int i = 0; i < songs.length; i++) {
      for (int t = 0; t < steps; t++) {
        sequence.putScalar(new int[] {i / INPUTS, i % INPUTS, t}, songs[i]);
      }
    }
    return sequence;
  }

  /** DL4J's rows are in the order of steps, then songs. */
  private static INDArray labels(int[][] paths, int steps) {
    INDArray labels = Nd4j.create(DataType.DOUBLE, (long) steps * paths.length, 2);
    for (int song = 0; song < paths.length; song++) {
      for (int t = 0; t < steps; t++) {
        labels.putScalar((long) t * paths.length + song, 0, paths[song][t]);
        labels.putScalar((long) t * paths.length + song, 1, weights(paths.length)[song]);
      }
    }
    return labels;
  }
}
