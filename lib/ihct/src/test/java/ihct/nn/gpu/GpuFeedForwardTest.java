package ihct.nn.gpu;

import static ihct.nn.gpu.StandIn.apart;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.nn.FeedForward;
import ihct.nn.FeedForwardLearner;
import ihct.nn.FeedForwardPredictor;
import ihct.nn.FloatMatrix;
import ihct.nn.Segments;
import ihct.nn.SharedLabel;
import ihct.threads.Team;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks on a graphics card, held to the same networks on the processor. */
class GpuFeedForwardTest {

  private static final int INPUTS = 7;
  private static final int CLASSES = 70;
  private static final double RATE = 0.003;

  private static Device device;

  @BeforeAll
  static void findsACard() {
    device = StandIn.device();
  }

  /** Networks of which each has something that no other has. */
  enum Form {
    PLAIN(Segments.softmax(CLASSES), 0.9, 0, false),
    SMOOTHED_WITH_NAMES(Segments.softmax(CLASSES).with(names()), 0.5, 0.1, false),
    NORMALIZED(Segments.softmax(CLASSES), 1, 0, true),
    HEADS(Segments.heads(groups(), 0.3), 0.8, 0, false),
    NORMALIZED_HEADS_WITH_NAMES(Segments.heads(groups(), 0.3).with(names()), 0.8, 0.2, true),
    TREE(tree(), 0.9, 0, false),
    NORMALIZED_SMOOTHED_TREE_WITH_NAMES(tree().with(names()), 0.7, 0.1, true);

    final Segments segments;
    final double keep;
    final double smoothing;
    final boolean isNormalized;

    Form(Segments segments, double keep, double smoothing, boolean isNormalized) {
      this.segments = segments;
      this.keep = keep;
      this.smoothing = smoothing;
      this.isNormalized = isNormalized;
    }

    /** Three layers of odd widths; always with the same weights. */
    FeedForward network() {
      int[] widths = {INPUTS, 33, 65, segments.units()};
      FloatMatrix[] weights = new FloatMatrix[3];
      FloatMatrix[] biases = new FloatMatrix[3];
      Random random = new Random(5);
      for (int layer = 0; layer < 3; layer++) {
        weights[layer] = filled(widths[layer + 1], widths[layer], 0.5, random);
        biases[layer] = filled(1, widths[layer + 1], 0.2, random);
      }
      FeedForward plain =
          FeedForward.of(weights, biases, new double[] {1, keep, keep}, smoothing, segments);
      return isNormalized ? plain.normalized() : plain;
    }
  }

  /** A tenth of the classes each; names 0 and 1 have classes of many groups, 2 those of one. */
  private static int[][] groups() {
    return new int[][] {
      IntStream.range(0, CLASSES).map(c -> c / 10).toArray(),
      IntStream.range(0, CLASSES).map(c -> c / 2).toArray(),
      IntStream.range(0, CLASSES).toArray()
    };
  }

  private static List<SharedLabel> names() {
    return List.of(
        new SharedLabel(new int[] {60, 3, 30}, new float[] {0.2f, 1, 0.01f}),
        new SharedLabel(new int[] {1, 2}, new float[] {1, 1}),
        new SharedLabel(new int[] {41, 40}, new float[] {0.5f, 0.25f}));
  }

  /** Seven groups of ten classes, each in twos but for the last, which is a lonely one of 10. */
  private static Segments tree() {
    int[] siblings = new int[7 + 30 + 1];
    int[] above = new int[siblings.length];
    int[] leaf = new int[CLASSES];
    siblings[0] = 7;
    above[0] = Segments.ROOT;
    for (int group = 0; group < 6; group++) {
      siblings[1 + group] = 5;
      above[1 + group] = group;
      for (int pair = 0; pair < 5; pair++) {
        int s = 7 + 5 * group + pair;
        siblings[s] = 2;
        above[s] = 7 + 5 * group + pair;
        leaf[10 * group + 2 * pair] = 37 + 2 * (5 * group + pair);
        leaf[10 * group + 2 * pair + 1] = leaf[10 * group + 2 * pair] + 1;
      }
    }
    siblings[37] = 10;
    above[37] = 6;
    for (int c = 60; c < CLASSES; c++) {
      leaf[c] = 37 + c;
    }
    return Segments.tree(siblings, above, leaf);
  }

  private static FloatMatrix filled(int rows, int columns, double scale, Random random) {
    FloatMatrix matrix = FloatMatrix.allocate(rows, columns);
    float[] row = new float[columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) (scale * random.nextGaussian());
      }
      matrix.write(i, row);
    }
    return matrix;
  }

  /** A batch by its number: some are short, so that blocks are normalised by the last moments. */
  private static final class Batch {
    final int rows;
    final float[] inputs;
    final int[] labels;
    final float[] weights;

    Batch(int number, int labels) {
      rows = number % 3 == 2 ? 131 : 150;
      Random random = new Random(number);
      inputs = new float[rows * INPUTS];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = (float) random.nextGaussian();
      }
      this.labels = random.ints(rows, 0, labels).toArray();
      weights = new float[rows];
      for (int i = 0; i < rows; i++) {
        weights[i] = i % 5 == 0 ? 0 : 0.25f + i % 3;
      }
    }

    double learn(FeedForwardLearner learner) {
      return learner.learn(labels, weights, rows, this::fill);
    }

    void fill(FloatMatrix matrix, int from, int thread) {
      for (int i = 0; i < matrix.rows(); i++) {
        matrix.write(i, 0, inputs, (from + i) * INPUTS, INPUTS);
      }
    }

    double learn(GpuFeedForwardLearner learner) {
      return learner.learn(
          labels, weights, address -> device.upload(address, inputs, inputs.length));
    }
  }

  private static FeedForwardLearner onProcessor(FeedForward network) {
    return new FeedForwardLearner(network, 150, RATE, 9, new Team(1));
  }

  private static GpuFeedForwardLearner onCard(FeedForward network) {
    return new GpuFeedForwardLearner(network, 150, RATE, 9, device);
  }

  private static float[] weights(FeedForward network) {
    float[] all = new float[0];
    for (int layer = 0; layer < network.layers(); layer++) {
      for (FloatMatrix matrix : List.of(network.weights(layer), network.bias(layer))) {
        float[] numbers = new float[matrix.rows() * matrix.columns()];
        matrix.read(0, 0, numbers, 0, numbers.length);
        int length = all.length;
        all = Arrays.copyOf(all, length + numbers.length);
        System.arraycopy(numbers, 0, all, length, numbers.length);
      }
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void twentyStepsAreThoseOfTheProcessor(Form form) {
    FeedForward expected = form.network();
    FeedForward learnt = form.network();
    float[] before = weights(learnt);
    try (FeedForwardLearner plain = onProcessor(expected);
        GpuFeedForwardLearner gpu = onCard(learnt)) {
      for (int step = 0; step < 20; step++) {
        Batch batch = new Batch(step, form.segments.labels());
        double loss = batch.learn(plain);
        assertEquals(loss, batch.learn(gpu), 1e-5 * loss, "step " + step);
      }
      assertArrayEquals(before, weights(learnt));
      gpu.bringHome();
      assertTrue(apart(weights(expected), before) > 0.01);
      assertEquals(0, apart(weights(learnt), weights(expected)), 1e-5);
      assertEquals(20, gpu.steps());
      assertEquals(0, apart(gpu.moments(), plain.moments()), 1e-5);
    }
  }

  /** A training may be stopped on one and go on on the other. */
  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "NORMALIZED_HEADS_WITH_NAMES", "TREE"})
  void trainingsMoveBetweenCardAndProcessor(Form form) {
    FeedForward expected = form.network();
    FeedForward moved = form.network();
    try (FeedForwardLearner plain = onProcessor(expected);
        FeedForwardLearner first = onProcessor(moved);
        GpuFeedForwardLearner second = onCard(moved);
        FeedForwardLearner third = onProcessor(moved)) {
      for (int step = 0; step < 9; step++) {
        Batch batch = new Batch(step, form.segments.labels());
        batch.learn(plain);
        if (step < 3) {
          batch.learn(first);
        } else if (step < 6) {
          if (step == 3) {
            second.restore(first.steps(), first.moments());
          }
          batch.learn(second);
        } else {
          if (step == 6) {
            second.bringHome();
            third.restore(second.steps(), second.moments());
          }
          batch.learn(third);
        }
      }
      assertEquals(0, apart(weights(moved), weights(expected)), 1e-5);
      assertThrows(IllegalArgumentException.class, () -> second.restore(1, new float[3]));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameStepsGiveTheSameBits(Form form) {
    float[][] learnt = new float[2][];
    for (int i = 0; i < 2; i++) {
      FeedForward network = form.network();
      try (GpuFeedForwardLearner gpu = onCard(network)) {
        for (int step = 0; step < 3; step++) {
          new Batch(step, form.segments.labels()).learn(gpu);
        }
        gpu.bringHome();
      }
      learnt[i] = weights(network);
    }
    assertArrayEquals(learnt[0], learnt[1]);
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "HEADS", "TREE"})
  void answersAreThoseOfTheProcessor(Form form) {
    FeedForward network = form.network();
    Batch batch = new Batch(1, CLASSES);
    float[] expected = new float[batch.rows * CLASSES];
    FloatMatrix input = FloatMatrix.allocate(batch.rows, INPUTS);
    batch.fill(input, 0, 0);
    try (FeedForwardPredictor plain = new FeedForwardPredictor(network)) {
      plain.predict(input, expected, 0);
    }
    float[] answers = new float[expected.length];
    try (GpuFeedForwardPredictor gpu = new GpuFeedForwardPredictor(network, batch.rows, device);
        DeviceMemory memory = new DeviceMemory(device)) {
      long inputs = memory.copy(batch.inputs);
      long to = memory.room(answers.length);
      gpu.predict(inputs, INPUTS, batch.rows, to, CLASSES);
      device.download(to, answers, answers.length);
    }
    assertArrayEquals(expected, answers, 1e-5f);
  }

  @Test
  void aLabelThatIsNoneIsRefusedAndNumbersThatAreNoneAreNoticed() {
    FeedForward network = Form.PLAIN.network();
    try (GpuFeedForwardLearner gpu = onCard(network)) {
      Batch batch = new Batch(0, CLASSES);
      batch.labels[3] = CLASSES;
      String told =
          assertThrows(IllegalArgumentException.class, () -> batch.learn(gpu)).getMessage();
      assertEquals("Row 3 of the batch has label 70; the softmax has classes 0 to 69.", told);
      batch.labels[3] = 0;
      batch.inputs[0] = Float.NaN;
      assertFalse(Double.isFinite(batch.learn(gpu)));
    }
  }
}
