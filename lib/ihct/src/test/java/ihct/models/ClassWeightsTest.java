package ihct.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ihct.hierarchy.Ihct;
import ihct.models.forest.GenreForest;
import ihct.models.train.Networks;
import ihct.songs.Songs;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a song counts by its genre, and that every kind which says so heeds it. */
class ClassWeightsTest {

  private static final Ihct TREE = Ihct.ofTiers(new int[][] {{0, 0, 1, 1}, {0, 1, 2, 3}});

  /** A forest of one question a tree, so that nothing is learnt by heart. */
  private static final TrainingOptions OPTIONS =
      TrainingOptions.of(20, 50, 0.005, 3)
          .with(Networks.WIDTH, 16)
          .with(Networks.DROPOUT, 0.0)
          .with(GenreForest.TREES, 40)
          .with(GenreForest.DEPTH, 1);

  /** Enough where models are compared with each other and need not be good. */
  private static final TrainingOptions SHORT = TrainingOptions.of(2, 50, 0.005, 3).over(OPTIONS);

  /** So many songs of each genre, whose one feature says nothing. */
  private static Songs alike(int... sizes) {
    int[] genres =
        IntStream.range(0, sizes.length)
            .flatMap(c -> IntStream.generate(() -> c).limit(sizes[c]))
            .toArray();
    return SongClouds.of(sizes.length, genres, new double[genres.length][1]);
  }

  private static float[] answers(
      Kind kind, Songs songs, Songs asked, TrainingOptions options, ClassWeights weights) {
    Training training =
        Training.of(songs, songs.rows(new int[0]))
            .with(TREE)
            .with(options.with(ClassWeights.OPTION, weights));
    return SongClouds.probabilities(kind.fit(training), asked);
  }

  @Test
  void weightsAreThoseOfTheDefinition() {
    Songs songs = alike(6, 3, 1, 0);
    assertArrayEquals(
        new double[] {10 / 18.0, 10 / 9.0, 10 / 3.0, 1}, ClassWeights.BALANCED.of(songs), 1e-15);
    double mean = (Math.sqrt(6) + Math.sqrt(3) + 1) / 10;
    assertArrayEquals(
        new double[] {1 / Math.sqrt(6) / mean, 1 / Math.sqrt(3) / mean, 1 / mean, 1},
        ClassWeights.SQRT.of(songs),
        1e-15);
    assertArrayEquals(new double[] {1, 1, 1, 1}, ClassWeights.NONE.of(songs));
  }

  @ParameterizedTest
  @EnumSource
  void theMeanOverTheSongsIsOne(ClassWeights weights) {
    int[] sizes = {1, 17, 400, 3};
    double[] of = weights.of(alike(sizes));
    double sum = IntStream.range(0, 4).mapToDouble(c -> sizes[c] * of[c]).sum();
    assertEquals(421, sum, 1e-12 * 421);
  }

  @ParameterizedTest
  @EnumSource
  void genresOfOneSizeCountExactlyOnce(ClassWeights weights) {
    assertArrayEquals(new double[] {1, 1, 1}, weights.of(alike(7, 7, 7)));
  }

  static List<Kind> kinds() {
    return Kinds.heeding(ClassWeights.OPTION);
  }

  /**
   * Whoever knows nothing of a song answers with the shares of the genres, which the square roots
   * make 3:√3:√3:1 out of 9:3:3:1; these are products along the tree, as the paper's RNN needs.
   */
  @ParameterizedTest
  @MethodSource("kinds")
  void genresThatNothingTellsApartHaveTheirWeightedShares(Kind kind) {
    double[] roots = {3, Math.sqrt(3), Math.sqrt(3), 1};
    Songs songs = alike(180, 60, 60, 20);
    float[] answers = answers(kind, songs, songs, OPTIONS, ClassWeights.SQRT);
    for (int c = 0; c < 4; c++) {
      assertEquals(roots[c] / Arrays.stream(roots).sum(), answers[c], 0.04, kind.name() + " " + c);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void equalSizesAreLearntAsWithoutWeightsBitForBit(Kind kind) {
    double[][] features = new double[80][2];
    int[] genres = new int[80];
    Songs cloud = SongClouds.gaussian(4, 400, 2, 2, 8);
    int[] taken = new int[4];
    for (int row = 0, to = 0; to < 80; row++) {
      int genre = cloud.genre(row);
      if (taken[genre]++ < 20) {
        genres[to] = genre;
        features[to++] = cloud.features(row);
      }
    }
    Songs songs = SongClouds.of(4, genres, features);
    float[] none = answers(kind, songs, songs, SHORT, ClassWeights.NONE);
    assertArrayEquals(none, answers(kind, songs, songs, SHORT, ClassWeights.BALANCED));
    assertArrayEquals(none, answers(kind, songs, songs, SHORT, ClassWeights.SQRT));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void otherWeightsTrainAnotherModel(Kind kind) {
    Songs cloud = SongClouds.gaussian(4, 400, 2, 1, 8);
    Songs songs =
        cloud.rows(
            IntStream.range(0, cloud.size()).filter(i -> i % (1 + cloud.genre(i)) == 0).toArray());
    float[] none = answers(kind, songs, cloud, SHORT, ClassWeights.NONE);
    float[] balanced = answers(kind, songs, cloud, SHORT, ClassWeights.BALANCED);
    assertFalse(Arrays.equals(none, balanced));
    assertFalse(Arrays.equals(none, answers(kind, songs, cloud, SHORT, ClassWeights.SQRT)));
  }
}
