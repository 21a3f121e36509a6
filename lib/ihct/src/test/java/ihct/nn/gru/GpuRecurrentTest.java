package ihct.nn.gru;

import static ihct.nn.gpu.StandIn.apart;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.SiblingTree;
import ihct.nn.gpu.Device;
import ihct.nn.gpu.StandIn;
import ihct.threads.Team;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recurrent networks on a graphics card, held to the same networks on the processor. */
class GpuRecurrentTest {

  private static final SiblingTree TREE =
      SiblingTree.of(
          Ihct.ofTiers(
              new int[][] {
                {0, 0, 0, 0, 0, 0, 1},
                {0, 0, 0, 1, 1, 1, 2},
                {0, 1, 1, 2, 2, 3, 4},
                {0, 1, 2, 3, 4, 5, 6}
              }));

  private static final int INPUTS = 3;

  /** More than a block, whose songs lie in another order there. */
  private static final int SONGS = 300;

  private static Device device;

  @BeforeAll
  static void findsACard() {
    device = StandIn.device();
  }

  enum Form {
    RECURRENT(new RecurrentPaths.Shape(INPUTS, 5, 9, 2)),
    PATHS(new GruPaths.Shape(INPUTS, 9, 2, 5));

    final PathNetwork.Shape shape;

    Form(PathNetwork.Shape shape) {
      this.shape = shape;
    }

    PathNetwork network() {
      return shape.network(TREE, 0.4, 0.1, 3);
    }
  }

  private static float[] songs(int count, long seed) {
    Random random = new Random(seed);
    float[] songs = new float[count * INPUTS];
    for (int i = 0; i < songs.length; i++) {
      songs[i] = (float) random.nextGaussian();
    }
    return songs;
  }

  private static double learn(PathNetwork.Learner learner, int step) {
    int count = step % 2 == 0 ? SONGS : 40;
    Random random = new Random(step);
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = 0.5f + i % 3;
    }
    return learner.learn(songs(count, step), random.ints(count, 0, 7).toArray(), weights);
  }

  @ParameterizedTest
  @EnumSource
  void twentyStepsAreThoseOfTheProcessor(Form form) {
    PathNetwork expected = form.network();
    PathNetwork learnt = form.network();
    float[] before = learnt.parameters().copy();
    try (PathNetwork.Learner plain = expected.learner(SONGS, 0.003, 9, new Team(1));
        PathNetwork.Learner gpu = learnt.learner(SONGS, 0.003, 9, device)) {
      for (int step = 0; step < 20; step++) {
        double loss = learn(plain, step);
        assertEquals(loss, learn(gpu, step), 1e-5 * loss, "step " + step);
      }
      assertArrayEquals(before, learnt.parameters().copy());
      gpu.weights().bringHome();
      assertTrue(apart(expected.parameters().copy(), before) > 0.01);
      assertEquals(0, apart(learnt.parameters().copy(), expected.parameters().copy()), 1e-5);
      assertEquals(0, apart(gpu.weights().moments(), plain.weights().moments()), 1e-5);
      try (PathNetwork.Learner again = learnt.learner(SONGS, 0.003, 9, device)) {
        again.weights().restore(gpu.weights().steps(), gpu.weights().moments());
        assertEquals(learn(gpu, 20), learn(again, 20));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersAreThoseOfTheProcessor(Form form) {
    for (int count : new int[] {1, 40, form.network().block()}) {
      assertAnswers(form.network(), count);
    }
  }

  private static void assertAnswers(PathNetwork network, int count) {
    try (PathNetwork.Predictor plain = network.predictor();
        PathNetwork.Predictor gpu = network.predictor(device)) {
      plain.predict(songs(count, 5), count);
      gpu.predict(songs(count, 5), count);
      for (int song = 0; song < count; song++) {
        float[] expected = new float[TREE.units()];
        float[] answers = new float[TREE.units()];
        plain.read(song, expected);
        gpu.read(song, answers);
        assertArrayEquals(expected, answers, 1e-5f);
      }
    }
  }
}
