package ihct.models.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.FastestTiers;
import ihct.hierarchy.Ihct;
import ihct.hierarchy.TierSchedule;
import ihct.linkage.ControlTrees;
import ihct.models.EpochListener;
import ihct.models.EpochResult;
import ihct.models.FeatureEncoding;
import ihct.models.GenreClassifier;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.SavableClassifier;
import ihct.models.SongClouds;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.encode.SongEncoding;
import ihct.models.train.NetworkTrainer;
import ihct.models.train.Networks;
import ihct.nn.FeedForward;
import ihct.nn.Segments;
import ihct.songs.Songs;
import ihct.threads.Team;
import ihct.tries.Property;
import ihct.tries.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Flat networks that learn from a tree: {@link TierHeads} and {@link TreeSoftmax}. */
class SegmentModelsTest {

  private static final Songs SONGS = SongClouds.gaussian(6, 300, 3, 1, 4);
  private static final Ihct ONE_TIER = Ihct.ofTiers(new int[][] {{0, 1, 2, 3, 4, 5}});

  /** A tier of one cluster, then of two, three and six; class 5 is alone early. */
  private static final Ihct TREE =
      Ihct.ofTiers(
          new int[][] {
            {0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 1}, {0, 0, 1, 1, 1, 2}, {0, 1, 2, 3, 4, 5}
          });

  private static final TrainingOptions SHORT = TrainingOptions.of(2, 64, 0.01, 3);

  private static TierHeads heads(Ihct tree, TrainingOptions options) {
    return TierHeads.fit(Training.of(SONGS, SONGS).with(tree).with(options));
  }

  private static TreeSoftmax softmax(Ihct tree, TrainingOptions options) {
    return TreeSoftmax.fit(Training.of(SONGS, SONGS).with(tree).with(options));
  }

  @Test
  void onATreeOfOneTierTierHeadsAreDense() {
    Dense dense = Dense.fit(Training.of(SONGS, SONGS).with(SHORT));
    TierHeads heads = heads(ONE_TIER, SHORT);
    assertEquals(dense.network().params(), heads.network().params());
    assertArrayEquals(
        SongClouds.probabilities(dense, SONGS), SongClouds.probabilities(heads, SONGS));
  }

  @Test
  void onATreeOfOneTierTheTreeSoftmaxIsDense() {
    Dense dense = Dense.fit(Training.of(SONGS, SONGS).with(SHORT));
    TreeSoftmax tree = softmax(ONE_TIER, SHORT);
    assertEquals(dense.parameters(), tree.parameters());
    // sums of biases are added in another order
    float[] expected = SongClouds.probabilities(dense, SONGS);
    assertArrayEquals(expected, SongClouds.probabilities(tree, SONGS), 1e-3f);
    tree.network().setParams(dense.network().params());
    assertArrayEquals(expected, SongClouds.probabilities(tree, SONGS));
  }

  @Test
  void clustersWithoutAChoiceHaveNoUnit() {
    // heads of 2, 3 and 6; decisions among 2, then 2, then 2 and 3
    long below = 4 * 256L + 2 * 257 * 256;
    assertEquals(below + 257 * (2 + 3 + 6), heads(TREE, SHORT).parameters());
    assertEquals(below + 257 * (2 + 2 + 2 + 3), softmax(TREE, SHORT).parameters());
    assertEquals(9, TreeSoftmax.segments(TREE).units());
    assertEquals(4, TreeSoftmax.segments(TREE).count());
  }

  @Test
  void oneGenreIsCertain() {
    Songs one = SongClouds.gaussian(1, 20, 3, 1, 4);
    Ihct lonely = Ihct.ofTiers(new int[][] {{0}, {0}});
    for (SavableClassifier model :
        List.of(
            TierHeads.fit(Training.of(one, one).with(lonely).with(SHORT)),
            TreeSoftmax.fit(Training.of(one, one).with(lonely).with(SHORT)))) {
      for (float p : SongClouds.probabilities(model, one)) {
        assertEquals(1, p);
      }
    }
  }

  /** Trees of any shape, with tiers that leave clusters whole. */
  private static Ihct randomTree(int classes, int tiers, Random random) {
    int[][] tier = new int[tiers][classes];
    for (int t = 0; t < tiers; t++) {
      int parts = 1 + random.nextInt(3);
      int[] draw = random.ints(classes, 0, parts).toArray();
      int row = t;
      Arrays.setAll(tier[t], c -> (row == 0 ? 0 : tier[row - 1][c] * parts) + draw[c]);
    }
    return Ihct.ofTiers(tier);
  }

  @Property(tries = 100)
  void unitsAreTheChildrenOfClustersThatDecide(
      @Range(min = 2, max = 60) int classes, @Range(min = 1, max = 6) int tiers, long seed) {
    Random random = new Random(seed);
    Ihct tree = randomTree(classes, tiers, random);
    int units = 0;
    int decisions = 0;
    for (int tier = 0; tier < tree.tiers(); tier++) {
      for (int cluster = 0; cluster < tree.clusters(tier); cluster++) {
        int children = tree.children(tier, cluster);
        units += children > 1 ? children : 0;
        decisions += children > 1 ? 1 : 0;
      }
    }
    Segments segments = TreeSoftmax.segments(tree);
    assertEquals(units, segments.units());
    assertEquals(decisions, segments.count());
    assertEquals(classes, segments.classes());
    assertTrue(units < 2 * classes);
  }

  @Property(tries = 20)
  void probabilitiesOfAnyTreeSumToOne(
      @Range(min = 2, max = 60) int classes, @Range(min = 1, max = 6) int tiers, long seed) {
    Segments segments = TreeSoftmax.segments(randomTree(classes, tiers, new Random(seed)));
    MultiLayerNetwork network = Networks.dense(3, segments.units(), SHORT.withSeed(seed));
    network.setParams(network.params().mul(3));
    float[] answers = new float[SONGS.size() * classes];
    blocks(network, segments, 2).probabilities(SongClouds.batch(SONGS), SONGS.size(), answers);
    for (int row = 0; row < SONGS.size(); row++) {
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        sum += answers[row * classes + c];
      }
      assertEquals(1, sum, 1e-5);
    }
  }

  private static StackBlocks blocks(MultiLayerNetwork network, Segments segments, int threads) {
    return new StackBlocks(
        List.of(), FeedForward.of(network).with(segments), SongEncoding.none(3), new Team(threads));
  }

  /** Ninety genres below tiers of 2, 4, 8, 16, 32 and 64 clusters. */
  private static final Songs NINETY = SongClouds.gaussian(90, 400, 3, 1, 4);

  private static final Ihct DEEP =
      Ihct.of(ControlTrees.random(90, 1), TierSchedule.powersOfTwo(90));

  private static TreeSoftmax ninety(Ihct tree, TreeSoftmax.TierChoice tiers) {
    return TreeSoftmax.fit(
        Training.of(NINETY, NINETY).with(tree).with(SHORT.with(TreeSoftmax.TIERS, tiers)));
  }

  @Test
  void fastestTiersAreFollowedAsIfThereWereNoOthers() {
    int[] fastest = FastestTiers.of(DEEP);
    assertTrue(fastest.length < DEEP.tiers());
    TreeSoftmax model = ninety(DEEP, TreeSoftmax.TierChoice.FASTEST);
    TreeSoftmax alone = ninety(DEEP.keeping(fastest), TreeSoftmax.TierChoice.ALL);
    assertEquals(alone.network().params(), model.network().params());
    assertArrayEquals(
        SongClouds.probabilities(alone, NINETY), SongClouds.probabilities(model, NINETY));
  }

  @Test
  void ofFewGenresAllTiersAreFollowedUnlessItIsSaid() {
    TreeSoftmax usual = TreeSoftmax.fit(Training.of(NINETY, NINETY).with(DEEP).with(SHORT));
    TreeSoftmax all = ninety(DEEP, TreeSoftmax.TierChoice.ALL);
    assertEquals(all.network().params(), usual.network().params());
    assertNotEquals(all.parameters(), ninety(DEEP, TreeSoftmax.TierChoice.FASTEST).parameters());
  }

  @Test
  void ofManyGenresTheFastestTiersAreFollowed() {
    int many = TreeSoftmax.MANY;
    Ihct deep = Ihct.of(ControlTrees.random(many, 1), TierSchedule.powersOfTwo(many));
    Songs songs = SongClouds.gaussian(many, many, 3, 1, 4);
    TreeSoftmax usual =
        TreeSoftmax.fit(
            Training.of(songs, songs.rows(new int[0]))
                .with(deep)
                .with(TrainingOptions.of(1, 500, 0.01, 3)));
    int units = TreeSoftmax.segments(deep.keeping(FastestTiers.of(deep))).units();
    assertEquals(units, usual.network().layerSize(3));
    assertTrue(units < TreeSoftmax.segments(deep).units());
  }

  @Test
  void aSavedModelKnowsTheTiersThatItFollows(@TempDir Path folder) throws IOException {
    for (TreeSoftmax.TierChoice tiers : TreeSoftmax.TierChoice.values()) {
      TreeSoftmax model = ninety(DEEP, tiers);
      Path file = folder.resolve(tiers + ".zip");
      ModelWriter.write(file, model, Map.of());
      try (ModelReader in = ModelReader.open(file)) {
        assertEquals(tiers == TreeSoftmax.TierChoice.FASTEST, in.has("tiers"));
        GenreClassifier opened = TreeSoftmax.KIND.load(in, DEEP);
        assertArrayEquals(
            SongClouds.probabilities(model, NINETY), SongClouds.probabilities(opened, NINETY));
      }
    }
    try (ModelReader in = ModelReader.open(folder.resolve("FASTEST.zip"))) {
      Ihct shorter = DEEP.keeping(6, 7);
      String message =
          assertThrows(IOException.class, () -> TreeSoftmax.KIND.load(in, shorter)).getMessage();
      assertTrue(message.contains("tiers"), message);
    }
  }

  @Test
  void threadsChangeNoWeight() {
    Segments segments = TreeSoftmax.segments(TREE);
    INDArray alone = learnt(segments, 1);
    assertEquals(alone, learnt(segments, 2));
    assertEquals(alone, learnt(segments, 3));
  }

  private static INDArray learnt(Segments segments, int threads) {
    MultiLayerNetwork network = Networks.dense(3, segments.units(), SHORT);
    int[] rows = IntStream.range(0, SONGS.size()).toArray();
    TrainingOptions options = TrainingOptions.of(1, SONGS.size(), 0.01, 2);
    try (NetworkTrainer.Learner learner =
        blocks(network, segments, threads)
            .learner(LabelledSongs.of(SONGS, SONGS::genre, options), options)) {
      for (int step = 0; step < 3; step++) {
        learner.learn(rows, 0, SONGS.size());
      }
    }
    return network.params();
  }

  @Test
  void separableCloudsAreLearnt() {
    Songs clouds = SongClouds.gaussian(6, 600, 4, 5, 8);
    TrainingOptions options = TrainingOptions.of(15, 64, 0.003, 3);
    for (SavableClassifier model :
        List.of(
            TierHeads.fit(Training.of(clouds, clouds).with(TREE).with(options)),
            TreeSoftmax.fit(Training.of(clouds, clouds).with(TREE).with(options)))) {
      double accuracy = SongClouds.accuracy(model, clouds);
      assertTrue(accuracy > 0.97, model.kind() + " " + accuracy);
    }
  }

  /** Genres in four well parted groups of four, and in the worst of trees for them. */
  @Test
  void aPlantedTreeIsLearntBetterThanOneThatPartsIt() {
    Songs planted = planted();
    int[] classes = IntStream.range(0, 16).toArray();
    int[] groups = Arrays.stream(classes).map(c -> c / 4).toArray();
    int[] across = Arrays.stream(classes).map(c -> c % 4).toArray();
    TrainingOptions options = TrainingOptions.of(4, 64, 0.003, 3);
    double[] loss = new double[2];
    int tree = 0;
    for (int[] tier : List.of(groups, across)) {
      Ihct ihct = Ihct.ofTiers(new int[][] {tier, classes});
      TreeSoftmax model = TreeSoftmax.fit(Training.of(planted, planted).with(ihct).with(options));
      float[] p = SongClouds.probabilities(model, planted);
      for (int row = 0; row < planted.size(); row++) {
        loss[tree] -= Math.log(p[row * 16 + planted.genre(row)]) / planted.size();
      }
      tree++;
    }
    assertTrue(loss[0] < loss[1], Arrays.toString(loss));
  }

  private static Songs planted() {
    Random random = new Random(2);
    int[] genre = IntStream.range(0, 800).map(i -> random.nextInt(16)).toArray();
    double[][] features = new double[800][4];
    for (int i = 0; i < 800; i++) {
      int group = genre[i] / 4;
      int member = genre[i] % 4;
      features[i] =
          new double[] {
            6 * (group % 2) + random.nextGaussian(),
            6 * (group / 2) + random.nextGaussian(),
            1.5 * (member % 2) + random.nextGaussian(),
            1.5 * (member / 2) + random.nextGaussian()
          };
    }
    return SongClouds.of(16, genre, features);
  }

  /** The tiers' losses are there with a weight, and not without. */
  @Test
  void weightOfTheTiersCounts() {
    double[] first = new double[3];
    double[] weights = {0, 1, 2};
    for (int i = 0; i < 3; i++) {
      double[] loss = new double[1];
      EpochListener listener =
          new EpochListener() {
            @Override
            public void epoch(EpochResult result) {
              loss[0] = result.loss();
            }
          };
      TrainingOptions slow =
          TrainingOptions.of(1, 300, 1e-9, 3).with(TierHeads.TIER_WEIGHT, weights[i]);
      TierHeads.fit(Training.of(SONGS, SONGS).with(TREE).with(slow).with(listener));
      first[i] = loss[0];
    }
    assertTrue(first[1] > first[0] + 1, Arrays.toString(first));
    assertEquals(first[1] - first[0], first[2] - first[1], 1e-4);
  }

  @Test
  void optionsOfNetworksAreFollowed() {
    TrainingOptions other =
        SHORT.with(SongEncoding.ENCODING, FeatureEncoding.QUANTILES).with(SongEncoding.BINS, 4);
    Dense dense = Dense.fit(Training.of(SONGS, SONGS).with(other));
    TierHeads heads = heads(ONE_TIER, other);
    assertEquals(12, heads.network().layerInputSize(0));
    assertEquals(dense.network().params(), heads.network().params());
    assertEquals(12, softmax(TREE, other).network().layerInputSize(0));
  }

  @Test
  void refusalsSayWhatToDo() {
    Ihct small = Ihct.ofTiers(new int[][] {{0, 1}});
    assertEquals(
        "The songs have 6 genres, and the tree has 2.",
        assertThrows(IllegalArgumentException.class, () -> heads(small, SHORT)).getMessage());
  }
}
