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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class GenreForestTest {

  private static final Songs SONGS = SongClouds.gaussian(7, 300, 4, 2, 1);

  @Property(tries = 150)
  void everyTreeIsTheOneThatCountingAnewGivesOnItsSample(
      long seed,
      @Range(min = 1, max = 90) int songs,
      @Range(min = 1, max = 9) int genres,
      @Range(min = 1, max = 6) int depth,
      @Range(min = 1, max = 4) int features,
      @Range(min = 1, max = 5) int leastSongs) {
    Songs train = SongClouds.rounded(SongClouds.gaussian(genres, songs, 4, 1, seed), seed);
    Songs test = SongClouds.gaussian(genres, 60, 4, 1, seed + 1);
    TrainingOptions options = Trainings.forest(3, depth, features, leastSongs, seed);
    GenreForest forest = GenreForest.fit(train, options);
    double[] mean = new double[test.size() * genres];
    Random seeds = new Random(seed);
    for (EntropyTree tree : forest.trees()) {
      Random random = new Random(seeds.nextLong());
      int[] sample = IntStream.generate(() -> random.nextInt(songs)).limit(songs).toArray();
      NaiveEntropyTree naive =
          NaiveEntropyTree.grow(
              train,
              sample,
              new NaiveEntropyTree.Rules(
                  depth, leastSongs, features, features == 4 ? null : random, null, null));
      assertEquals(naive.leaves(), tree.leaves());
      float[] probabilities = naive.probabilities(test);
      assertArrayEquals(probabilities, SongClouds.probabilities(tree, test));
      Arrays.setAll(mean, i -> mean[i] + probabilities[i] / 3.0);
    }
    float[] ours = SongClouds.probabilities(forest, test);
    for (int i = 0; i < mean.length; i++) {
      assertEquals(mean[i], ours[i], 2e-7, "three floats, each rounded by at most 6e-8");
    }
  }

  @Test
  void songsThatCountOftenCountInFull() {
    double[][] features = {{1}, {1}, {5}, {9}, {9}};
    Songs songs = SongClouds.of(4, new int[] {0, 1, 0, 2, 3}, features);
    Team alone = new Team(1);
    SongOrders sample =
        SongOrders.of(songs, ClassWeights.NONE.of(songs), SongOrders.BOOTSTRAP_WEIGHT_BITS, alone)
            .sample(new int[] {70, 31, 0, 32, 1}, songs.y());
    assertEquals(3 + 1 + 2 + 1, sample.entries(), "31 songs are one entry");
    EntropyTree tree =
        TreeGrower.grow(
            sample,
            new TreeGrower.Limits(1, 1),
            EntropyTable.upTo(70 + 31 + 32 + 1, alone),
            FeatureDraw.all(1));
    float[] probabilities = new float[8];
    tree.probabilities(new float[] {5, 5.1f}, 2, probabilities);
    float[] shares = {70 / 101f, 31 / 101f, 0, 0, 0, 0, 32 / 33f, 1 / 33f};
    assertArrayEquals(shares, probabilities, "the threshold is half-way between 1 and 9");
  }

  @Property(tries = 100)
  void weightedSampleIsSearchedAsCountingAnewSearchesIt(
      long seed, @Range(min = 2, max = 90) int songs, @Range(min = 1, max = 5) int leastSongs) {
    Songs train = SongClouds.gaussian(5, songs, 4, 1, seed);
    Songs test = SongClouds.gaussian(5, 60, 4, 1, seed + 1);
    Random random = new Random(seed);
    // not round, so that no two questions are equally good by chance
    double[] weights = random.doubles(5, 0.05, 5).toArray();
    int[] sample = random.ints(songs, 0, songs).toArray();
    int[] drawn = new int[songs];
    Arrays.stream(sample).forEach(row -> drawn[row]++);
    int[] labels = train.y();
    for (int i = 0; i < songs; i += 3) {
      labels[i] = random.nextInt(5);
    }
    Songs relabelled = train.withLabels(train.genres(), labels);
    Team alone = new Team(1);
    EntropyTree tree =
        TreeGrower.grow(
            SongOrders.of(train, weights, SongOrders.BOOTSTRAP_WEIGHT_BITS, alone)
                .sample(drawn, labels),
            new TreeGrower.Limits(6, leastSongs),
            EntropyTable.upTo(songs, alone),
            FeatureDraw.all(4));
    NaiveEntropyTree naive =
        NaiveEntropyTree.grow(
            relabelled, sample, new NaiveEntropyTree.Rules(6, leastSongs, 4, null, null, weights));
    assertEquals(naive.leaves(), tree.leaves());
    assertArrayEquals(naive.probabilities(test), SongClouds.probabilities(tree, test), 1e-6f);
  }

  @Test
  void theForestIsTheSameForEveryNumberOfThreads(@TempDir Path folder) throws IOException {
    TrainingOptions options = Trainings.forest(9, 8, 0, 1, 5);
    byte[] alone = fileOfForest(options, 1, folder);
    for (int threads = 2; threads <= 3; threads++) {
      assertArrayEquals(alone, fileOfForest(options, threads, folder), threads + " threads");
    }
  }

  private static byte[] fileOfForest(TrainingOptions options, int threads, Path folder)
      throws IOException {
    Team team = new Team(threads);
    Path file = folder.resolve("forest.zip");
    ModelWriter.write(file, GenreForest.fit(ExpectedLabels.of(SONGS), options, team), Map.of());
    return Files.readAllBytes(file);
  }

  @Test
  void anotherSeedIsAnotherForest() {
    TrainingOptions options = TrainingOptions.paper();
    float[] one = SongClouds.probabilities(GenreForest.fit(SONGS, options), SONGS);
    float[] same = SongClouds.probabilities(GenreForest.fit(SONGS, options), SONGS);
    float[] other = SongClouds.probabilities(GenreForest.fit(SONGS, options.withSeed(2)), SONGS);
    assertArrayEquals(one, same);
    assertFalse(Arrays.equals(one, other));
  }

  @Test
  void theTreesOfAForestDiffer() {
    GenreForest forest = GenreForest.fit(SONGS, Trainings.forest(5, 6, 2, 1, 1));
    long different =
        forest.trees().stream()
            .map(tree -> Arrays.toString(SongClouds.probabilities(tree, SONGS)))
            .distinct()
            .count();
    assertEquals(5, different);
  }

  @Test
  void isBetterThanItsTreeOnNewSongs() {
    Songs songs = SongClouds.gaussian(12, 6_000, 5, 0.8, 11);
    Songs train = songs.rows(IntStream.range(0, 4_000).toArray());
    Songs test = songs.rows(IntStream.range(4_000, 6_000).toArray());
    double tree = SongClouds.accuracy(EntropyTree.fit(train, 16), test);
    double forest = SongClouds.accuracy(GenreForest.fit(train, TrainingOptions.paper()), test);
    assertTrue(forest > tree + 0.05, () -> "tree %s, forest %s".formatted(tree, forest));
  }

  @Test
  void oneGenreIsAlwaysTheAnswer() {
    Songs songs = SongClouds.gaussian(1, 30, 2, 1, 1);
    GenreForest forest = GenreForest.fit(songs, TrainingOptions.paper());
    assertEquals(50, forest.parameters(), "a leaf with one count in each tree");
    for (float probability : SongClouds.probabilities(forest, songs)) {
      assertEquals(1, probability, 1e-6, "fifty floats, each rounded by at most 6e-8");
    }
  }

  @Test
  void constantFeaturesAreNoQuestion() {
    double[][] features = {{5, 0, 5}, {5, 1, 5}, {5, 0, 5}, {5, 1, 5}};
    Songs songs = SongClouds.of(2, new int[] {0, 1, 0, 1}, features);
    // Only every third draw begins with the feature that tells the genres apart.
    GenreForest forest = GenreForest.fit(songs, Trainings.forest(40, 3, 1, 1, 1));
    for (EntropyTree tree : forest.trees()) {
      double[][] allAlike = {{5, 0, 5}, {5, 1, 5}};
      Songs two = SongClouds.of(2, new int[] {0, 1}, allAlike);
      boolean sawBoth = tree.leaves() == 2;
      assertEquals(sawBoth ? 1 : 0.5, SongClouds.accuracy(tree, two));
    }
    assertEquals(1, SongClouds.accuracy(forest, songs));
    Songs same = SongClouds.of(2, new int[] {0, 1, 1}, new double[][] {{1}, {1}, {1}});
    assertEquals(1, GenreForest.fit(same, Trainings.forest(1, 9, 1, 1, 1)).trees().get(0).leaves());
  }

  @Test
  void ofEquallyGoodFeaturesTheFirstIsAsked() {
    double[][] features = {{1, 1}, {1, 1}, {1, 1}, {9, 9}, {9, 9}, {9, 9}};
    Songs songs = SongClouds.of(2, new int[] {0, 0, 0, 1, 1, 1}, features);
    Songs asked = SongClouds.of(2, new int[2], new double[][] {{1, 9}, {9, 1}});
    GenreForest forest = GenreForest.fit(songs, Trainings.forest(20, 1, 2, 1, 4));
    assertArrayEquals(new int[] {0, 1}, SongClouds.predictions(forest, asked));
  }

  @Test
  void leavesAreNoSmallerThanAllowed() {
    TrainingOptions options = Trainings.forest(5, 30, 2, 40, 6);
    for (EntropyTree tree : GenreForest.fit(SONGS, options).trees()) {
      assertTrue(tree.leaves() > 1 && tree.leaves() <= 300 / 40, () -> tree.leaves() + " leaves");
    }
  }

  @Test
  void optionsOutOfRangeNameTheRange() {
    refuses("forest-trees = 0; it must be from 1 to 10000.", () -> options(0, 1, 1, 1));
    refuses("forest-trees = 10001; it must be from 1 to 10000.", () -> options(10_001, 1, 1, 1));
    refuses("forest-depth = 0; it must be at least 1, or \"none\".", () -> options(1, 0, 1, 1));
    refuses("forest-features = -1; it must be at least 0.", () -> options(1, 1, -1, 1));
    refuses("forest-leaf = 0; it must be at least 1.", () -> options(1, 1, 1, 0));
    refuses(
        "forest-features = 5; these songs have 4 features. Choose from 1 to 4, or 0 for √d.",
        () -> GenreForest.fit(SONGS, options(1, 1, 5, 1)));
  }

  private static TrainingOptions options(int trees, int depth, int features, int leastSongs) {
    return Trainings.forest(trees, depth, features, leastSongs, 1);
  }

  /** A forest of one feature per node differs from that of all three, not from that of ⌊√3⌋. */
  @Test
  void rootIsRoundedDown() {
    Songs three = SongClouds.gaussian(5, 200, 3, 1, 2);
    float[] root = grown(three, 0);
    assertArrayEquals(grown(three, 1), root);
    assertFalse(Arrays.equals(grown(three, 2), root));
  }

  private static float[] grown(Songs songs, int features) {
    return SongClouds.probabilities(GenreForest.fit(songs, options(4, 5, features, 1)), songs);
  }

  @Test
  void moreSongsThanAnEntryCanTellAreRefused() {
    refuses(
        "8388609 songs of 5238 genres are too many for a decision tree or forest; it takes up to"
            + " 8388608 songs. Lower the cap per genre.",
        () -> EntryBits.of((1 << 23) + 1, 5238, SongOrders.BOOTSTRAP_WEIGHT_BITS));
    assertEquals(23, EntryBits.of(1 << 23, 5238, SongOrders.BOOTSTRAP_WEIGHT_BITS).row());
  }

  private static void refuses(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
