package ihct.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.nn.dl4j.ReluDense;
import ihct.nn.dl4j.SoftmaxOutput;
import ihct.threads.Team;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Output layers of several softmaxes: losses and gradients, all units computed and sparse. */
class SegmentsTest {

  private static final int INPUTS = 5;
  private static final int HIDDEN = 9;
  private static final int CLASSES = 7;

  /** Three children, one with two and one with three children, one of which has two again. */
  private static final Segments TREE =
      Segments.tree(
          new int[] {3, 2, 3, 2}, new int[] {-1, 0, 2, 6}, new int[] {3, 4, 1, 5, 8, 9, 7});

  /** The units on each class's path, written out by hand. */
  private static final int[][] PATHS = {{0, 3}, {0, 4}, {1}, {2, 5}, {2, 6, 8}, {2, 6, 9}, {2, 7}};

  private static final int[][] SIBLINGS = {{0, 1, 2}, {3, 4}, {5, 6, 7}, {8, 9}};

  /** Two, four and seven groups. */
  private static final int[][] TIERS = {
    {0, 0, 0, 1, 1, 1, 1}, {0, 0, 1, 2, 2, 3, 3}, {0, 1, 2, 3, 4, 5, 6}
  };

  /** Numbers 7 and 8: of the first the path to unit 6 is certain, of the second that to unit 2. */
  private static final List<SharedLabel> NAMES =
      List.of(new SharedLabel(new int[] {4, 5}, new float[] {1, 0.25f}), oneOf(6, 3, 4));

  private static SharedLabel oneOf(int... classes) {
    float[] shares = new float[classes.length];
    Arrays.fill(shares, 1);
    return new SharedLabel(classes, shares);
  }

  /** Ways to read the output units; a class's loss in double precision is told by an oracle. */
  enum Form {
    SOFTMAX(Segments.softmax(CLASSES)) {
      @Override
      double loss(double[] logits, int label, double smoothing) {
        int[] units = range(0, CLASSES);
        if (label < CLASSES) {
          return crossEntropy(logits, units, label, smoothing);
        }
        double name =
            label == 7
                ? Math.exp(logits[4]) + 0.25 * Math.exp(logits[5])
                : Math.exp(logits[6]) + Math.exp(logits[3]) + Math.exp(logits[4]);
        double mean = Arrays.stream(logits).average().orElseThrow();
        double all = Arrays.stream(logits).map(Math::exp).sum();
        return Math.log(all) - (1 - smoothing) * Math.log(name) - smoothing * mean;
      }
    },
    HEADS(Segments.heads(TIERS, 0.3)) {
      @Override
      double loss(double[] logits, int label, double smoothing) {
        int[][] units = {range(0, 2), range(2, 6)};
        if (label >= CLASSES) {
          return 0.3 * crossEntropy(logits, units[0], 1, smoothing);
        }
        return 0.3 * crossEntropy(logits, units[0], TIERS[0][label], smoothing)
            + 0.3 * crossEntropy(logits, units[1], 2 + TIERS[1][label], smoothing)
            + crossEntropy(logits, range(6, 13), 6 + label, smoothing);
      }

      @Override
      double answer(double[] logits, int label) {
        return crossEntropy(logits, range(6, 13), 6 + label, 0);
      }
    },
    TREE_OF_DECISIONS(TREE) {
      @Override
      double loss(double[] logits, int label, double smoothing) {
        double loss = 0;
        int[] path = label < CLASSES ? PATHS[label] : label == 7 ? new int[] {2, 6} : new int[] {2};
        for (int unit : path) {
          loss += crossEntropy(logits, siblings(unit), unit, smoothing);
        }
        return loss;
      }
    };

    final Segments segments;

    Form(Segments segments) {
      this.segments = segments.with(NAMES);
    }

    abstract double loss(double[] logits, int label, double smoothing);

    /** The logarithm of the inverse of the probability with which a class is answered. */
    double answer(double[] logits, int label) {
      return loss(logits, label, 0);
    }
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  private static int[] siblings(int unit) {
    return Arrays.stream(SIBLINGS)
        .filter(group -> Arrays.stream(group).anyMatch(other -> other == unit))
        .findFirst()
        .orElseThrow();
  }

  /** The label is the target but for a share that is spread over all units. */
  private static double crossEntropy(double[] logits, int[] units, int target, double smoothing) {
    double sum = Arrays.stream(units).mapToDouble(unit -> Math.exp(logits[unit])).sum();
    double mean = Arrays.stream(units).mapToDouble(unit -> logits[unit]).average().orElseThrow();
    return Math.log(sum) - (1 - smoothing) * logits[target] - smoothing * mean;
  }

  private static MultiLayerNetwork network(int hidden, int units, double keep) {
    return network(hidden, units, keep, 0);
  }

  private static MultiLayerNetwork network(int hidden, int units, double keep, double smoothing) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .updater(new org.nd4j.linalg.learning.config.Adam(0.01))
            .list();
    list.layer(ReluDense.of(hidden, 1));
    list.layer(SoftmaxOutput.of(units, keep, smoothing));
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.feedForward(INPUTS)).build());
    network.init();
    Random random = new Random(5);
    for (int layer = 0; layer < 2; layer++) {
      INDArray bias = network.getParam(layer + "_b");
      for (long i = 0; i < bias.length(); i++) {
        bias.putScalar(i, random.nextGaussian() * 0.3);
      }
    }
    return network;
  }

  private static float[][] songs(int rows) {
    Random random = new Random(11);
    float[][] songs = new float[rows][INPUTS];
    for (float[] song : songs) {
      for (int j = 0; j < INPUTS; j++) {
        song[j] = (float) random.nextGaussian();
      }
    }
    return songs;
  }

  private static FeedForwardLearner.Inputs filler(float[][] songs) {
    return (inputs, from, thread) -> {
      for (int i = 0; i < inputs.rows(); i++) {
        inputs.write(i, songs[from + i]);
      }
    };
  }

  private static int[] labels(int rows, int classes) {
    return new Random(13).ints(rows, 0, classes).toArray();
  }

  /** By how much the loss of a row counts. */
  private static float rowWeight(int row) {
    return 0.25f + row % 3;
  }

  private static float[] rowWeights(int rows) {
    float[] weights = new float[rows];
    for (int row = 0; row < rows; row++) {
      weights[row] = rowWeight(row);
    }
    return weights;
  }

  /** The mean weighted loss of a network without dropout, in plain loops of double precision. */
  private static double loss(
      double[] weights, Form form, float[][] songs, int[] label, double smoothing) {
    int units = form.segments.units();
    double sum = 0;
    for (int row = 0; row < songs.length; row++) {
      sum += rowWeight(row) * form.loss(logits(weights, units, songs[row]), label[row], smoothing);
    }
    return sum / songs.length;
  }

  private static double[] logits(double[] weights, int units, float[] song) {
    double[] inputs = new double[INPUTS];
    Arrays.setAll(inputs, j -> song[j]);
    double[] hidden = affine(inputs, weights, 0, HIDDEN);
    Arrays.setAll(hidden, unit -> Math.max(0, hidden[unit]));
    return affine(hidden, weights, (INPUTS + 1) * HIDDEN, units);
  }

  /** Weights lie unit by unit, and the biases behind them. */
  private static double[] affine(double[] inputs, double[] weights, int from, int units) {
    double[] outputs = new double[units];
    for (int unit = 0; unit < units; unit++) {
      outputs[unit] = weights[from + units * inputs.length + unit];
      for (int j = 0; j < inputs.length; j++) {
        outputs[unit] += weights[from + unit * inputs.length + j] * inputs[j];
      }
    }
    return outputs;
  }

  @ParameterizedTest
  @EnumSource
  void lossAndGradientsAreThoseOfDifferences(Form form) {
    compareWithDifferences(form, 0);
  }

  @ParameterizedTest
  @EnumSource
  void labelsAreSmoothedInEverySegment(Form form) {
    compareWithDifferences(form, 0.2);
  }

  private static void compareWithDifferences(Form form, double smoothing) {
    int units = form.segments.units();
    int rows = 40;
    float[][] songs = songs(rows);
    int[] labels = labels(rows, CLASSES + NAMES.size());
    MultiLayerNetwork network = network(HIDDEN, units, 1, smoothing);
    double[] weights = network.params().toDoubleVector();
    FeedForward view = FeedForward.of(network).with(form.segments);
    try (FeedForwardLearner learner = new FeedForwardLearner(view, rows, 1e-12, 1, new Team(2))) {
      assertEquals(
          loss(weights, form, songs, labels, smoothing),
          learner.learn(labels, rowWeights(rows), rows, filler(songs)),
          1e-6);
      int at = 0;
      for (int layer = 0; layer < 2; layer++) {
        int width = layer == 0 ? INPUTS : HIDDEN;
        int height = layer == 0 ? HIDDEN : units;
        for (int i = 0; i < height * width + height; i++, at++) {
          // after one step Adam's mean is a tenth of the gradient
          double mean =
              10
                  * (i < height * width
                      ? learner.adams().get(layer).mean(i / width, i % width)
                      : learner.adams().get(2 + layer).mean(0, i - height * width));
          double[] more = weights.clone();
          double[] less = weights.clone();
          more[at] += 1e-5;
          less[at] -= 1e-5;
          double expected =
              (loss(more, form, songs, labels, smoothing)
                      - loss(less, form, songs, labels, smoothing))
                  / 2e-5;
          assertEquals(expected, mean, 2e-6, "weight " + i + " of layer " + layer);
        }
      }
      assertEquals(weights.length, at);
    }
  }

  /** Several blocks of rows, segments with all, many, few and no rows, and one with many units. */
  @Test
  void sparseTreeLearnsAsIfAllUnitsWereComputed() {
    Segments tree = wideTree();
    int rows = 2 * FeedForward.BLOCK + 44;
    int[] labels = labels(rows, 900);
    MultiLayerNetwork sparse = network(64, tree.units(), 0.7);
    MultiLayerNetwork full = network(64, tree.units(), 0.7);
    FeedForward view = FeedForward.of(full).with(tree);
    try (FeedForwardLearner some =
            new FeedForwardLearner(FeedForward.of(sparse).with(tree), rows, 1e-12, 3, new Team(2));
        FeedForwardLearner all =
            new FeedForwardLearner(
                view,
                rows,
                1e-12,
                3,
                new Team(2),
                false,
                new SoftmaxLearner(view, rows, FeedForwardLearner.mostBlocks(rows)))) {
      double expected = all.learn(labels, rowWeights(rows), rows, filler(songs(rows)));
      assertEquals(
          expected,
          some.learn(labels, rowWeights(rows), rows, filler(songs(rows))),
          1e-6 * expected);
      float[] ofAll = all.moments();
      float[] ofSome = some.moments();
      for (int i = 0; i < ofAll.length; i++) {
        assertEquals(ofAll[i], ofSome[i], 1e-8 + 1e-5 * Math.abs(ofAll[i]), "moment " + i);
      }
    }
  }

  /** Thirty groups of thirty classes, each in twos, threes and fives; and 3000 lonely classes. */
  private static Segments wideTree() {
    int[] siblings = new int[1 + 30 + 300];
    int[] above = new int[siblings.length];
    int[] leaf = new int[900 + 3000];
    siblings[0] = 3030;
    above[0] = Segments.ROOT;
    for (int group = 0; group < 30; group++) {
      siblings[1 + group] = 10;
      above[1 + group] = group;
      for (int twig = 0; twig < 10; twig++) {
        int s = 31 + group * 10 + twig;
        siblings[s] = 3;
        above[s] = 3030 + group * 10 + twig;
        for (int c = 0; c < 3; c++) {
          leaf[group * 30 + twig * 3 + c] = 3330 + (group * 10 + twig) * 3 + c;
        }
      }
    }
    for (int c = 0; c < 3000; c++) {
      leaf[900 + c] = 30 + c;
    }
    return Segments.tree(siblings, above, leaf);
  }

  @Test
  void weightsOfSegmentsWithoutRowsRest() {
    int[] labels = {2, 2, 0, 2};
    MultiLayerNetwork network = network(HIDDEN, TREE.units(), 1);
    INDArray before = network.params().dup();
    try (FeedForwardLearner learner =
        new FeedForwardLearner(FeedForward.of(network).with(TREE), 4, 0.01, 1, new Team(1))) {
      learner.learn(labels, filler(songs(4)));
      learner.learn(new int[] {2, 2, 2, 2}, filler(songs(4)));
    }
    INDArray bias = network.getParam("1_b");
    INDArray biasBefore = before.reshape(before.length());
    long first = before.length() - TREE.units();
    for (int unit = 0; unit < TREE.units(); unit++) {
      boolean learnt = biasBefore.getFloat(first + unit) != bias.getFloat(unit);
      assertEquals(unit < 5, learnt, "unit " + unit);
    }
  }

  @ParameterizedTest
  @EnumSource
  void threadsChangeNothing(Form form) {
    int rows = 3 * FeedForward.BLOCK + 1;
    float[][] learnt = new float[3][];
    for (int threads = 1; threads <= 3; threads++) {
      MultiLayerNetwork network = network(64, form.segments.units(), 0.7);
      FeedForward view = FeedForward.of(network).with(form.segments);
      try (FeedForwardLearner learner =
          new FeedForwardLearner(view, rows, 0.01, 5, new Team(threads))) {
        for (int step = 0; step < 3; step++) {
          // smaller batches, of other classes, after larger ones
          int fewer = rows - step * FeedForward.BLOCK;
          learner.learn(labels(fewer, CLASSES + 2 - step), filler(songs(fewer)));
        }
      }
      learnt[threads - 1] = network.params().toFloatVector();
    }
    assertArrayEquals(learnt[0], learnt[1]);
    assertArrayEquals(learnt[0], learnt[2]);
  }

  @Test
  void probabilitiesOfATreeAreProductsAlongPaths() {
    Random random = new Random(3);
    for (int scale : new int[] {1, 30}) {
      float[] logits = new float[TREE.units()];
      double[] exact = new double[TREE.units()];
      for (int unit = 0; unit < logits.length; unit++) {
        logits[unit] = (float) (scale * random.nextGaussian());
        exact[unit] = logits[unit];
      }
      float[] classes = new float[CLASSES];
      PathProducts.of(TREE, logits, new float[TREE.units()], classes, 0);
      double sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        double expected = Math.exp(-Form.TREE_OF_DECISIONS.answer(exact, c));
        assertEquals(expected, classes[c], 1e-6);
        sum += classes[c];
      }
      assertEquals(1, sum, 1e-6);
    }
  }

  /** Of heads, the last one answers alone. */
  @ParameterizedTest
  @EnumSource
  void predictorsAnswerByClass(Form form) {
    int units = form.segments.units();
    MultiLayerNetwork network = network(HIDDEN, units, 1);
    double[] weights = network.params().toDoubleVector();
    float[][] songs = songs(3);
    FloatMatrix input = FloatMatrix.allocate(3, INPUTS);
    FloatMatrix answers = FloatMatrix.allocate(3, CLASSES);
    float[] array = new float[3 * CLASSES];
    float[] row = new float[CLASSES];
    for (int i = 0; i < 3; i++) {
      input.write(i, songs[i]);
    }
    try (FeedForwardPredictor predictor =
        new FeedForwardPredictor(FeedForward.of(network).with(form.segments))) {
      predictor.predict(input, answers);
      predictor.predict(input, array, 0);
    }
    for (int i = 0; i < 3; i++) {
      answers.read(i, row);
      double[] logits = logits(weights, units, songs[i]);
      for (int c = 0; c < CLASSES; c++) {
        assertEquals(Math.exp(-form.answer(logits, c)), row[c], 1e-6);
        assertEquals(row[c], array[i * CLASSES + c]);
      }
      assertEquals(1, IntStream.range(0, CLASSES).mapToDouble(c -> row[c]).sum(), 1e-6);
    }
  }

  @Test
  void refusalsSayWhatIsWrong() {
    assertRefusal(
        "Segment 1 begins with unit 2 and stands below unit 2; that must be one before it.",
        () -> Segments.tree(new int[] {2, 2}, new int[] {-1, 2}, new int[] {0, 2, 3}));
    assertRefusal(
        "weight of heads = -1.0; it must be 0 or more, and finite.",
        () -> Segments.heads(TIERS, -1));
    assertRefusal(
        "The last head has group 0 for class 1; it must tell the classes.",
        () -> Segments.heads(new int[][] {{0, 0}}, 1));
    assertRefusal(
        "The network has 4 output units; the segments have 10.",
        () -> FeedForward.of(network(HIDDEN, 4, 1)).with(TREE));
    assertRefusal(
        "A label shares class 7; there are classes 0 to 6.", () -> TREE.with(List.of(oneOf(0, 7))));
    assertRefusal(
        "A label has 0 classes and 0 shares; give it a class or more, and each a share.",
        () -> oneOf());
    assertRefusal(
        "A label has the share 0.0 of a class; it must be positive and finite.",
        () -> new SharedLabel(new int[] {1}, new float[1]));
    try (FeedForwardLearner learner =
        new FeedForwardLearner(
            FeedForward.of(network(HIDDEN, 10, 1)).with(TREE), 2, 1, 1, new Team(1))) {
      assertRefusal(
          "Row 1 of the batch has label 7; the softmax has classes 0 to 6.",
          () -> learner.learn(new int[] {0, 7}, filler(songs(2))));
      // and the learner is as it was
      assertTrue(learner.learn(new int[] {0, 6}, filler(songs(2))) > 0);
    }
  }

  private static void assertRefusal(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
