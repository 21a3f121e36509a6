package ihct.models.forest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.models.ClassWeights;
import ihct.models.ModelWriter;
import ihct.models.SongClouds;
import ihct.songs.Songs;
import ihct.threads.Team;
import ihct.tries.Property;
import ihct.tries.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smile.base.cart.SplitRule;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.IntVector;

class EntropyTreeTest {

  @Test
  void asksTheFeatureThatTellsMost() {
    // Feature 0 leaves one song on the wrong side, feature 1 none: threshold (2 + 6) / 2 = 4.
    double[][] features = {{1, 1}, {2, 2}, {9, 1}, {8, 6}, {7, 7}};
    Songs songs = SongClouds.of(2, new int[] {0, 0, 0, 1, 1}, features);
    EntropyTree tree = EntropyTree.fit(songs, 16);
    assertEquals(2, tree.leaves());
    assertEquals(1, tree.depth());
    assertEquals(1 + 2, tree.parameters(), "a threshold and two counts");
    Songs asked = SongClouds.of(2, new int[2], new double[][] {{9, 4}, {1, 4.001}});
    assertArrayEquals(new int[] {0, 1}, SongClouds.predictions(tree, asked));
  }

  @Test
  void leafGivesTheSharesOfItsSongs() {
    double[][] features = {{1}, {1}, {1}, {1}};
    Songs songs = SongClouds.of(4, new int[] {3, 0, 3, 3}, features);
    EntropyTree tree = EntropyTree.fit(songs, 16);
    float[] probabilities = new float[4];
    tree.probabilities(new float[] {5}, 1, probabilities);
    assertArrayEquals(new float[] {.25f, 0, 0, .75f}, probabilities);
    assertEquals(0, tree.depth());
  }

  @Test
  void splitsWithoutGainWhereASecondSplitHelps() {
    double[][] corners = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    Songs songs = SongClouds.of(2, new int[] {0, 1, 1, 0}, corners);
    assertEquals(1, SongClouds.accuracy(EntropyTree.fit(songs, 2), songs));
  }

  @Test
  void ofEquallyGoodQuestionsTheFirstIsAsked() {
    // Three genres in a row: 1.5 and 2.5 gain the same, and so do both features.
    double[][] features = {{1, 1}, {2, 2}, {3, 3}};
    Songs songs = SongClouds.of(3, new int[] {0, 1, 2}, features);
    EntropyTree tree = EntropyTree.fit(songs, 1);
    float[] probabilities = new float[6];
    tree.probabilities(new float[] {1.5f, 9, 1.6f, 0}, 2, probabilities);
    assertArrayEquals(new float[] {1, 0, 0, 0, .5f, .5f}, probabilities);
  }

  @Test
  void neighbouringFloatsAreToldApart() {
    float up = Math.nextUp(1f);
    Songs songs = SongClouds.of(2, new int[] {0, 1}, new double[][] {{1}, {up}});
    assertEquals(1, SongClouds.accuracy(EntropyTree.fit(songs, 16), songs));
  }

  @Test
  void negativeZeroIsZero() {
    Songs songs = SongClouds.of(2, new int[] {0, 1}, new double[][] {{-0.0}, {0.0}});
    assertEquals(1, EntropyTree.fit(songs, 16).leaves());
  }

  @Property(tries = 200)
  void isTheTreeThatCountingEverySplitAnewGives(
      long seed,
      @Range(min = 1, max = 120) int songs,
      @Range(min = 1, max = 9) int genres,
      @Range(min = 1, max = 6) int depth) {
    Songs train = SongClouds.rounded(SongClouds.gaussian(genres, songs, 3, 1, seed), seed);
    Songs test = SongClouds.gaussian(genres, 200, 3, 1, seed + 1);
    NaiveEntropyTree naive = NaiveEntropyTree.grow(train, depth);
    EntropyTree tree = EntropyTree.fit(train, depth);
    assertEquals(naive.leaves(), tree.leaves());
    assertArrayEquals(naive.probabilities(train), SongClouds.probabilities(tree, train));
    assertArrayEquals(naive.probabilities(test), SongClouds.probabilities(tree, test));
  }

  /** Weights that are not round, so that no two questions are equally good by chance. */
  private static double[] oddWeights(int genres, long seed) {
    return new Random(seed).doubles(genres, 0.05, 5).toArray();
  }

  private static EntropyTree weighted(Songs songs, int depth, double... weights) {
    return EntropyTree.fit(songs, depth, weights, new Team(1));
  }

  @Property(tries = 200)
  void weightedTreeIsTheOneThatCountingEverySplitAnewGives(
      long seed,
      @Range(min = 1, max = 120) int songs,
      @Range(min = 1, max = 9) int genres,
      @Range(min = 1, max = 6) int depth) {
    Songs train = SongClouds.rounded(SongClouds.gaussian(genres, songs, 3, 1, seed), seed);
    Songs test = SongClouds.gaussian(genres, 200, 3, 1, seed + 1);
    double[] weights = oddWeights(genres, seed);
    NaiveEntropyTree naive = NaiveEntropyTree.grow(train, depth, weights);
    EntropyTree tree = weighted(train, depth, weights);
    assertEquals(naive.leaves(), tree.leaves());
    assertArrayEquals(naive.probabilities(train), SongClouds.probabilities(tree, train), 1e-6f);
    assertArrayEquals(naive.probabilities(test), SongClouds.probabilities(tree, test), 1e-6f);
  }

  /** But for questions that are equally good, of which seed 2 has none. */
  @Test
  void songsOfWeightThreeAreAsThreeSongs() {
    Songs songs = SongClouds.gaussian(4, 300, 3, 1, 2);
    double[] times = {1, 2, 3, 5};
    int[] repeated =
        IntStream.range(0, 300)
            .flatMap(row -> IntStream.generate(() -> row).limit((int) times[songs.genre(row)]))
            .toArray();
    EntropyTree tree = weighted(songs, 6, times);
    EntropyTree plain = EntropyTree.fit(songs.rows(repeated), 6);
    assertEquals(plain.leaves(), tree.leaves());
    assertArrayEquals(
        SongClouds.probabilities(plain, songs), SongClouds.probabilities(tree, songs), 1e-6f);
    assertNotEquals(EntropyTree.fit(songs, 6).leaves(), tree.leaves());
  }

  @Test
  void rareGenreDecidesTheQuestionWhereAllGenresCountTheSame() {
    // of 8 and 2 songs feature 0 parts one of the 2 from all, feature 1 both from 5
    double[][] features = {
      {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 1}, {0, 1}, {0, 1}, {1, 1}, {0, 1}
    };
    Songs songs = SongClouds.of(2, new int[] {0, 0, 0, 0, 0, 0, 0, 0, 1, 1}, features);
    Songs asked = SongClouds.of(2, new int[2], new double[][] {{0, 0}, {0, 1}});
    float[] plain = SongClouds.probabilities(EntropyTree.fit(songs, 1), asked);
    assertArrayEquals(new float[] {8 / 9f, 1 / 9f, 8 / 9f, 1 / 9f}, plain);
    // 10/16 for each of eight, 10/4 for each of two: 3·0.625 beside 2·2.5
    EntropyTree balanced = EntropyTree.fit(songs, 1, ClassWeights.BALANCED);
    assertArrayEquals(
        new float[] {1, 0, 3 / 11f, 8 / 11f}, SongClouds.probabilities(balanced, asked));
  }

  @Test
  void theTreeIsTheSameForEveryNumberOfThreads(@TempDir Path folder) throws IOException {
    // Enough songs that nodes are shared out.
    Songs songs = SongClouds.rounded(SongClouds.gaussian(40, 40_000, 3, 1, 5), 0);
    for (double[] weights : List.of(ClassWeights.NONE.of(songs), oddWeights(40, 5))) {
      byte[] alone = fileOfTree(songs, weights, 1, folder);
      for (int threads = 2; threads <= 3; threads++) {
        byte[] together = fileOfTree(songs, weights, threads, folder);
        assertArrayEquals(alone, together, threads + " threads");
      }
    }
  }

  private static byte[] fileOfTree(Songs songs, double[] weights, int threads, Path folder)
      throws IOException {
    Team team = new Team(threads);
    Path file = folder.resolve("tree.zip");
    ModelWriter.write(file, EntropyTree.fit(songs, 12, weights, team), Map.of());
    return Files.readAllBytes(file);
  }

  @Property(tries = 50)
  void theOrderOfTheSongsDoesNotMatter(@Range(min = 1, max = Integer.MAX_VALUE) int seed) {
    Songs songs = SongClouds.gaussian(5, 150, 3, 1, seed);
    List<Integer> rows = IntStream.range(0, 150).boxed().collect(Collectors.toList());
    Collections.shuffle(rows, new Random(seed));
    Songs shuffled = songs.rows(rows.stream().mapToInt(row -> row).toArray());
    assertArrayEquals(
        SongClouds.probabilities(EntropyTree.fit(songs, 8), songs),
        SongClouds.probabilities(EntropyTree.fit(shuffled, 8), songs));
    double[] weights = oddWeights(5, seed);
    assertArrayEquals(
        SongClouds.probabilities(weighted(songs, 8, weights), songs),
        SongClouds.probabilities(weighted(shuffled, 8, weights), songs));
  }

  @Property(tries = 50)
  void learnsDistinctSongsByHeart(@Range(min = 1, max = Integer.MAX_VALUE) int seed) {
    Songs songs = SongClouds.gaussian(30, 300, 2, 0, seed);
    EntropyTree tree = EntropyTree.fit(songs, 300);
    assertEquals(1, SongClouds.accuracy(tree, songs));
  }

  @Property(tries = 50)
  void isNoDeeperThanAllowed(
      @Range(min = 1, max = Integer.MAX_VALUE) int seed, @Range(min = 1, max = 10) int depth) {
    EntropyTree tree = EntropyTree.fit(SongClouds.gaussian(30, 500, 2, 0, seed), depth);
    assertTrue(tree.depth() <= depth, () -> "depth " + tree.depth());
    assertTrue(tree.leaves() <= 1 << depth, () -> tree.leaves() + " leaves");
  }

  @Test
  void isAsAccurateAsTheTreeOfSmile() {
    Songs songs = SongClouds.gaussian(12, 6_000, 5, 1.2, 11);
    Songs train = songs.rows(IntStream.range(0, 4_000).toArray());
    Songs test = songs.rows(IntStream.range(4_000, 6_000).toArray());
    EntropyTree ours = EntropyTree.fit(train, 16);
    smile.classification.DecisionTree theirs =
        smile.classification.DecisionTree.fit(
            Formula.lhs("genre"), frame(train), SplitRule.ENTROPY, 17, 1 << 20, 1);
    int[] predicted = theirs.predict(frame(test));
    double smile =
        IntStream.range(0, 2_000).filter(i -> predicted[i] == test.genre(i)).count() / 2_000.0;
    // Smile prunes nothing and differs only in ties, but those can change a leaf here and there.
    assertEquals(smile, SongClouds.accuracy(ours, test), 0.02);
  }

  private static DataFrame frame(Songs songs) {
    double[][] features = new double[songs.size()][];
    Arrays.setAll(features, songs::features);
    return DataFrame.of(features, songs.features().toArray(String[]::new))
        .merge(IntVector.of("genre", songs.y()));
  }

  @Test
  void depthBelowOneNamesTheRange() {
    Songs songs = SongClouds.gaussian(2, 10, 1, 1, 1);
    String message =
        assertThrows(IllegalArgumentException.class, () -> EntropyTree.fit(songs, 0)).getMessage();
    assertEquals("depth of the decision tree = 0; it must be at least 1.", message);
  }
}
