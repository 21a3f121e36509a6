package ihct.models.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import ihct.models.EpochListener;
import ihct.models.EpochResult;
import ihct.models.GenreClassifier;
import ihct.models.LearnerState;
import ihct.models.SongClouds;
import ihct.models.Training;
import ihct.models.TrainingDivergedException;
import ihct.models.TrainingOptions;
import ihct.models.networks.Dense;
import ihct.models.networks.Rnn;
import ihct.models.networks.StackNet;
import ihct.songs.Songs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The three networks on songs small enough to learn within a second. */
class NetworksTest {

  private static final int D = 4;

  /** Two halves, four quarters, eight genres; the third tier is the leaves. */
  private static final Ihct TREE =
      Ihct.ofTiers(
          new int[][] {
            {0, 0, 0, 0, 1, 1, 1, 1}, {0, 0, 1, 1, 2, 2, 3, 3}, {0, 1, 2, 3, 4, 5, 6, 7}
          });

  /** Three genres on one side and one on the other: O = 3, and most child indices do not exist. */
  private static final Ihct RAGGED = Ihct.ofTiers(new int[][] {{0, 0, 0, 1}, {0, 1, 2, 3}});

  private static final TrainingOptions PATIENT = TrainingOptions.of(150, 8, 0.003, 3);
  private static final TrainingOptions SHORT = TrainingOptions.of(2, 16, 0.01, 5);

  @Test
  void denseLearnsEightSongsByHeart() {
    Songs songs = songs(8, 8, 1);
    assertLearnt(songs, Dense.fit(Training.of(songs, songs).with(PATIENT)));
  }

  @Test
  void stackNetLearnsEightSongsByHeart() {
    Songs songs = songs(8, 8, 1);
    assertLearnt(songs, StackNet.fit(Training.of(songs, songs).with(TREE).with(PATIENT)));
  }

  @Test
  void rnnLearnsEightSongsByHeartInBothDecodings() {
    Songs songs = songs(8, 8, 1);
    Rnn rnn = Rnn.fit(Training.of(songs, songs).with(TREE).with(PATIENT));
    assertLearnt(songs, rnn);
    assertLearnt(songs, rnn.greedy());
  }

  @Test
  void sameSeedGivesTheSameModelBitForBit() {
    Songs songs = songs(64, 8, 2);
    assertArrayEquals(
        answers(songs, Dense.fit(Training.of(songs, songs).with(SHORT))),
        answers(songs, Dense.fit(Training.of(songs, songs).with(SHORT))));
    assertArrayEquals(
        answers(songs, StackNet.fit(Training.of(songs, songs).with(TREE).with(SHORT))),
        answers(songs, StackNet.fit(Training.of(songs, songs).with(TREE).with(SHORT))));
    assertArrayEquals(
        answers(songs, Rnn.fit(Training.of(songs, songs).with(TREE).with(SHORT))),
        answers(songs, Rnn.fit(Training.of(songs, songs).with(TREE).with(SHORT))));
  }

  @Test
  void anotherSeedGivesAnotherModel() {
    Songs songs = songs(64, 8, 2);
    TrainingOptions other = TrainingOptions.of(2, 16, 0.01, 6);
    assertNotEquals(
        Arrays.toString(answers(songs, Dense.fit(Training.of(songs, songs).with(SHORT)))),
        Arrays.toString(answers(songs, Dense.fit(Training.of(songs, songs).with(other)))));
  }

  @Test
  void probabilitiesSumToOneAndDoNotDependOnTheBatch() {
    Songs songs = songs(40, 8, 4);
    for (GenreClassifier model : all(songs)) {
      float[] together = answers(songs, model);
      for (int row = 0; row < songs.size(); row++) {
        double sum = 0;
        float[] alone = new float[8];
        float[] song = new float[D];
        songs.copyFeatures(row, song, 0);
        model.probabilities(song, 1, alone);
        for (int leaf = 0; leaf < 8; leaf++) {
          sum += together[row * 8 + leaf];
          // a matrix product of another size may add in another order
          assertEquals(alone[leaf], together[row * 8 + leaf], 1e-5);
        }
        assertEquals(1, sum, 1e-5);
      }
    }
  }

  @Test
  void networksHaveThePapersShapes() {
    Songs songs = songs(16, 8, 4);
    long dense = weights(D, 256) + 2 * weights(256, 256);
    assertEquals(
        dense + weights(256, 8), Dense.fit(Training.of(songs, songs).with(SHORT)).parameters());
    assertEquals(
        weights(D, 256)
            + weights(D + 2, 256)
            + weights(D + 6, 256)
            + 3 * 2 * weights(256, 256)
            + weights(256, 2)
            + weights(256, 4)
            + weights(256, 8),
        StackNet.fit(Training.of(songs, songs).with(TREE).with(SHORT)).parameters());
    long gru = 3 * (weights(D, 256) + 256 * 256) + 256;
    assertEquals(
        2 * gru + weights(512, 128) + weights(128, 128) + weights(128, 2),
        Rnn.fit(Training.of(songs, songs).with(TREE).with(SHORT)).parameters());
  }

  @Test
  void ofVeryManyScoresEvenlySpacedRowsAreValidated() {
    Songs songs = songs(40, 8, 4);
    List<Integer> sizes = new ArrayList<>();
    ValidationAccuracy.Scorer first =
        (features, rows, scores) -> {
          sizes.add(rows);
          for (int i = 0; i < rows; i++) {
            scores[8 * i] = 1;
          }
        };
    // rows 0, 4, 8 … are of the first label, all others of another one
    IntUnaryOperator label = row -> row % 4;
    assertEquals(0.25, ValidationAccuracy.of(songs, label, 8, first, 8 * 40));
    assertEquals(1, ValidationAccuracy.of(songs, label, 8, first, 8 * 10));
    assertEquals(List.of(40, 10), sizes);
  }

  @Test
  void bestValidationEpochIsKept() {
    Songs songs = songs(64, 8, 2);
    List<EpochResult> curve = new ArrayList<>();
    EpochListener listener =
        new EpochListener() {
          @Override
          public void epoch(EpochResult result) {
            curve.add(result);
          }
        };
    Songs validation = songs(200, 8, 9);
    Dense dense =
        Dense.fit(
            Training.of(songs, validation)
                .with(TrainingOptions.of(12, 16, 0.03, 5))
                .with(listener));
    double best = curve.stream().mapToDouble(EpochResult::validationAccuracy).max().orElseThrow();
    assertEquals(12, curve.size());
    assertEquals(
        best, ValidationAccuracy.of(validation, validation::genre, 8, dense::probabilities));
    assertTrue(
        curve.stream()
                .filter(EpochResult::best)
                .reduce((a, b) -> b)
                .orElseThrow()
                .validationAccuracy()
            == best);
  }

  @Test
  void withoutValidationTheLastEpochIsKept() {
    Songs songs = songs(64, 8, 2);
    Songs none = songs.rows(new int[0]);
    Dense dense = Dense.fit(Training.of(songs, none).with(SHORT));
    Dense trained = Dense.fit(Training.of(songs, songs).with(SHORT));
    assertEquals(dense.classes(), trained.classes());
    assertTrue(answers(songs, dense)[0] > 0);
  }

  @Test
  void lossThatIsNoNumberStopsTrainingWithEpochBatchAndAdvice() {
    NetworkTrainer trainer =
        new NetworkTrainer(
            "dense",
            Networks.dense(D, 8, SHORT),
            1,
            Training.of(songs(40, 8, 1), songs(8, 8, 2)).with(SHORT));
    NetworkTrainer.Learner broken =
        new NetworkTrainer.Learner() {
          @Override
          public double learn(int[] rows, int from, int to) {
            return Double.NaN;
          }

          @Override
          public void setLearningRate(double learningRate) {}

          @Override
          public LearnerState state() {
            throw new AssertionError("There is no epoch to keep.");
          }

          @Override
          public void restore(LearnerState state) {}
        };
    var stopped =
        assertThrows(
            TrainingDivergedException.class, () -> trainer.fit(40, broken, () -> Double.NaN));
    assertEquals(
        "Training of dense diverged: the loss of batch 1 in epoch 1 is NaN. "
            + "Lower the learning rate (now 0.01).",
        stopped.getMessage());
  }

  @Test
  void batchThatIsTooShortIsRefusedInsteadOfFilledWithZeros() {
    Songs songs = songs(40, 8, 4);
    for (GenreClassifier model : all(songs)) {
      var refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> model.probabilities(new float[2 * D - 1], 2, new float[2 * 8]));
      assertEquals("2 songs of 4 features need 8 floats; the batch holds 7.", refusal.getMessage());
    }
  }

  @Test
  void learningFromNothingIsRefused() {
    Songs none = songs(8, 8, 1).rows(new int[0]);
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> Dense.fit(Training.of(none, none).with(SHORT)));
    assertTrue(refusal.getMessage().startsWith("There is no song to learn from"));
  }

  private static List<GenreClassifier> all(Songs songs) {
    return List.of(
        Dense.fit(Training.of(songs, songs).with(SHORT)),
        StackNet.fit(Training.of(songs, songs).with(TREE).with(SHORT)),
        Rnn.fit(Training.of(songs, songs).with(TREE).with(SHORT)));
  }

  private static void assertLearnt(Songs songs, GenreClassifier model) {
    float[] answers = answers(songs, model);
    for (int row = 0; row < songs.size(); row++) {
      assertEquals(songs.genre(row), ValidationAccuracy.highest(answers, row * 8, 8));
    }
  }

  private static float[] answers(Songs songs, GenreClassifier model) {
    float[] features = SongClouds.batch(songs);
    float[] answers = new float[songs.size() * model.classes()];
    model.probabilities(features, songs.size(), answers);
    return answers;
  }

  private static long weights(long inputs, long outputs) {
    return inputs * outputs + outputs;
  }

  /** Songs around one centre per genre, genres in turn. */
  private static Songs songs(int rows, int genres, long seed) {
    Random centres = new Random(1);
    double[] centre = centres.doubles(genres * D, -2, 2).toArray();
    Random random = new Random(seed);
    double[] values = new double[rows * D];
    int[] genre = new int[rows];
    long[] tracks = new long[rows];
    int[][] trackGenres = new int[rows][];
    for (int row = 0; row < rows; row++) {
      genre[row] = row % genres;
      tracks[row] = row;
      trackGenres[row] = new int[] {genre[row]};
      for (int j = 0; j < D; j++) {
        values[row * D + j] = centre[genre[row] * D + j] + 0.3 * random.nextGaussian();
      }
    }
    List<String> names = IntStream.range(0, genres).mapToObj(g -> "genre " + g).toList();
    return new Songs(List.of("a", "b", "c", "d"), names, values, genre, tracks, null, trackGenres);
  }
}
