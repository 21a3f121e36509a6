package ihct.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.nn.dl4j.ReluDense;
import ihct.nn.dl4j.SoftmaxOutput;
import ihct.threads.Team;
import java.util.Arrays;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.Adam;

/** Batch normalisation, held to a plain version in double precision. */
class BatchNormTest {

  private static final int INPUTS = 5;
  private static final int HIDDEN = 9;
  private static final int CLASSES = 4;

  /** Two blocks, then some rows. */
  private static final int ROWS = 2 * 128;

  /** The plain version: weights [layer][unit][input, bias last], moments [layer][unit]. */
  private static final class Naive {
    final double[][][] weights;
    final double[][] means = new double[2][HIDDEN];
    final double[][] variances = {ones(), ones()};

    Naive(MultiLayerNetwork network) {
      weights = new double[3][][];
      for (int layer = 0; layer < 3; layer++) {
        float[][] w = network.getLayer(layer).getParam("W").toFloatMatrix();
        float[] b = network.getLayer(layer).getParam("b").toFloatVector();
        weights[layer] = new double[b.length][w.length + 1];
        for (int unit = 0; unit < b.length; unit++) {
          for (int input = 0; input < w.length; input++) {
            weights[layer][unit][input] = w[input][unit];
          }
          weights[layer][unit][w.length] = b[unit];
        }
      }
    }

    private static double[] ones() {
      double[] ones = new double[HIDDEN];
      Arrays.fill(ones, 1);
      return ones;
    }

    /** The mean loss of a batch, block by block. */
    double loss(float[][] songs, int[] labels) {
      double loss = 0;
      for (int from = 0; from < songs.length; from += 128) {
        double[][] logits = products(2, hidden(block(songs, from)));
        for (int i = 0; i < logits.length; i++) {
          loss += crossEntropy(logits[i], labels[from + i]);
        }
      }
      return loss / songs.length;
    }

    private static float[][] block(float[][] songs, int from) {
      return Arrays.copyOfRange(songs, from, Math.min(songs.length, from + 128));
    }

    /** The last hidden layer of a block. */
    private double[][] hidden(float[][] songs) {
      double[][] values = doubles(songs);
      for (int layer = 0; layer < 2; layer++) {
        values = rectified(layer, products(layer, values));
      }
      return values;
    }

    private double[][] rectified(int layer, double[][] z) {
      for (int unit = 0; unit < HIDDEN; unit++) {
        double mean = z.length < 16 ? means[layer][unit] : mean(z, unit);
        double variance = z.length < 16 ? variances[layer][unit] : variance(z, unit);
        for (double[] row : z) {
          double normal = (row[unit] - mean) / Math.sqrt(variance + 1e-5);
          row[unit] = Math.max(0, normal + bias(layer, unit));
        }
      }
      return z;
    }

    private static double mean(double[][] z, int unit) {
      return Arrays.stream(z).mapToDouble(row -> row[unit]).average().orElseThrow();
    }

    private static double variance(double[][] z, int unit) {
      double mean = mean(z, unit);
      return Arrays.stream(z).mapToDouble(row -> Math.pow(row[unit] - mean, 2)).sum() / z.length;
    }

    /** Renews the moments by songs that come in batches. */
    void measure(float[][] songs, int batch) {
      double[][] meanSums = new double[2][HIDDEN];
      double[][] varianceSums = new double[2][HIDDEN];
      long rows = 0;
      for (int first = 0; first < songs.length; first += batch) {
        float[][] part = Arrays.copyOfRange(songs, first, Math.min(songs.length, first + batch));
        for (int from = 0; from < part.length; from += 128) {
          double[][] values = doubles(block(part, from));
          int n = values.length;
          for (int layer = 0; layer < 2 && n >= 16; layer++) {
            double[][] z = products(layer, values);
            for (int unit = 0; unit < HIDDEN; unit++) {
              meanSums[layer][unit] += n * mean(z, unit);
              varianceSums[layer][unit] += n * variance(z, unit) * n / (n - 1);
            }
            values = rectified(layer, z);
          }
          rows += n >= 16 ? n : 0;
        }
      }
      for (int layer = 0; layer < 2; layer++) {
        for (int unit = 0; unit < HIDDEN; unit++) {
          means[layer][unit] = meanSums[layer][unit] / rows;
          variances[layer][unit] = varianceSums[layer][unit] / rows;
        }
      }
    }

    private double bias(int layer, int unit) {
      double[] own = weights[layer][unit];
      return own[own.length - 1];
    }

    private double[][] products(int layer, double[][] values) {
      double[][] products = new double[values.length][weights[layer].length];
      for (int i = 0; i < values.length; i++) {
        for (int unit = 0; unit < products[i].length; unit++) {
          for (int input = 0; input < values[i].length; input++) {
            products[i][unit] += weights[layer][unit][input] * values[i][input];
          }
        }
      }
      return products;
    }

    private double crossEntropy(double[] logits, int label) {
      double sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        sum += Math.exp(logits[c] + bias(2, c));
      }
      return Math.log(sum) - logits[label] - bias(2, label);
    }
  }

  private static double[][] doubles(float[][] values) {
    return Arrays.stream(values).map(BatchNormTest::doubles).toArray(double[][]::new);
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  private static MultiLayerNetwork network(double keep) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(7).updater(new Adam(0.01)).list();
    list.layer(ReluDense.of(HIDDEN, 1));
    list.layer(ReluDense.of(HIDDEN, keep));
    list.layer(SoftmaxOutput.of(CLASSES, keep, 0));
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.feedForward(INPUTS)).build());
    network.init();
    Random random = new Random(5);
    for (int layer = 0; layer < 3; layer++) {
      var bias = network.getParam(layer + "_b");
      for (long i = 0; i < bias.length(); i++) {
        bias.putScalar(i, random.nextGaussian() * 0.3);
      }
    }
    return network;
  }

  private static float[][] songs(int rows, long seed) {
    Random random = new Random(seed);
    float[][] songs = new float[rows][INPUTS];
    for (float[] song : songs) {
      for (int j = 0; j < INPUTS; j++) {
        song[j] = (float) (2 + 3 * random.nextGaussian());
      }
    }
    return songs;
  }

  private static int[] labels(int rows) {
    return new Random(13).ints(rows, 0, CLASSES).toArray();
  }

  private static FeedForwardLearner.Inputs filler(float[][] songs) {
    return (inputs, from, thread) -> {
      for (int i = 0; i < inputs.rows(); i++) {
        inputs.write(i, songs[from + i]);
      }
    };
  }

  /** The last block has 40 rows, 16, and too few to be normalised by its own moments. */
  @ParameterizedTest
  @ValueSource(ints = {40, 16, 15, 1})
  void lossAndGradientsAreThoseOfThePlainVersion(int rest) {
    MultiLayerNetwork network = network(1);
    Naive naive = new Naive(network);
    float[][] songs = songs(ROWS + rest, 11);
    int[] labels = labels(ROWS + rest);
    FeedForward normalized = FeedForward.of(network).normalized();
    try (FeedForwardLearner learner =
        new FeedForwardLearner(normalized, ROWS + rest, 1e-12, 1, new Team(2))) {
      assertEquals(naive.loss(songs, labels), learner.learn(labels, filler(songs)), 1e-5);
      double largest = 0;
      for (int layer = 0; layer < 3; layer++) {
        for (int unit = 0; unit < naive.weights[layer].length; unit++) {
          double[] own = naive.weights[layer][unit];
          for (int input = 0; input < own.length; input++) {
            double expected = slope(naive, own, input, songs, labels);
            double mean =
                input == own.length - 1
                    ? learner.adams().get(3 + layer).mean(0, unit)
                    : learner.adams().get(layer).mean(unit, input);
            largest = Math.max(largest, Math.abs(expected));
            // after one step Adam's mean is a tenth of the gradient
            assertEquals(expected, 10 * mean, 2e-5, layer + " " + unit + " " + input);
          }
        }
      }
      assertTrue(largest > 0.01, "There is nothing to compare.");
    }
  }

  private static double slope(
      Naive naive, double[] weights, int input, float[][] songs, int[] labels) {
    double step = 1e-6;
    double own = weights[input];
    weights[input] = own + step;
    double above = naive.loss(songs, labels);
    weights[input] = own - step;
    double below = naive.loss(songs, labels);
    weights[input] = own;
    return (above - below) / (2 * step);
  }

  /** Chunks of 256 rows and one of 47: blocks of 128, the last of 47; then one of 15. */
  @ParameterizedTest
  @ValueSource(ints = {2 * ROWS + 47, 2 * ROWS + 15, 16})
  void momentsAreMeasuredWithoutDropoutAndWithWeightsThatStandStill(int rows) {
    MultiLayerNetwork network = network(0.5);
    FeedForward normalized = FeedForward.of(network).normalized();
    float[][] songs = songs(rows, 21);
    try (FeedForwardLearner learner =
        new FeedForwardLearner(normalized, ROWS, 0.01, 1, new Team(2))) {
      for (int step = 0; step < 5; step++) {
        learner.learn(labels(ROWS), filler(songs(ROWS, step)));
      }
      Naive naive = new Naive(network);
      learner.measure(rows, filler(songs));
      naive.measure(songs, ROWS);
      for (int layer = 0; layer < 2; layer++) {
        assertArrayEquals(naive.means[layer], doubles(normalized.moments().means(layer)), 1e-4);
        assertArrayEquals(
            naive.variances[layer], doubles(normalized.moments().variances(layer)), 1e-3);
      }
    }
  }

  @Test
  void whatIsTooLittleToMeasureLeavesTheMomentsAsTheyWere() {
    FeedForward normalized = FeedForward.of(network(1)).normalized();
    try (FeedForwardLearner learner =
        new FeedForwardLearner(normalized, ROWS, 0.01, 1, new Team(1))) {
      learner.measure(15, filler(songs(15, 3)));
      assertArrayEquals(new float[HIDDEN], normalized.moments().means(1));
    }
  }

  /** Dropout is on in training; the network that answers knows nothing of it. */
  @Test
  void foldedNetworkAnswersAsTheNormalizedOneWithoutDropout() {
    MultiLayerNetwork network = network(0.5);
    FeedForward normalized = FeedForward.of(network).normalized();
    float[][] few = songs(3, 99); // are normalised by the moments
    int[] labels = {2, 0, 3};
    try (FeedForwardLearner learner =
        new FeedForwardLearner(normalized, ROWS, 0.01, 1, new Team(1))) {
      for (int step = 0; step < 5; step++) {
        learner.learn(labels(ROWS), filler(songs(ROWS, step)));
      }
      learner.measure(ROWS, filler(songs(ROWS, 11)));
    }
    Naive naive = new Naive(network);
    naive.measure(songs(ROWS, 11), ROWS);
    normalized.moments().fold();
    float[] probabilities = new float[3 * CLASSES];
    FloatMatrix input = FloatMatrix.allocate(3, INPUTS);
    for (int i = 0; i < 3; i++) {
      input.write(i, few[i]);
    }
    try (FeedForwardPredictor predictor = new FeedForwardPredictor(FeedForward.of(network))) {
      predictor.predict(input, probabilities, 0);
    }
    double loss = 0;
    for (int i = 0; i < 3; i++) {
      loss -= Math.log(probabilities[i * CLASSES + labels[i]]) / 3;
    }
    assertEquals(naive.loss(few, labels), loss, 1e-4);
  }

  @Test
  void onlyAFoldedNetworkAnswers() {
    FeedForward normalized = FeedForward.of(network(1)).normalized();
    assertNotNull(normalized.with(Segments.softmax(CLASSES)).moments());
    assertThrows(IllegalStateException.class, () -> new FeedForwardPredictor(normalized));
  }

  @Test
  void allIsTheSameBitForBitOnAnyNumberOfThreads() {
    float[] alone = learnt(1);
    for (int threads = 2; threads <= 4; threads++) {
      assertArrayEquals(alone, learnt(threads));
    }
  }

  /** Weights and moments after some steps with dropout. */
  private static float[] learnt(int threads) {
    MultiLayerNetwork network = network(0.7);
    FeedForward normalized = FeedForward.of(network).normalized();
    int rows = 3 * FeedForward.BLOCK + 1;
    try (FeedForwardLearner learner =
        new FeedForwardLearner(normalized, rows, 0.01, 3, new Team(threads))) {
      for (int step = 0; step < 3; step++) {
        learner.learn(labels(rows), filler(songs(rows, step)));
      }
      learner.measure(2 * rows, filler(songs(2 * rows, 4)));
    }
    float[] weights = network.params().toFloatVector();
    float[] all = Arrays.copyOf(weights, weights.length + normalized.moments().count());
    normalized.moments().copyTo(all, weights.length);
    return all;
  }
}
