package ihct.models.forest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.models.ClassWeights;
import ihct.models.ModelWriter;
import ihct.models.SongClouds;
import ihct.models.TrainingOptions;
import ihct.models.Trainings;
import ihct.models.gaussian.ExpectedLabels;
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
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ExtraTreesTest {

  private static final Songs SONGS = SongClouds.gaussian(7, 300, 4, 2, 1);

  @Property(tries = 200)
  void everyTreeIsTheOneThatCountingEveryCutAnewGives(
      long seed,
      @Range(min = 1, max = 90) int songs,
      @Range(min = 1, max = 9) int genres,
      @Range(min = 1, max = 8) int depth,
      @Range(min = 1, max = 4) int features,
      @Range(min = 1, max = 5) int leastSongs) {
    Songs train = SongClouds.rounded(SongClouds.gaussian(genres, songs, 4, 1, seed), seed);
    Songs test = SongClouds.gaussian(genres, 60, 4, 1, seed + 1);
    TrainingOptions options = Trainings.extra(2, depth, features, leastSongs, seed);
    double[] mean = new double[test.size() * genres];
    Random seeds = new Random(seed);
    GenreForest forest = ExtraTrees.fit(train, options);
    for (EntropyTree tree : forest.trees()) {
      NaiveEntropyTree naive = naive(train, depth, features, leastSongs, seeds.nextLong(), null);
      assertEquals(naive.leaves(), tree.leaves());
      float[] probabilities = naive.probabilities(test);
      assertArrayEquals(probabilities, SongClouds.probabilities(tree, test));
      assertArrayEquals(naive.probabilities(train), SongClouds.probabilities(tree, train));
      Arrays.setAll(mean, i -> mean[i] + probabilities[i] / 2.0);
    }
    float[] ours = SongClouds.probabilities(forest, test);
    for (int i = 0; i < mean.length; i++) {
      assertEquals(mean[i], ours[i], 2e-7, "two floats, each rounded by at most 6e-8");
    }
  }

  @Property(tries = 100)
  void weightedTreeIsTheOneThatCountingEveryCutAnewGives(
      long seed, @Range(min = 2, max = 90) int songs, @Range(min = 1, max = 5) int leastSongs) {
    Songs train = SongClouds.gaussian(5, songs, 4, 1, seed);
    Songs test = SongClouds.gaussian(5, 60, 4, 1, seed + 1);
    // songs by their genres unequally often, and roots of their shares, in which no two songs of
    // one
    // genre weigh as much as one of another: few cuts are equally good but for rounding
    Songs uneven =
        train.rows(
            IntStream.range(0, songs)
                .filter(i -> i < 2 || i % (1 + train.genre(i)) == 0)
                .toArray());
    TrainingOptions options =
        Trainings.extra(1, 6, 3, leastSongs, seed).with(ClassWeights.OPTION, ClassWeights.SQRT);
    EntropyTree tree = ExtraTrees.fit(uneven, options).trees().get(0);
    double[] weights = ClassWeights.SQRT.of(uneven);
    NaiveEntropyTree naive = naive(uneven, 6, 3, leastSongs, new Random(seed).nextLong(), weights);
    assertEquals(naive.leaves(), tree.leaves());
    assertArrayEquals(naive.probabilities(test), SongClouds.probabilities(tree, test), 1e-6f);
  }

  private static NaiveEntropyTree naive(
      Songs train, int depth, int features, int leastSongs, long seed, double[] weights) {
    SplittableRandom random = new SplittableRandom(seed);
    return NaiveEntropyTree.grow(
        train,
        IntStream.range(0, train.size()).toArray(),
        new NaiveEntropyTree.Rules(
            depth, leastSongs, features, features == 4 ? null : random, random, weights));
  }

  @Test
  void cutsAreDrawnUniformlyAmongRanks() {
    double[][] features =
        IntStream.range(0, 11).mapToObj(i -> new double[] {1 << i}).toArray(double[][]::new);
    Songs songs = SongClouds.of(11, IntStream.range(0, 11).toArray(), features);
    GenreForest forest = ExtraTrees.fit(songs, Trainings.extra(4000, 1, 1, 1, 2));
    float[] halves = new float[11 * 10];
    float[] between = new float[10];
    for (int i = 0; i < 10; i++) {
      between[i] = 1.49f * (1 << i); // the cut above rank i is at 1.5 times its value
    }
    int[] left = new int[10];
    for (EntropyTree tree : forest.trees()) {
      tree.probabilities(between, 10, halves);
      for (int i = 0; i < 10; i++) {
        left[i] += halves[i * 11] > 0 ? 1 : 0;
      }
    }
    for (int i = 0; i < 10; i++) {
      // left where the cut is of rank i or above; 4 of √(4000·¼) are 126
      assertEquals(4000 * (10 - i) / 10, left[i], 126, "rank " + i);
    }
  }

  @Test
  void whatKeepsTheOrderChangesNoTree() {
    Songs rounded = SongClouds.rounded(SONGS, 3); // with equal values, too
    double[] cubes =
        Arrays.stream(rounded.x()).flatMapToDouble(Arrays::stream).map(x -> x * x * x).toArray();
    TrainingOptions options = Trainings.extra(5, 8, 2, 2, 1);
    assertArrayEquals(
        SongClouds.probabilities(ExtraTrees.fit(rounded, options), rounded),
        SongClouds.probabilities(
            ExtraTrees.fit(rounded.withValues(cubes), options), rounded.withValues(cubes)));
  }

  @Test
  void neighbouringFloatsAreToldApart() {
    for (float low : new float[] {1, -Float.MIN_VALUE, 0, Float.MAX_VALUE / 2}) {
      Songs songs = SongClouds.of(2, new int[] {0, 1}, new double[][] {{low}, {Math.nextUp(low)}});
      assertEquals(
          1, SongClouds.accuracy(ExtraTrees.fit(songs, Trainings.extra(9, 1, 1, 1, 1)), songs));
    }
  }

  @Test
  void negativeZeroIsZero() {
    Songs songs = SongClouds.of(2, new int[] {0, 1}, new double[][] {{-0.0}, {0.0}});
    assertEquals(1, ExtraTrees.fit(songs, Trainings.extra(1, 9, 1, 1, 1)).trees().get(0).leaves());
  }

  @Test
  void theTreesAreTheSameForEveryNumberOfThreads(@TempDir Path folder) throws IOException {
    byte[] alone = fileOfTrees(1, folder);
    for (int threads = 2; threads <= 4; threads++) {
      assertArrayEquals(alone, fileOfTrees(threads, folder), threads + " threads");
    }
  }

  private static byte[] fileOfTrees(int threads, Path folder) throws IOException {
    TrainingOptions options = Trainings.extra(9, 8, 0, 2, 5);
    Path file = folder.resolve("trees.zip");
    ModelWriter.write(
        file, ExtraTrees.fit(ExpectedLabels.of(SONGS), options, new Team(threads)), Map.of());
    return Files.readAllBytes(file);
  }

  @Test
  void anotherSeedIsOtherTrees() {
    TrainingOptions options = TrainingOptions.paper().with(ExtraTrees.TREES, 20);
    float[] one = SongClouds.probabilities(ExtraTrees.fit(SONGS, options), SONGS);
    assertArrayEquals(one, SongClouds.probabilities(ExtraTrees.fit(SONGS, options), SONGS));
    float[] other = SongClouds.probabilities(ExtraTrees.fit(SONGS, options.withSeed(2)), SONGS);
    assertFalse(Arrays.equals(one, other));
  }

  @Test
  void learnsEightSongsByHeart() {
    Songs eight = SongClouds.gaussian(8, 8, 3, 0, 4);
    GenreForest forest = ExtraTrees.fit(eight, Trainings.extra(5, GenreForest.NO_LIMIT, 1, 1, 1));
    assertEquals(1, SongClouds.accuracy(forest, eight));
  }

  @Test
  void isAsGoodAsTheForestOnNewSongs() {
    Songs songs = SongClouds.gaussian(12, 6_000, 5, 0.8, 11);
    Songs train = songs.rows(IntStream.range(0, 4_000).toArray());
    Songs test = songs.rows(IntStream.range(4_000, 6_000).toArray());
    TrainingOptions options = TrainingOptions.paper().with(ExtraTrees.TREES, 50);
    double extra = SongClouds.accuracy(ExtraTrees.fit(train, options), test);
    double forest = SongClouds.accuracy(GenreForest.fit(train, options), test);
    assertTrue(extra > forest - 0.01, () -> "extra %s, forest %s".formatted(extra, forest));
  }

  @Test
  void songsOfFewerFeaturesAreAskedForAll() {
    Songs two = SongClouds.gaussian(5, 200, 2, 1, 2);
    assertArrayEquals(
        SongClouds.probabilities(ExtraTrees.fit(two, Trainings.extra(4, 5, 2, 1, 1)), two),
        SongClouds.probabilities(ExtraTrees.fit(two, Trainings.extra(4, 5, 6, 1, 1)), two));
  }

  @Test
  void leavesAreNoSmallerThanAllowed() {
    for (EntropyTree tree : ExtraTrees.fit(SONGS, Trainings.extra(5, 30, 4, 10, 6)).trees()) {
      assertTrue(tree.leaves() > 1 && tree.leaves() <= 300 / 10, () -> tree.leaves() + " leaves");
    }
  }

  @Test
  void optionsOutOfRangeNameTheRange() {
    refuses("extra-trees = 0; it must be from 1 to 10000.", () -> Trainings.extra(0, 1, 1, 1, 1));
    refuses(
        "extra-depth = 0; it must be at least 1, or \"none\".",
        () -> Trainings.extra(1, 0, 1, 1, 1));
    refuses("extra-features = -1; it must be at least 0.", () -> Trainings.extra(1, 1, -1, 1, 1));
    refuses("extra-leaf = 0; it must be at least 1.", () -> Trainings.extra(1, 1, 1, 0, 1));
  }

  private static void refuses(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
