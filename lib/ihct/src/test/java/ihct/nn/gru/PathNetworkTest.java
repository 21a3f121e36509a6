package ihct.nn.gru;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.SiblingTree;
import ihct.nn.Adam;
import ihct.nn.FloatMatrix;
import ihct.threads.Team;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks that decide among siblings: gradients, threads, and what they say of a song. */
class PathNetworkTest {

  private static final int INPUTS = 3;

  /** Decisions at all tiers, only children in the middle and at the end, a path of one decision. */
  private static final SiblingTree RAGGED =
      SiblingTree.of(
          Ihct.ofTiers(
              new int[][] {
                {0, 0, 0, 0, 1, 1, 2},
                {0, 0, 1, 1, 2, 2, 3},
                {0, 1, 2, 3, 4, 5, 6}
              }));

  private static final SiblingTree FLAT =
      SiblingTree.of(Ihct.ofTiers(new int[][] {{0, 1, 2, 3, 4}}));

  private static final SiblingTree ONE = SiblingTree.of(Ihct.ofTiers(new int[][] {{0}}));

  enum Kind {
    RECURRENT {
      @Override
      PathNetwork network(SiblingTree tree, double dropout, double smoothing) {
        return new RecurrentPaths.Shape(INPUTS, 4, 5, 2).network(tree, dropout, smoothing, 3);
      }
    },
    PATH_GRU {
      @Override
      PathNetwork network(SiblingTree tree, double dropout, double smoothing) {
        return new GruPaths.Shape(INPUTS, 6, 2, 5).network(tree, dropout, smoothing, 3);
      }
    };

    abstract PathNetwork network(SiblingTree tree, double dropout, double smoothing);
  }

  private static float[] songs(int count) {
    Random random = new Random(8);
    float[] songs = new float[count * INPUTS];
    for (int i = 0; i < songs.length; i++) {
      songs[i] = (float) random.nextGaussian();
    }
    return songs;
  }

  private static int[] classes(int count, SiblingTree tree) {
    Random random = new Random(9);
    int[] classes = new int[count];
    Arrays.setAll(classes, i -> random.nextInt(tree.classes()));
    return classes;
  }

  /** What each song counts. */
  private static float[] weights(int count) {
    float[] weights = new float[count];
    for (int song = 0; song < count; song++) {
      weights[song] = 0.25f + song % 3;
    }
    return weights;
  }

  private static double loss(PathNetwork network, SiblingTree tree, int songs) {
    // a step size of 1e-30 changes no float
    try (PathNetwork.Learner learner = network.learner(songs, 1e-30, 1, new Team(1))) {
      return learner.learn(songs(songs), classes(songs, tree), weights(songs));
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreDifferencesOfTheLoss(Kind kind) {
    for (SiblingTree tree : List.of(RAGGED, FLAT)) {
      PathNetwork network = kind.network(tree, 0, 0.1);
      shakeBiases(network);
      int songs = 9;
      try (PathNetwork.Learner learner = network.learner(songs, 1e-30, 1, new Team(2))) {
        learner.learn(songs(songs), classes(songs, tree), weights(songs));
        int checked = 0;
        for (Adam adam : learner.weights().adams()) {
          for (int row = 0; row < adam.weights().rows(); row++) {
            for (int column = 0; column < adam.weights().columns(); column++) {
              double actual = 10 * adam.mean(row, column);
              double[] slopes = slopes(network, tree, songs, adam.weights(), row, column);
              double error =
                  Arrays.stream(slopes).map(slope -> Math.abs(slope - actual)).min().orElseThrow();
              assertTrue(
                  error < 5e-4 + 0.01 * Math.abs(actual),
                  "weight %d: %s, not %s".formatted(checked, actual, Arrays.toString(slopes)));
              checked++;
            }
          }
        }
        assertEquals(network.parameters().count(), checked);
      }
    }
  }

  /** Biases begin at 0, where units of ReLU have a kink. */
  private static void shakeBiases(PathNetwork network) {
    Random random = new Random(5);
    float[] weights = network.parameters().copy();
    for (int i = 0; i < weights.length; i++) {
      weights[i] += 0.2f * (float) random.nextGaussian();
    }
    network.parameters().set(weights);
  }

  /** To the left, to the right, and across: a unit of ReLU may change sides on one of them. */
  private static double[] slopes(
      PathNetwork network, SiblingTree tree, int songs, FloatMatrix weights, int row, int column) {
    float step = 0.004f;
    float[] value = new float[1];
    weights.read(row, column, value, 0, 1);
    float before = value[0];
    double[] losses = new double[3];
    for (int i = 0; i < 3; i++) {
      weights.write(row, column, new float[] {before + (i - 1) * step}, 0, 1);
      losses[i] = loss(network, tree, songs);
    }
    weights.write(row, column, value, 0, 1);
    return new double[] {
      (losses[1] - losses[0]) / step,
      (losses[2] - losses[1]) / step,
      (losses[2] - losses[0]) / (2 * step)
    };
  }

  @ParameterizedTest
  @EnumSource
  void theLossIsThatOfThePredictedPath(Kind kind) {
    for (SiblingTree tree : List.of(RAGGED, FLAT)) {
      PathNetwork network = kind.network(tree, 0, 0);
      int songs = 300;
      float[] inputs = songs(songs);
      int[] classes = classes(songs, tree);
      double loss = 0;
      try (PathNetwork.Predictor predictor = network.predictor()) {
        float[] units = new float[tree.units()];
        for (int from = 0; from < songs; from += 100) {
          predictor.predict(Arrays.copyOfRange(inputs, from * INPUTS, (from + 100) * INPUTS), 100);
          for (int song = 0; song < 100; song++) {
            predictor.read(song, units);
            for (int unit : tree.path(classes[from + song])) {
              loss -= weights(songs)[from + song] * Math.log(units[unit]);
            }
            for (int g = 0; g < tree.decisions(); g++) {
              double sum = 0;
              for (int unit = tree.first(g); unit < tree.first(g + 1); unit++) {
                sum += units[unit];
              }
              assertEquals(1, sum, 1e-6);
            }
          }
        }
      }
      assertEquals(loss / songs, loss(network, tree, songs), 1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyNumberOfThreadsLearnsTheSameBitForBit(Kind kind) {
    float[] expected = learnt(kind, 1, 0.1);
    assertArrayEquals(expected, learnt(kind, 2, 0.1));
    assertArrayEquals(expected, learnt(kind, 5, 0.1));
    assertNotEquals(Arrays.hashCode(expected), Arrays.hashCode(learnt(kind, 1, 0)));
  }

  private static float[] learnt(Kind kind, int threads, double dropout) {
    PathNetwork network = kind.network(RAGGED, dropout, 0);
    try (PathNetwork.Learner learner = network.learner(700, 0.01, 4, new Team(threads))) {
      // batches of other sizes: fewer songs, more, as many
      for (int songs : new int[] {700, 30, 400, 700}) {
        learner.learn(songs(songs), classes(songs, RAGGED), weights(songs));
      }
    }
    return network.parameters().copy();
  }

  @ParameterizedTest
  @EnumSource
  void learningGoesOnFromAStateBitForBit(Kind kind) {
    PathNetwork whole = kind.network(RAGGED, 0.1, 0);
    PathNetwork again = kind.network(RAGGED, 0.1, 0);
    try (PathNetwork.Learner learner = whole.learner(50, 0.01, 4, new Team(2));
        PathNetwork.Learner other = again.learner(50, 0.01, 4, new Team(2))) {
      learner.learn(songs(50), classes(50, RAGGED), weights(50));
      again.parameters().set(whole.parameters().copy());
      other.weights().restore(learner.weights().steps(), learner.weights().moments());
      learner.learn(songs(40), classes(40, RAGGED), weights(40));
      other.learn(songs(40), classes(40, RAGGED), weights(40));
      assertArrayEquals(whole.parameters().copy(), again.parameters().copy());
      var refusal =
          assertThrows(
              IllegalArgumentException.class, () -> other.weights().restore(1, new float[3]));
      assertTrue(refusal.getMessage().contains("3 moments were given"), refusal.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource
  void decisionsOffThePathGetNoGradient(Kind kind) {
    PathNetwork network = kind.network(RAGGED, 0, 0);
    try (PathNetwork.Learner learner = network.learner(4, 0.01, 1, new Team(1))) {
      learner.learn(songs(4), new int[] {0, 1, 0, 1}, weights(4));
      List<Adam> adams = learner.weights().adams();
      List<Adam> outputs =
          adams.stream().filter(adam -> adam.weights().rows() == RAGGED.units()).toList();
      assertEquals(1, outputs.size());
      for (int unit = 0; unit < RAGGED.units(); unit++) {
        double most = 0;
        for (int j = 0; j < outputs.get(0).weights().columns(); j++) {
          most = Math.max(most, Math.abs(outputs.get(0).mean(unit, j)));
        }
        int decision = RAGGED.decision(unit);
        boolean met =
            Arrays.stream(RAGGED.path(0)).anyMatch(step -> RAGGED.decision(step) == decision);
        assertEquals(met, most > 0, "unit " + unit);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneClassIsNoDecision(Kind kind) {
    PathNetwork network = kind.network(ONE, 0.1, 0);
    assertEquals(0, loss(network, ONE, 3));
    try (PathNetwork.Predictor predictor = network.predictor()) {
      predictor.predict(songs(3), 3);
      predictor.read(2, new float[0]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void weightsThatAreNoNumbersGiveALossThatIsNone(Kind kind) {
    PathNetwork network = kind.network(RAGGED, 0, 0);
    float[] weights = network.parameters().copy();
    assertTrue(network.parameters().areFinite());
    Arrays.fill(weights, Float.NaN);
    network.parameters().set(weights);
    assertFalse(network.parameters().areFinite());
    assertTrue(Double.isNaN(loss(network, RAGGED, 8)));
  }

  @ParameterizedTest
  @EnumSource
  void interruptedLearningStops(Kind kind) {
    PathNetwork network = kind.network(RAGGED, 0, 0);
    try (PathNetwork.Learner learner = network.learner(8, 0.01, 1, new Team(2))) {
      Thread.currentThread().interrupt();
      assertThrows(
          CancellationException.class,
          () -> learner.learn(songs(8), classes(8, RAGGED), weights(8)));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void parametersAreOneRunOfNumbers() {
    Parameters parameters = new Parameters(7);
    FloatMatrix first = parameters.matrix(2, 2);
    FloatMatrix second = parameters.matrix(1, 3);
    first.write(1, new float[] {1, 2});
    second.write(0, new float[] {3, 4, 5});
    assertArrayEquals(new float[] {0, 0, 1, 2, 3, 4, 5}, parameters.copy());
    assertThrows(IndexOutOfBoundsException.class, () -> parameters.matrix(1, 1));
    var refusal = assertThrows(IllegalArgumentException.class, () -> parameters.set(new float[6]));
    assertEquals("6 numbers were given for 7 parameters.", refusal.getMessage());
  }
}
