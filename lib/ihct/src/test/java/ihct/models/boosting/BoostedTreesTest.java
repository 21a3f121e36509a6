package ihct.models.boosting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.models.ModelWriter;
import ihct.models.SongClouds;
import ihct.models.TrainingOptions;
import ihct.models.Trainings;
import ihct.models.forest.EntropyTree;
import ihct.songs.Songs;
import ihct.threads.Team;
import ihct.tries.Property;
import ihct.tries.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class BoostedTreesTest {

  private static final Songs SONGS = SongClouds.gaussian(7, 600, 4, 1.5, 1);
  private static final Songs NONE = SONGS.rows(new int[0]);

  @Test
  void stepOfOneQuestionIsNewtons() {
    double[][] features =
        IntStream.range(0, 40).mapToObj(i -> new double[] {i / 20}).toArray(double[][]::new);
    Songs songs = SongClouds.of(2, IntStream.range(0, 40).map(i -> i / 20).toArray(), features);
    BoostedTrees model =
        BoostedTrees.fit(songs, songs.rows(new int[0]), Trainings.boosting(1, 1, 1));
    // On the left G is −10 and 10, H 20/4 of each: steps of ±10/(5 + 1), so that logits differ by
    // 20/6, and 1/(1 + exp(−20/6)) is 0.96555.
    float[] probabilities = new float[4];
    model.probabilities(new float[] {0.5f, 0.6f}, 2, probabilities);
    float[] expected = {0.96555f, 0.03445f, 0.03445f, 0.96555f};
    assertArrayEquals(expected, probabilities, 1e-5f, "rounded to five places");
    assertEquals(2 + 1 + 4, model.parameters(), "first logits, a threshold, two leaves");
  }

  @Property(tries = 60)
  void isWhatAddingUpEveryGainAnewGives(
      long seed,
      @Range(min = 1, max = 200) int songs,
      @Range(min = 1, max = 6) int genres,
      @Range(min = 1, max = 3) int depth,
      @Range(min = 1, max = 4) int rounds) {
    Songs train = SongClouds.gaussian(genres, songs, 3, 1, seed);
    Songs test = SongClouds.gaussian(genres, 50, 3, 1, seed + 1);
    BoostedTrees ours =
        BoostedTrees.fit(train, train.rows(new int[0]), Trainings.boosting(rounds, depth, 0.5));
    assertEquals(rounds, ours.rounds());
    float[] probabilities = SongClouds.probabilities(ours, test);
    double[][] naive = NaiveBoosting.probabilities(train, test, rounds, depth, 0.5);
    for (int i = 0; i < probabilities.length; i++) {
      // gradients and logits are floats here
      assertEquals(naive[i / genres][i % genres], probabilities[i], 1e-4);
    }
  }

  @Test
  void theTreesAreTheSameForEveryNumberOfThreads(@TempDir Path folder) throws IOException {
    byte[] alone = fileOfTrees(1, folder);
    for (int threads = 2; threads <= 4; threads++) {
      assertArrayEquals(alone, fileOfTrees(threads, folder), threads + " threads");
    }
  }

  private static byte[] fileOfTrees(int threads, Path folder) throws IOException {
    Songs many = SongClouds.gaussian(7, 2_500, 4, 1, 3); // several parts of each
    Path file = folder.resolve("trees.zip");
    BoostedTrees model =
        BoostedTrees.fit(many, many, Trainings.boosting(8, 5, 0.1), new Team(threads));
    ModelWriter.write(file, model, Map.of());
    return Files.readAllBytes(file);
  }

  @Test
  void theRoundsOfTheLeastLossAreKept() {
    Songs train = SONGS.rows(IntStream.range(0, 400).toArray());
    Songs held = SONGS.rows(IntStream.range(400, 600).toArray());
    BoostedTrees chosen = BoostedTrees.fit(train, held, Trainings.boosting(200, 5, 0.5));
    assertTrue(chosen.rounds() > 0 && chosen.rounds() < 180, () -> chosen.rounds() + " rounds");
    double least = logLoss(chosen, held);
    for (int more : new int[] {-1, 1, 5}) {
      BoostedTrees other =
          BoostedTrees.fit(train, NONE, Trainings.boosting(chosen.rounds() + more, 5, 0.5));
      assertEquals(chosen.rounds() + more, other.rounds());
      assertTrue(logLoss(other, held) >= least, more + " more");
    }
    assertArrayEquals(
        SongClouds.probabilities(chosen, held),
        SongClouds.probabilities(
            BoostedTrees.fit(train, NONE, Trainings.boosting(chosen.rounds(), 5, 0.5)), held));
  }

  private static double logLoss(BoostedTrees model, Songs songs) {
    float[] probabilities = SongClouds.probabilities(model, songs);
    return IntStream.range(0, songs.size())
        .mapToDouble(row -> -Math.log(probabilities[row * 7 + songs.genre(row)]))
        .average()
        .orElseThrow();
  }

  @Test
  void nothingIsLearntFromLabelsThatTellNothing() {
    Random random = new Random(5);
    double[][] features = new double[200][2];
    for (double[] song : features) {
      Arrays.setAll(song, j -> random.nextGaussian());
    }
    Songs songs = SongClouds.of(2, IntStream.range(0, 200).map(i -> i % 2).toArray(), features);
    Songs opposite =
        SongClouds.of(2, IntStream.range(0, 200).map(i -> 1 - i % 2).toArray(), features);
    BoostedTrees model = BoostedTrees.fit(songs, opposite, Trainings.boosting(50, 5, 0.1));
    assertEquals(0, model.rounds());
    assertEquals(0.5f, SongClouds.probabilities(model, songs)[0]);
  }

  @Test
  void learnsEightKindsOfSongsByHeart() {
    Songs eight = SongClouds.gaussian(8, 8, 3, 0, 4);
    Songs often = eight.rows(IntStream.range(0, 8 * 20).map(i -> i / 20).toArray());
    BoostedTrees model = BoostedTrees.fit(often, NONE, Trainings.boosting(20, 5, 0.5));
    assertEquals(1, SongClouds.accuracy(model, eight));
  }

  @Test
  void isBetterThanATreeOnNewSongs() {
    Songs songs = SongClouds.gaussian(12, 6_000, 5, 0.8, 11);
    Songs train = songs.rows(IntStream.range(0, 4_000).toArray());
    Songs test = songs.rows(IntStream.range(4_000, 6_000).toArray());
    double tree = SongClouds.accuracy(EntropyTree.fit(train, 16), test);
    double boosted =
        SongClouds.accuracy(BoostedTrees.fit(train, NONE, Trainings.boosting(30, 5, 0.1)), test);
    assertTrue(boosted > tree + 0.1, () -> "tree %s, boosted %s".formatted(tree, boosted));
  }

  @Test
  void aGenreWithoutTrainingSongsIsImprobable() {
    Songs songs = SongClouds.of(3, new int[] {0, 1, 0, 1}, new double[][] {{0}, {1}, {2}, {3}});
    float[] probabilities =
        SongClouds.probabilities(
            BoostedTrees.fit(songs, songs.rows(new int[0]), Trainings.boosting(1, 1, 0.1)), songs);
    // 2, 2 and ½ of 4½ at first; G is 4·(1/9), H 4·(8/81)
    assertEquals(1 / 9.0, probabilities[2], 0.02, "a step of 0.1 changes little");
  }

  @Test
  void fewValuesHaveABinEachAndManyShareThem() {
    assertArrayEquals(
        new float[] {1.5f, 3}, FeatureBins.thresholds(new float[] {1, 1, 2, 2, 2, 4}));
    assertArrayEquals(new float[0], FeatureBins.thresholds(new float[] {7, 7, 7}));
    float[] many = new float[2550];
    for (int i = 0; i < many.length; i++) {
      many[i] = i;
    }
    float[] thresholds = FeatureBins.thresholds(many);
    assertEquals(254, thresholds.length);
    for (int b = 0; b < thresholds.length; b++) {
      assertEquals(10 * (b + 1) - 0.5f, thresholds[b]);
    }
    // half of the songs have one value: no bin can part them, and others are not lost by that
    float[] heavy = many.clone();
    Arrays.fill(heavy, 0, 1275, 0);
    float[] rest = FeatureBins.thresholds(heavy);
    assertEquals(637.5f, rest[0]);
    assertEquals(254, rest.length);
  }

  @Test
  void neighbouringFloatsAreToldApart() {
    float up = Math.nextUp(1f);
    float[] thresholds = FeatureBins.thresholds(new float[] {1, up});
    assertTrue(1 <= thresholds[0] && thresholds[0] < up);
  }

  @Test
  void moreThanMemoryHoldsIsRefusedBeforeItBegins() {
    int[] genre = new int[40_000];
    double[][] features = new double[genre.length][1];
    Songs many = SongClouds.of(5_238, genre, features);
    refuses(
        "40000 songs of 5238 genres are too many for boosting, which keeps numbers for each song"
            + " and genre; it takes up to 25623 songs of so many genres. Lower the cap per genre,"
            + " or leave boosting out.",
        () -> BoostedTrees.fit(many, many.rows(new int[0]), TrainingOptions.paper()));
  }

  @Test
  void optionsOutOfRangeNameTheRange() {
    refuses("boosting-rounds = 0; it must be from 1 to 10000.", () -> Trainings.boosting(0, 1, 1));
    refuses("boosting-depth = 17; it must be from 1 to 16.", () -> Trainings.boosting(1, 17, 1));
    refuses(
        "boosting-rate = 0; it must be above 0 and at most 1.", () -> Trainings.boosting(1, 1, 0));
  }

  private static void refuses(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
